//! [`Luma`], a borrowed luminance image; conversion from RGBA, halving and sharpening.

/// A position in pixels. The centre of the top left pixel is (0.5, 0.5).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

impl Point {
    /// The position (`x`, `y`).
    pub const fn new(x: f32, y: f32) -> Point {
        Point { x, y }
    }
}

/// A luminance image: 8 bits a pixel, row by row without padding.
#[derive(Clone, Copy, Debug)]
pub struct Luma<'a> {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    pixels: &'a [u8],
}

impl<'a> Luma<'a> {
    /// The longest side that is accepted, in pixels. No camera frame exceeds it, and larger scans can be scaled down.
    pub const MAX_SIDE: usize = 8192;

    /// `None` if a side is 0 or exceeds [`Luma::MAX_SIDE`], or if there are fewer than `width * height` pixels.
    pub fn new(width: usize, height: usize, pixels: &'a [u8]) -> Option<Luma<'a>> {
        let fits = (1..=Luma::MAX_SIDE).contains(&width)
            && (1..=Luma::MAX_SIDE).contains(&height)
            && pixels.len() >= width * height;
        fits.then(|| Luma { width, height, pixels: &pixels[..width * height] })
    }

    /// All pixels, row by row.
    pub fn pixels(&self) -> &'a [u8] {
        self.pixels
    }

    /// The pixels of row `y`, which must be less than the height.
    pub fn row(&self, y: usize) -> &'a [u8] {
        &self.pixels[y * self.width..(y + 1) * self.width]
    }

    /// The pixel at (`x`, `y`); outside the image, the nearest border pixel.
    pub fn at(&self, x: i32, y: i32) -> u8 {
        let x = x.clamp(0, self.width as i32 - 1) as usize;
        let y = y.clamp(0, self.height as i32 - 1) as usize;
        self.pixels[y * self.width + x]
    }

    /// The luminance at a position, 0 to 255, by bilinear interpolation.
    pub fn sample(&self, x: f32, y: f32) -> f32 {
        // The cast truncates towards 0, and the coordinates are clamped to the image's top left border before it.
        let (x, y) = ((x - 0.5).max(0.0), (y - 0.5).max(0.0));
        let (left, top) = (x as usize, y as usize);
        let (dx, dy) = (x - left as f32, y - top as f32);
        let at = top.wrapping_mul(self.width).wrapping_add(left);
        let pair = |at: usize| self.pixels.get(at..at.wrapping_add(2)).unwrap_or(&[0, 0]);
        if left + 1 >= self.width || top + 1 >= self.height {
            return f32::from(self.at(left as i32, top as i32));
        }
        let ([a, b], [c, d]) = (pair(at), pair(at + self.width)) else { return 0.0 };
        let [a, b, c, d] = [a, b, c, d].map(|pixel| f32::from(*pixel));
        (a + (b - a) * dx) * (1.0 - dy) + (c + (d - c) * dx) * dy
    }
}

/// Converts RGBA to luminance by the BT.601 weights 0.299, 0.587 and 0.114, in 256ths; ignores alpha.
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
pub fn luma_of_rgba(rgba: &[u8], out: &mut Vec<u8>) {
    out.clear();
    out.extend(rgba.chunks_exact(4).map(|p| {
        let [r, g, b] = [p[0], p[1], p[2]].map(u16::from);
        ((r * 77 + g * 150 + b * 29) >> 8) as u8
    }));
}

/// Scales to half the size by averaging 2 × 2 pixels; returns the new width and height.
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
pub fn halve(image: &Luma, out: &mut Vec<u8>) -> (usize, usize) {
    let (width, height) = (image.width / 2, image.height / 2);
    out.clear();
    for y in 0..height {
        let (top, bottom) = (image.row(2 * y), image.row(2 * y + 1));
        out.extend(top.chunks_exact(2).zip(bottom.chunks_exact(2)).map(|(top, bottom)| {
            let sum = u16::from(top[0]) + u16::from(top[1]) + u16::from(bottom[0]) + u16::from(bottom[1]);
            ((sum + 2) >> 2) as u8
        }));
    }
    (width, height)
}

/// Moves each pixel towards its 3 × 3 Gaussian-weighted mean by `strength` eighths of the difference: positive values
/// smooth, negative ones sharpen (unsharp masking). `row_blurred` is a work buffer.
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
pub fn unsharp_mask(image: &Luma, strength: i16, row_blurred: &mut Vec<u8>, out: &mut Vec<u8>) {
    let (width, height) = (image.width, image.height);
    // The separable kernel 1 2 1, first along rows; the border pixels are copied unchanged.
    row_blurred.clear();
    for y in 0..height {
        let row = image.row(y);
        let first = row_blurred.len();
        row_blurred.extend_from_slice(row);
        for (target, taps) in row_blurred[first..].iter_mut().skip(1).zip(row.windows(3)) {
            *target = ((u16::from(taps[0]) + 2 * u16::from(taps[1]) + u16::from(taps[2]) + 2) >> 2) as u8;
        }
    }
    out.clear();
    out.extend_from_slice(image.pixels());
    for y in 1..height.saturating_sub(1) {
        let rows = &row_blurred[(y - 1) * width..(y + 2) * width];
        let (above, rest) = rows.split_at(width);
        let (here, below) = rest.split_at(width);
        let target = &mut out[y * width..(y + 1) * width];
        for (((target, above), here), below) in target.iter_mut().zip(above).zip(here).zip(below) {
            let mean = (i16::from(*above) + 2 * i16::from(*here) + i16::from(*below) + 2) >> 2;
            let grey = i16::from(*target);
            *target = (grey + (((mean - grey) * strength) >> 3)).clamp(0, 255) as u8;
        }
    }
}
