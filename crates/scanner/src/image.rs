//! Grey pictures: [`Luma`], borrowed or made from RGBA, and what every reader does with them.

/// A position in pixels; the centre of the first pixel is (0.5, 0.5).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

impl Point {
    pub const fn new(x: f32, y: f32) -> Point {
        Point { x, y }
    }
}

/// A grey picture, 8 bits a pixel, row by row without gaps. Holds at least `width * height` pixels.
#[derive(Clone, Copy, Debug)]
pub struct Luma<'a> {
    pub width: usize,
    pub height: usize,
    pixels: &'a [u8],
}

impl<'a> Luma<'a> {
    /// Pictures wider or higher than this are not read: no camera frame is, and a scanned picture can be made smaller.
    pub const LONGEST: usize = 8192;

    /// `None` where the picture is empty, too large, or shorter than it says.
    pub fn new(width: usize, height: usize, pixels: &'a [u8]) -> Option<Luma<'a>> {
        let fits = (1..=Luma::LONGEST).contains(&width)
            && (1..=Luma::LONGEST).contains(&height)
            && pixels.len() >= width * height;
        fits.then(|| Luma { width, height, pixels: &pixels[..width * height] })
    }

    pub fn pixels(&self) -> &'a [u8] {
        self.pixels
    }

    pub fn row(&self, y: usize) -> &'a [u8] {
        &self.pixels[y * self.width..(y + 1) * self.width]
    }

    /// The pixel, or the nearest one of the edge.
    pub fn at(&self, x: i32, y: i32) -> u8 {
        let x = x.clamp(0, self.width as i32 - 1) as usize;
        let y = y.clamp(0, self.height as i32 - 1) as usize;
        self.pixels[y * self.width + x]
    }

    /// The grey value at a position, interpolated between the four nearest pixels.
    pub fn sample(&self, x: f32, y: f32) -> f32 {
        // A cast rounds towards 0 and ends at 0, which is where the picture ends too.
        let (x, y) = ((x - 0.5).max(0.0), (y - 0.5).max(0.0));
        let (left, top) = (x as usize, y as usize);
        let (dx, dy) = (x - left as f32, y - top as f32);
        let at = top.wrapping_mul(self.width).wrapping_add(left);
        let two = |at: usize| self.pixels.get(at..at.wrapping_add(2)).unwrap_or(&[0, 0]);
        if left + 1 >= self.width || top + 1 >= self.height {
            return f32::from(self.at(left as i32, top as i32));
        }
        let ([a, b], [c, d]) = (two(at), two(at + self.width)) else { return 0.0 };
        let [a, b, c, d] = [a, b, c, d].map(|pixel| f32::from(*pixel));
        (a + (b - a) * dx) * (1.0 - dy) + (c + (d - c) * dx) * dy
    }
}

/// The luma of RGBA pixels, by the weights of the human eye in 256ths.
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
pub fn luma_of_rgba(rgba: &[u8], into: &mut Vec<u8>) {
    into.clear();
    into.extend(rgba.chunks_exact(4).map(|p| {
        let [r, g, b] = [p[0], p[1], p[2]].map(u16::from);
        ((r * 77 + g * 150 + b * 29) >> 8) as u8
    }));
}

/// Half the size, each pixel the mean of four.
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
pub fn half(image: &Luma, into: &mut Vec<u8>) -> (usize, usize) {
    let (width, height) = (image.width / 2, image.height / 2);
    into.clear();
    for y in 0..height {
        let (top, bottom) = (image.row(2 * y), image.row(2 * y + 1));
        into.extend(top.chunks_exact(2).zip(bottom.chunks_exact(2)).map(|(top, bottom)| {
            let sum = u16::from(top[0]) + u16::from(top[1]) + u16::from(bottom[0]) + u16::from(bottom[1]);
            ((sum + 2) >> 2) as u8
        }));
    }
    (width, height)
}

/// Each pixel moved away from the mean of the 3 × 3 around it (a negative `strength`, in eighths), or towards it.
#[cfg_attr(all(target_arch = "wasm32", feature = "simd"), target_feature(enable = "simd128"))]
pub fn unsharp(image: &Luma, strength: i16, work: &mut Vec<u8>, into: &mut Vec<u8>) {
    let (width, height) = (image.width, image.height);
    // Weights of 1 2 1 each way; the picture's border stays as it is.
    work.clear();
    for y in 0..height {
        let row = image.row(y);
        let first = work.len();
        work.extend_from_slice(row);
        for (out, three) in work[first..].iter_mut().skip(1).zip(row.windows(3)) {
            *out = ((u16::from(three[0]) + 2 * u16::from(three[1]) + u16::from(three[2]) + 2) >> 2) as u8;
        }
    }
    into.clear();
    into.extend_from_slice(image.pixels());
    for y in 1..height.saturating_sub(1) {
        let rows = &work[(y - 1) * width..(y + 2) * width];
        let (above, rest) = rows.split_at(width);
        let (here, below) = rest.split_at(width);
        let out = &mut into[y * width..(y + 1) * width];
        for (((out, above), here), below) in out.iter_mut().zip(above).zip(here).zip(below) {
            let mean = (i16::from(*above) + 2 * i16::from(*here) + i16::from(*below) + 2) >> 2;
            let grey = i16::from(*out);
            *out = (grey + (((mean - grey) * strength) >> 3)).clamp(0, 255) as u8;
        }
    }
}
