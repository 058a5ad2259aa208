//! [`Label`]: a symbol with its quiet zone and the print around it, as a raster on the package's surface.

use crate::{
    canvas::Canvas,
    clutter,
    cover::{self, Cover},
    random::Random,
    symbol::Symbol,
};

/// The raster's pixels a module: the edges of modules fall between them.
pub const DOTS: usize = 8;

pub struct Label {
    pub canvas: Canvas,
    /// Where the symbol's top left corner is, in modules from the label's.
    pub origin: (f32, f32),
}

pub struct Tones {
    pub ink: u8,
    pub paper: u8,
}

impl Label {
    /// `cover`: the share of the symbol to hide, if any.
    pub fn paint(random: &mut Random, symbol: &Symbol, tones: &Tones, cover: Option<f32>) -> Label {
        let margin = random.range(4, 24);
        let (quiet_x, quiet_y) = symbol.quiet;
        let (left, top) = (margin + quiet_x, margin + quiet_y);
        let (columns, rows) =
            (symbol.columns + 2 * left, symbol.height + 2 * top + if symbol.is_linear() { 10 } else { 0 });
        let mut canvas = Canvas::new(columns * DOTS, rows * DOTS, tones.paper);
        surround(&mut canvas, random, margin * DOTS, tones);
        let dots = DOTS as i32;
        let modules = |n: usize| (n * DOTS) as i32;
        // What spilled into the quiet zone goes.
        let inner = |all: usize| modules(all - 2 * margin);
        canvas.rect(modules(margin), modules(margin), inner(columns), inner(rows), tones.paper);
        for row in 0..symbol.rows {
            let height = if symbol.rows == 1 { modules(symbol.height) } else { dots };
            for column in (0..symbol.columns).filter(|&column| symbol.ink(column, row)) {
                canvas.rect(modules(left + column), modules(top + row), dots, height, tones.ink);
            }
        }
        if symbol.is_linear() {
            let part = [modules(left), modules(top + symbol.height + 2), modules(symbol.columns), 7 * dots];
            clutter::text(&mut canvas, random, part, tones.ink);
        }
        if let Some(share) = cover {
            for Cover { parts, tone } in cover::covers(random, symbol, share, (tones.ink, tones.paper)) {
                for part in parts {
                    let origin = ((left * DOTS) as f32, (top * DOTS) as f32);
                    canvas.capsule(&part.scaled(DOTS as f32, origin), tone);
                }
            }
        }
        Label { canvas, origin: (left as f32, top as f32) }
    }
}

/// Print in the margins above, below, left and right, some of them left free.
fn surround(canvas: &mut Canvas, random: &mut Random, margin: usize, tones: &Tones) {
    let (width, height, margin) = (canvas.width as i32, canvas.height as i32, margin as i32 - 4);
    let parts = [
        [0, 0, width, margin],
        [0, height - margin, width, margin],
        [0, margin, margin, height - 2 * margin],
        [width - margin, margin, margin, height - 2 * margin],
    ];
    for part in parts {
        if random.chance(0.7) {
            clutter::print(canvas, random, part, tones.ink);
        }
    }
}
