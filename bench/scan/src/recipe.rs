//! [`Recipe`]: how a frame is taken, in numbers, for each class of difficulty.

use std::f32::consts::TAU;

use crate::{Class, random::Random};

#[derive(Clone, Debug)]
pub struct Recipe {
    /// Radians in the picture's plane.
    pub angle: f32,
    /// Radians out of the picture's plane, and the direction of the axis.
    pub tilt: f32,
    pub tilt_axis: f32,
    /// The least and the most pixels a module.
    pub module: (f32, f32),
    /// Radians of the bottle that the symbol spans.
    pub wrap: Option<f32>,
    /// The Gaussian's sigma and the smear's length, in modules.
    pub blur: f32,
    pub smear: f32,
    /// The sensor's noise in grey levels.
    pub noise: f32,
    /// Grey levels between ink and paper.
    pub contrast: Option<f32>,
    /// Strength of uneven light.
    pub light: Option<f32>,
    pub inverted: bool,
    /// Share of the symbol that is hidden.
    pub cover: Option<f32>,
}

impl Recipe {
    pub fn plain(random: &mut Random) -> Recipe {
        Recipe {
            angle: random.between(-8.0, 8.0).to_radians(),
            tilt: 0.0,
            tilt_axis: 0.0,
            module: (3.5, 8.0),
            wrap: None,
            blur: 0.0,
            smear: 0.0,
            noise: random.between(1.5, 4.0),
            contrast: None,
            light: None,
            inverted: false,
            cover: None,
        }
    }

    pub fn of(random: &mut Random, class: Class) -> Recipe {
        let mut recipe = Recipe::plain(random);
        match class {
            Class::Clean => recipe.noise = 0.0,
            Class::Combined => {
                let mut left = vec![
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
                    let class = left.swap_remove(random.below(left.len()));
                    left.retain(|&other| !alike(class, other));
                    recipe.add(random, class, 0.7);
                }
            }
            class => recipe.add(random, class, 1.0),
        }
        recipe
    }

    /// Adds one effect; of strength 0 it would be hardly there, 1 is the whole class.
    fn add(&mut self, random: &mut Random, class: Class, strength: f32) {
        let up_to = |random: &mut Random, low: f32, high: f32| random.between(low, low + (high - low) * strength);
        match class {
            Class::Clean | Class::Combined => {}
            Class::Small if strength < 1.0 => self.module = (2.5, 3.5),
            Class::Small => self.module = (1.8, 3.0),
            Class::Rotated => self.angle = random.between(0.0, TAU),
            Class::Tilted => {
                self.tilt = up_to(random, 15.0, 45.0).to_radians();
                self.tilt_axis = random.between(0.0, TAU);
            }
            Class::Blurred => self.blur = up_to(random, 0.4, 0.85),
            Class::MotionBlurred => self.smear = up_to(random, 0.8, 2.0),
            Class::Noisy => self.noise = random.by_ratio(15.0, 15.0 + 30.0 * strength),
            Class::LowContrast => {
                let strongest = 45.0 + 25.0 * (1.0 - strength);
                self.contrast = Some(random.between(strongest - 30.0 * strength, strongest));
                self.noise = self.noise.clamp(2.0, 3.0);
            }
            Class::UnevenLight => self.light = Some(strength * random.between(0.8, 1.0)),
            Class::Inverted => self.inverted = true,
            Class::Cylinder => {
                // Most bottles are wide against the code; an even choice would hold mostly those that nothing reads.
                let narrow = random.unit().powi(2) * strength;
                self.wrap = Some((60.0 + 70.0 * narrow).to_radians());
                self.tilt = random.between(0.0, 10.0).to_radians();
                self.tilt_axis = random.between(0.0, TAU);
            }
            Class::Covered => self.cover = Some(up_to(random, 0.03, 0.10)),
        }
    }
}

/// Effects of which one hides the other or leaves nothing to read.
fn alike(a: Class, b: Class) -> bool {
    let among = |of: &[Class]| of.contains(&a) && of.contains(&b);
    among(&[Class::Tilted, Class::Cylinder])
        || among(&[Class::Blurred, Class::MotionBlurred])
        || among(&[Class::Noisy, Class::LowContrast])
}
