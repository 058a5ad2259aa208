//! From a grid over a picture to text: modules made light or dark, format and version read, words corrected.

use super::grid::Grid;
use super::levels::Levels;
use super::symbol::{self, Role, Version};
use super::text;
use crate::equalize::equalize;
use crate::{Format, Found, Luma};

/// What came of a grid.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    Read(Found),
    /// A symbol for certain, but not to be read here: no other guess about it will do better.
    Seen,
    Nothing,
}

/// Reads the symbol under the grid.
pub fn read(image: &Luma, grid: &Grid, version: Version, sign: f32) -> Outcome {
    let size = grid.size;
    let roles = version.roles();
    let plain = contrasted(&grid.smooth_modules(image, sign), size, 0.25);
    let agreement = fixed_agree(&plain, &roles);
    if agreement < 0.72 || is_other_version(&plain, version) {
        return Outcome::Nothing;
    }
    let text = decode(&plain, version, &roles).or_else(|| {
        let known: Vec<i8> = roles
            .iter()
            .map(|role| match role {
                Role::Fixed(dark) => i8::from(*dark) * 2 - 1,
                _ => 0,
            })
            .collect();
        let measured = contrasted(&grid.modules(image, sign), size, 0.0);
        decode(&equalize(&measured, &known, size), version, &roles)
    });
    let Some(text) = text else { return if agreement > 0.9 { Outcome::Seen } else { Outcome::Nothing } };
    let edge = size as f32;
    let corners = [(0.0, 0.0), (edge, 0.0), (edge, edge), (0.0, edge)].map(|(u, v)| grid.place(u, v));
    Outcome::Read(Found { format: Format::QrCode, text, corners })
}

fn decode(modules: &[f32], version: Version, roles: &[Role]) -> Option<String> {
    let size = version.size();
    let bits: Vec<f32> = symbol::format_places(size)
        .map(|places| -> f32 { places.iter().map(|(x, y)| modules[y * size + x]).sum() })
        .collect();
    let formats = symbol::nearest_formats(&bits);
    formats
        .iter()
        .take(2)
        .filter(|format| format.2 > 0.35)
        .find_map(|&(level, mask, _)| text::read(version, roles, level, mask, modules))
}

/// Each module against its surroundings: positive is dark; the size says how sure, about 1 for a clear one.
fn contrasted(grey: &[f32], size: usize, strength: f32) -> Vec<f32> {
    let levels = Levels::of(grey, size);
    let at = |u: usize, v: usize| grey[v * size + u];
    let mut modules = Vec::with_capacity(size * size);
    for v in 0..size {
        for u in 0..size {
            let (left, right) = (at(u.saturating_sub(1), v), at((u + 1).min(size - 1), v));
            let (above, below) = (at(u, v.saturating_sub(1)), at(u, (v + 1).min(size - 1)));
            let around = (left + right + above + below) / 4.0;
            let limit = levels.at(u, v);
            modules.push((limit - at(u, v)) - strength * (limit - around));
        }
    }
    let mean = modules.iter().map(|module| module.abs()).sum::<f32>() / modules.len() as f32;
    let unit = 1.0 / mean.max(0.5);
    modules.iter_mut().for_each(|module| *module = (*module * unit).clamp(-1.5, 1.5));
    modules
}

/// The share of the function patterns' modules that are as they should be.
fn fixed_agree(modules: &[f32], roles: &[Role]) -> f32 {
    let (mut right, mut all) = (0, 0);
    for (module, role) in modules.iter().zip(roles) {
        if let Role::Fixed(dark) = role {
            all += 1;
            right += i32::from((*module > 0.0) == *dark);
        }
    }
    right as f32 / all.max(1) as f32
}

/// A larger symbol says its version, and it is clearly another one.
fn is_other_version(modules: &[f32], version: Version) -> bool {
    let size = version.size();
    if version.0 < 7 {
        return false;
    }
    let bits: Vec<f32> = symbol::version_places(size)
        .map(|places| -> f32 { places.iter().map(|(x, y)| modules[y * size + x]).sum() })
        .collect();
    let (nearest, agreement) = symbol::nearest_version(&bits);
    nearest != version && agreement > 0.9
}
