//! [`RegionFinder`]: locates regions of parallel stripes by a coarse structure tensor, whose cells are grouped by
//! direction.

use crate::{Luma, Point};

/// A region whose gradients share one direction, as those of bars do.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    pub centre: Point,
    /// The unit vector across the bars.
    pub across: Point,
    /// How far the symbol's top edge shifts along the bars per pixel across them: not 0 in oblique views.
    pub slant: f32,
    /// Half the extent across the bars, in pixels.
    pub length: f32,
    /// Half the extent along the bars, in pixels.
    pub height: f32,
    /// By which regions are ranked: the coherence of all cells, less for shapes that do not fill their parallelogram.
    score: f32,
}

impl Region {
    /// The unit vector along the bars.
    pub fn bar_direction(&self) -> Point {
        Point::new(-self.across.y, self.across.x)
    }

    /// The vector along the symbol's top edge that advances one pixel across the bars.
    pub fn scan_direction(&self) -> Point {
        let along = self.bar_direction();
        Point::new(self.across.x + self.slant * along.x, self.across.y + self.slant * along.y)
    }

    /// The point at `distance` pixels from the centre along the bars.
    pub fn along_bars(&self, distance: f32) -> Point {
        let along = self.bar_direction();
        Point::new(self.centre.x + distance * along.x, self.centre.y + distance * along.y)
    }

    /// The same region in an image of twice the size.
    pub fn doubled(&self) -> Region {
        let centre = Point::new(self.centre.x * 2.0, self.centre.y * 2.0);
        Region { centre, length: self.length * 2.0, height: self.height * 2.0, ..*self }
    }
}

/// The structure tensor of a cell: the energy, cosine and sine of its gradients with doubled angles, so that edges of
/// both polarities add up.
#[derive(Clone, Copy, Default)]
struct Cell {
    energy: i32,
    cos: i32,
    sin: i32,
}

/// Finds regions. Reuses its buffers from one image to the next.
#[derive(Default)]
pub struct RegionFinder {
    sums: Vec<Cell>,
    /// For each cell, the direction as (cos, sin) of the doubled angle, whose length is the coherence; zero if there
    /// are no stripes.
    directions: Vec<(f32, f32)>,
    stack: Vec<usize>,
    regions: Vec<Region>,
}

/// Smaller regions, in cells, are ignored.
const MIN_CELLS: usize = 8;
const MAX_REGIONS: usize = 6;

impl RegionFinder {
    /// The regions of stripes, the most likely symbol first. `coherence`, 0 to 1, is the minimum for a cell.
    pub fn find(&mut self, image: &Luma, coherence: f32) -> &[Region] {
        self.regions.clear();
        let size = 8 * image.width.max(image.height).div_ceil(800).clamp(1, 3);
        let (columns, rows) = (image.width.saturating_sub(2) / size, image.height.saturating_sub(2) / size);
        if columns < 2 || rows < 2 {
            return &[];
        }
        self.sum_gradients(image, size, columns, rows);
        self.estimate_directions(size, columns, rows, coherence);
        for seed in 0..self.directions.len() {
            if self.directions[seed] != (0.0, 0.0) {
                self.grow(seed, size as f32, columns, rows);
            }
        }
        &self.regions
    }

    /// Accumulates the gradients of every cell, on four of its rows.
    fn sum_gradients(&mut self, image: &Luma, size: usize, columns: usize, rows: usize) {
        self.sums.clear();
        self.sums.resize(columns * rows, Cell::default());
        for (row, cells) in self.sums.chunks_exact_mut(columns).enumerate() {
            for y in (row * size + 1..(row + 1) * size + 1).step_by(size / 4) {
                let (above, here, below) = (image.row(y - 1), image.row(y), image.row(y + 1));
                let (left, right) = (&here[..here.len() - 2], &here[2..]);
                let vertical = above[1..].chunks_exact(size).zip(below[1..].chunks_exact(size));
                let horizontal = left.chunks_exact(size).zip(right.chunks_exact(size));
                for ((cell, (above, below)), (left, right)) in cells.iter_mut().zip(vertical).zip(horizontal) {
                    let (mut xx, mut yy, mut xy) = (0, 0, 0);
                    for ((above, below), (left, right)) in above.iter().zip(below).zip(left.iter().zip(right)) {
                        let x = i32::from(*right) - i32::from(*left);
                        let y = i32::from(*below) - i32::from(*above);
                        xx += x * x;
                        yy += y * y;
                        xy += x * y;
                    }
                    cell.energy += xx + yy;
                    cell.cos += xx - yy;
                    cell.sin += 2 * xy;
                }
            }
        }
    }

    /// Estimates the direction of every cell from the 3 × 3 cells around it.
    fn estimate_directions(&mut self, size: usize, columns: usize, rows: usize, coherence: f32) {
        /// The minimum mean square of the gradients.
        const MIN_ENERGY: f32 = 30.0;
        let pixels = (size * 4 * 9) as f32;
        self.directions.clear();
        for row in 0..rows {
            for column in 0..columns {
                let (mut energy, mut cos, mut sin) = (0, 0, 0);
                for y in row.saturating_sub(1)..(row + 2).min(rows) {
                    for x in column.saturating_sub(1)..(column + 2).min(columns) {
                        let cell = self.sums[y * columns + x];
                        energy += cell.energy;
                        cos += cell.cos;
                        sin += cell.sin;
                    }
                }
                let (energy, cos, sin) = (energy as f32, cos as f32, sin as f32);
                let length = (cos * cos + sin * sin).sqrt();
                let striped = energy > MIN_ENERGY * pixels && length > coherence * energy;
                self.directions.push(if striped { (cos / energy, sin / energy) } else { (0.0, 0.0) });
            }
        }
    }

    /// Region growing: moves the cells that are connected to `seed` and share its direction into a region.
    fn grow(&mut self, seed: usize, size: f32, columns: usize, rows: usize) {
        /// The cosine of the largest doubled angle between a cell and its region, which is about 18°.
        const MIN_COSINE: f32 = 0.8;
        let mut direction = (0.0f32, 0.0f32);
        let mut moments = Moments::default();
        self.stack.clear();
        self.stack.push(seed);
        while let Some(index) = self.stack.pop() {
            let (cos, sin) = self.directions[index];
            let length = (cos * cos + sin * sin).sqrt();
            let total: f32 = (direction.0 * direction.0 + direction.1 * direction.1).sqrt();
            if length == 0.0 || direction.0 * cos + direction.1 * sin < MIN_COSINE * length * total {
                continue;
            }
            self.directions[index] = (0.0, 0.0);
            direction = (direction.0 + cos, direction.1 + sin);
            let (column, row) = (index % columns, index / columns);
            moments.add(column as f32, row as f32);
            if column > 0 {
                self.stack.push(index - 1);
            }
            if column + 1 < columns {
                self.stack.push(index + 1);
            }
            if row > 0 {
                self.stack.push(index - columns);
            }
            if row + 1 < rows {
                self.stack.push(index + columns);
            }
        }
        if moments.count as usize >= MIN_CELLS {
            let region = moments.region(direction, size);
            let rank = self.regions.iter().take_while(|other| other.score >= region.score).count();
            self.regions.insert(rank, region);
            self.regions.truncate(MAX_REGIONS);
        }
    }
}

/// Moments of a region's cells.
#[derive(Default)]
struct Moments {
    count: f32,
    x: f32,
    y: f32,
    xx: f32,
    yy: f32,
    xy: f32,
}

impl Moments {
    fn add(&mut self, x: f32, y: f32) {
        self.count += 1.0;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.yy += y * y;
        self.xy += x * y;
    }

    /// The parallelogram with the same moments and two sides along the bars.
    fn region(&self, direction: (f32, f32), size: f32) -> Region {
        let (x, y) = (self.x / self.count, self.y / self.count);
        let (xx, yy, xy) = (self.xx / self.count - x * x, self.yy / self.count - y * y, self.xy / self.count - x * y);
        // Halves the doubled angle by the half-angle formulas.
        let length = (direction.0 * direction.0 + direction.1 * direction.1).sqrt();
        let cos = direction.0 / length;
        let a =
            Point::new(((1.0 + cos) / 2.0).max(0.0).sqrt(), ((1.0 - cos) / 2.0).max(0.0).sqrt().copysign(direction.1));
        // The second moments across and along the bars.
        let uu = a.x * a.x * xx + 2.0 * a.x * a.y * xy + a.y * a.y * yy;
        let vv = a.y * a.y * xx - 2.0 * a.x * a.y * xy + a.x * a.x * yy;
        let uv = (a.x * a.x - a.y * a.y) * xy + a.x * a.y * (yy - xx);
        let slant = (uv / uu.max(0.1)).clamp(-0.8, 0.8);
        let across = (3.0 * uu).max(0.0).sqrt();
        let along = (3.0 * (vv - slant * uv)).max(0.0).sqrt();
        // Symbols fill their parallelogram, text does not.
        let filled = (self.count / (4.0 * across * along).max(1.0)).min(1.0);
        Region {
            centre: Point::new((x + 0.5) * size + 1.0, (y + 0.5) * size + 1.0),
            across: a,
            slant,
            length: across * size,
            height: along * size,
            score: length * filled * filled,
        }
    }
}
