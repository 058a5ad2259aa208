//! Print that surrounds barcodes or that readers may mistake for them: text, stripes, checkerboards, squares, halftone,
//! bars.

use crate::{
    canvas::{Canvas, Capsule},
    random::Random,
};

/// An area of a canvas: left, top, width, height.
pub type Area = [i32; 4];

/// Something that packages bear, which fills about `area`.
pub fn random_print(canvas: &mut Canvas, random: &mut Random, area: Area, ink: u8) {
    match random.below(8) {
        0..=3 => text(canvas, random, area, ink),
        4 => stripes(canvas, random, area, ink),
        5 => gradient(canvas, random, area),
        6 => blobs(canvas, random, area, ink),
        _ => outline(canvas, random, area, ink),
    }
}

/// Lines of glyphs, each of a few strokes.
pub fn text(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area, ink: u8) {
    let size = random.log_uniform(0.02, 0.3) * width.min(height) as f32;
    let size = size.clamp(7.0, 70.0) as i32;
    let stroke = (size / random.range(5, 10) as i32).max(1);
    let mut top = y;
    while top + size <= y + height {
        let mut left = x;
        let end = x + width * random.range(5, 10) as i32 / 10;
        while left + size / 2 < end {
            let glyph = (size as f32 * random.uniform(0.4, 0.65)) as i32;
            if !random.chance(0.15) {
                for _ in 0..random.range(2, 4) {
                    match random.below(3) {
                        0 => {
                            let at = random.below(glyph.max(1) as usize) as i32;
                            canvas.fill_rect(left + at, top, stroke, size, ink);
                        }
                        1 => {
                            let at = random.below(size as usize) as i32;
                            canvas.fill_rect(left, top + at, glyph, stroke, ink);
                        }
                        _ => {
                            let (a, b) = (random.uniform(0.0, glyph as f32), random.uniform(0.0, glyph as f32));
                            let from = (left as f32 + a, top as f32);
                            let to = (left as f32 + b, (top + size) as f32);
                            canvas.fill_capsule(&Capsule { from, to, radius: stroke as f32 * 0.55 }, ink);
                        }
                    }
                }
            }
            left += glyph + stroke * 2;
        }
        top += size * random.range(13, 18) as i32 / 10;
    }
}

/// Parallel stripes of one pitch, vertical or horizontal.
pub fn stripes(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area, ink: u8) {
    let pitch = random.log_uniform(4.0, 60.0);
    let share = random.uniform(0.25, 0.75);
    let vertical = random.chance(0.6);
    let length = if vertical { width } else { height } as f32;
    let mut at = 0.0;
    while at < length {
        let thickness = (pitch * share).max(1.0) as i32;
        if vertical {
            canvas.fill_rect(x + at as i32, y, thickness.min(width - at as i32), height, ink);
        } else {
            canvas.fill_rect(x, y + at as i32, width, thickness.min(height - at as i32), ink);
        }
        at += pitch;
    }
}

/// Bars and spaces of one to four modules that belong to no symbology.
pub fn random_bars(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area, ink: u8) {
    let module = random.range(3, 14) as i32;
    let mut at = 0;
    while at < width {
        let bar = module * random.range(1, 4) as i32;
        canvas.fill_rect(x + at, y, bar.min(width - at), height, ink);
        at += bar + module * random.range(1, 4) as i32;
    }
}

/// A checkerboard, or squares filled at random, which look like a matrix code without its function patterns.
pub fn checkerboard(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area, ink: u8) {
    let square = random.range(4, 40) as i32;
    let by_chance = random.chance(0.5);
    for row in 0..height / square {
        for column in 0..width / square {
            if if by_chance { random.chance(0.5) } else { (row + column) % 2 == 0 } {
                canvas.fill_rect(x + column * square, y + row * square, square, square, ink);
            }
        }
    }
}

/// Nested squares at up to four corners: QR finder patterns (1:1:3:1:1), or rings of other proportions.
pub fn nested_squares(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area, (ink, paper): (u8, u8)) {
    let side = random.range(20, (width.min(height) as usize / 2).max(21)) as i32;
    let finder = random.chance(0.6);
    let corners = [(0, 0), (width - side, 0), (0, height - side), (width - side, height - side)];
    for &(left, top) in &corners[..random.range(1, 4)] {
        let rings: Vec<i32> = if finder { vec![0, 1, 2] } else { (0..random.range(2, 6) as i32).collect() };
        for ring in rings {
            let inset = ring * side / if finder { 7 } else { 13 };
            let tone = if ring % 2 == 0 { ink } else { paper };
            canvas.fill_rect(x + left + inset, y + top + inset, side - 2 * inset, side - 2 * inset, tone);
        }
    }
}

/// The finder and timing pattern of a Data Matrix without data.
pub fn data_matrix_border(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area, ink: u8) {
    let module = random.range(4, 14) as i32;
    canvas.fill_rect(x, y, module, height, ink);
    canvas.fill_rect(x, y + height - module, width, module, ink);
    for dash in 0..width.max(height) / module / 2 {
        if dash * 2 * module + module <= width {
            canvas.fill_rect(x + dash * 2 * module, y, module, module, ink);
        }
        if dash * 2 * module + module <= height {
            canvas.fill_rect(x + width - module, y + height - module * (2 * dash + 1), module, module, ink);
        }
    }
}

/// Halftone: dots on a rotated grid that grow towards one side.
pub fn halftone(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area, ink: u8) {
    let pitch = random.log_uniform(5.0, 30.0);
    let (sin, cos) = random.uniform(0.0, 1.5).sin_cos();
    let (low, high) = (random.uniform(0.05, 0.4), random.uniform(0.3, 0.6));
    canvas.paint_area([x as f32, y as f32, (x + width) as f32 - 1.0, (y + height) as f32 - 1.0], |px, py, old| {
        let (u, v) = ((px * cos + py * sin) / pitch, (py * cos - px * sin) / pitch);
        let (du, dv) = (u - u.round(), v - v.round());
        let radius = low + (high - low) * (px - x as f32) / width as f32;
        if du * du + dv * dv < radius * radius { ink } else { old }
    });
}

/// Blobs and short strokes of random tones.
pub fn blobs(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area, ink: u8) {
    for _ in 0..random.range(3, 14) {
        let from = (x as f32 + random.unit() * width as f32, y as f32 + random.unit() * height as f32);
        let to =
            (from.0 + random.uniform(-0.1, 0.1) * width as f32, from.1 + random.uniform(-0.1, 0.1) * height as f32);
        let radius = random.log_uniform(0.01, 0.12) * width.min(height) as f32;
        let tone = if random.chance(0.5) { ink } else { random.range(0, 255) as u8 };
        canvas.fill_capsule(&Capsule { from, to, radius }, tone);
    }
}

/// A linear gradient between two random tones.
pub fn gradient(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area) {
    let (from, to) = (random.uniform(20.0, 235.0), random.uniform(20.0, 235.0));
    let across = random.chance(0.5);
    canvas.paint_area([x as f32, y as f32, (x + width) as f32 - 1.0, (y + height) as f32 - 1.0], |px, py, _| {
        let t = if across { (px - x as f32) / width as f32 } else { (py - y as f32) / height as f32 };
        (from + (to - from) * t) as u8
    });
}

/// The outline of a rectangle.
pub fn outline(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Area, ink: u8) {
    let line = random.range(2, 12) as i32;
    canvas.fill_rect(x, y, width, line, ink);
    canvas.fill_rect(x, y + height - line, width, line, ink);
    canvas.fill_rect(x, y, line, height, ink);
    canvas.fill_rect(x + width - line, y, line, height, ink);
}
