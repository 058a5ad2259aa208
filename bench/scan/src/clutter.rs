//! What is printed around codes, and what readers mistake for codes: text, stripes, boards, squares, dots, bars.

use crate::{
    canvas::{Canvas, Capsule},
    random::Random,
};

/// A part of a canvas: left, top, width, height.
pub type Part = [i32; 4];

/// Something that packages bear; it fills about `part`.
pub fn print(canvas: &mut Canvas, random: &mut Random, part: Part, ink: u8) {
    match random.below(8) {
        0..=3 => text(canvas, random, part, ink),
        4 => stripes(canvas, random, part, ink),
        5 => fade(canvas, random, part),
        6 => blobs(canvas, random, part, ink),
        _ => frame(canvas, random, part, ink),
    }
}

/// Lines of glyphs, each of a few strokes.
pub fn text(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part, ink: u8) {
    let size = random.by_ratio(0.02, 0.3) * width.min(height) as f32;
    let size = size.clamp(7.0, 70.0) as i32;
    let stroke = (size / random.range(5, 10) as i32).max(1);
    let mut top = y;
    while top + size <= y + height {
        let mut left = x;
        let end = x + width * random.range(5, 10) as i32 / 10;
        while left + size / 2 < end {
            let glyph = (size as f32 * random.between(0.4, 0.65)) as i32;
            if !random.chance(0.15) {
                for _ in 0..random.range(2, 4) {
                    match random.below(3) {
                        0 => {
                            let at = random.below(glyph.max(1) as usize) as i32;
                            canvas.rect(left + at, top, stroke, size, ink);
                        }
                        1 => {
                            let at = random.below(size as usize) as i32;
                            canvas.rect(left, top + at, glyph, stroke, ink);
                        }
                        _ => {
                            let (a, b) = (random.between(0.0, glyph as f32), random.between(0.0, glyph as f32));
                            let from = (left as f32 + a, top as f32);
                            let to = (left as f32 + b, (top + size) as f32);
                            canvas.capsule(&Capsule { from, to, radius: stroke as f32 * 0.55 }, ink);
                        }
                    }
                }
            }
            left += glyph + stroke * 2;
        }
        top += size * random.range(13, 18) as i32 / 10;
    }
}

/// Parallel stripes of one pitch, upright or level.
pub fn stripes(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part, ink: u8) {
    let pitch = random.by_ratio(4.0, 60.0);
    let share = random.between(0.25, 0.75);
    let upright = random.chance(0.6);
    let length = if upright { width } else { height } as f32;
    let mut at = 0.0;
    while at < length {
        let thick = (pitch * share).max(1.0) as i32;
        if upright {
            canvas.rect(x + at as i32, y, thick.min(width - at as i32), height, ink);
        } else {
            canvas.rect(x, y + at as i32, width, thick.min(height - at as i32), ink);
        }
        at += pitch;
    }
}

/// Bars and spaces of one to four modules, but of no symbology.
pub fn bars(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part, ink: u8) {
    let module = random.range(3, 14) as i32;
    let mut at = 0;
    while at < width {
        let bar = module * random.range(1, 4) as i32;
        canvas.rect(x + at, y, bar.min(width - at), height, ink);
        at += bar + module * random.range(1, 4) as i32;
    }
}

/// A board of squares: every other one, or by chance, which looks like a matrix code without its patterns.
pub fn board(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part, ink: u8) {
    let square = random.range(4, 40) as i32;
    let by_chance = random.chance(0.5);
    for row in 0..height / square {
        for column in 0..width / square {
            if if by_chance { random.chance(0.5) } else { (row + column) % 2 == 0 } {
                canvas.rect(x + column * square, y + row * square, square, square, ink);
            }
        }
    }
}

/// Squares within squares: QR's finder patterns (1:1:3:1:1), alone or up to three at the corners, or rings of others.
pub fn squares(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part, (ink, paper): (u8, u8)) {
    let side = random.range(20, (width.min(height) as usize / 2).max(21)) as i32;
    let finder = random.chance(0.6);
    let corners = [(0, 0), (width - side, 0), (0, height - side), (width - side, height - side)];
    for &(left, top) in &corners[..random.range(1, 4)] {
        let rings: Vec<i32> = if finder { vec![0, 1, 2] } else { (0..random.range(2, 6) as i32).collect() };
        for ring in rings {
            let inset = ring * side / if finder { 7 } else { 13 };
            let tone = if ring % 2 == 0 { ink } else { paper };
            canvas.rect(x + left + inset, y + top + inset, side - 2 * inset, side - 2 * inset, tone);
        }
    }
}

/// The solid and the dashed edges of a Data Matrix around nothing.
pub fn edges(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part, ink: u8) {
    let module = random.range(4, 14) as i32;
    canvas.rect(x, y, module, height, ink);
    canvas.rect(x, y + height - module, width, module, ink);
    for dash in 0..width.max(height) / module / 2 {
        if dash * 2 * module + module <= width {
            canvas.rect(x + dash * 2 * module, y, module, module, ink);
        }
        if dash * 2 * module + module <= height {
            canvas.rect(x + width - module, y + height - module * (2 * dash + 1), module, module, ink);
        }
    }
}

/// Halftone: dots on a slanted grid, growing to one side.
pub fn dots(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part, ink: u8) {
    let pitch = random.by_ratio(5.0, 30.0);
    let (sin, cos) = random.between(0.0, 1.5).sin_cos();
    let (low, high) = (random.between(0.05, 0.4), random.between(0.3, 0.6));
    canvas.area([x as f32, y as f32, (x + width) as f32 - 1.0, (y + height) as f32 - 1.0], |px, py, old| {
        let (u, v) = ((px * cos + py * sin) / pitch, (py * cos - px * sin) / pitch);
        let (du, dv) = (u - u.round(), v - v.round());
        let radius = low + (high - low) * (px - x as f32) / width as f32;
        if du * du + dv * dv < radius * radius { ink } else { old }
    });
}

pub fn blobs(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part, ink: u8) {
    for _ in 0..random.range(3, 14) {
        let from = (x as f32 + random.unit() * width as f32, y as f32 + random.unit() * height as f32);
        let to =
            (from.0 + random.between(-0.1, 0.1) * width as f32, from.1 + random.between(-0.1, 0.1) * height as f32);
        let radius = random.by_ratio(0.01, 0.12) * width.min(height) as f32;
        let tone = if random.chance(0.5) { ink } else { random.range(0, 255) as u8 };
        canvas.capsule(&Capsule { from, to, radius }, tone);
    }
}

/// From one tone to another.
pub fn fade(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part) {
    let (from, to) = (random.between(20.0, 235.0), random.between(20.0, 235.0));
    let across = random.chance(0.5);
    canvas.area([x as f32, y as f32, (x + width) as f32 - 1.0, (y + height) as f32 - 1.0], |px, py, _| {
        let t = if across { (px - x as f32) / width as f32 } else { (py - y as f32) / height as f32 };
        (from + (to - from) * t) as u8
    });
}

/// The outline of a box.
pub fn frame(canvas: &mut Canvas, random: &mut Random, [x, y, width, height]: Part, ink: u8) {
    let line = random.range(2, 12) as i32;
    canvas.rect(x, y, width, line, ink);
    canvas.rect(x, y + height - line, width, line, ink);
    canvas.rect(x, y, line, height, ink);
    canvas.rect(x + width - line, y, line, height, ink);
}
