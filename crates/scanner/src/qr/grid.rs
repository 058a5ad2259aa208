//! [`Grid`]: maps a symbol's modules to the image by a cubic polynomial surface, fitted to the edges between modules.
//!
//! A label is seldom flat: it is wrapped around a bottle, creased, or seen by a tilted camera. So x and y are each a
//! polynomial of degree three in the module coordinates. It is known at first only near the finder patterns. Edges near
//! them are measured, the polynomial is fitted to these, and then it is accurate enough to assign edges further away to
//! their grid lines.

mod fit;

use super::finder::FinderPattern;
use crate::qr::least_squares::NormalEquations;
use crate::{Luma, Point};

/// The number of monomials up to degree three in two variables.
const TERMS: usize = 10;
const UNKNOWNS: usize = 2 * TERMS;

/// The map from a symbol's modules to image pixels.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Modules per side.
    pub size: usize,
    x: [f32; TERMS],
    y: [f32; TERMS],
}

/// A finder pattern whose axes are the symbol's, and the position of its centre in the symbol, in modules.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    pub pattern: FinderPattern,
    pub u: f32,
    pub v: f32,
}

fn monomials(s: f32, t: f32) -> [f32; TERMS] {
    [1.0, s, t, s * s, s * t, t * t, s * s * s, s * s * t, s * t * t, t * t * t]
}

fn dot(a: &[f32; TERMS], b: &[f32; TERMS]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl Grid {
    /// A grid from the finder patterns alone; `None` if the equations are singular.
    pub fn new(size: usize, anchors: &[Anchor]) -> Option<Grid> {
        let mut grid = Grid { size, x: [0.0; TERMS], y: [0.0; TERMS] };
        let mut equations = NormalEquations::<UNKNOWNS>::new();
        grid.add_anchors(&mut equations, anchors, 1.0);
        // Regularised towards a flat surface.
        grid.regularize(&mut equations, anchors, 0.02, 0.05);
        (grid.x, grid.y) = split(equations.solve()?);
        Some(grid)
    }

    /// Maps a module coordinate to -1 to 1.
    fn normalized(&self, at: f32) -> f32 {
        at / (self.size as f32 / 2.0) - 1.0
    }

    /// Converts a position in modules, from the symbol's top left corner, to an image position.
    pub fn image_position(&self, u: f32, v: f32) -> Point {
        let monomials = monomials(self.normalized(u), self.normalized(v));
        Point::new(dot(&self.x, &monomials), dot(&self.y, &monomials))
    }

    /// Adds equations for the corners and centre of each finder pattern.
    fn add_anchors(&self, equations: &mut NormalEquations<UNKNOWNS>, anchors: &[Anchor], weight: f32) {
        for anchor in anchors {
            for (u, v) in [(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5), (0.0, 0.0)] {
                let monomials = monomials(self.normalized(anchor.u + u), self.normalized(anchor.v + v));
                let point = anchor.pattern.image_position(u, v);
                let unit = 1.0 / anchor.pattern.module;
                let scaled = monomials.map(|monomial| monomial * unit);
                equations.add_equation(&concatenate(scaled, [0.0; TERMS]), point.x * unit, weight);
                equations.add_equation(&concatenate([0.0; TERMS], scaled), point.y * unit, weight);
            }
        }
    }

    /// Adds equations that pull the coefficients of degree two and three towards 0, with these weights.
    fn regularize(
        &self,
        equations: &mut NormalEquations<UNKNOWNS>,
        anchors: &[Anchor],
        second_degree: f32,
        third_degree: f32,
    ) {
        let module = anchors.iter().map(|anchor| anchor.pattern.module).sum::<f32>() / anchors.len().max(1) as f32;
        let unit = 1.0 / (module * module);
        for i in 0..TERMS {
            let weight = match i {
                0..=2 => 1e-5,
                3..=5 => second_degree,
                _ => third_degree,
            };
            equations.regularize(i, 0.0, weight * unit);
            equations.regularize(TERMS + i, 0.0, weight * unit);
        }
    }

    /// Each module's grey value at its centre, row by row. `sign` is -1 for an inverted symbol, so that dark modules of
    /// the symbol are always low.
    pub fn sample_modules(&self, image: &Luma, sign: f32) -> Vec<f32> {
        let mut grey = Vec::with_capacity(self.size * self.size);
        for v in 0..self.size {
            let line = GridLine::new(self, v as f32 + 0.5, true);
            for u in 0..self.size {
                let p = line.at(u as f32 + 0.5);
                grey.push(image.sample(p.x, p.y) * sign);
            }
        }
        grey
    }

    /// As [`Grid::sample_modules`], but a weighted mean of five points per module.
    pub fn sample_modules_averaged(&self, image: &Luma, sign: f32) -> Vec<f32> {
        let mut grey = Vec::with_capacity(self.size * self.size);
        for v in 0..self.size {
            for u in 0..self.size {
                let (u, v) = (u as f32 + 0.5, v as f32 + 0.5);
                let p = self.image_position(u, v);
                let (a, b) = (self.image_position(u + 0.22, v), self.image_position(u, v + 0.22));
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

fn concatenate(x: [f32; TERMS], y: [f32; TERMS]) -> [f32; UNKNOWNS] {
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

/// A line along a row or column of the grid: the polynomials restricted to one variable, lowest power first.
struct GridLine {
    x: [f32; 4],
    y: [f32; 4],
    scale: f32,
}

impl GridLine {
    fn new(grid: &Grid, across: f32, is_row: bool) -> GridLine {
        let fixed = grid.normalized(across);
        let restrict = |c: &[f32; TERMS]| {
            let f = fixed;
            if is_row {
                [c[0] + f * (c[2] + f * (c[5] + f * c[9])), c[1] + f * (c[4] + f * c[8]), c[3] + f * c[7], c[6]]
            } else {
                [c[0] + f * (c[1] + f * (c[3] + f * c[6])), c[2] + f * (c[4] + f * c[7]), c[5] + f * c[8], c[9]]
            }
        };
        GridLine { x: restrict(&grid.x), y: restrict(&grid.y), scale: 2.0 / grid.size as f32 }
    }

    fn at(&self, along: f32) -> Point {
        let s = along * self.scale - 1.0;
        let value = |c: &[f32; 4]| c[0] + s * (c[1] + s * (c[2] + s * c[3]));
        Point::new(value(&self.x), value(&self.y))
    }
}
