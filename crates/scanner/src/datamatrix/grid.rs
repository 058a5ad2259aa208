//! [`Grid`]: a symbol's modules in a picture; how well they lie, and what grey they have.

use super::{size::Size, warp::Warp};
use crate::{Luma, Point};

/// Which corners move together, as bits, and along which side: the two of a side, of the dashed ones first, and each alone.
const MOVES: [(u8, usize); 12] = [
    (0b0011, 2),
    (0b0110, 1),
    (0b0010, 0),
    (0b0010, 3),
    (0b0001, 0),
    (0b0001, 2),
    (0b0100, 1),
    (0b0100, 3),
    (0b1000, 1),
    (0b1000, 2),
    (0b1001, 0),
    (0b1100, 2),
];

/// Modules of paper around the symbol that are sampled, too.
pub const RIM: usize = 3;

/// A picture, a place in it and a size.
#[derive(Clone, Copy)]
pub struct Grid<'a> {
    pub image: Luma<'a>,
    pub size: &'static Size,
    pub warp: Warp,
    pub inverted: bool,
    /// How far off the modules' middles they are looked at, in turns on all sides: as all of a sharp module looks alike, the
    /// grid would else not be drawn to its middle. In a blurred picture only the middles tell much.
    pub spread: f32,
}

impl Grid<'_> {
    /// The darkness, 0 to 255, at a place in modules.
    fn grey(&self, row: f32, col: f32) -> f32 {
        let at = self.warp.at(col / f32::from(self.size.cols), row / f32::from(self.size.rows));
        let value = sample(&self.image, at);
        if self.inverted { value } else { 255.0 - value }
    }

    /// The mean difference between what should be dark and what should be light, over the L, the timing pattern and the
    /// quiet zone.
    pub fn frame(&self) -> f32 {
        let (high, wide) = (f32::from(self.size.rows), f32::from(self.size.cols));
        // A solid module against the paper beyond it, a dashed one against its neighbours, and the paper beyond that.
        let one = |i: u8, solid: f32, paper: f32, dashed: f32, rim: f32| {
            solid - paper + if i.is_multiple_of(2) { 2.0 * dashed } else { -2.0 * dashed } - 0.4 * rim
        };
        let (mut lying, mut upright) = (0.0, 0.0);
        for i in 0..self.size.cols {
            let (along, across) = self.off_middle(i);
            let at = f32::from(i) + 0.5 + along;
            let grey = |row: f32| self.grey(row + across, at);
            lying += one(i, grey(high - 0.5), grey(high + 0.6), grey(0.5), grey(-0.6));
        }
        for i in 0..self.size.rows {
            let (along, across) = self.off_middle(i);
            let at = high - f32::from(i) - 0.5 + along;
            let grey = |col: f32| self.grey(at, col + across);
            upright += one(i, grey(0.5), grey(-0.6), grey(wide - 0.5), grey(wide + 0.6));
        }
        (lying / wide + upright / high) / 4.0
    }

    /// Where the `i`-th module of a line is looked at, along and across the line.
    fn off_middle(&self, i: u8) -> (f32, f32) {
        let off = self.spread;
        (if i % 4 < 2 { off } else { -off }, if i % 4 == 0 || i % 4 == 3 { off } else { -off })
    }

    /// How many of the pairs that should differ do: module and paper at the solid sides, neighbours at the dashed ones. The
    /// shares of the right ones.
    pub fn agreement(&self) -> [f32; 2] {
        let (high, wide) = (f32::from(self.size.rows), f32::from(self.size.cols));
        let (mut solid, mut dashed) = (0, 0);
        let mut last = 0.0;
        for i in 0..self.size.cols {
            let at = f32::from(i) + 0.5;
            solid += i32::from(self.grey(high - 0.5, at) > self.grey(high + 0.7, at));
            let here = self.grey(0.5, at);
            dashed += i32::from(i > 0 && (here > last) == i.is_multiple_of(2));
            last = here;
        }
        for i in 0..self.size.rows {
            let at = high - f32::from(i) - 0.5;
            solid += i32::from(self.grey(at, 0.5) > self.grey(at, -0.7));
            let here = self.grey(at, wide - 0.5);
            dashed += i32::from(i > 0 && (here > last) == i.is_multiple_of(2));
            last = here;
        }
        [solid as f32 / (high + wide), dashed as f32 / (high + wide - 2.0)]
    }

    /// The mean difference between neighbouring modules: the greater, the better the grid lies on them.
    pub fn inner(&self) -> f32 {
        let (rows, cols) = (usize::from(self.size.rows), usize::from(self.size.cols));
        // Of a large symbol some rows and columns tell enough.
        let step = (rows * cols).div_ceil(300);
        let line = |count: usize, place: &dyn Fn(f32, f32) -> f32| {
            let mut before = place(0.5, 0.0);
            (1..count).fold(0.0, |sum, i| {
                let (along, across) = self.off_middle(i as u8);
                let here = place(i as f32 + 0.5 + along, across);
                sum + (here - std::mem::replace(&mut before, here)).abs()
            })
        };
        let mut sum = 0.0;
        for row in (0..rows).step_by(step) {
            sum += line(cols, &|col, off| self.grey(row as f32 + 0.5 + off, col)) * step as f32;
        }
        for col in (0..cols).step_by(step) {
            sum += line(rows, &|row, off| self.grey(row, col as f32 + 0.5 + off)) * step as f32;
        }
        sum / (rows * cols) as f32
    }

    /// How alike the modules are to `expected`, which has [`RIM`] modules of paper around them: 1 if all is the same.
    pub fn likeness(&self, expected: &[f32]) -> f32 {
        let (mut x, mut xx, mut xy, mut y, mut yy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (expected, (row, col)) in expected.iter().zip(self.places()) {
            let grey = self.grey(row, col);
            x += grey;
            xx += grey * grey;
            xy += grey * expected;
            y += expected;
            yy += expected * expected;
        }
        let n = expected.len() as f32;
        (n * xy - x * y) / ((n * xx - x * x) * (n * yy - y * y)).max(1.0).sqrt()
    }

    /// Moves the corners, and bends the lines, by smaller and smaller steps while that makes the grid lie better.
    pub fn settle(&mut self, fit: &dyn Fn(&Grid) -> f32, curved: bool, first: f32) {
        let [tl, tr, br, bl] = self.warp.corners;
        let unit = |a: Point, b: Point, count: u8| {
            let count = f32::from(count);
            Point::new((b.x - a.x) / count, (b.y - a.y) / count)
        };
        let (rows, cols) = (self.size.rows, self.size.cols);
        let axes = [unit(tl, tr, cols), unit(bl, br, cols), unit(bl, tl, rows), unit(br, tr, rows)];
        let mut best = fit(self);
        let mut step = first;
        while step > 0.06 {
            let mut moved = false;
            for (which, axis) in MOVES {
                for sign in [step, -step] {
                    let mut corners = self.warp.corners;
                    for (i, corner) in corners.iter_mut().enumerate() {
                        if which >> i & 1 != 0 {
                            corner.x += axes[axis].x * sign;
                            corner.y += axes[axis].y * sign;
                        }
                    }
                    if self.attempt(Warp::new(corners, self.warp.curve), fit, &mut best) {
                        moved = true;
                        break;
                    }
                }
            }
            for change in 0..if curved { 8 } else { 0 } {
                for sign in [step, -step] {
                    let mut curve = self.warp.curve;
                    let line = change / 2 % 2;
                    let count = f32::from(if line == 0 { cols } else { rows });
                    match change {
                        0..4 => {
                            let axis = axes[[2, 0, 0, 2][change]];
                            let line = change % 2;
                            curve.bows[line].x += axis.x * sign * 0.7;
                            curve.bows[line].y += axis.y * sign * 0.7;
                        }
                        4 | 6 => curve.squeeze[line] += sign * 6.0 / count,
                        _ => curve.bulge[line] += sign * 1.4 / f32::from(if line == 0 { rows } else { cols }),
                    }
                    if self.attempt(Warp::new(self.warp.corners, curve), fit, &mut best) {
                        moved = true;
                        break;
                    }
                }
            }
            step *= if moved { 0.75 } else { 0.5 };
        }
    }

    fn attempt(&mut self, warp: Warp, fit: &dyn Fn(&Grid) -> f32, best: &mut f32) -> bool {
        let moved = Grid { warp, ..*self };
        let now = fit(&moved);
        let better = now > *best;
        if better {
            *best = now;
            self.warp = warp;
        }
        better
    }

    /// The modules' darkness, 0 to 2.55, row by row, with [`RIM`] modules of paper all around; each the mean of a few places.
    pub fn sample(&self) -> Vec<f32> {
        const SPREAD: f32 = 0.22;
        const NEAR: [(f32, f32); 5] =
            [(0.0, 0.0), (-SPREAD, -SPREAD), (-SPREAD, SPREAD), (SPREAD, -SPREAD), (SPREAD, SPREAD)];
        self.places()
            .map(|(row, col)| NEAR.iter().map(|(y, x)| self.grey(row + y, col + x)).sum::<f32>() * 0.002)
            .collect()
    }

    /// The modules' middles, row by row, those of [`RIM`] modules of paper included.
    fn places(&self) -> impl Iterator<Item = (f32, f32)> + use<> {
        let rim = RIM as i32;
        let (rows, cols) = (i32::from(self.size.rows), i32::from(self.size.cols));
        (-rim..rows + rim).flat_map(move |row| (-rim..cols + rim).map(move |col| (row as f32 + 0.5, col as f32 + 0.5)))
    }
}

/// [`Luma::sample`], quick inside of the picture.
pub fn sample(image: &Luma, at: Point) -> f32 {
    let (x, y) = (at.x - 0.5, at.y - 0.5);
    if x >= 0.0 && y >= 0.0 {
        let (left, top) = (x as usize, y as usize);
        if left + 1 < image.width && top + 1 < image.height {
            let (dx, dy) = (x - left as f32, y - top as f32);
            let start = top * image.width + left;
            let pixels = image.pixels();
            if let (Some([a, b]), Some([c, d])) =
                (pixels.get(start..start + 2), pixels.get(start + image.width..start + image.width + 2))
            {
                let [a, b, c, d] = [a, b, c, d].map(|v| f32::from(*v));
                return (a + (b - a) * dx) * (1.0 - dy) + (c + (d - c) * dx) * dy;
            }
        }
    }
    if at.x.is_finite() && at.y.is_finite() { image.sample(at.x, at.y) } else { 0.0 }
}
