//! What light, lens and sensor do to a picture: uneven light, blur, motion, fog, noise. On grey values from 0 to 255.

use crate::random::Random;

pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub px: Vec<f32>,
}

impl Picture {
    /// Blurs by a Gaussian of this many pixels.
    pub fn blur(&mut self, sigma: f32) {
        let reach = (sigma * 3.0).ceil() as i32;
        let weights: Vec<f32> = (-reach..=reach).map(|i| (-(i * i) as f32 / (2.0 * sigma * sigma)).exp()).collect();
        let sum: f32 = weights.iter().sum();
        let taps = |step: fn(i32) -> (i32, i32)| {
            (-reach..=reach).zip(&weights).map(|(i, &weight)| (step(i), weight / sum)).collect::<Vec<_>>()
        };
        self.convolve(&taps(|i| (i, 0)));
        self.convolve(&taps(|i| (0, i)));
    }

    /// Smears along a line of this many pixels.
    pub fn smear(&mut self, length: f32, angle: f32) {
        let steps = (length * 4.0).ceil().max(2.0) as i32;
        let mut taps: Vec<((i32, i32), f32)> = Vec::new();
        for step in 0..steps {
            let at = ((step as f32 + 0.5) / steps as f32 - 0.5) * length;
            let (x, y) = (at * angle.cos(), at * angle.sin());
            for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                let to = (x.floor() as i32 + dx, y.floor() as i32 + dy);
                let weight = (1.0 - (x - to.0 as f32).abs()) * (1.0 - (y - to.1 as f32).abs()) / steps as f32;
                match taps.iter_mut().find(|tap| tap.0 == to) {
                    Some(tap) => tap.1 += weight,
                    None => taps.push((to, weight)),
                }
            }
        }
        self.convolve(&taps);
    }

    fn convolve(&mut self, taps: &[((i32, i32), f32)]) {
        let reach = taps.iter().map(|((x, _), _)| x.unsigned_abs()).max().unwrap_or(0) as usize;
        let padded: Vec<Vec<f32>> = self.px.chunks_exact(self.width).map(|row| pad(row, reach)).collect();
        for (y, out) in self.px.chunks_exact_mut(self.width).enumerate() {
            out.fill(0.0);
            for &((dx, dy), weight) in taps {
                let row = &padded[(y as i32 + dy).clamp(0, self.height as i32 - 1) as usize];
                let from = &row[(reach as i32 + dx) as usize..][..out.len()];
                out.iter_mut().zip(from).for_each(|(out, px)| *out += px * weight);
            }
        }
    }

    /// Brings all tones nearer to `towards`.
    pub fn fog(&mut self, towards: f32, contrast: f32) {
        self.px.iter_mut().for_each(|px| *px = towards + (*px - towards) * contrast);
    }

    /// Two or three of a gradient, a shadow's edge and a glare, about a spot of this size; `strength` from 0 to 1.
    pub fn light(&mut self, random: &mut Random, (x, y): (f32, f32), size: f32, strength: f32) {
        let without = random.below(4);
        let tau = std::f32::consts::TAU;
        let (sin, cos) = random.between(0.0, tau).sin_cos();
        let fall = if without == 0 { 0.0 } else { random.between(0.55, 0.85) * strength };
        let reach = size * random.between(0.6, 1.2);
        let (shade_sin, shade_cos) = random.between(0.0, tau).sin_cos();
        let shade = if without == 1 { 0.0 } else { random.between(0.4, 0.7) * strength };
        let (offset, soft) = (random.between(-0.4, 0.4) * size, random.between(1.0, 20.0));
        let glare = if without == 2 { 0.0 } else { random.between(90.0, 220.0) * strength };
        let spot = (x + random.between(-0.6, 0.6) * size, y + random.between(-0.6, 0.6) * size);
        let wide = random.between(0.12, 0.3) * size;
        for (row, line) in self.px.chunks_exact_mut(self.width).enumerate() {
            for (column, px) in line.iter_mut().enumerate() {
                let (dx, dy) = (column as f32 - x, row as f32 - y);
                let along = ((dx * cos + dy * sin) / reach).clamp(-1.0, 1.0);
                let behind = ((dx * shade_cos + dy * shade_sin - offset) / soft).clamp(-0.5, 0.5) + 0.5;
                let (gx, gy) = (column as f32 - spot.0, row as f32 - spot.1);
                let far = (gx * gx + gy * gy) / (2.0 * wide * wide);
                let shine = if far < 9.0 { glare * (-far).exp() } else { 0.0 };
                *px = *px * (1.0 - fall * (0.5 + 0.5 * along)) * (1.0 - shade * behind) + shine;
            }
        }
    }

    /// To bytes, with the sensor's noise.
    pub fn expose(&self, random: &mut Random, noise: f32) -> Vec<u8> {
        let mut grain = || if noise > 0.0 { random.normal() * noise } else { 0.0 };
        self.px.iter().map(|px| (px.clamp(0.0, 255.0) + grain() + 0.5).clamp(0.0, 255.0) as u8).collect()
    }
}

fn pad(row: &[f32], reach: usize) -> Vec<f32> {
    let mut padded = vec![row[0]; reach];
    padded.extend_from_slice(row);
    padded.extend(std::iter::repeat_n(row[row.len() - 1], reach));
    padded
}
