//! Fits a [`Grid`] to an image: measures edges along rows and columns of modules, and moves the grid lines onto them.

use super::{Anchor, Grid, GridLine, TERMS, UNKNOWNS, monomials, split};
use crate::Luma;
use crate::qr::least_squares::NormalEquations;
use crate::qr::module_threshold::ModuleThresholds;

/// Samples of a profile per module.
const SAMPLES_PER_MODULE: usize = 4;

impl Grid {
    /// Fits the grid to the whole symbol. Returns the share of edges that lie on its lines, 0 to 1; 0 if the fit fails.
    pub fn fit(&mut self, image: &Luma, sign: f32, anchors: &[Anchor]) -> f32 {
        let mut fitter = GridFitter { image, sign, anchors, profile: Profile::default() };
        let whole = self.size as f32 * 1.5;
        let first = self.clone();
        // A flat label can be fitted at once.
        if fitter.refit(self, whole) > 0.8 {
            return fitter.refit(self, whole);
        }
        *self = first;
        // Otherwise the fit grows outwards from the finder patterns.
        let mut reach = 10.0;
        while reach < whole {
            // Near true finder patterns the edges match the grid; if they do not, the candidate is false.
            if fitter.refit(self, reach) < 0.5 {
                return 0.0;
            }
            reach *= 1.5;
        }
        (0..3).map(|_| fitter.refit(self, whole)).fold(0.0, |_, share| share)
    }
}

/// The image and finder patterns that a grid is fitted to, and a work buffer.
struct GridFitter<'a> {
    image: &'a Luma<'a>,
    /// 1, or -1 for an inverted symbol (light modules on dark).
    sign: f32,
    anchors: &'a [Anchor],
    profile: Profile,
}

impl GridFitter<'_> {
    /// Fits the grid once to the edges within `reach` modules of an anchor. Returns the share of them that lie on grid
    /// lines.
    fn refit(&mut self, grid: &mut Grid, reach: f32) -> f32 {
        let is_whole = reach >= grid.size as f32;
        let mut equations = NormalEquations::<UNKNOWNS>::new();
        grid.add_anchors(&mut equations, self.anchors, if is_whole { 0.5 } else { 2.0 });
        let stiffness = if is_whole { 0.3 } else { 1.0 };
        grid.regularize(&mut equations, self.anchors, 0.3 * stiffness, 0.6 * stiffness);
        let share = self.add_edges(&mut equations, grid, reach);
        match equations.solve() {
            Some(solved) => {
                (grid.x, grid.y) = split(solved);
                share
            }
            None => 0.0,
        }
    }

    /// Measures edges along rows and columns of modules, and adds equations for those within `reach` modules of an
    /// anchor.
    fn add_edges(&mut self, equations: &mut NormalEquations<UNKNOWNS>, grid: &Grid, reach: f32) -> f32 {
        let GridFitter { image, sign, anchors, profile } = self;
        let (mut on_line, mut total) = (0.0, 0.0);
        let thresholds = ModuleThresholds::of(&grid.sample_modules(image, *sign), grid.size);
        let mut edge_equations = EdgeEquations::default();
        // In large symbols a sample of the lines is enough.
        for line in (0..grid.size).step_by((grid.size / 20).max(1)) {
            let across = line as f32 + 0.5;
            for is_row in [true, false] {
                let [above, here, below] = [-0.5, 0.0, 0.5].map(|aside| GridLine::new(grid, across + aside, is_row));
                profile.sample(grid.size, &here, image, *sign);
                for (at, weight) in profile.crossings(|index| thresholds.along_line(index, line, is_row)) {
                    let edge = at.round();
                    let offset = at - edge;
                    let (u, v) = if is_row { (edge, across) } else { (across, edge) };
                    let distance = anchors
                        .iter()
                        .map(|anchor| (anchor.u - u).abs().max((anchor.v - v).abs()))
                        .fold(f32::MAX, f32::min);
                    if distance > reach {
                        continue;
                    }
                    total += 1.0;
                    if offset.abs() < 0.25 {
                        on_line += 1.0;
                    }
                    if offset.abs() > 0.42 {
                        continue;
                    }
                    // A point-to-line constraint: the grid line passes through the edge point, whose position along the
                    // line is unknown. So only the distance normal to the line counts, in units of about one module.
                    let (behind, ahead, point) = (above.at(edge), below.at(edge), here.at(at));
                    let (ax, ay) = (ahead.x - behind.x, ahead.y - behind.y);
                    let length_squared = (ax * ax + ay * ay).max(1e-3);
                    let (nx, ny) = (-ay / length_squared, ax / length_squared);
                    let value = point.x * nx + point.y * ny;
                    edge_equations.add(&monomials(grid.normalized(u), grid.normalized(v)), nx, ny, value, weight);
                }
            }
        }
        edge_equations.add_to(equations);
        if total > 0.0 { on_line / total } else { 0.0 }
    }
}

/// The normal equations of point-to-line constraints, whose rows are the same monomials twice, times `nx` and times
/// `ny`.
#[derive(Default)]
struct EdgeEquations {
    xx: [[f64; TERMS]; TERMS],
    xy: [[f64; TERMS]; TERMS],
    yy: [[f64; TERMS]; TERMS],
    x: [f64; TERMS],
    y: [f64; TERMS],
}

impl EdgeEquations {
    fn add(&mut self, monomials: &[f32; TERMS], nx: f32, ny: f32, value: f32, weight: f32) {
        let [xx, xy, yy] = [nx * nx, nx * ny, ny * ny].map(|product| f64::from(product * weight));
        let [x, y] = [nx, ny].map(|n| f64::from(n * value * weight));
        for (i, monomial) in monomials.iter().map(|monomial| f64::from(*monomial)).enumerate() {
            let upper_half = self.xx[i].iter_mut().zip(&mut self.xy[i]).zip(&mut self.yy[i]).zip(monomials).skip(i);
            for (((sum_xx, sum_xy), sum_yy), other) in upper_half {
                let product = monomial * f64::from(*other);
                *sum_xx += xx * product;
                *sum_xy += xy * product;
                *sum_yy += yy * product;
            }
            self.x[i] += x * monomial;
            self.y[i] += y * monomial;
        }
    }

    fn add_to(&self, equations: &mut NormalEquations<UNKNOWNS>) {
        for i in 0..TERMS {
            for j in 0..TERMS {
                let (low, high) = (i.min(j), i.max(j));
                equations.matrix[i][TERMS + j] += self.xy[low][high];
                if i <= j {
                    equations.matrix[i][j] += self.xx[i][j];
                    equations.matrix[TERMS + i][TERMS + j] += self.yy[i][j];
                }
            }
            equations.rhs[i] += self.x[i];
            equations.rhs[TERMS + i] += self.y[i];
        }
    }
}

/// Grey values along a row or column of modules.
#[derive(Default)]
struct Profile(Vec<f32>);

impl Profile {
    fn sample(&mut self, size: usize, line: &GridLine, image: &Luma, sign: f32) {
        self.0.clear();
        for i in 0..size * SAMPLES_PER_MODULE {
            let p = line.at((i as f32 + 0.5) / SAMPLES_PER_MODULE as f32);
            self.0.push(image.sample(p.x, p.y) * sign);
        }
    }

    /// The positions at which the profile crosses the threshold, in modules from its start, each with a weight of at
    /// most 1 that grows with the edge's contrast.
    fn crossings(&self, threshold: impl Fn(usize) -> f32) -> impl Iterator<Item = (f32, f32)> {
        self.0.windows(2).enumerate().filter_map(move |(i, pair)| {
            let threshold = threshold((i + 1) / SAMPLES_PER_MODULE);
            let (a, b) = (pair[0] - threshold, pair[1] - threshold);
            if (a > 0.0) == (b > 0.0) {
                return None;
            }
            let at = (i as f32 + 0.5 + a / (a - b)) / SAMPLES_PER_MODULE as f32;
            Some((at, ((a - b).abs() / 8.0).min(1.0)))
        })
    }
}
