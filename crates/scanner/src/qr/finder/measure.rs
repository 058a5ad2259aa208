//! Measures a finder pattern: finds its edges along rays from the centre, and fits an affine map to its three squares.

use super::FinderPattern;
use crate::qr::least_squares::NormalEquations;
use crate::{Luma, Point};

/// Finds edges along rays. `sign` is 1, or -1 for an inverted pattern; [`FinderPattern`] documents the other fields.
struct Ray<'a> {
    image: &'a Luma<'a>,
    threshold: f32,
    amplitude: f32,
    sign: f32,
}

impl Ray<'_> {
    /// Distances, in pixels, at which a ray from the centre leaves the core, enters the ring and leaves the ring.
    /// `None` if it does not within `max_distance`.
    fn edges(&self, from: Point, dx: f32, dy: f32, max_distance: f32, step: f32) -> Option<[f32; 3]> {
        let mut edges = [0.0; 3];
        let mut count = 0;
        let mut previous = -self.amplitude;
        let mut crossing = 0.0;
        // Hysteresis: noise around the threshold is no edge.
        let hysteresis = self.amplitude * 0.25;
        let mut side = -1.0;
        let mut distance = step;
        while distance < max_distance {
            let grey = (self.image.sample(from.x + dx * distance, from.y + dy * distance) - self.threshold) * self.sign;
            if (grey > 0.0) != (previous > 0.0) {
                crossing = distance - step * (grey / (grey - previous));
            }
            if grey * side < -hysteresis {
                edges[count] = crossing;
                count += 1;
                side = -side;
                if count == 3 {
                    return Some(edges);
                }
            }
            previous = grey;
            distance += step;
        }
        None
    }
}

const RAY_COUNT: usize = 24;

/// Measures the candidate around `at`; `e` holds the x positions of its six edges along the row. `None` if it is no
/// finder pattern.
pub fn measure(image: &Luma, at: Point, e: &[f32], inverted: bool) -> Option<FinderPattern> {
    let sign = if inverted { -1.0 } else { 1.0 };
    let module = (e[5] - e[0]) / 7.0;
    let [ring, gap, core, other_gap, other_ring] = [0, 1, 2, 3, 4].map(|i| image.sample((e[i] + e[i + 1]) / 2.0, at.y));
    // With blur, the core stays darker than the ring around it; a threshold between ring and gap separates the core
    // too.
    let light = (gap + other_gap) / 2.0;
    let dark = if inverted { ((ring + other_ring) / 2.0).min(core) } else { ((ring + other_ring) / 2.0).max(core) };
    let amplitude = (light - dark) * sign / 2.0;
    if amplitude < 3.0 {
        return None;
    }
    let ray = Ray { image, threshold: (light + dark) / 2.0, amplitude, sign };
    let step = (module / 4.0).clamp(0.4, 2.0);
    let mut centre = at;
    let mut module_size = module;
    // Cross-check along the column, the row and the column again: few false candidates pass.
    for (dx, dy) in [(0.0, 1.0), (1.0, 0.0), (0.0, 1.0)] {
        let max_distance = module_size * 9.0 + 2.0;
        let ahead = ray.edges(centre, dx, dy, max_distance, step)?;
        let behind = ray.edges(centre, -dx, -dy, max_distance, step)?;
        let width = ahead[2] + behind[2];
        let unit = width / 7.0;
        let near = |distance: f32, modules: f32| (distance - modules * unit).abs() < 0.6 * unit + 0.3;
        if !near(ahead[0] + behind[0], 3.0) || !near(ahead[1] + behind[1], 5.0) || unit > 4.0 * module {
            return None;
        }
        let shift = (ahead[0] - behind[0] + ahead[1] - behind[1] + ahead[2] - behind[2]) / 6.0;
        centre.x += dx * shift;
        centre.y += dy * shift;
        module_size = module_size.max(unit);
    }
    let mut points = Vec::with_capacity(RAY_COUNT * 3);
    for i in 0..RAY_COUNT {
        let angle = i as f32 * (std::f32::consts::TAU / RAY_COUNT as f32);
        let (dy, dx) = angle.sin_cos();
        if let Some(edges) = ray.edges(centre, dx, dy, module_size * 7.0 + 2.0, step) {
            for (edge, half_side) in edges.into_iter().zip([1.5, 2.5, 3.5]) {
                points.push((Point::new(dx * edge, dy * edge), half_side));
            }
        }
    }
    let (to_modules, fit_error) = fit_squares(&points)?;
    let [[a, b, c], [d, e, f]] = to_modules;
    let det = a * e - b * d;
    // The centre is where both module coordinates are 0.
    let (cx, cy) = ((b * f - c * e) / det, (c * d - a * f) / det);
    let pattern = FinderPattern {
        centre: Point::new(centre.x + cx, centre.y + cy),
        x: Point::new(e / det, -d / det),
        y: Point::new(-b / det, a / det),
        inverted,
        module: (1.0 / det.abs()).sqrt(),
        fit_error,
        threshold: ray.threshold,
        amplitude,
    };
    let axis_lengths = [pattern.x, pattern.y].map(|axis| axis.x.hypot(axis.y));
    let ratio = axis_lengths[0] / axis_lengths[1];
    (det > 0.0 && (0.25..4.0).contains(&ratio) && pattern.module > 0.8 && cx.hypot(cy) < 2.0 * pattern.module)
        .then_some(pattern)
}

/// Rows `[a, b, c]` of an affine map: each coordinate is `a * x + b * y + c`.
type Affine = [[f32; 3]; 2];

/// Fits an affine map from pixels to modules to points on the borders of three concentric squares; each point comes
/// with its square's half side in modules. Also returns the root mean square distance of the points from the borders,
/// in modules.
fn fit_squares(points: &[(Point, f32)]) -> Option<(Affine, f32)> {
    if points.len() < RAY_COUNT * 3 * 2 / 3 {
        return None;
    }
    // Initial estimate: whiten the points by their second moments, then find the corners' direction.
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (p, half_side) in points {
        let weight = 1.0 / (half_side * half_side);
        xx += p.x * p.x * weight;
        xy += p.x * p.y * weight;
        yy += p.y * p.y * weight;
    }
    let count = points.len() as f32;
    (xx, xy, yy) = (xx / count, xy / count, yy / count);
    let det = (xx * yy - xy * xy).max(1e-6);
    // The square root of the 2 × 2 moment matrix M is (M + √det) / √(trace + 2 √det); whitening applies its inverse.
    let root_det = det.sqrt();
    let norm = (xx + yy + 2.0 * root_det).sqrt();
    let (root_xx, root_xy, root_yy) = ((xx + root_det) / norm, xy / norm, (yy + root_det) / norm);
    let whiten =
        |p: Point| Point::new((root_yy * p.x - root_xy * p.y) / root_det, (root_xx * p.y - root_xy * p.x) / root_det);
    let (mut cos, mut sin, mut mean) = (0.0, 0.0, 0.0);
    for (p, half_side) in points {
        let r = whiten(*p);
        let length = r.x.hypot(r.y) / half_side;
        let angle = 4.0 * r.y.atan2(r.x);
        cos += length * angle.cos();
        sin += length * angle.sin();
        mean += length;
    }
    let corner_angle = sin.atan2(cos) / 4.0 + std::f32::consts::FRAC_PI_4;
    // The mean distance from the centre of a square of half side 1 to its border is 1.12.
    let scale = 1.12 * count / mean;
    let (s, c) = (corner_angle.sin() * scale, corner_angle.cos() * scale);
    let mut map: Affine = [
        [(c * root_yy - s * root_xy) / root_det, (s * root_xx - c * root_xy) / root_det, 0.0],
        [(-s * root_yy - c * root_xy) / root_det, (c * root_xx + s * root_xy) / root_det, 0.0],
    ];
    // Refinement: assign each point to the side it is on, and solve for the map by least squares.
    let mut fit_error = 1.0;
    for _ in 0..4 {
        let mut sides: [NormalEquations<3>; 2] = [NormalEquations::new(), NormalEquations::new()];
        let (mut squared_error, mut used) = (0.0, 0.0);
        for (p, half_side) in points {
            let [u, v] = map.map(|[a, b, c]| a * p.x + b * p.y + c);
            // Blur rounds corners off, so that points near them are ignored.
            if (u.abs() - v.abs()).abs() < 0.2 * half_side {
                continue;
            }
            let (side, at) = if u.abs() > v.abs() { (0, u) } else { (1, v) };
            let error = at.abs() - half_side;
            let weight = if error.abs() > 0.6 { 0.1 } else { 1.0 };
            sides[side].add_equation(&[p.x, p.y, 1.0], half_side * at.signum(), weight);
            squared_error += error * error;
            used += 1.0;
        }
        let [first, second] = sides;
        map = [first.solve()?, second.solve()?];
        fit_error = (squared_error / used).sqrt();
    }
    (fit_error < 0.42).then_some((map, fit_error))
}
