//! [`Conditions`]: the parameters under which a frame is taken, by class of difficulty.

use std::f32::consts::TAU;

use crate::{Class, random::Random};

/// The parameters of a frame.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// The rotation in the image plane, in radians.
    pub angle: f32,
    /// The tilt out of the image plane, and the direction of its axis, in radians.
    pub tilt: f32,
    pub tilt_axis: f32,
    /// The range of the module size, in pixels.
    pub module: (f32, f32),
    /// The angle of the bottle that the symbol spans, in radians; `None` for a flat surface.
    pub wrap_angle: Option<f32>,
    /// The standard deviation of the Gaussian blur, and the length of the motion blur, in modules.
    pub blur: f32,
    pub motion_blur: f32,
    /// The standard deviation of the sensor noise, in grey levels.
    pub noise: f32,
    /// The contrast between ink and paper, in grey levels.
    pub contrast: Option<f32>,
    /// The strength of uneven light, 0 to 1.
    pub uneven_light: Option<f32>,
    pub inverted: bool,
    /// The share of the symbol to cover.
    pub covered_share: Option<f32>,
}

impl Conditions {
    /// The conditions that all classes start from.
    pub fn baseline(random: &mut Random) -> Conditions {
        Conditions {
            angle: random.uniform(-8.0, 8.0).to_radians(),
            tilt: 0.0,
            tilt_axis: 0.0,
            module: (3.5, 8.0),
            wrap_angle: None,
            blur: 0.0,
            motion_blur: 0.0,
            noise: random.uniform(1.5, 4.0),
            contrast: None,
            uneven_light: None,
            inverted: false,
            covered_share: None,
        }
    }

    /// Random conditions of a class.
    pub fn for_class(random: &mut Random, class: Class) -> Conditions {
        let mut conditions = Conditions::baseline(random);
        match class {
            Class::Clean => conditions.noise = 0.0,
            Class::Combined => {
                let mut remaining = vec![
                    Class::Small,
                    Class::Rotated,
                    Class::Tilted,
                    Class::Blurred,
                    Class::MotionBlurred,
                    Class::Noisy,
                    Class::LowContrast,
                    Class::UnevenLight,
                    Class::Inverted,
                    Class::Cylinder,
                    Class::Covered,
                ];
                for _ in 0..3 {
                    let class = remaining.swap_remove(random.below(remaining.len()));
                    remaining.retain(|&other| !conflict(class, other));
                    conditions.add(random, class, 0.7);
                }
            }
            class => conditions.add(random, class, 1.0),
        }
        conditions
    }

    /// Adds the effect of a class, with a strength from 0 (hardly noticeable) to 1 (the class itself).
    fn add(&mut self, random: &mut Random, class: Class, strength: f32) {
        let uniform_up_to =
            |random: &mut Random, low: f32, high: f32| random.uniform(low, low + (high - low) * strength);
        match class {
            Class::Clean | Class::Combined => {}
            Class::Small if strength < 1.0 => self.module = (2.5, 3.5),
            Class::Small => self.module = (1.8, 3.0),
            Class::Rotated => self.angle = random.uniform(0.0, TAU),
            Class::Tilted => {
                self.tilt = uniform_up_to(random, 15.0, 45.0).to_radians();
                self.tilt_axis = random.uniform(0.0, TAU);
            }
            Class::Blurred => self.blur = uniform_up_to(random, 0.4, 0.85),
            Class::MotionBlurred => self.motion_blur = uniform_up_to(random, 0.8, 2.0),
            Class::Noisy => self.noise = random.log_uniform(15.0, 15.0 + 30.0 * strength),
            Class::LowContrast => {
                let max_contrast = 45.0 + 25.0 * (1.0 - strength);
                self.contrast = Some(random.uniform(max_contrast - 30.0 * strength, max_contrast));
                self.noise = self.noise.clamp(2.0, 3.0);
            }
            Class::UnevenLight => self.uneven_light = Some(strength * random.uniform(0.8, 1.0)),
            Class::Inverted => self.inverted = true,
            Class::Cylinder => {
                // Most bottles are wide compared with the symbol. A uniform choice would consist mostly of unreadable
                // ones.
                let narrowness = random.unit().powi(2) * strength;
                self.wrap_angle = Some((60.0 + 70.0 * narrowness).to_radians());
                self.tilt = random.uniform(0.0, 10.0).to_radians();
                self.tilt_axis = random.uniform(0.0, TAU);
            }
            Class::Covered => self.covered_share = Some(uniform_up_to(random, 0.03, 0.10)),
        }
    }
}

/// Whether two effects mask each other, or leave nothing to read together.
fn conflict(a: Class, b: Class) -> bool {
    let both_in = |group: &[Class]| group.contains(&a) && group.contains(&b);
    both_in(&[Class::Tilted, Class::Cylinder])
        || both_in(&[Class::Blurred, Class::MotionBlurred])
        || both_in(&[Class::Noisy, Class::LowContrast])
}
