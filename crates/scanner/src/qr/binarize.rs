//! [`BinaryImage`]: adaptive binarisation against the local mean, which follows shadows and glare.

use crate::Luma;

/// The side of a block, in pixels.
const BLOCK: usize = 8;

/// Marks the pixels that are darker than their local mean. Reuses its buffers from one image to the next.
#[derive(Default)]
pub struct BinaryImage {
    pub width: usize,
    pub height: usize,
    /// 1 where dark, 0 where light, row by row.
    dark: Vec<u8>,
    /// The local mean of each block, which is the threshold of its pixels.
    means: Vec<u8>,
    blocks_across: usize,
    /// The integral image of the blocks' sums, with a row and a column of zeros in front.
    integral: Vec<u32>,
    column_sums: Vec<u16>,
    thresholds: Vec<u8>,
}

impl BinaryImage {
    /// Compares each pixel with the mean of the `2 * reach + 1` by `2 * reach + 1` blocks around its own.
    pub fn binarize(&mut self, image: &Luma, reach: usize) {
        self.width = image.width;
        self.height = image.height;
        self.blocks_across = image.width.div_ceil(BLOCK);
        let blocks_down = image.height.div_ceil(BLOCK);
        self.build_integral(image, blocks_down);
        self.average_blocks(image, blocks_down, reach);
        self.dark.clear();
        self.dark.resize(image.width * image.height, 0);
        for by in 0..blocks_down {
            self.thresholds.clear();
            for mean in &self.means[by * self.blocks_across..(by + 1) * self.blocks_across] {
                self.thresholds.extend_from_slice(&[*mean; BLOCK]);
            }
            for y in by * BLOCK..image.height.min((by + 1) * BLOCK) {
                compare_row(image.row(y), &self.thresholds, &mut self.dark[y * self.width..(y + 1) * self.width]);
            }
        }
    }

    /// Builds the integral image, from which four values give the sum over any rectangle of blocks.
    fn build_integral(&mut self, image: &Luma, blocks_down: usize) {
        let stride = self.blocks_across + 1;
        self.integral.clear();
        self.integral.resize(stride * (blocks_down + 1), 0);
        for by in 0..blocks_down {
            self.column_sums.clear();
            self.column_sums.resize(image.width, 0);
            for y in by * BLOCK..image.height.min((by + 1) * BLOCK) {
                add_row(image.row(y), &mut self.column_sums);
            }
            let mut row = 0;
            for (bx, column_sums) in self.column_sums.chunks(BLOCK).enumerate() {
                row += column_sums.iter().map(|c| u32::from(*c)).sum::<u32>();
                self.integral[(by + 1) * stride + bx + 1] = self.integral[by * stride + bx + 1] + row;
            }
        }
    }

    /// Sets each block's mean over the blocks within `reach` of it.
    fn average_blocks(&mut self, image: &Luma, blocks_down: usize, reach: usize) {
        let stride = self.blocks_across + 1;
        self.means.clear();
        for by in 0..blocks_down {
            let (top, bottom) = (by.saturating_sub(reach), blocks_down.min(by + reach + 1));
            let rows = image.height.min(bottom * BLOCK) - top * BLOCK;
            for bx in 0..self.blocks_across {
                let (left, right) = (bx.saturating_sub(reach), self.blocks_across.min(bx + reach + 1));
                let columns = image.width.min(right * BLOCK) - left * BLOCK;
                let sum = self.integral[bottom * stride + right] + self.integral[top * stride + left]
                    - self.integral[top * stride + right]
                    - self.integral[bottom * stride + left];
                self.means.push((sum / (rows * columns) as u32) as u8);
            }
        }
    }

    /// A row of pixels: 1 dark, 0 light.
    pub fn row(&self, y: usize) -> &[u8] {
        &self.dark[y * self.width..(y + 1) * self.width]
    }

    /// The threshold that a pixel was compared with.
    pub fn mean_at(&self, x: usize, y: usize) -> u8 {
        self.means.get(y / BLOCK * self.blocks_across + x / BLOCK).copied().unwrap_or(128)
    }
}

/// Binarises a row. Not inlined, so that the loop is vectorised on its own; so is [`add_row`].
#[inline(never)]
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
fn compare_row(pixels: &[u8], thresholds: &[u8], dark: &mut [u8]) {
    for ((pixel, threshold), bit) in pixels.iter().zip(thresholds).zip(dark) {
        *bit = u8::from(pixel < threshold);
    }
}

#[inline(never)]
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
fn add_row(pixels: &[u8], column_sums: &mut [u16]) {
    for (pixel, sum) in pixels.iter().zip(column_sums) {
        *sum += u16::from(*pixel);
    }
}
