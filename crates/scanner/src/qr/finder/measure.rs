//! Measuring a finder pattern along rays from its centre: where exactly it is, and how the symbol's grid lies there.

use super::Finder;
use crate::solve::Squares;
use crate::{Luma, Point};

/// Where a ray from the centre leaves the core, reaches the ring, and leaves the ring.
struct Ray<'a> {
    image: &'a Luma<'a>,
    middle: f32,
    swing: f32,
    sign: f32,
}

impl Ray<'_> {
    fn edges(&self, from: Point, dx: f32, dy: f32, longest: f32, step: f32) -> Option<[f32; 3]> {
        let mut edges = [0.0; 3];
        let mut found = 0;
        let mut before = -self.swing;
        let mut crossed = 0.0;
        // Noise near the middle is no edge: the other side has to be reached for certain.
        let enough = self.swing * 0.25;
        let mut side = -1.0;
        let mut at = step;
        while at < longest {
            let grey = (self.image.sample(from.x + dx * at, from.y + dy * at) - self.middle) * self.sign;
            if (grey > 0.0) != (before > 0.0) {
                crossed = at - step * (grey / (grey - before));
            }
            if grey * side < -enough {
                edges[found] = crossed;
                found += 1;
                side = -side;
                if found == 3 {
                    return Some(edges);
                }
            }
            before = grey;
            at += step;
        }
        None
    }
}

const RAYS: usize = 24;

/// Measures what may be a finder pattern around `at`, whose edges along the row are these.
pub fn measure(image: &Luma, at: Point, e: &[f32], inverted: bool) -> Option<Finder> {
    let sign = if inverted { -1.0 } else { 1.0 };
    let module = (e[5] - e[0]) / 7.0;
    let [outer, gap, core, other_gap, other_outer] =
        [0, 1, 2, 3, 4].map(|i| image.sample((e[i] + e[i + 1]) / 2.0, at.y));
    // Blur leaves the core darker than the ring around it: what lies between ring and gap separates the core as well.
    let light = (gap + other_gap) / 2.0;
    let dark = if inverted { ((outer + other_outer) / 2.0).min(core) } else { ((outer + other_outer) / 2.0).max(core) };
    let swing = (light - dark) * sign / 2.0;
    if swing < 3.0 {
        return None;
    }
    let ray = Ray { image, middle: (light + dark) / 2.0, swing, sign };
    let step = (module / 4.0).clamp(0.4, 2.0);
    let mut centre = at;
    let mut size = module;
    // Up and down, then left and right: a wrong candidate seldom survives.
    for (dx, dy) in [(0.0, 1.0), (1.0, 0.0), (0.0, 1.0)] {
        let longest = size * 9.0 + 2.0;
        let ahead = ray.edges(centre, dx, dy, longest, step)?;
        let behind = ray.edges(centre, -dx, -dy, longest, step)?;
        let total = ahead[2] + behind[2];
        let unit = total / 7.0;
        let near = |distance: f32, modules: f32| (distance - modules * unit).abs() < 0.6 * unit + 0.3;
        if !near(ahead[0] + behind[0], 3.0) || !near(ahead[1] + behind[1], 5.0) || unit > 4.0 * module {
            return None;
        }
        let shift = (ahead[0] - behind[0] + ahead[1] - behind[1] + ahead[2] - behind[2]) / 6.0;
        centre.x += dx * shift;
        centre.y += dy * shift;
        size = size.max(unit);
    }
    let mut points = Vec::with_capacity(RAYS * 3);
    for i in 0..RAYS {
        let angle = i as f32 * (std::f32::consts::TAU / RAYS as f32);
        let (dy, dx) = angle.sin_cos();
        if let Some(edges) = ray.edges(centre, dx, dy, size * 7.0 + 2.0, step) {
            for (edge, level) in edges.into_iter().zip([1.5, 2.5, 3.5]) {
                points.push((Point::new(dx * edge, dy * edge), level));
            }
        }
    }
    let (to_local, misfit) = square(&points)?;
    let [[a, b, c], [d, e, f]] = to_local;
    let det = a * e - b * d;
    // The centre is where both local coordinates are 0.
    let (cx, cy) = ((b * f - c * e) / det, (c * d - a * f) / det);
    let finder = Finder {
        centre: Point::new(centre.x + cx, centre.y + cy),
        x: Point::new(e / det, -d / det),
        y: Point::new(-b / det, a / det),
        inverted,
        module: (1.0 / det.abs()).sqrt(),
        misfit,
        middle: ray.middle,
        swing,
    };
    let lengths = [finder.x, finder.y].map(|axis| axis.x.hypot(axis.y));
    let ratio = lengths[0] / lengths[1];
    (det > 0.0 && (0.25..4.0).contains(&ratio) && finder.module > 0.8 && cx.hypot(cy) < 2.0 * finder.module)
        .then_some(finder)
}

type Affine = [[f32; 3]; 2];

/// The affine map that makes the points, each on the border of a square of known half side, into those squares; and the
/// points' root mean square distance from the borders, in modules.
fn square(points: &[(Point, f32)]) -> Option<(Affine, f32)> {
    if points.len() < RAYS * 3 * 2 / 3 {
        return None;
    }
    // First guess: make the cloud of points round, then find its corners.
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (p, level) in points {
        let weight = 1.0 / (level * level);
        xx += p.x * p.x * weight;
        xy += p.x * p.y * weight;
        yy += p.y * p.y * weight;
    }
    let count = points.len() as f32;
    (xx, xy, yy) = (xx / count, xy / count, yy / count);
    let det = (xx * yy - xy * xy).max(1e-6);
    // The inverse root of the matrix, up to a factor: (M + √det) / √(trace + 2 √det) is M's root.
    let root = det.sqrt();
    let norm = (xx + yy + 2.0 * root).sqrt();
    let (rx, rxy, ry) = ((xx + root) / norm, xy / norm, (yy + root) / norm);
    let round = |p: Point| Point::new((ry * p.x - rxy * p.y) / root, (rx * p.y - rxy * p.x) / root);
    let (mut cos, mut sin, mut mean) = (0.0, 0.0, 0.0);
    for (p, level) in points {
        let r = round(*p);
        let length = r.x.hypot(r.y) / level;
        let angle = 4.0 * r.y.atan2(r.x);
        cos += length * angle.cos();
        sin += length * angle.sin();
        mean += length;
    }
    let corner = sin.atan2(cos) / 4.0 + std::f32::consts::FRAC_PI_4;
    // The border of a square of half side 1 is 1.12 away from its centre, in the mean.
    let scale = 1.12 * count / mean;
    let (s, c) = (corner.sin() * scale, corner.cos() * scale);
    let mut map: Affine = [
        [(c * ry - s * rxy) / root, (s * rx - c * rxy) / root, 0.0],
        [(-s * ry - c * rxy) / root, (c * rx + s * rxy) / root, 0.0],
    ];
    let mut misfit = 1.0;
    for _ in 0..4 {
        let mut sides: [Squares<3>; 2] = [Squares::new(), Squares::new()];
        let (mut sum, mut used) = (0.0, 0.0);
        for (p, level) in points {
            let [u, v] = map.map(|[a, b, c]| a * p.x + b * p.y + c);
            // Blur rounds the corners off.
            if (u.abs() - v.abs()).abs() < 0.2 * level {
                continue;
            }
            let (side, at) = if u.abs() > v.abs() { (0, u) } else { (1, v) };
            let off = at.abs() - level;
            let weight = if off.abs() > 0.6 { 0.1 } else { 1.0 };
            sides[side].add(&[p.x, p.y, 1.0], level * at.signum(), weight);
            sum += off * off;
            used += 1.0;
        }
        let [first, second] = sides;
        map = [first.solve()?, second.solve()?];
        misfit = (sum / used).sqrt();
    }
    (misfit < 0.42).then_some((map, misfit))
}
