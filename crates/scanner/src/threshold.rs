//! Light or dark: a picture against the mean of its surroundings, which follows shadows and glare.

use crate::Luma;

const BLOCK: usize = 8;

/// Which pixels are darker than their surroundings. Keeps its buffers from one picture to the next.
#[derive(Default)]
pub struct Binary {
    pub width: usize,
    pub height: usize,
    /// 1 where dark, 0 where light, row by row.
    dark: Vec<u8>,
    /// The mean around each block of pixels.
    means: Vec<u8>,
    wide: usize,
    sums: Vec<u32>,
    columns: Vec<u16>,
    limits: Vec<u8>,
}

impl Binary {
    /// Compares each pixel with the mean of the `2 * reach + 1` blocks of 8 pixels around it, each way.
    pub fn make(&mut self, image: &Luma, reach: usize) {
        self.width = image.width;
        self.height = image.height;
        self.wide = image.width.div_ceil(BLOCK);
        let high = image.height.div_ceil(BLOCK);
        self.block_sums(image, high);
        self.blur(image, high, reach);
        self.dark.clear();
        self.dark.resize(image.width * image.height, 0);
        for by in 0..high {
            self.limits.clear();
            for mean in &self.means[by * self.wide..(by + 1) * self.wide] {
                self.limits.extend_from_slice(&[*mean; BLOCK]);
            }
            for y in by * BLOCK..image.height.min((by + 1) * BLOCK) {
                compare(image.row(y), &self.limits, &mut self.dark[y * self.width..(y + 1) * self.width]);
            }
        }
    }

    /// Sums over all blocks above and to the left, so that any rectangle's is four of them.
    fn block_sums(&mut self, image: &Luma, high: usize) {
        let stride = self.wide + 1;
        self.sums.clear();
        self.sums.resize(stride * (high + 1), 0);
        for by in 0..high {
            self.columns.clear();
            self.columns.resize(image.width, 0);
            for y in by * BLOCK..image.height.min((by + 1) * BLOCK) {
                add(image.row(y), &mut self.columns);
            }
            let mut row = 0;
            for (bx, columns) in self.columns.chunks(BLOCK).enumerate() {
                row += columns.iter().map(|c| u32::from(*c)).sum::<u32>();
                self.sums[(by + 1) * stride + bx + 1] = self.sums[by * stride + bx + 1] + row;
            }
        }
    }

    fn blur(&mut self, image: &Luma, high: usize, reach: usize) {
        let stride = self.wide + 1;
        self.means.clear();
        for by in 0..high {
            let (top, bottom) = (by.saturating_sub(reach), high.min(by + reach + 1));
            let rows = image.height.min(bottom * BLOCK) - top * BLOCK;
            for bx in 0..self.wide {
                let (left, right) = (bx.saturating_sub(reach), self.wide.min(bx + reach + 1));
                let columns = image.width.min(right * BLOCK) - left * BLOCK;
                let sum = self.sums[bottom * stride + right] + self.sums[top * stride + left]
                    - self.sums[top * stride + right]
                    - self.sums[bottom * stride + left];
                self.means.push((sum / (rows * columns) as u32) as u8);
            }
        }
    }

    /// A row of 1 (dark) and 0.
    pub fn row(&self, y: usize) -> &[u8] {
        &self.dark[y * self.width..(y + 1) * self.width]
    }

    /// The mean that a pixel was compared with.
    pub fn mean_at(&self, x: usize, y: usize) -> u8 {
        self.means.get(y / BLOCK * self.wide + x / BLOCK).copied().unwrap_or(128)
    }
}

#[inline(never)]
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
fn compare(pixels: &[u8], limits: &[u8], into: &mut [u8]) {
    for ((pixel, limit), dark) in pixels.iter().zip(limits).zip(into) {
        *dark = u8::from(pixel < limit);
    }
}

#[inline(never)]
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
fn add(pixels: &[u8], columns: &mut [u16]) {
    for (pixel, column) in pixels.iter().zip(columns) {
        *column += u16::from(*pixel);
    }
}
