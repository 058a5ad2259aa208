//! Frames without a readable barcode: plain surfaces, text, patterns, parts of barcodes, and corrupt symbols.

use crate::{
    Class, Format, Frame, Size, background, canvas::Canvas, clutter, conditions::Conditions, effects::Picture,
    random::Random, scene,
};

/// A frame without a readable barcode.
pub fn frame(random: &mut Random, size: Size) -> Frame {
    if random.chance(0.2) {
        let (format, class) = (random.pick(&Format::ALL), random.pick(&Class::ALL));
        let frame = scene::frame(random, format, class, size, true);
        return Frame { text: None, format: None, class: None, corners: None, ..frame };
    }
    let (width, height) = size.dimensions();
    let mut picture = picture(random, width, height);
    let mut conditions = Conditions::baseline(random);
    match random.below(6) {
        0 => conditions.noise = random.uniform(10.0, 45.0),
        1 => conditions.blur = random.uniform(0.3, 1.0),
        2 => conditions.motion_blur = random.uniform(0.5, 3.0),
        3 => conditions.uneven_light = Some(1.0),
        4 => {
            let (towards, contrast) = (random.uniform(40.0, 220.0), random.uniform(0.1, 0.5));
            picture.reduce_contrast(towards, contrast);
        }
        _ => {}
    }
    let spot = (random.unit() * width as f32, random.unit() * height as f32);
    scene::apply_optics(random, &mut picture, &conditions, 3.0, (spot, height as f32 * 0.7));
    let luma = picture.quantize_with_noise(random, conditions.noise);
    Frame { width, height, luma, text: None, format: None, class: None, corners: None }
}

fn picture(random: &mut Random, width: usize, height: usize) -> Picture {
    if random.chance(0.12) {
        return background::render(random, width, height);
    }
    let (mut ink, mut paper) = (random.range(0, 80) as u8, random.range(150, 255) as u8);
    if random.chance(0.3) {
        (ink, paper) = (paper, ink);
    }
    let mut canvas = Canvas::new(width, height, paper);
    let (w, h) = (width as i32, height as i32);
    let all = [0, 0, w, h];
    let [left, top] = [w, h].map(|side| random.below(side as usize / 3) as i32);
    let area = [left, top, w * random.range(3, 6) as i32 / 10, h * random.range(3, 6) as i32 / 10];
    match random.below(14) {
        0 => {}
        1 => clutter::gradient(&mut canvas, random, all),
        2 | 3 => clutter::text(&mut canvas, random, all, ink),
        4 => clutter::stripes(&mut canvas, random, if left % 2 == 0 { all } else { area }, ink),
        5 | 6 => clutter::random_bars(&mut canvas, random, area, ink),
        7 => clutter::checkerboard(&mut canvas, random, area, ink),
        8 | 9 => clutter::nested_squares(&mut canvas, random, area, (ink, paper)),
        10 => clutter::data_matrix_border(&mut canvas, random, area, ink),
        11 => clutter::halftone(&mut canvas, random, all, ink),
        12 => clutter::blobs(&mut canvas, random, all, ink),
        _ => {
            let (scale, amplitude) = (random.log_uniform(8.0, 400.0), random.uniform(20.0, 120.0));
            canvas.add_fractal_noise(random, scale, amplitude, 6);
        }
    }
    if random.chance(0.4) {
        // Combinations of parts, such as a finder pattern beside bars or a checkerboard inside a Data Matrix border.
        match random.below(4) {
            0 => clutter::nested_squares(&mut canvas, random, area, (ink, paper)),
            1 => clutter::data_matrix_border(&mut canvas, random, area, ink),
            2 => clutter::checkerboard(&mut canvas, random, area, ink),
            _ => clutter::random_bars(&mut canvas, random, area, ink),
        }
    }
    rotated(random, &canvas)
}

/// The canvas in a random perspective, rotated by little or by any angle.
fn rotated(random: &mut Random, canvas: &Canvas) -> Picture {
    let (width, height) = (canvas.width, canvas.height);
    let max_angle = if random.chance(0.5) { 0.1 } else { std::f32::consts::PI };
    let (sin, cos) = random.uniform(-max_angle, max_angle).sin_cos();
    let scale = random.uniform(0.7, 1.2);
    let (gx, gy) = (random.uniform(-0.4, 0.4) / width as f32, random.uniform(-0.4, 0.4) / height as f32);
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
