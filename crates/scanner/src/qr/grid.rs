//! The grid of a symbol in a picture: a bent sheet, fitted to the edges between its modules.
//!
//! A label is seldom flat: it lies round a bottle, under a tilted camera, in a crease. So the grid is a polynomial of the
//! third degree each way, known at first only around the finder patterns that were found. From there it grows: edges near
//! by are measured, the polynomial is fitted to them, and with it the next ones can be told apart.

mod fit;

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
