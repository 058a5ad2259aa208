//! [`BinaryImage`]: adaptive binarisation with block-wise thresholds weighted by contrast.

use crate::Luma;

/// One byte a pixel, [`DARK`] or 0, padded with one light pixel on every side, so that all neighbours exist.
#[derive(Default)]
pub struct BinaryImage {
    pub width: usize,
    pub height: usize,
    /// The distance between rows of `bits`: the width and the padding.
    pub stride: usize,
    pub bits: Vec<u8>,
    column_min: Vec<u8>,
    column_max: Vec<u8>,
    /// For each block, the weight of its threshold and the weighted threshold.
    blocks: Vec<[u32; 2]>,
    sums: Vec<[u32; 2]>,
}

pub const DARK: u8 = 1;

/// The side of a block, in pixels.
const BLOCK: usize = 8;

impl BinaryImage {
    /// Binarises an image. The threshold of a block is the mean mid-grey of the 5 × 5 blocks around it, weighted by
    /// contrast. So plain paper next to a symbol takes the symbol's threshold, instead of breaking up into noise.
    pub fn binarize(&mut self, image: &Luma) {
        let (blocks_across, blocks_down) = (image.width.div_ceil(BLOCK), image.height.div_ceil(BLOCK));
        self.blocks.clear();
        for top in (0..image.height).step_by(BLOCK) {
            // Columns first, which vectorises.
            self.column_min.clear();
            self.column_min.resize(image.width, u8::MAX);
            self.column_max.clear();
            self.column_max.resize(image.width, u8::MIN);
            for y in top..(top + BLOCK).min(image.height) {
                let row = image.row(y);
                self.column_min.iter_mut().zip(row).for_each(|(min, pixel)| *min = (*min).min(*pixel));
                self.column_max.iter_mut().zip(row).for_each(|(max, pixel)| *max = (*max).max(*pixel));
            }
            for (min, max) in self.column_min.chunks(BLOCK).zip(self.column_max.chunks(BLOCK)) {
                let min = min.iter().fold(u8::MAX, |a, b| a.min(*b));
                let max = max.iter().fold(u8::MIN, |a, b| a.max(*b));
                let (min, max) = (u32::from(min), u32::from(max));
                let (mid_grey, range) = ((min + max) / 2, max - min);
                // Contrast that may be noise has no weight. Where there is no other, the constant term makes the block
                // light.
                let weight = 4 * range.saturating_sub(12);
                self.blocks.push([weight + 16, weight * mid_grey + 16 * mid_grey.saturating_sub(10)]);
            }
        }
        self.smooth_blocks(blocks_across, blocks_down);
        let same_width = self.width == image.width;
        self.width = image.width;
        self.height = image.height;
        self.stride = image.width + 2;
        // If the size has not changed, every pixel is overwritten below, and the padding is still light.
        let length = self.stride * (image.height + 2);
        if self.bits.len() != length || !same_width {
            self.bits.clear();
            self.bits.resize(length, 0);
        }
        let thresholds = &mut self.column_min;
        for y in 0..image.height {
            if y % BLOCK == 0 {
                let sums = &self.blocks[y / BLOCK * blocks_across..][..blocks_across];
                for (thresholds, [weight, sum]) in thresholds.chunks_mut(BLOCK).zip(sums) {
                    thresholds.fill((sum / weight) as u8);
                }
            }
            let bits = &mut self.bits[(y + 1) * self.stride + 1..][..image.width];
            for ((bit, pixel), threshold) in bits.iter_mut().zip(image.row(y)).zip(thresholds.iter()) {
                *bit = u8::from(pixel <= threshold);
            }
        }
    }

    /// Replaces each block by the weighted sum of the 5 × 5 blocks around it.
    fn smooth_blocks(&mut self, blocks_across: usize, blocks_down: usize) {
        self.sums.clear();
        // The weight falls linearly with distance.
        let weighted_sum = |neighbours: &mut dyn Iterator<Item = (usize, [u32; 2])>| {
            neighbours.fold([0, 0], |[a, b], (distance, [c, d])| {
                let weight = 3 - distance as u32;
                [a + weight * c, b + weight * d]
            })
        };
        for row in self.blocks.chunks(blocks_across) {
            for x in 0..blocks_across {
                let neighbours = x.saturating_sub(2)..(x + 3).min(blocks_across);
                self.sums.push(weighted_sum(&mut neighbours.map(|i| (i.abs_diff(x), row[i]))));
            }
        }
        for y in 0..blocks_down {
            for x in 0..blocks_across {
                let neighbours = y.saturating_sub(2)..(y + 3).min(blocks_down);
                self.blocks[y * blocks_across + x] =
                    weighted_sum(&mut neighbours.map(|i| (i.abs_diff(y), self.sums[i * blocks_across + x])));
            }
        }
    }

    /// Whether the pixel at a position is dark; outside the image all are light.
    pub fn is_dark(&self, x: f32, y: f32) -> bool {
        let (x, y) = (x.floor() as i32, y.floor() as i32);
        (0..self.width as i32).contains(&x)
            && (0..self.height as i32).contains(&y)
            && self.bits[(y as usize + 1) * self.stride + x as usize + 1] & DARK != 0
    }
}
