//! Frames without a code: walls, pages, patterns, marks that look like parts of codes, and codes that are none.

use crate::{
    Class, Format, Frame, Size, background, canvas::Canvas, clutter, effects::Picture, random::Random, recipe::Recipe,
    scene,
};

pub fn frame(random: &mut Random, size: Size) -> Frame {
    if random.chance(0.2) {
        let (format, class) = (random.pick(&Format::ALL), random.pick(&Class::ALL));
        let frame = scene::frame(random, format, class, size, true);
        return Frame { text: None, format: None, class: None, corners: None, ..frame };
    }
    let (width, height) = size.dimensions();
    let mut picture = picture(random, width, height);
    let mut recipe = Recipe::plain(random);
    match random.below(6) {
        0 => recipe.noise = random.between(10.0, 45.0),
        1 => recipe.blur = random.between(0.3, 1.0),
        2 => recipe.smear = random.between(0.5, 3.0),
        3 => recipe.light = Some(1.0),
        4 => {
            let (towards, contrast) = (random.between(40.0, 220.0), random.between(0.1, 0.5));
            picture.fog(towards, contrast);
        }
        _ => {}
    }
    let spot = (random.unit() * width as f32, random.unit() * height as f32);
    scene::photograph(random, &mut picture, &recipe, 3.0, (spot, height as f32 * 0.7));
    let luma = picture.expose(random, recipe.noise);
    Frame { width, height, luma, text: None, format: None, class: None, corners: None }
}

fn picture(random: &mut Random, width: usize, height: usize) -> Picture {
    if random.chance(0.12) {
        return background::picture(random, width, height);
    }
    let (mut ink, mut paper) = (random.range(0, 80) as u8, random.range(150, 255) as u8);
    if random.chance(0.3) {
        (ink, paper) = (paper, ink);
    }
    let mut canvas = Canvas::new(width, height, paper);
    let (w, h) = (width as i32, height as i32);
    let all = [0, 0, w, h];
    let [left, top] = [w, h].map(|side| random.below(side as usize / 3) as i32);
    let part = [left, top, w * random.range(3, 6) as i32 / 10, h * random.range(3, 6) as i32 / 10];
    match random.below(14) {
        0 => {}
        1 => clutter::fade(&mut canvas, random, all),
        2 | 3 => clutter::text(&mut canvas, random, all, ink),
        4 => clutter::stripes(&mut canvas, random, if left % 2 == 0 { all } else { part }, ink),
        5 | 6 => clutter::bars(&mut canvas, random, part, ink),
        7 => clutter::board(&mut canvas, random, part, ink),
        8 | 9 => clutter::squares(&mut canvas, random, part, (ink, paper)),
        10 => clutter::edges(&mut canvas, random, part, ink),
        11 => clutter::dots(&mut canvas, random, all, ink),
        12 => clutter::blobs(&mut canvas, random, all, ink),
        _ => {
            let (scale, depth) = (random.by_ratio(8.0, 400.0), random.between(20.0, 120.0));
            canvas.mottle(random, scale, depth, 6);
        }
    }
    if random.chance(0.4) {
        // The marks of several kinds together: a finder pattern beside bars, a board within edges.
        match random.below(4) {
            0 => clutter::squares(&mut canvas, random, part, (ink, paper)),
            1 => clutter::edges(&mut canvas, random, part, ink),
            2 => clutter::board(&mut canvas, random, part, ink),
            _ => clutter::bars(&mut canvas, random, part, ink),
        }
    }
    turned(random, &canvas)
}

/// The canvas turned and tilted a little, or any way.
fn turned(random: &mut Random, canvas: &Canvas) -> Picture {
    let (width, height) = (canvas.width, canvas.height);
    let most = if random.chance(0.5) { 0.1 } else { std::f32::consts::PI };
    let (sin, cos) = random.between(-most, most).sin_cos();
    let scale = random.between(0.7, 1.2);
    let (gx, gy) = (random.between(-0.4, 0.4) / width as f32, random.between(-0.4, 0.4) / height as f32);
    let (cx, cy) = (width as f32 / 2.0, height as f32 / 2.0);
    let mut px = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let mut sum = 0.0;
            for sub in 0..4 {
                let (dx, dy) =
                    (x as f32 + 0.25 + 0.5 * (sub % 2) as f32 - cx, y as f32 + 0.25 + 0.5 * (sub / 2) as f32 - cy);
                let scale = scale / (1.0 + gx * dx + gy * dy);
                let (u, v) = ((dx * cos - dy * sin) * scale + cx, (dx * sin + dy * cos) * scale + cy);
                let (u, v) = (u.clamp(0.0, width as f32 - 1.0) as usize, v.clamp(0.0, height as f32 - 1.0) as usize);
                sum += f32::from(canvas.px[v * width + u]);
            }
            px.push(sum / 4.0);
        }
    }
    Picture { width, height, px }
}
