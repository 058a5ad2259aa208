//! [`Canvas`]: a greyscale raster and the few shapes that everything is drawn with.

use crate::random::Random;

pub struct Canvas {
    pub width: usize,
    pub height: usize,
    pub px: Vec<u8>,
}

impl Canvas {
    pub fn new(width: usize, height: usize, tone: u8) -> Canvas {
        Canvas { width, height, px: vec![tone; width * height] }
    }

    /// Fills a rectangle, clipped to the canvas.
    pub fn fill_rect(&mut self, x: i32, y: i32, width: i32, height: i32, tone: u8) {
        let x0 = x.clamp(0, self.width as i32) as usize;
        let x1 = (x + width).clamp(0, self.width as i32) as usize;
        let y0 = y.clamp(0, self.height as i32) as usize;
        let y1 = (y + height).clamp(0, self.height as i32) as usize;
        for y in y0..y1 {
            self.px[y * self.width + x0..y * self.width + x1.max(x0)].fill(tone);
        }
    }

    /// Fills a capsule: a line with round ends; of zero length, a disc.
    pub fn fill_capsule(&mut self, capsule: &Capsule, tone: u8) {
        self.paint_area(capsule.bounds(), |x, y, old| if capsule.covers(x, y) { tone } else { old });
    }

    /// Sets each pixel of an area (left, top, right, bottom) to `paint(x, y, tone)` of its centre and its present tone.
    pub fn paint_area(&mut self, [x0, y0, x1, y1]: [f32; 4], paint: impl Fn(f32, f32, u8) -> u8) {
        let column = |x: f32| x.clamp(0.0, self.width as f32) as usize;
        let row = |y: f32| y.clamp(0.0, self.height as f32) as usize;
        let (x0, x1, y0, y1) = (column(x0), column(x1 + 1.0), row(y0), row(y1 + 1.0));
        for y in y0..y1 {
            for x in x0..x1 {
                let px = &mut self.px[y * self.width + x];
                *px = paint(x as f32 + 0.5, y as f32 + 0.5, *px);
            }
        }
    }

    /// Adds fractal value noise: several octaves of smooth noise, the coarsest with a period of `scale` pixels and up
    /// to `amplitude` grey levels.
    pub fn add_fractal_noise(&mut self, random: &mut Random, scale: f32, amplitude: f32, octaves: u32) {
        let mut sum = vec![0.0f32; self.px.len()];
        let (mut scale, mut amplitude) = (scale.max(2.0), amplitude);
        for _ in 0..octaves {
            let columns = (self.width as f32 / scale) as usize + 2;
            let rows = (self.height as f32 / scale) as usize + 2;
            let grid: Vec<f32> = (0..columns * rows).map(|_| random.uniform(-amplitude, amplitude)).collect();
            let steps: Vec<(usize, f32)> =
                (0..self.width).map(|x| x as f32 / scale).map(|x| (x as usize, x.fract())).collect();
            for y in 0..self.height {
                let at = y as f32 / scale;
                let (row, dy) = (at as usize * columns, at.fract());
                let line: Vec<f32> =
                    (0..columns).map(|x| grid[row + x] * (1.0 - dy) + grid[row + columns + x] * dy).collect();
                for (sum, &(x, dx)) in sum[y * self.width..].iter_mut().zip(&steps) {
                    *sum += line[x] * (1.0 - dx) + line[x + 1] * dx;
                }
            }
            (scale, amplitude) = ((scale / 2.0).max(2.0), amplitude * 0.55);
        }
        for (px, sum) in self.px.iter_mut().zip(sum) {
            *px = (f32::from(*px) + sum).clamp(0.0, 255.0) as u8;
        }
    }
}

/// All points within `radius` of a line segment.
#[derive(Clone, Copy, Debug)]
pub struct Capsule {
    pub from: (f32, f32),
    pub to: (f32, f32),
    pub radius: f32,
}

impl Capsule {
    pub fn covers(&self, x: f32, y: f32) -> bool {
        let (dx, dy) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        let (px, py) = (x - self.from.0, y - self.from.1);
        let length = dx * dx + dy * dy;
        let t = if length > 0.0 { ((px * dx + py * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
        let (ex, ey) = (px - t * dx, py - t * dy);
        ex * ex + ey * ey <= self.radius * self.radius
    }

    /// The bounding box: left, top, right, bottom.
    pub fn bounds(&self) -> [f32; 4] {
        let r = self.radius;
        [
            self.from.0.min(self.to.0) - r,
            self.from.1.min(self.to.1) - r,
            self.from.0.max(self.to.0) + r,
            self.from.1.max(self.to.1) + r,
        ]
    }

    /// The capsule scaled, then translated.
    pub fn scaled(&self, scale: f32, (x, y): (f32, f32)) -> Capsule {
        let point = |p: (f32, f32)| (p.0 * scale + x, p.1 * scale + y);
        Capsule { from: point(self.from), to: point(self.to), radius: self.radius * scale }
    }
}
