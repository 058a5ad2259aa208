//! What a label lies on: a package's surface, mottled and printed, larger or smaller and turned by chance.

use crate::{canvas::Canvas, clutter, effects::Picture, random::Random};

pub fn picture(random: &mut Random, width: usize, height: usize) -> Picture {
    const SIDE: usize = 512;
    let tone = random.range(30, 225) as u8;
    let mut canvas = Canvas::new(SIDE, SIDE, tone);
    let (scale, depth) = (random.by_ratio(20.0, 300.0), random.between(5.0, 40.0));
    canvas.mottle(random, scale, depth, 3);
    for _ in 0..random.range(0, 6) {
        let [x, y, w, h] = [0; 4].map(|_| random.range(0, SIDE - 100) as i32);
        let ink = random.range(0, 255) as u8;
        clutter::print(&mut canvas, random, [x, y, w.max(40), h.max(40)], ink);
    }
    let scale = SIDE as f32 / width as f32 * random.by_ratio(0.5, 1.6);
    let (sin, cos) = random.between(-0.5, 0.5).sin_cos();
    let (sin, cos) = (sin * scale, cos * scale);
    // Far enough from the origin that no pixel's place is negative.
    let far = 8.0 * SIDE as f32;
    let (left, top) = (far + random.between(0.0, SIDE as f32), far + random.between(0.0, SIDE as f32));
    let mut px = Vec::with_capacity(width * height);
    // Mirrored at its edges, so that no seam is seen.
    let fold = |at: i32| {
        let at = at as usize % (2 * SIDE);
        if at < SIDE { at } else { 2 * SIDE - 1 - at }
    };
    for y in 0..height {
        for x in 0..width {
            let (x, y) = (x as f32, y as f32);
            let (u, v) = (left + x * cos - y * sin, top + x * sin + y * cos);
            let (fu, fv) = (u as i32, v as i32);
            let (du, dv) = (u - fu as f32, v - fv as f32);
            let (columns, rows) = ([fold(fu), fold(fu + 1)], [fold(fv), fold(fv + 1)]);
            let at = |i: usize, j: usize| f32::from(canvas.px[rows[j] * SIDE + columns[i]]);
            px.push(
                (at(0, 0) * (1.0 - du) + at(1, 0) * du) * (1.0 - dv) + (at(0, 1) * (1.0 - du) + at(1, 1) * du) * dv,
            );
        }
    }
    Picture { width, height, px }
}
