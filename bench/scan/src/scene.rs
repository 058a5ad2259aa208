//! Renders a frame with a barcode from symbol, label, surface, camera and light.

use crate::{
    Class, Format, Frame, Size, background,
    conditions::Conditions,
    effects::Picture,
    geometry::{self, Camera},
    label::{Label, PIXELS_PER_MODULE, Tones},
    random::Random,
    symbol::Symbol,
};

/// Renders a frame; `corrupt` makes the symbol unreadable.
pub fn frame(random: &mut Random, format: Format, class: Class, size: Size, corrupt: bool) -> Frame {
    let mut conditions = Conditions::for_class(random, class);
    if size == Size::Hd && conditions.module.0 > 3.0 {
        conditions.module.1 *= 1.4;
    }
    let symbol = if corrupt {
        Symbol::corrupt(random, format)
    } else {
        Symbol::random(random, format, conditions.covered_share.is_some())
    };
    let (tones, haze) = print_tones(random, &conditions);
    let label = Label::paint(random, &symbol, &tones, conditions.covered_share);
    let (scene, module) = Scene::compose(random, &symbol, label, &conditions, size);
    let (width, height) = size.dimensions();
    let mut picture = background::render(random, width, height);
    scene.render(&mut picture, module);
    if let Some(contrast) = haze {
        let towards = random.uniform(60.0, 200.0);
        picture.reduce_contrast(towards, contrast);
    }

    let (columns, rows) = (symbol.columns as f32, symbol.height as f32);
    let corners = [(0.0, 0.0), (columns, 0.0), (columns, rows), (0.0, rows)].map(|corner| scene.pixel_of(corner));
    let middle = scene.pixel_of((columns / 2.0, rows / 2.0));
    apply_optics(random, &mut picture, &conditions, module, (middle, module * columns.max(rows)));
    let luma = picture.quantize_with_noise(random, conditions.noise);
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

/// The tones of ink and paper, and the contrast that haze leaves of the whole frame: low contrast is caused by either.
fn print_tones(random: &mut Random, conditions: &Conditions) -> (Tones, Option<f32>) {
    let (mut ink, mut paper) = (random.range(10, 60) as u8, random.range(180, 245) as u8);
    let mut haze = None;
    if let Some(contrast) = conditions.contrast {
        if random.chance(0.5) {
            haze = Some(contrast / f32::from(paper - ink));
        } else {
            let lighter = random.uniform(contrast + 40.0, 240.0);
            (ink, paper) = ((lighter - contrast) as u8, lighter as u8);
        }
    }
    if conditions.inverted {
        (ink, paper) = (paper, ink);
    }
    (Tones { ink, paper }, haze)
}

/// Applies light, blur and motion blur. `module` is the module size in pixels; `spot` and `size` are the symbol's
/// position and size.
pub fn apply_optics(
    random: &mut Random,
    picture: &mut Picture,
    conditions: &Conditions,
    module: f32,
    (spot, size): ((f32, f32), f32),
) {
    if let Some(strength) = conditions.uneven_light {
        picture.uneven_light(random, spot, size, strength);
    }
    if conditions.blur > 0.0 {
        picture.blur(conditions.blur * module);
    }
    if conditions.motion_blur > 0.0 {
        let angle = random.uniform(0.0, std::f32::consts::TAU);
        picture.motion_blur(conditions.motion_blur * module, angle);
    }
}

/// A label in front of the camera.
pub struct Scene {
    camera: Camera,
    label: Label,
    /// The point of the label at the middle of the surface, in modules, and whether the label is rotated by 90° on it.
    middle: (f32, f32),
    is_rotated: bool,
    /// The tone of a bottle beside the label.
    surface_tone: f32,
}

impl Scene {
    /// Chooses distance and position so that the symbol with its quiet zone lies inside the frame. Also returns the
    /// module size in pixels.
    fn compose(
        random: &mut Random,
        symbol: &Symbol,
        label: Label,
        conditions: &Conditions,
        size: Size,
    ) -> (Scene, f32) {
        let (width, height) = size.dimensions();
        let (columns, rows) = (symbol.columns as f32, symbol.height as f32);
        let middle = (label.origin.0 + columns / 2.0, label.origin.1 + rows / 2.0);
        let is_rotated = conditions.wrap_angle.is_some() && random.chance(0.4);
        let radius = conditions.wrap_angle.map(|angle| if is_rotated { rows } else { columns } / angle);
        let angle = conditions.angle - if is_rotated { std::f32::consts::FRAC_PI_2 } else { 0.0 };
        let camera = Camera {
            focal: width as f32 * random.uniform(0.9, 1.4),
            centre: (0.0, 0.0),
            rotation: geometry::rotation(angle, conditions.tilt, conditions.tilt_axis),
            distance: 0.0,
            radius,
        };
        let mut scene = Scene { camera, label, middle, is_rotated, surface_tone: random.uniform(20.0, 230.0) };
        let mut module = random.log_uniform(conditions.module.0, conditions.module.1);
        let (mut low, mut high);
        loop {
            scene.camera.distance = scene.camera.focal / module;
            (low, high) = scene.bounds(symbol);
            let fit = ((width as f32 - 8.0) / (high.0 - low.0)).min((height as f32 - 8.0) / (high.1 - low.1));
            if fit >= 1.0 {
                break;
            }
            module *= fit * random.uniform(0.85, 0.99);
        }
        scene.camera.centre = (
            random.uniform(4.0 - low.0, width as f32 - 4.0 - high.0),
            random.uniform(4.0 - low.1, height as f32 - 4.0 - high.1),
        );
        (scene, module)
    }

    /// The bounds of the symbol with its quiet zone, in pixels: minimum and maximum (x, y).
    fn bounds(&self, symbol: &Symbol) -> ((f32, f32), (f32, f32)) {
        let (columns, rows) = (symbol.columns as f32, symbol.height as f32);
        let (x, y) = (symbol.quiet_zone.0 as f32, symbol.quiet_zone.1 as f32);
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

    /// The image position of a point, given in modules from the symbol's top left corner.
    fn pixel_of(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (u, v) = (x + self.label.origin.0 - self.middle.0, y + self.label.origin.1 - self.middle.1);
        self.camera.project(if self.is_rotated { (-v, u) } else { (u, v) })
    }

    /// Renders the surface over the background, with 3×3 or 4×4 samples per pixel.
    fn render(&self, picture: &mut Picture, module: f32) {
        let side = if module < 3.0 { 4 } else { 3 };
        let surface_point = |x: usize, y: usize| {
            self.camera.unproject(x as f32, y as f32).map(|(p, q, facing)| {
                let (u, v) = if self.is_rotated { (q, -p) } else { (p, q) };
                [(u + self.middle.0) * PIXELS_PER_MODULE as f32, (v + self.middle.1) * PIXELS_PER_MODULE as f32, facing]
            })
        };
        let (width, columns, rows) = (picture.width, self.label.canvas.width as f32, self.label.canvas.height as f32);
        let mut above: Vec<Option<[f32; 3]>> = (0..=width).map(|x| surface_point(x, 0)).collect();
        for (y, line) in picture.px.chunks_exact_mut(width).enumerate() {
            let below: Vec<Option<[f32; 3]>> = (0..=width).map(|x| surface_point(x, y + 1)).collect();
            for (x, px) in line.iter_mut().enumerate() {
                let (Some(a), Some(b), Some(c), Some(d)) = (above[x], above[x + 1], below[x], below[x + 1]) else {
                    continue;
                };
                let outside = |axis: usize, end: f32| {
                    let four = [a[axis], b[axis], c[axis], d[axis]];
                    four.iter().all(|&at| at < 0.0) || four.iter().all(|&at| at >= end)
                };
                let shading = if self.camera.radius.is_some() { 0.45 + 0.55 * a[2] } else { 1.0 };
                let outside_tone = if self.camera.radius.is_some() { self.surface_tone } else { *px };
                if outside(0, columns) || outside(1, rows) {
                    *px = outside_tone * shading;
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
                            outside_tone
                        };
                    }
                }
                *px = sum / (side * side) as f32 * shading;
            }
            above = below;
        }
    }
}
