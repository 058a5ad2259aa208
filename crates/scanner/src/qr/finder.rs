//! Finder patterns: found along rows by their runs of 1 : 1 : 3 : 1 : 1, then measured along rays from their centre.

use crate::solve::Squares;
use crate::threshold::Binary;
use crate::{Luma, Point};

/// A finder pattern, and the symbol's grid as it lies there.
#[derive(Clone, Copy, Debug)]
pub struct Finder {
    pub centre: Point,
    /// From one module to the next, in pixels: along the pattern's own x and y, which are the symbol's but for quarter turns.
    pub x: Point,
    pub y: Point,
    /// Light on dark.
    pub inverted: bool,
    /// Pixels a module.
    pub module: f32,
    /// How far the measured edges are from where they should be, in modules: less is better.
    pub misfit: f32,
    /// The grey value between its light and its dark.
    pub middle: f32,
    /// Half the difference between light and dark.
    pub swing: f32,
}

impl Finder {
    /// A point of the picture in modules, seen from the centre.
    pub fn local(&self, point: Point) -> Point {
        let (dx, dy) = (point.x - self.centre.x, point.y - self.centre.y);
        let det = self.x.x * self.y.y - self.x.y * self.y.x;
        Point::new((dx * self.y.y - dy * self.y.x) / det, (dy * self.x.x - dx * self.x.y) / det)
    }

    /// A point given in modules from the centre, in the picture.
    pub fn place(&self, u: f32, v: f32) -> Point {
        Point::new(self.centre.x + u * self.x.x + v * self.y.x, self.centre.y + u * self.x.y + v * self.y.y)
    }

    /// The same pattern with its axes turned by so many quarters, clockwise.
    pub fn turned(mut self, quarters: usize) -> Finder {
        for _ in 0..quarters {
            (self.x, self.y) = (self.y, Point::new(-self.x.x, -self.x.y));
        }
        self
    }
}

/// As many are measured in a picture: nothing sensible has more.
const MOST: usize = 48;
/// And as many are tried: a picture of stripes would take for ever.
const TRIES: usize = 6000;

/// All finder patterns, of both polarities. Looks at every `step`th row.
pub fn find(image: &Luma, binary: &Binary, step: usize, into: &mut Vec<Finder>) {
    into.clear();
    let mut tries = 0;
    let mut changes: Vec<u16> = Vec::new();
    for y in (step / 2..image.height).step_by(step) {
        changes.clear();
        let starts_dark = find_changes(binary.row(y), &mut changes);
        for i in 5..changes.len() {
            if !may_be_finder(&changes[i - 5..=i]) {
                continue;
            }
            let edges = [0, 1, 2, 3, 4, 5].map(|k| edge(image, binary, changes[i - 5 + k].into(), y));
            let Some(x) = looks_like_finder(&edges) else { continue };
            let inverted = starts_dark == (i % 2 == 1);
            let at = Point::new(x, y as f32 + 0.5);
            let is_known = into.iter().any(|known| {
                let reach = known.module * 2.5;
                known.inverted == inverted
                    && (known.centre.x - at.x).abs() < reach
                    && (known.centre.y - at.y).abs() < reach
            });
            if is_known {
                continue;
            }
            tries += 1;
            if let Some(finder) = measure(image, at, &edges, inverted) {
                let again = into.iter().any(|known| {
                    let local = known.local(finder.centre);
                    known.inverted == inverted && local.x.abs().max(local.y.abs()) < 3.0
                });
                if !again {
                    into.push(finder);
                }
            }
            if into.len() >= MOST || tries >= TRIES {
                return;
            }
        }
    }
}

/// The pixels of a row that are not as the one before. True where it begins dark.
fn find_changes(dark: &[u8], into: &mut Vec<u16>) -> bool {
    // Eight pixels at a time: most do not change.
    let mut x = 1;
    while x + 8 <= dark.len() {
        let [here, before] =
            [x, x - 1].map(|at| dark[at..].first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight)));
        let mut changed = here ^ before;
        while changed != 0 {
            into.push((x + changed.trailing_zeros() as usize / 8) as u16);
            changed &= changed - 1;
        }
        x += 8;
    }
    for at in x..dark.len() {
        if dark[at] != dark[at - 1] {
            into.push(at as u16);
        }
    }
    dark.first() == Some(&1)
}

/// Where between a pixel and the one before the grey crosses the limit.
fn edge(image: &Luma, binary: &Binary, x: usize, y: usize) -> f32 {
    let row = image.row(y);
    let (a, b) = (f32::from(row[x - 1]), f32::from(row[x]));
    let limit = f32::from(binary.mean_at(x, y));
    let part = if a == b { 0.5 } else { ((limit - a) / (b - a)).clamp(0.0, 1.0) };
    x as f32 - 0.5 + part
}

/// A quick look at six changes, to the pixel: most are no finder pattern.
fn may_be_finder(c: &[u16]) -> bool {
    let run = |from: usize, to: usize| i32::from(c[to]) - i32::from(c[from]);
    let total = run(0, 5);
    // In sevenths of a pixel: a module is `total`.
    let near = |distance: i32, modules: i32| (7 * distance - modules * total).abs() * 5 < 3 * total + 60;
    total >= 9
        && run(2, 3) * 7 > total
        && near(run(0, 2), 2)
        && near(run(3, 5), 2)
        && near(run(1, 3), 4)
        && near(run(2, 4), 4)
}

/// Six edges of a finder pattern: its centre. Distances between edges of the same kind do not
/// change with exposure and blur, so those are compared first.
fn looks_like_finder(e: &[f32]) -> Option<f32> {
    let module = (e[5] - e[0]) / 7.0;
    let near = |distance: f32, modules: f32| (distance - modules * module).abs() < 0.6 * module + 0.25;
    let fits = module > 1.3
        && near(e[2] - e[0], 2.0)
        && near(e[5] - e[3], 2.0)
        && near(e[3] - e[1], 4.0)
        && near(e[4] - e[2], 4.0)
        && e[3] - e[2] > 1.6 * module
        && (e[1] - e[0]).min(e[2] - e[1]).min(e[4] - e[3]).min(e[5] - e[4]) > 0.3 * module;
    fits.then(|| (e[2] + e[3] + e[1] + e[4]) / 4.0)
}

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
fn measure(image: &Luma, at: Point, e: &[f32], inverted: bool) -> Option<Finder> {
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
