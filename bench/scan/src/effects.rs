//! [`Picture`]: grey values from 0 to 255, and the effects of light, lens and sensor on them.

use crate::random::Random;

/// A greyscale image with fractional values, row by row.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub px: Vec<f32>,
}

impl Picture {
    /// Gaussian blur with a standard deviation in pixels.
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

    /// Motion blur along a line of this length, in pixels, and angle, in radians.
    pub fn motion_blur(&mut self, length: f32, angle: f32) {
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

    /// Convolves with a kernel of ((x, y), weight) taps; the border is extended.
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

    /// Scales the contrast around the tone `towards`.
    pub fn reduce_contrast(&mut self, towards: f32, contrast: f32) {
        self.px.iter_mut().for_each(|px| *px = towards + (*px - towards) * contrast);
    }

    /// Uneven light: at least two of a falloff, a shadow's edge and a specular highlight, around a spot of this
    /// position and size in pixels; `strength` from 0 to 1.
    pub fn uneven_light(&mut self, random: &mut Random, (x, y): (f32, f32), size: f32, strength: f32) {
        let omitted = random.below(4);
        let tau = std::f32::consts::TAU;
        let (sin, cos) = random.uniform(0.0, tau).sin_cos();
        let falloff = if omitted == 0 { 0.0 } else { random.uniform(0.55, 0.85) * strength };
        let extent = size * random.uniform(0.6, 1.2);
        let (shade_sin, shade_cos) = random.uniform(0.0, tau).sin_cos();
        let shade = if omitted == 1 { 0.0 } else { random.uniform(0.4, 0.7) * strength };
        let (shade_offset, softness) = (random.uniform(-0.4, 0.4) * size, random.uniform(1.0, 20.0));
        let glare = if omitted == 2 { 0.0 } else { random.uniform(90.0, 220.0) * strength };
        let spot = (x + random.uniform(-0.6, 0.6) * size, y + random.uniform(-0.6, 0.6) * size);
        let radius = random.uniform(0.12, 0.3) * size;
        for (row, line) in self.px.chunks_exact_mut(self.width).enumerate() {
            for (column, px) in line.iter_mut().enumerate() {
                let (dx, dy) = (column as f32 - x, row as f32 - y);
                let along = ((dx * cos + dy * sin) / extent).clamp(-1.0, 1.0);
                let behind = ((dx * shade_cos + dy * shade_sin - shade_offset) / softness).clamp(-0.5, 0.5) + 0.5;
                let (gx, gy) = (column as f32 - spot.0, row as f32 - spot.1);
                let squared_distance = (gx * gx + gy * gy) / (2.0 * radius * radius);
                let highlight = if squared_distance < 9.0 { glare * (-squared_distance).exp() } else { 0.0 };
                *px = *px * (1.0 - falloff * (0.5 + 0.5 * along)) * (1.0 - shade * behind) + highlight;
            }
        }
    }

    /// Adds sensor noise with a standard deviation in grey levels, and converts to bytes.
    pub fn quantize_with_noise(&self, random: &mut Random, noise: f32) -> Vec<u8> {
        let mut sample_noise = || if noise > 0.0 { random.normal() * noise } else { 0.0 };
        self.px.iter().map(|px| (px.clamp(0.0, 255.0) + sample_noise() + 0.5).clamp(0.0, 255.0) as u8).collect()
    }
}

/// A row extended by its border pixels on either side.
fn pad(row: &[f32], reach: usize) -> Vec<f32> {
    let mut padded = vec![row[0]; reach];
    padded.extend_from_slice(row);
    padded.extend(std::iter::repeat_n(row[row.len() - 1], reach));
    padded
}
