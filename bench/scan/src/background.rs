//! The background of a label: a package's surface with noise and print, at a random scale and rotation.

use crate::{canvas::Canvas, clutter, effects::Picture, random::Random};

/// Renders the background of a frame.
pub fn render(random: &mut Random, width: usize, height: usize) -> Picture {
    const SIDE: usize = 512;
    let tone = random.range(30, 225) as u8;
    let mut canvas = Canvas::new(SIDE, SIDE, tone);
    let (scale, amplitude) = (random.log_uniform(20.0, 300.0), random.uniform(5.0, 40.0));
    canvas.add_fractal_noise(random, scale, amplitude, 3);
    for _ in 0..random.range(0, 6) {
        let [x, y, w, h] = [0; 4].map(|_| random.range(0, SIDE - 100) as i32);
        let ink = random.range(0, 255) as u8;
        clutter::random_print(&mut canvas, random, [x, y, w.max(40), h.max(40)], ink);
    }
    let scale = SIDE as f32 / width as f32 * random.log_uniform(0.5, 1.6);
    let (sin, cos) = random.uniform(-0.5, 0.5).sin_cos();
    let (sin, cos) = (sin * scale, cos * scale);
    // An offset that keeps all texture coordinates positive.
    let origin = 8.0 * SIDE as f32;
    let (left, top) = (origin + random.uniform(0.0, SIDE as f32), origin + random.uniform(0.0, SIDE as f32));
    let mut px = Vec::with_capacity(width * height);
    // Mirrors the texture at its borders, so that no seam shows.
    let mirror = |at: i32| {
        let at = at as usize % (2 * SIDE);
        if at < SIDE { at } else { 2 * SIDE - 1 - at }
    };
    for y in 0..height {
        for x in 0..width {
            let (x, y) = (x as f32, y as f32);
            let (u, v) = (left + x * cos - y * sin, top + x * sin + y * cos);
            let (left_column, top_row) = (u as i32, v as i32);
            let (du, dv) = (u - left_column as f32, v - top_row as f32);
            let (columns, rows) =
                ([mirror(left_column), mirror(left_column + 1)], [mirror(top_row), mirror(top_row + 1)]);
            let at = |i: usize, j: usize| f32::from(canvas.px[rows[j] * SIDE + columns[i]]);
            px.push(
                (at(0, 0) * (1.0 - du) + at(1, 0) * du) * (1.0 - dv) + (at(0, 1) * (1.0 - du) + at(1, 1) * du) * dv,
            );
        }
    }
    Picture { width, height, px }
}
