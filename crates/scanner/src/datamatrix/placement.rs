//! [`placement`]: which bit of which word each data module shows, by the walk of ISO/IEC 16022, annex F.

/// The corner cases: words that do not fit the usual shape, as (row, column), counted from the end where negative.
const CORNERS: [[(i8, i8); 8]; 4] = [
    [(-1, 0), (-1, 1), (-1, 2), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)],
    [(-3, 0), (-2, 0), (-1, 0), (0, -4), (0, -3), (0, -2), (0, -1), (1, -1)],
    [(-3, 0), (-2, 0), (-1, 0), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)],
    [(-1, 0), (-1, -1), (0, -3), (0, -2), (0, -1), (1, -3), (1, -2), (1, -1)],
];

/// The usual shape, relative to the module of the lowest bit.
const SHAPE: [(i8, i8); 8] = [(-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0)];

/// Not yet, or never, part of a word.
pub const NONE: u16 = u16::MAX;

/// For each data module, row by row, `8 * word + bit`, bit 0 the highest; [`NONE`] for those few that show no word.
pub fn placement(rows: usize, cols: usize) -> Vec<u16> {
    let (high, wide) = (rows as i32, cols as i32);
    let mut map = vec![NONE; rows * cols];
    let mut word = 0u16;
    let place = |map: &mut [u16], word: &mut u16, modules: [(i32, i32); 8]| {
        for (bit, (row, col)) in (0u16..).zip(modules) {
            if let Some(cell) = map.get_mut((row * wide + col) as usize) {
                *cell = *word * 8 + bit;
            }
        }
        *word += 1;
    };
    let corner = |kind: usize| {
        CORNERS[kind].map(|(row, col)| {
            let (row, col) = (i32::from(row), i32::from(col));
            (if row < 0 { row + high } else { row }, if col < 0 { col + wide } else { col })
        })
    };
    let usual = |row: i32, col: i32| {
        SHAPE.map(|(down, right)| {
            let (mut row, mut col) = (row + i32::from(down), col + i32::from(right));
            if row < 0 {
                row += high;
                col += 4 - (high + 4) % 8;
            }
            if col < 0 {
                col += wide;
                row += 4 - (wide + 4) % 8;
            }
            (if row >= high { row - high } else { row }, col)
        })
    };
    let (mut row, mut col) = (4i32, 0i32);
    while row < high || col < wide {
        let kind = match (row - high, col) {
            (0, 0) => Some(0),
            (-2, 0) if wide % 4 != 0 => Some(1),
            (-2, 0) if wide % 8 == 4 => Some(2),
            (4, 2) if wide % 8 == 0 => Some(3),
            _ => None,
        };
        if let Some(kind) = kind {
            place(&mut map, &mut word, corner(kind));
        }
        // Up and to the right, then down and to the left.
        for step in [-2i32, 2] {
            loop {
                let inside = (0..high).contains(&row) && (0..wide).contains(&col);
                if inside && map[(row * wide + col) as usize] == NONE {
                    place(&mut map, &mut word, usual(row, col));
                }
                row += step;
                col -= step;
                let more = if step < 0 { row >= 0 && col < wide } else { row < high && col >= 0 };
                if !more {
                    break;
                }
            }
            (row, col) = if step < 0 { (row + 1, col + 3) } else { (row + 3, col + 1) };
        }
    }
    map
}
