//! [`placement`]: assigns codeword bits to data modules (ISO/IEC 16022:2006, Annex F).

/// The four corner conditions (Figures F.3 to F.6) as (row, column) positions from the most significant bit; negative
/// ones count from the end.
const CORNER_SHAPES: [[(i8, i8); 8]; 4] = [
    [(-1, 0), (-1, 1), (-1, 2), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)],
    [(-3, 0), (-2, 0), (-1, 0), (0, -4), (0, -3), (0, -2), (0, -1), (1, -1)],
    [(-3, 0), (-2, 0), (-1, 0), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)],
    [(-1, 0), (-1, -1), (0, -3), (0, -2), (0, -1), (1, -3), (1, -2), (1, -1)],
];

/// The standard "utah" shape of a codeword, as (row, column) offsets from the module of the least significant bit.
const UTAH_SHAPE: [(i8, i8); 8] = [(-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0)];

/// Marks modules that no codeword bit is assigned to.
pub const UNUSED: u16 = u16::MAX;

/// For each module of the mapping matrix, row by row: `8 * codeword + bit`, with bit 0 the most significant; [`UNUSED`]
/// for the few modules at the bottom right corner of some sizes.
pub fn placement(rows: usize, cols: usize) -> Vec<u16> {
    let (height, width) = (rows as i32, cols as i32);
    let mut map = vec![UNUSED; rows * cols];
    let mut codeword = 0u16;
    let assign = |map: &mut [u16], codeword: &mut u16, modules: [(i32, i32); 8]| {
        for (bit, (row, col)) in (0u16..).zip(modules) {
            if let Some(cell) = map.get_mut((row * width + col) as usize) {
                *cell = *codeword * 8 + bit;
            }
        }
        *codeword += 1;
    };
    let corner = |corner_case: usize| {
        CORNER_SHAPES[corner_case].map(|(row, col)| {
            let (row, col) = (i32::from(row), i32::from(col));
            (if row < 0 { row + height } else { row }, if col < 0 { col + width } else { col })
        })
    };
    let utah = |row: i32, col: i32| {
        UTAH_SHAPE.map(|(down, right)| {
            let (mut row, mut col) = (row + i32::from(down), col + i32::from(right));
            if row < 0 {
                row += height;
                col += 4 - (height + 4) % 8;
            }
            if col < 0 {
                col += width;
                row += 4 - (width + 4) % 8;
            }
            (if row >= height { row - height } else { row }, col)
        })
    };
    let (mut row, mut col) = (4i32, 0i32);
    while row < height || col < width {
        let corner_case = match (row - height, col) {
            (0, 0) => Some(0),
            (-2, 0) if width % 4 != 0 => Some(1),
            (-2, 0) if width % 8 == 4 => Some(2),
            (4, 2) if width % 8 == 0 => Some(3),
            _ => None,
        };
        if let Some(corner_case) = corner_case {
            assign(&mut map, &mut codeword, corner(corner_case));
        }
        // Sweeps diagonally up to the right, then down to the left.
        for step in [-2i32, 2] {
            loop {
                let inside = (0..height).contains(&row) && (0..width).contains(&col);
                if inside && map[(row * width + col) as usize] == UNUSED {
                    assign(&mut map, &mut codeword, utah(row, col));
                }
                row += step;
                col -= step;
                let more = if step < 0 { row >= 0 && col < width } else { row < height && col >= 0 };
                if !more {
                    break;
                }
            }
            (row, col) = if step < 0 { (row + 1, col + 3) } else { (row + 3, col + 1) };
        }
    }
    map
}
