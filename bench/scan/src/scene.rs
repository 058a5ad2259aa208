//! A frame with a code: symbol, label, surface, camera and light put together.

use crate::{
    Class, Format, Frame, Size, background,
    effects::Picture,
    geometry::{self, Camera},
    label::{DOTS, Label, Tones},
    random::Random,
    recipe::Recipe,
    symbol::Symbol,
};

/// `spoiled`: with what looks like a code but is none.
pub fn frame(random: &mut Random, format: Format, class: Class, size: Size, spoiled: bool) -> Frame {
    let mut recipe = Recipe::of(random, class);
    if size == Size::Hd && recipe.module.0 > 3.0 {
        recipe.module.1 *= 1.4;
    }
    let symbol =
        if spoiled { Symbol::spoiled(random, format) } else { Symbol::random(random, format, recipe.cover.is_some()) };
    let (tones, haze) = tones(random, &recipe);
    let label = Label::paint(random, &symbol, &tones, recipe.cover);
    let (scene, module) = Scene::place(random, &symbol, label, &recipe, size);
    let (width, height) = size.dimensions();
    let mut picture = background::picture(random, width, height);
    scene.render(&mut picture, module);
    if let Some(contrast) = haze {
        let towards = random.between(60.0, 200.0);
        picture.fog(towards, contrast);
    }

    let (columns, rows) = (symbol.columns as f32, symbol.height as f32);
    let corners = [(0.0, 0.0), (columns, 0.0), (columns, rows), (0.0, rows)].map(|corner| scene.pixel_of(corner));
    let middle = scene.pixel_of((columns / 2.0, rows / 2.0));
    photograph(random, &mut picture, &recipe, module, (middle, module * columns.max(rows)));
    let luma = picture.expose(random, recipe.noise);
    Frame {
        width,
        height,
        luma,
        text: Some(symbol.text),
        format: Some(format),
        class: Some(class),
        corners: Some(corners),
    }
}

/// Ink and paper as printed, and how much contrast haze leaves of everything: either the print is pale or the air.
fn tones(random: &mut Random, recipe: &Recipe) -> (Tones, Option<f32>) {
    let (mut ink, mut paper) = (random.range(10, 60) as u8, random.range(180, 245) as u8);
    let mut haze = None;
    if let Some(contrast) = recipe.contrast {
        if random.chance(0.5) {
            haze = Some(contrast / f32::from(paper - ink));
        } else {
            let lighter = random.between(contrast + 40.0, 240.0);
            (ink, paper) = ((lighter - contrast) as u8, lighter as u8);
        }
    }
    if recipe.inverted {
        (ink, paper) = (paper, ink);
    }
    (Tones { ink, paper }, haze)
}

/// All but the noise. `spot` is where the code is, and its size in pixels.
pub fn photograph(
    random: &mut Random,
    picture: &mut Picture,
    recipe: &Recipe,
    module: f32,
    (spot, size): ((f32, f32), f32),
) {
    if let Some(strength) = recipe.light {
        picture.light(random, spot, size, strength);
    }
    if recipe.blur > 0.0 {
        picture.blur(recipe.blur * module);
    }
    if recipe.smear > 0.0 {
        let angle = random.between(0.0, std::f32::consts::TAU);
        picture.smear(recipe.smear * module, angle);
    }
}

/// A label in front of the camera.
pub struct Scene {
    camera: Camera,
    label: Label,
    /// The point of the label in the middle of the surface, in modules, and whether the label is turned by 90° on it.
    middle: (f32, f32),
    quarter: bool,
    body: f32,
}

impl Scene {
    /// Chooses the distance and the position so that symbol and quiet zone are inside the frame.
    fn place(random: &mut Random, symbol: &Symbol, label: Label, recipe: &Recipe, size: Size) -> (Scene, f32) {
        let (width, height) = size.dimensions();
        let (columns, rows) = (symbol.columns as f32, symbol.height as f32);
        let middle = (label.origin.0 + columns / 2.0, label.origin.1 + rows / 2.0);
        let quarter = recipe.wrap.is_some() && random.chance(0.4);
        let radius = recipe.wrap.map(|angle| if quarter { rows } else { columns } / angle);
        let angle = recipe.angle - if quarter { std::f32::consts::FRAC_PI_2 } else { 0.0 };
        let camera = Camera {
            focal: width as f32 * random.between(0.9, 1.4),
            centre: (0.0, 0.0),
            turn: geometry::turn(angle, recipe.tilt, recipe.tilt_axis),
            distance: 0.0,
            radius,
        };
        let mut scene = Scene { camera, label, middle, quarter, body: random.between(20.0, 230.0) };
        let mut module = random.by_ratio(recipe.module.0, recipe.module.1);
        let (mut low, mut high);
        loop {
            scene.camera.distance = scene.camera.focal / module;
            (low, high) = scene.bounds(symbol);
            let fit = ((width as f32 - 8.0) / (high.0 - low.0)).min((height as f32 - 8.0) / (high.1 - low.1));
            if fit >= 1.0 {
                break;
            }
            module *= fit * random.between(0.85, 0.99);
        }
        scene.camera.centre = (
            random.between(4.0 - low.0, width as f32 - 4.0 - high.0),
            random.between(4.0 - low.1, height as f32 - 4.0 - high.1),
        );
        (scene, module)
    }

    /// Where symbol and quiet zone are in the frame: least and greatest x and y.
    fn bounds(&self, symbol: &Symbol) -> ((f32, f32), (f32, f32)) {
        let (columns, rows) = (symbol.columns as f32, symbol.height as f32);
        let (x, y) = (symbol.quiet.0 as f32, symbol.quiet.1 as f32);
        let mut bounds = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
        for i in 0..=16 {
            let t = i as f32 / 16.0;
            let (across, down) = (-x + (columns + 2.0 * x) * t, -y + (rows + 2.0 * y) * t);
            for point in [(across, -y), (across, rows + y), (-x, down), (columns + x, down)] {
                let (px, py) = self.pixel_of(point);
                bounds.0 = (bounds.0.0.min(px), bounds.0.1.min(py));
                bounds.1 = (bounds.1.0.max(px), bounds.1.1.max(py));
            }
        }
        bounds
    }

    /// The pixel of a point in modules from the symbol's top left corner.
    fn pixel_of(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (u, v) = (x + self.label.origin.0 - self.middle.0, y + self.label.origin.1 - self.middle.1);
        self.camera.project(if self.quarter { (-v, u) } else { (u, v) })
    }

    /// Draws the surface over the picture: each pixel is the mean of 3×3 or more points.
    fn render(&self, picture: &mut Picture, module: f32) {
        let side = if module < 3.0 { 4 } else { 3 };
        let see = |x: usize, y: usize| {
            self.camera.see(x as f32, y as f32).map(|(p, q, facing)| {
                let (u, v) = if self.quarter { (q, -p) } else { (p, q) };
                [(u + self.middle.0) * DOTS as f32, (v + self.middle.1) * DOTS as f32, facing]
            })
        };
        let (width, columns, rows) = (picture.width, self.label.canvas.width as f32, self.label.canvas.height as f32);
        let mut above: Vec<Option<[f32; 3]>> = (0..=width).map(|x| see(x, 0)).collect();
        for (y, line) in picture.px.chunks_exact_mut(width).enumerate() {
            let below: Vec<Option<[f32; 3]>> = (0..=width).map(|x| see(x, y + 1)).collect();
            for (x, px) in line.iter_mut().enumerate() {
                let (Some(a), Some(b), Some(c), Some(d)) = (above[x], above[x + 1], below[x], below[x + 1]) else {
                    continue;
                };
                let outside = |axis: usize, end: f32| {
                    let four = [a[axis], b[axis], c[axis], d[axis]];
                    four.iter().all(|&at| at < 0.0) || four.iter().all(|&at| at >= end)
                };
                let shade = if self.camera.radius.is_some() { 0.45 + 0.55 * a[2] } else { 1.0 };
                let beside = if self.camera.radius.is_some() { self.body } else { *px };
                if outside(0, columns) || outside(1, rows) {
                    *px = beside * shade;
                    continue;
                }
                let mut sum = 0.0;
                for j in 0..side {
                    let t = (j as f32 + 0.5) / side as f32;
                    let left = [a[0] + (c[0] - a[0]) * t, a[1] + (c[1] - a[1]) * t];
                    let right = [b[0] + (d[0] - b[0]) * t, b[1] + (d[1] - b[1]) * t];
                    for i in 0..side {
                        let s = (i as f32 + 0.5) / side as f32;
                        let (u, v) = (left[0] + (right[0] - left[0]) * s, left[1] + (right[1] - left[1]) * s);
                        let inside = u >= 0.0 && v >= 0.0 && u < columns && v < rows;
                        sum += if inside {
                            f32::from(self.label.canvas.px[v as usize * self.label.canvas.width + u as usize])
                        } else {
                            beside
                        };
                    }
                }
                *px = sum / (side * side) as f32 * shade;
            }
            above = below;
        }
    }
}
