//! Fitting a [`Grid`] to a picture: edges are measured along rows and columns of modules, and the grid's lines drawn to them.

use super::{Anchor, Grid, Line, TERMS, UNKNOWNS, split, terms};
use crate::Luma;
use crate::qr::levels::Levels;
use crate::solve::Squares;

/// Points of a profile a module.
const FINE: usize = 4;

impl Grid {
    /// Fits the grid to the whole symbol. The share of edges that lie on the grid's lines is what comes back.
    pub fn fit(&mut self, image: &Luma, sign: f32, anchors: &[Anchor]) -> f32 {
        let mut fit = Fit { image, sign, anchors, profile: Profile::default() };
        let whole = self.size as f32 * 1.5;
        let first = self.clone();
        // A flat label needs no growing.
        if fit.step(self, whole) > 0.8 {
            return fit.step(self, whole);
        }
        *self = first;
        let mut reach = 10.0;
        while reach < whole {
            // Close to real finder patterns, the edges are where they should be.
            if fit.step(self, reach) < 0.5 {
                return 0.0;
            }
            reach *= 1.5;
        }
        (0..3).map(|_| fit.step(self, whole)).fold(0.0, |_, share| share)
    }
}

/// What a grid is fitted to.
struct Fit<'a> {
    image: &'a Luma<'a>,
    /// 1, or -1 for a symbol that is light on dark.
    sign: f32,
    anchors: &'a [Anchor],
    profile: Profile,
}

impl Fit<'_> {
    /// Fits the grid to the edges within `reach` modules of an anchor.
    fn step(&mut self, grid: &mut Grid, reach: f32) -> f32 {
        let is_whole = reach >= grid.size as f32;
        let mut squares = Squares::<UNKNOWNS>::new();
        grid.add_anchors(&mut squares, self.anchors, if is_whole { 0.5 } else { 2.0 });
        let slack = if is_whole { 0.3 } else { 1.0 };
        grid.stiffen(&mut squares, self.anchors, 0.3 * slack, 0.6 * slack);
        let share = self.add_edges(&mut squares, grid, reach);
        match squares.solve() {
            Some(solved) => {
                (grid.x, grid.y) = split(solved);
                share
            }
            None => 0.0,
        }
    }

    /// Measures the edges along rows and columns of modules, and adds those within `reach` modules of an anchor.
    fn add_edges(&mut self, squares: &mut Squares<UNKNOWNS>, grid: &Grid, reach: f32) -> f32 {
        let Fit { image, sign, anchors, profile } = self;
        let (mut on_line, mut all) = (0.0, 0.0);
        let levels = Levels::of(&grid.modules(image, *sign), grid.size);
        let mut sums = Sums::default();
        // As many lines as a small symbol has are enough for a large one.
        for line in (0..grid.size).step_by((grid.size / 20).max(1)) {
            let across = line as f32 + 0.5;
            for is_row in [true, false] {
                let [above, here, below] = [-0.5, 0.0, 0.5].map(|aside| Line::of(grid, across + aside, is_row));
                profile.take(grid.size, &here, image, *sign);
                for (at, weight) in profile.crossings(|index| levels.limit(index, line, is_row)) {
                    let edge = at.round();
                    let off = at - edge;
                    let (u, v) = if is_row { (edge, across) } else { (across, edge) };
                    let away = anchors
                        .iter()
                        .map(|anchor| (anchor.u - u).abs().max((anchor.v - v).abs()))
                        .fold(f32::MAX, f32::min);
                    if away > reach {
                        continue;
                    }
                    all += 1.0;
                    if off.abs() < 0.25 {
                        on_line += 1.0;
                    }
                    if off.abs() > 0.42 {
                        continue;
                    }
                    // The grid's line goes through this point; along the line, the point may be anywhere. So only what is
                    // across the line counts, in modules of about this size.
                    let (behind, ahead, point) = (above.at(edge), below.at(edge), here.at(at));
                    let (ax, ay) = (ahead.x - behind.x, ahead.y - behind.y);
                    let square = (ax * ax + ay * ay).max(1e-3);
                    let (nx, ny) = (-ay / square, ax / square);
                    let value = point.x * nx + point.y * ny;
                    sums.add(&terms(grid.normal(u), grid.normal(v)), nx, ny, value, weight);
                }
            }
        }
        sums.add_to(squares);
        if all > 0.0 { on_line / all } else { 0.0 }
    }
}

/// Sums up equations whose row is the same terms twice, times `nx` and times `ny`.
#[derive(Default)]
struct Sums {
    xx: [[f64; TERMS]; TERMS],
    xy: [[f64; TERMS]; TERMS],
    yy: [[f64; TERMS]; TERMS],
    x: [f64; TERMS],
    y: [f64; TERMS],
}

impl Sums {
    fn add(&mut self, terms: &[f32; TERMS], nx: f32, ny: f32, value: f32, weight: f32) {
        let [xx, xy, yy] = [nx * nx, nx * ny, ny * ny].map(|product| f64::from(product * weight));
        let [x, y] = [nx, ny].map(|n| f64::from(n * value * weight));
        for (i, term) in terms.iter().map(|term| f64::from(*term)).enumerate() {
            let later = self.xx[i].iter_mut().zip(&mut self.xy[i]).zip(&mut self.yy[i]).zip(terms).skip(i);
            for (((sum_xx, sum_xy), sum_yy), other) in later {
                let product = term * f64::from(*other);
                *sum_xx += xx * product;
                *sum_xy += xy * product;
                *sum_yy += yy * product;
            }
            self.x[i] += x * term;
            self.y[i] += y * term;
        }
    }

    fn add_to(&self, squares: &mut Squares<UNKNOWNS>) {
        for i in 0..TERMS {
            for j in 0..TERMS {
                let (low, high) = (i.min(j), i.max(j));
                squares.matrix[i][TERMS + j] += self.xy[low][high];
                if i <= j {
                    squares.matrix[i][j] += self.xx[i][j];
                    squares.matrix[TERMS + i][TERMS + j] += self.yy[i][j];
                }
            }
            squares.right[i] += self.x[i];
            squares.right[TERMS + i] += self.y[i];
        }
    }
}

/// Grey values along a row or column of modules.
#[derive(Default)]
struct Profile(Vec<f32>);

impl Profile {
    fn take(&mut self, size: usize, line: &Line, image: &Luma, sign: f32) {
        self.0.clear();
        for i in 0..size * FINE {
            let p = line.at((i as f32 + 0.5) / FINE as f32);
            self.0.push(image.sample(p.x, p.y) * sign);
        }
    }

    /// Where the profile crosses the limit, in modules from its start, and how sure that is: at most 1.
    fn crossings(&self, limit: impl Fn(usize) -> f32) -> impl Iterator<Item = (f32, f32)> {
        self.0.windows(2).enumerate().filter_map(move |(i, pair)| {
            let limit = limit((i + 1) / FINE);
            let (a, b) = (pair[0] - limit, pair[1] - limit);
            if (a > 0.0) == (b > 0.0) {
                return None;
            }
            let at = (i as f32 + 0.5 + a / (a - b)) / FINE as f32;
            Some((at, ((a - b).abs() / 8.0).min(1.0)))
        })
    }
}
