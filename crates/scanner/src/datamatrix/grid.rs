//! [`Grid`]: a symbol's modules in a picture; how well they lie, and what grey they have.

use super::{size::Size, warp::Warp};
use crate::{Luma, Point};

/// A picture, a place in it and a size.
#[derive(Clone, Copy)]
pub struct Grid<'a> {
    pub image: Luma<'a>,
    pub size: &'static Size,
    pub warp: Warp,
    pub inverted: bool,
}

impl Grid<'_> {
    /// The darkness, 0 to 255, at a place in modules.
    fn grey(&self, row: f32, col: f32) -> f32 {
        let at = self.warp.at(col / f32::from(self.size.cols), row / f32::from(self.size.rows));
        let value = sample(&self.image, at);
        if self.inverted { value } else { 255.0 - value }
    }

    /// The mean difference between what should be dark and what should be light, over the L, the timing pattern and the
    /// quiet zone; and how many differences it is of.
    pub fn frame(&self) -> f32 {
        let (rows, cols) = (i32::from(self.size.rows), i32::from(self.size.cols));
        let side = |count: i32, place: &dyn Fn(f32) -> (f32, f32, f32, f32, f32, f32)| {
            let mut sum = 0.0;
            for i in 0..count {
                let (row, col, row2, col2, row3, col3) = place(i as f32 + 0.5);
                // A module of an L against the paper below it; one of the pattern against both.
                let (solid, paper) = (self.grey(row, col), self.grey(row2, col2));
                let dashed = self.grey(row3, col3);
                sum += solid - paper;
                sum += if i % 2 == 0 { dashed } else { -dashed };
            }
            sum / count as f32
        };
        let (high, wide) = (rows as f32, cols as f32);
        let lying = side(cols, &|i| (high - 0.5, i, high + 0.6, i, 0.5, i));
        let upright = side(rows, &|i| (high - i, 0.5, high - i, -0.6, high - i, wide - 0.5));
        // The paper beyond the dashed sides is as light as that beyond the solid ones.
        let mut rim = 0.0;
        for i in 0..cols {
            rim += self.grey(-0.6, i as f32 + 0.5) / wide;
        }
        for i in 0..rows {
            rim += self.grey(i as f32 + 0.5, wide + 0.6) / high;
        }
        let mut dark = 0.0;
        for i in 0..cols {
            dark += self.grey(high + 0.6, i as f32 + 0.5) / wide;
        }
        for i in 0..rows {
            dark += self.grey(i as f32 + 0.5, -0.6) / high;
        }
        (lying + upright - 0.5 * (rim - dark).max(0.0)) / 3.0
    }

    /// The mean difference between neighbouring modules: the greater, the better the grid lies on them.
    fn inner(&self) -> f32 {
        let (rows, cols) = (usize::from(self.size.rows), usize::from(self.size.cols));
        let mut above = [0.0f32; 144];
        let mut sum = 0.0;
        for row in 0..rows {
            let mut before = 0.0;
            for (col, above) in above[..cols].iter_mut().enumerate() {
                let here = self.grey(row as f32 + 0.5, col as f32 + 0.5);
                if col > 0 {
                    sum += (here - before).abs();
                }
                if row > 0 {
                    sum += (here - *above).abs();
                }
                before = here;
                *above = here;
            }
        }
        sum / (rows * cols) as f32
    }

    /// How well the grid lies; `deep` looks at the data modules, too.
    pub fn fit(&self, deep: bool) -> f32 {
        let frame = self.frame();
        if deep { frame + self.inner() } else { frame }
    }

    /// Moves the corners, and bends the lines, by smaller and smaller steps while that makes the grid lie better.
    pub fn settle(&mut self, deep: bool, first: f32) {
        let [tl, tr, br, bl] = self.warp.corners;
        let unit = |a: Point, b: Point, count: u8| {
            let count = f32::from(count);
            Point::new((b.x - a.x) / count, (b.y - a.y) / count)
        };
        let axes = [
            unit(tl, tr, self.size.cols),
            unit(bl, br, self.size.cols),
            unit(bl, tl, self.size.rows),
            unit(br, tr, self.size.rows),
        ];
        // Which corners move together: each alone, and the two of a side, of the dashed ones first.
        let moves: [(u8, usize); 12] = [
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
        let mut best = self.fit(deep);
        let mut step = first;
        while step > 0.05 {
            let mut moved = false;
            for &(which, axis) in &moves {
                for sign in [step, -step] {
                    let mut corners = self.warp.corners;
                    for (i, corner) in corners.iter_mut().enumerate() {
                        if which >> i & 1 != 0 {
                            corner.x += axes[axis].x * sign;
                            corner.y += axes[axis].y * sign;
                        }
                    }
                    moved |= self.attempt(Warp::new(corners, self.warp.bows), deep, &mut best);
                }
            }
            for (line, axis) in [(0, 2), (1, 0), (0, 0), (1, 2)] {
                for sign in [step, -step] {
                    let mut bows = self.warp.bows;
                    bows[line].x += axes[axis].x * sign * 0.7;
                    bows[line].y += axes[axis].y * sign * 0.7;
                    moved |= self.attempt(Warp::new(self.warp.corners, bows), deep, &mut best);
                }
            }
            if !moved {
                step *= 0.5;
            } else {
                step *= 0.8;
            }
        }
    }

    fn attempt(&mut self, warp: Warp, deep: bool, best: &mut f32) -> bool {
        let moved = Grid { warp, ..*self };
        let fit = moved.fit(deep);
        let better = fit > *best;
        if better {
            *best = fit;
            self.warp = warp;
        }
        better
    }

    /// The modules' darkness, row by row, with `rim` modules of paper all around; each the mean of a few places.
    pub fn sample(&self, rim: usize, into: &mut Vec<f32>) {
        into.clear();
        let rim = rim as i32;
        const SPREAD: f32 = 0.22;
        for row in -rim..i32::from(self.size.rows) + rim {
            for col in -rim..i32::from(self.size.cols) + rim {
                let (row, col) = (row as f32 + 0.5, col as f32 + 0.5);
                let near = [(0.0, 0.0), (-SPREAD, -SPREAD), (-SPREAD, SPREAD), (SPREAD, -SPREAD), (SPREAD, SPREAD)];
                into.push(near.iter().fold(0.0, |sum, (y, x)| sum + self.grey(row + y, col + x)) * 0.2);
            }
        }
    }
}

/// [`Luma::sample`], quick inside of the picture.
fn sample(image: &Luma, at: Point) -> f32 {
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
