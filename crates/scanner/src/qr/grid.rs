//! The grid of a symbol in a picture: a bent sheet, fitted to the edges between its modules.
//!
//! A label is seldom flat: it lies round a bottle, under a tilted camera, in a crease. So the grid is a polynomial of the
//! third degree each way, known at first only around the finder patterns that were found. From there it grows: edges near
//! by are measured, the polynomial is fitted to them, and with it the next ones can be told apart.

use super::finder::Finder;
use crate::solve::Squares;
use crate::{Luma, Point};

/// Terms of a polynomial of the third degree in two variables.
const TERMS: usize = 10;
const UNKNOWNS: usize = 2 * TERMS;

/// Where a symbol's modules lie in a picture.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Modules a side.
    pub size: usize,
    x: [f32; TERMS],
    y: [f32; TERMS],
}

/// A finder pattern and where its centre is in the symbol, in modules. Its axes are the symbol's.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    pub finder: Finder,
    pub u: f32,
    pub v: f32,
}

/// Points of a profile a module.
const FINE: usize = 4;

fn terms(s: f32, t: f32) -> [f32; TERMS] {
    [1.0, s, t, s * s, s * t, t * t, s * s * s, s * s * t, s * t * t, t * t * t]
}

fn dot(a: &[f32; TERMS], b: &[f32; TERMS]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl Grid {
    /// The grid as far as the anchors tell.
    pub fn new(size: usize, anchors: &[Anchor]) -> Option<Grid> {
        let mut grid = Grid { size, x: [0.0; TERMS], y: [0.0; TERMS] };
        let mut squares = Squares::<UNKNOWNS>::new();
        grid.add_anchors(&mut squares, anchors, 1.0);
        // A flat sheet where nothing speaks against it.
        grid.stiffen(&mut squares, anchors, 0.02, 0.05);
        (grid.x, grid.y) = split(squares.solve()?);
        Some(grid)
    }

    fn normal(&self, at: f32) -> f32 {
        at / (self.size as f32 / 2.0) - 1.0
    }

    /// A point of the symbol, in modules from its top left corner, in the picture.
    pub fn place(&self, u: f32, v: f32) -> Point {
        let terms = terms(self.normal(u), self.normal(v));
        Point::new(dot(&self.x, &terms), dot(&self.y, &terms))
    }

    fn add_anchors(&self, squares: &mut Squares<UNKNOWNS>, anchors: &[Anchor], weight: f32) {
        for anchor in anchors {
            for (u, v) in [(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5), (0.0, 0.0)] {
                let terms = terms(self.normal(anchor.u + u), self.normal(anchor.v + v));
                let point = anchor.finder.place(u, v);
                let unit = 1.0 / anchor.finder.module;
                let scaled = terms.map(|term| term * unit);
                squares.add(&join(scaled, [0.0; TERMS]), point.x * unit, weight);
                squares.add(&join([0.0; TERMS], scaled), point.y * unit, weight);
            }
        }
    }

    /// Pulls the bent terms towards 0.
    fn stiffen(&self, squares: &mut Squares<UNKNOWNS>, anchors: &[Anchor], second: f32, third: f32) {
        let module = anchors.iter().map(|anchor| anchor.finder.module).sum::<f32>() / anchors.len().max(1) as f32;
        let unit = 1.0 / (module * module);
        for i in 0..TERMS {
            let weight = match i {
                0..=2 => 1e-5,
                3..=5 => second,
                _ => third,
            };
            squares.pull(i, 0.0, weight * unit);
            squares.pull(TERMS + i, 0.0, weight * unit);
        }
    }

    /// Fits the grid to the whole symbol. The share of edges that lie on the grid's lines is what comes back.
    pub fn fit(&mut self, image: &Luma, sign: f32, anchors: &[Anchor]) -> f32 {
        let mut profile = Profile::default();
        let whole = self.size as f32 * 1.5;
        let first = self.clone();
        // A flat label needs no growing.
        if self.step(image, sign, anchors, whole, &mut profile) > 0.8 {
            return self.step(image, sign, anchors, whole, &mut profile);
        }
        *self = first;
        let mut reach = 10.0;
        while reach < whole {
            // Close to real finder patterns, the edges are where they should be.
            if self.step(image, sign, anchors, reach, &mut profile) < 0.5 {
                return 0.0;
            }
            reach *= 1.5;
        }
        (0..3).map(|_| self.step(image, sign, anchors, whole, &mut profile)).fold(0.0, |_, share| share)
    }

    /// Fits the grid to the edges within `reach` modules of an anchor.
    fn step(&mut self, image: &Luma, sign: f32, anchors: &[Anchor], reach: f32, profile: &mut Profile) -> f32 {
        let is_whole = reach >= self.size as f32;
        let mut squares = Squares::<UNKNOWNS>::new();
        self.add_anchors(&mut squares, anchors, if is_whole { 0.5 } else { 2.0 });
        let slack = if is_whole { 0.3 } else { 1.0 };
        self.stiffen(&mut squares, anchors, 0.3 * slack, 0.6 * slack);
        let share = self.add_edges(&mut squares, image, sign, anchors, reach, profile);
        match squares.solve() {
            Some(solved) => {
                (self.x, self.y) = split(solved);
                share
            }
            None => 0.0,
        }
    }

    /// Measures the edges along rows and columns of modules, and adds those within `reach` modules of an anchor.
    fn add_edges(
        &self,
        squares: &mut Squares<UNKNOWNS>,
        image: &Luma,
        sign: f32,
        anchors: &[Anchor],
        reach: f32,
        profile: &mut Profile,
    ) -> f32 {
        let (mut on_line, mut all) = (0.0, 0.0);
        let levels = Levels::of(&self.modules(image, sign), self.size);
        let mut sums = Sums::default();
        // As many lines as a small symbol has are enough for a large one.
        for line in (0..self.size).step_by((self.size / 20).max(1)) {
            let across = line as f32 + 0.5;
            for is_row in [true, false] {
                let [above, here, below] = [-0.5, 0.0, 0.5].map(|aside| Line::of(self, across + aside, is_row));
                profile.take(self.size, &here, image, sign);
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
                    sums.add(&terms(self.normal(u), self.normal(v)), nx, ny, value, weight);
                }
            }
        }
        sums.add_to(squares);
        if all > 0.0 { on_line / all } else { 0.0 }
    }

    /// Each module's grey value at its centre, row by row; dark is low whatever the polarity.
    pub fn modules(&self, image: &Luma, sign: f32) -> Vec<f32> {
        let mut grey = Vec::with_capacity(self.size * self.size);
        for v in 0..self.size {
            let line = Line::of(self, v as f32 + 0.5, true);
            for u in 0..self.size {
                let p = line.at(u as f32 + 0.5);
                grey.push(image.sample(p.x, p.y) * sign);
            }
        }
        grey
    }

    /// As [`Grid::modules`], each the mean of five points.
    pub fn smooth_modules(&self, image: &Luma, sign: f32) -> Vec<f32> {
        let mut grey = Vec::with_capacity(self.size * self.size);
        for v in 0..self.size {
            for u in 0..self.size {
                let (u, v) = (u as f32 + 0.5, v as f32 + 0.5);
                let p = self.place(u, v);
                let (a, b) = (self.place(u + 0.22, v), self.place(u, v + 0.22));
                let [ax, ay, bx, by] = [a.x - p.x, a.y - p.y, b.x - p.x, b.y - p.y];
                let around = image.sample(p.x + ax + bx, p.y + ay + by)
                    + image.sample(p.x - ax - bx, p.y - ay - by)
                    + image.sample(p.x + ax - bx, p.y + ay - by)
                    + image.sample(p.x - ax + bx, p.y - ay + by);
                grey.push((image.sample(p.x, p.y) * 2.0 + around) * (sign / 6.0));
            }
        }
        grey
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

fn join(x: [f32; TERMS], y: [f32; TERMS]) -> [f32; UNKNOWNS] {
    let mut both = [0.0; UNKNOWNS];
    both[..TERMS].copy_from_slice(&x);
    both[TERMS..].copy_from_slice(&y);
    both
}

fn split(both: [f32; UNKNOWNS]) -> ([f32; TERMS], [f32; TERMS]) {
    let (mut x, mut y) = ([0.0; TERMS], [0.0; TERMS]);
    x.copy_from_slice(&both[..TERMS]);
    y.copy_from_slice(&both[TERMS..]);
    (x, y)
}

/// The grey value between light and dark around each module: masks see to it that both are about as frequent everywhere.
pub struct Levels {
    size: usize,
    limits: Vec<f32>,
}

impl Levels {
    pub fn of(grey: &[f32], size: usize) -> Levels {
        const REACH: usize = 3;
        let mut rows = vec![0.0; size * size];
        let mut limits = vec![0.0; size * size];
        let mean = |values: &[f32], at: usize, stride: usize, from: usize| {
            let (first, last) = (at.saturating_sub(REACH), (at + REACH + 1).min(size));
            (first..last).map(|i| values[from + i * stride]).sum::<f32>() / (last - first) as f32
        };
        for v in 0..size {
            for u in 0..size {
                rows[v * size + u] = mean(grey, u, 1, v * size);
            }
        }
        for v in 0..size {
            for u in 0..size {
                limits[v * size + u] = mean(&rows, v, size, u);
            }
        }
        Levels { size, limits }
    }

    pub fn at(&self, u: usize, v: usize) -> f32 {
        self.limits[v * self.size + u]
    }

    fn limit(&self, index: usize, line: usize, is_row: bool) -> f32 {
        if is_row { self.at(index, line) } else { self.at(line, index) }
    }
}

/// A row or column of modules, or what lies between two, in the picture: the grid's polynomial with one variable fixed.
struct Line {
    x: [f32; 4],
    y: [f32; 4],
    half: f32,
}

impl Line {
    fn of(grid: &Grid, across: f32, is_row: bool) -> Line {
        let fixed = grid.normal(across);
        let cut = |c: &[f32; TERMS]| {
            let f = fixed;
            if is_row {
                [c[0] + f * (c[2] + f * (c[5] + f * c[9])), c[1] + f * (c[4] + f * c[8]), c[3] + f * c[7], c[6]]
            } else {
                [c[0] + f * (c[1] + f * (c[3] + f * c[6])), c[2] + f * (c[4] + f * c[7]), c[5] + f * c[8], c[9]]
            }
        };
        Line { x: cut(&grid.x), y: cut(&grid.y), half: 2.0 / grid.size as f32 }
    }

    fn at(&self, along: f32) -> Point {
        let s = along * self.half - 1.0;
        let value = |c: &[f32; 4]| c[0] + s * (c[1] + s * (c[2] + s * c[3]));
        Point::new(value(&self.x), value(&self.y))
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
