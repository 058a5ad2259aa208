//! [`Label`]: a symbol with its quiet zone and the print around it, rendered as a raster.

use crate::{
    canvas::Canvas,
    clutter,
    cover::{self, Cover},
    random::Random,
    symbol::Symbol,
};

/// The raster's pixels per module, so that module edges fall between pixels.
pub const PIXELS_PER_MODULE: usize = 8;

/// A label and the position of the symbol on it.
pub struct Label {
    pub canvas: Canvas,
    /// The position of the symbol's top left corner, in modules from the label's.
    pub origin: (f32, f32),
}

/// The grey levels of a print.
pub struct Tones {
    pub ink: u8,
    pub paper: u8,
}

impl Label {
    /// Renders a label; `cover` is the share of the symbol to hide, if any.
    pub fn paint(random: &mut Random, symbol: &Symbol, tones: &Tones, cover: Option<f32>) -> Label {
        let margin = random.range(4, 24);
        let (quiet_x, quiet_y) = symbol.quiet_zone;
        let (left, top) = (margin + quiet_x, margin + quiet_y);
        let (columns, rows) =
            (symbol.columns + 2 * left, symbol.height + 2 * top + if symbol.is_linear() { 10 } else { 0 });
        let mut canvas = Canvas::new(columns * PIXELS_PER_MODULE, rows * PIXELS_PER_MODULE, tones.paper);
        print_margins(&mut canvas, random, margin * PIXELS_PER_MODULE, tones);
        let pixels_per_module = PIXELS_PER_MODULE as i32;
        let modules = |n: usize| (n * PIXELS_PER_MODULE) as i32;
        // Clears print that extends into the quiet zone.
        let inner = |all: usize| modules(all - 2 * margin);
        canvas.fill_rect(modules(margin), modules(margin), inner(columns), inner(rows), tones.paper);
        for row in 0..symbol.rows {
            let height = if symbol.rows == 1 { modules(symbol.height) } else { pixels_per_module };
            for column in (0..symbol.columns).filter(|&column| symbol.is_dark(column, row)) {
                canvas.fill_rect(modules(left + column), modules(top + row), pixels_per_module, height, tones.ink);
            }
        }
        if symbol.is_linear() {
            let part =
                [modules(left), modules(top + symbol.height + 2), modules(symbol.columns), 7 * pixels_per_module];
            clutter::text(&mut canvas, random, part, tones.ink);
        }
        if let Some(share) = cover {
            for Cover { parts, tone } in cover::random_covers(random, symbol, share, (tones.ink, tones.paper)) {
                for part in parts {
                    let origin = ((left * PIXELS_PER_MODULE) as f32, (top * PIXELS_PER_MODULE) as f32);
                    canvas.fill_capsule(&part.scaled(PIXELS_PER_MODULE as f32, origin), tone);
                }
            }
        }
        Label { canvas, origin: (left as f32, top as f32) }
    }
}

/// Prints in the margins above, below, left and right; leaves some of them blank.
fn print_margins(canvas: &mut Canvas, random: &mut Random, margin: usize, tones: &Tones) {
    let (width, height, margin) = (canvas.width as i32, canvas.height as i32, margin as i32 - 4);
    let parts = [
        [0, 0, width, margin],
        [0, height - margin, width, margin],
        [0, margin, margin, height - 2 * margin],
        [width - margin, margin, margin, height - 2 * margin],
    ];
    for part in parts {
        if random.chance(0.7) {
            clutter::random_print(canvas, random, part, tones.ink);
        }
    }
}
