//! Decodes the symbol under a grid: samples and thresholds its modules, checks format and version information, reads
//! the text.

use super::grid::Grid;
use super::module_threshold::ModuleThresholds;
use super::symbol::{self, Role, Version};
use super::text;
use crate::qr::deblur::deblur;
use crate::{Barcode, Format, Luma};

/// The result of decoding the symbol under a grid.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    Decoded(Barcode),
    /// The function patterns match, but the text cannot be decoded. Other candidates with the same finder patterns
    /// would not do better.
    Undecodable,
    NotASymbol,
}

/// Decodes the symbol under the grid. `sign` is 1, or -1 for an inverted symbol (light modules on dark).
pub fn read(image: &Luma, grid: &Grid, version: Version, sign: f32) -> Outcome {
    let size = grid.size;
    let roles = version.roles();
    let plain = soft_modules(&grid.sample_modules_averaged(image, sign), size, 0.25);
    let agreement = function_pattern_agreement(&plain, &roles);
    if agreement < 0.72 || contradicts_version(&plain, version) {
        return Outcome::NotASymbol;
    }
    let text = decode(&plain, version, &roles).or_else(|| {
        let known: Vec<i8> = roles
            .iter()
            .map(|role| match role {
                Role::Function(dark) => i8::from(*dark) * 2 - 1,
                _ => 0,
            })
            .collect();
        let measured = soft_modules(&grid.sample_modules(image, sign), size, 0.0);
        decode(&deblur(&measured, &known, size), version, &roles)
    });
    let Some(text) = text else { return if agreement > 0.9 { Outcome::Undecodable } else { Outcome::NotASymbol } };
    let side = size as f32;
    let corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(u, v)| grid.image_position(u, v));
    Outcome::Decoded(Barcode { format: Format::QrCode, text, corners })
}

/// Decodes soft modules (see [`soft_modules`]) with the two most likely format information words.
fn decode(modules: &[f32], version: Version, roles: &[Role]) -> Option<String> {
    let size = version.size();
    let bits: Vec<f32> = symbol::format_bit_positions(size)
        .map(|positions| -> f32 { positions.iter().map(|(x, y)| modules[y * size + x]).sum() })
        .collect();
    let formats = symbol::rank_formats(&bits);
    formats
        .iter()
        .take(2)
        .filter(|format| format.2 > 0.35)
        .find_map(|&(level, mask, _)| text::read(version, roles, level, mask, modules))
}

/// Compares each module with its local threshold: positive is dark, and the absolute value, about 1 for a clear module,
/// is the confidence. `sharpening` adds contrast against the four neighbours.
fn soft_modules(grey: &[f32], size: usize, sharpening: f32) -> Vec<f32> {
    let thresholds = ModuleThresholds::of(grey, size);
    let grey_at = |u: usize, v: usize| grey[v * size + u];
    let mut modules = Vec::with_capacity(size * size);
    for v in 0..size {
        for u in 0..size {
            let (left, right) = (grey_at(u.saturating_sub(1), v), grey_at((u + 1).min(size - 1), v));
            let (above, below) = (grey_at(u, v.saturating_sub(1)), grey_at(u, (v + 1).min(size - 1)));
            let neighbours = (left + right + above + below) / 4.0;
            let threshold = thresholds.at(u, v);
            modules.push((threshold - grey_at(u, v)) - sharpening * (threshold - neighbours));
        }
    }
    let mean = modules.iter().map(|module| module.abs()).sum::<f32>() / modules.len() as f32;
    let unit = 1.0 / mean.max(0.5);
    modules.iter_mut().for_each(|module| *module = (*module * unit).clamp(-1.5, 1.5));
    modules
}

/// The share of function pattern modules that have the right colour, 0 to 1.
fn function_pattern_agreement(modules: &[f32], roles: &[Role]) -> f32 {
    let (mut matching, mut total) = (0, 0);
    for (module, role) in modules.iter().zip(roles) {
        if let Role::Function(dark) = role {
            total += 1;
            matching += i32::from((*module > 0.0) == *dark);
        }
    }
    matching as f32 / total.max(1) as f32
}

/// Whether the symbol's version information, which versions 7 and above carry, clearly names another version.
fn contradicts_version(modules: &[f32], version: Version) -> bool {
    let size = version.size();
    if version.0 < 7 {
        return false;
    }
    let bits: Vec<f32> = symbol::version_bit_positions(size)
        .map(|positions| -> f32 { positions.iter().map(|(x, y)| modules[y * size + x]).sum() })
        .collect();
    let (nearest, agreement) = symbol::nearest_version(&bits);
    nearest != version && agreement > 0.9
}
