//! [`Grid`]: the modules of a symbol in an image. Scores how well a grid fits, optimises it and samples its modules.

use super::{size::SymbolSize, warp::Warp};
use crate::{Luma, Point};

/// The moves that [`Grid::optimize`] tries: the corners that move together, as bits, and the side along which they
/// move. The sides with the timing pattern come first.
const CORNER_MOVES: [(u8, usize); 12] = [
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

/// The width, in modules, of the border around the symbol that is sampled too.
pub const BORDER: usize = 3;

/// A symbol of a certain size at a certain place in an image.
#[derive(Clone, Copy)]
pub struct Grid<'a> {
    pub image: Luma<'a>,
    pub size: &'static SymbolSize,
    pub warp: Warp,
    pub inverted: bool,
    /// How far from their centres modules are sampled for scoring, in modules, alternating between all sides. Sharp
    /// modules are uniform inside, so that samples at their centres would not centre the grid. In blurred images only
    /// the centres are informative.
    pub sample_spread: f32,
}

impl Grid<'_> {
    /// The darkness, 0 to 255, at a position in modules; inverted symbols are treated alike.
    fn darkness(&self, row: f32, col: f32) -> f32 {
        let at = self.warp.at(col / f32::from(self.size.cols), row / f32::from(self.size.rows));
        let value = sample_bilinear(&self.image, at);
        if self.inverted { value } else { 255.0 - value }
    }

    /// The mean difference between what should be dark and what should be light, over the finder pattern, the timing
    /// pattern and the quiet zone.
    pub fn frame_contrast(&self) -> f32 {
        let (height, width) = (f32::from(self.size.rows), f32::from(self.size.cols));
        // A finder module against the quiet zone beyond it, a timing module against its neighbours, the quiet zone
        // beyond that.
        let module_contrast = |i: u8, solid: f32, outside_solid: f32, timing: f32, outside_timing: f32| {
            solid - outside_solid + if i.is_multiple_of(2) { 2.0 * timing } else { -2.0 * timing }
                - 0.4 * outside_timing
        };
        let (mut horizontal, mut vertical) = (0.0, 0.0);
        for i in 0..self.size.cols {
            let (along, across) = self.sample_offset(i);
            let at = f32::from(i) + 0.5 + along;
            let darkness = |row: f32| self.darkness(row + across, at);
            horizontal +=
                module_contrast(i, darkness(height - 0.5), darkness(height + 0.6), darkness(0.5), darkness(-0.6));
        }
        for i in 0..self.size.rows {
            let (along, across) = self.sample_offset(i);
            let at = height - f32::from(i) - 0.5 + along;
            let darkness = |col: f32| self.darkness(at, col + across);
            vertical += module_contrast(i, darkness(0.5), darkness(-0.6), darkness(width - 0.5), darkness(width + 0.6));
        }
        (horizontal / width + vertical / height) / 4.0
    }

    /// The offset from its centre at which the `i`-th module of a line is sampled: along and across the line.
    fn sample_offset(&self, i: u8) -> (f32, f32) {
        let spread = self.sample_spread;
        (if i % 4 < 2 { spread } else { -spread }, if (i + 1) % 4 < 2 { spread } else { -spread })
    }

    /// The shares of pairs that differ as they should: module and quiet zone at the solid sides, neighbouring modules
    /// at the timing pattern.
    pub fn agreement(&self) -> [f32; 2] {
        let (height, width) = (f32::from(self.size.rows), f32::from(self.size.cols));
        let (mut solid, mut timing) = (0, 0);
        let mut last = 0.0;
        for i in 0..self.size.cols {
            let at = f32::from(i) + 0.5;
            solid += i32::from(self.darkness(height - 0.5, at) > self.darkness(height + 0.7, at));
            let here = self.darkness(0.5, at);
            timing += i32::from(i > 0 && (here > last) == i.is_multiple_of(2));
            last = here;
        }
        for i in 0..self.size.rows {
            let at = height - f32::from(i) - 0.5;
            solid += i32::from(self.darkness(at, 0.5) > self.darkness(at, -0.7));
            let here = self.darkness(at, width - 0.5);
            timing += i32::from(i > 0 && (here > last) == i.is_multiple_of(2));
            last = here;
        }
        [solid as f32 / (height + width), timing as f32 / (height + width - 2.0)]
    }

    /// The mean absolute difference between neighbouring modules, which is largest when samples lie at the modules'
    /// centres.
    pub fn interior_contrast(&self) -> f32 {
        let (rows, cols) = (usize::from(self.size.rows), usize::from(self.size.cols));
        // In large symbols a sample of the rows and columns is enough.
        let step = (rows * cols).div_ceil(300);
        let line = |count: usize, darkness_at: &dyn Fn(f32, f32) -> f32| {
            let mut previous = darkness_at(0.5, 0.0);
            (1..count).fold(0.0, |sum, i| {
                let (along, across) = self.sample_offset(i as u8);
                let here = darkness_at(i as f32 + 0.5 + along, across);
                sum + (here - std::mem::replace(&mut previous, here)).abs()
            })
        };
        let mut sum = 0.0;
        for row in (0..rows).step_by(step) {
            sum += line(cols, &|col, offset| self.darkness(row as f32 + 0.5 + offset, col)) * step as f32;
        }
        for col in (0..cols).step_by(step) {
            sum += line(rows, &|row, offset| self.darkness(row, col as f32 + 0.5 + offset)) * step as f32;
        }
        sum / (rows * cols) as f32
    }

    /// The correlation of the modules' darkness with `expected`, which includes a border of [`BORDER`] modules; 1 if
    /// proportional.
    pub fn correlation(&self, expected: &[f32]) -> f32 {
        let (mut x, mut xx, mut xy, mut y, mut yy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (expected, (row, col)) in expected.iter().zip(self.module_centres()) {
            let darkness = self.darkness(row, col);
            x += darkness;
            xx += darkness * darkness;
            xy += darkness * expected;
            y += expected;
            yy += expected * expected;
        }
        let n = expected.len() as f32;
        (n * xy - x * y) / ((n * xx - x * x) * (n * yy - y * y)).max(1.0).sqrt()
    }

    /// Maximises `score` by pattern search: moves corners and, if `curved`, changes the distortion, with decreasing
    /// steps that start at `first_step` modules.
    pub fn optimize(&mut self, score: &dyn Fn(&Grid) -> f32, curved: bool, first_step: f32) {
        let [tl, tr, br, bl] = self.warp.corners;
        let module_vector = |a: Point, b: Point, count: u8| {
            let count = f32::from(count);
            Point::new((b.x - a.x) / count, (b.y - a.y) / count)
        };
        let (rows, cols) = (self.size.rows, self.size.cols);
        let axes = [
            module_vector(tl, tr, cols),
            module_vector(bl, br, cols),
            module_vector(bl, tl, rows),
            module_vector(br, tr, rows),
        ];
        let mut best = score(self);
        let mut step = first_step;
        while step > 0.06 {
            let mut moved = false;
            for (corner_bits, axis) in CORNER_MOVES {
                for sign in [step, -step] {
                    let mut corners = self.warp.corners;
                    for (i, corner) in corners.iter_mut().enumerate() {
                        if corner_bits >> i & 1 != 0 {
                            corner.x += axes[axis].x * sign;
                            corner.y += axes[axis].y * sign;
                        }
                    }
                    if self.accept_if_better(Warp::new(corners, self.warp.distortion), score, &mut best) {
                        moved = true;
                        break;
                    }
                }
            }
            for change in 0..if curved { 8 } else { 0 } {
                for sign in [step, -step] {
                    let mut distortion = self.warp.distortion;
                    let line = change / 2 % 2;
                    let count = f32::from(if line == 0 { cols } else { rows });
                    match change {
                        0..4 => {
                            let axis = axes[[2, 0, 0, 2][change]];
                            let line = change % 2;
                            distortion.curvature[line].x += axis.x * sign * 0.7;
                            distortion.curvature[line].y += axis.y * sign * 0.7;
                        }
                        4 | 6 => distortion.foreshortening[line] += sign * 6.0 / count,
                        _ => distortion.bulge[line] += sign * 1.4 / f32::from(if line == 0 { rows } else { cols }),
                    }
                    if self.accept_if_better(Warp::new(self.warp.corners, distortion), score, &mut best) {
                        moved = true;
                        break;
                    }
                }
            }
            step *= if moved { 0.75 } else { 0.5 };
        }
    }

    /// Adopts a warp if it scores better than `best`. Returns whether it does.
    fn accept_if_better(&mut self, warp: Warp, score: &dyn Fn(&Grid) -> f32, best: &mut f32) -> bool {
        let moved = Grid { warp, ..*self };
        let new_score = score(&moved);
        let is_better = new_score > *best;
        if is_better {
            *best = new_score;
            self.warp = warp;
        }
        is_better
    }

    /// The modules' darkness, 0 to 2.55, row by row, with a border of [`BORDER`] modules; each is the mean of five
    /// samples.
    pub fn sample_modules(&self) -> Vec<f32> {
        const SPREAD: f32 = 0.22;
        const OFFSETS: [(f32, f32); 5] =
            [(0.0, 0.0), (-SPREAD, -SPREAD), (-SPREAD, SPREAD), (SPREAD, -SPREAD), (SPREAD, SPREAD)];
        self.module_centres()
            .map(|(row, col)| OFFSETS.iter().map(|(y, x)| self.darkness(row + y, col + x)).sum::<f32>() * 0.002)
            .collect()
    }

    /// The modules' centres, row by row, with a border of [`BORDER`] modules.
    fn module_centres(&self) -> impl Iterator<Item = (f32, f32)> + use<> {
        let border = BORDER as i32;
        let (rows, cols) = (i32::from(self.size.rows), i32::from(self.size.cols));
        (-border..rows + border)
            .flat_map(move |row| (-border..cols + border).map(move |col| (row as f32 + 0.5, col as f32 + 0.5)))
    }
}

/// As [`Luma::sample`], but faster inside the image; 0 at positions that are not finite.
pub fn sample_bilinear(image: &Luma, at: Point) -> f32 {
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
