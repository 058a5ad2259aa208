//! [`Binary`]: a picture's dark pixels, by a threshold that follows the light.

use crate::Luma;

/// One byte a pixel, [`DARK`] or 0, with a rim of light pixels all around, so that neighbours always exist.
#[derive(Default)]
pub struct Binary {
    pub width: usize,
    pub height: usize,
    pub stride: usize,
    pub bits: Vec<u8>,
    least: Vec<u8>,
    most: Vec<u8>,
    blocks: Vec<[u32; 2]>,
    sums: Vec<[u32; 2]>,
}

pub const DARK: u8 = 1;

/// Pixels a block's side.
const BLOCK: usize = 8;

impl Binary {
    /// Takes the threshold of each block of pixels from the middle greys of the 5×5 blocks around it, weighted by their
    /// contrast: plain paper next to a symbol takes the symbol's, and does not break up into noise.
    pub fn fill(&mut self, image: &Luma) {
        let (wide, high) = (image.width.div_ceil(BLOCK), image.height.div_ceil(BLOCK));
        self.blocks.clear();
        for top in (0..image.height).step_by(BLOCK) {
            // Column by column first, which is quick.
            self.least.clear();
            self.least.resize(image.width, u8::MAX);
            self.most.clear();
            self.most.resize(image.width, u8::MIN);
            for y in top..(top + BLOCK).min(image.height) {
                let row = image.row(y);
                self.least.iter_mut().zip(row).for_each(|(least, pixel)| *least = (*least).min(*pixel));
                self.most.iter_mut().zip(row).for_each(|(most, pixel)| *most = (*most).max(*pixel));
            }
            for (least, most) in self.least.chunks(BLOCK).zip(self.most.chunks(BLOCK)) {
                let least = least.iter().fold(u8::MAX, |a, b| a.min(*b));
                let most = most.iter().fold(u8::MIN, |a, b| a.max(*b));
                let (least, most) = (u32::from(least), u32::from(most));
                let (middle, range) = ((least + most) / 2, most - least);
                // Noise has no weight; the constant part decides, for light, where there is nothing else.
                let weight = 4 * range.saturating_sub(12);
                self.blocks.push([weight + 16, weight * middle + 16 * middle.saturating_sub(10)]);
            }
        }
        self.sum(wide, high);
        self.width = image.width;
        self.height = image.height;
        self.stride = image.width + 2;
        self.bits.clear();
        self.bits.resize(self.stride * (image.height + 2), 0);
        let mut thresholds = vec![0u8; wide];
        for y in 0..image.height {
            if y % BLOCK == 0 {
                let sums = &self.blocks[y / BLOCK * wide..][..wide];
                for (threshold, [weight, sum]) in thresholds.iter_mut().zip(sums) {
                    *threshold = (sum / weight) as u8;
                }
            }
            let start = (y + 1) * self.stride + 1;
            let bits = self.bits[start..start + image.width].chunks_mut(BLOCK);
            for ((bits, pixels), threshold) in bits.zip(image.row(y).chunks(BLOCK)).zip(&thresholds) {
                for (bit, pixel) in bits.iter_mut().zip(pixels) {
                    *bit = u8::from(pixel <= threshold);
                }
            }
        }
    }

    /// Replaces each block by the sum of the 5×5 blocks around it.
    fn sum(&mut self, wide: usize, high: usize) {
        self.sums.clear();
        // The nearer, the heavier.
        let sum = |near: &mut dyn Iterator<Item = (usize, [u32; 2])>| {
            near.fold([0, 0], |[a, b], (away, [c, d])| {
                let weight = 3 - away as u32;
                [a + weight * c, b + weight * d]
            })
        };
        for row in self.blocks.chunks(wide) {
            for x in 0..wide {
                let near = x.saturating_sub(2)..(x + 3).min(wide);
                self.sums.push(sum(&mut near.map(|i| (i.abs_diff(x), row[i]))));
            }
        }
        for y in 0..high {
            for x in 0..wide {
                let near = y.saturating_sub(2)..(y + 3).min(high);
                self.blocks[y * wide + x] = sum(&mut near.map(|i| (i.abs_diff(y), self.sums[i * wide + x])));
            }
        }
    }

    /// Whether the pixel at a position is dark; outside of the picture none is.
    pub fn dark(&self, x: f32, y: f32) -> bool {
        let (x, y) = (x.floor() as i32, y.floor() as i32);
        (0..self.width as i32).contains(&x)
            && (0..self.height as i32).contains(&y)
            && self.bits[(y as usize + 1) * self.stride + x as usize + 1] & DARK != 0
    }
}
