//! Arbitrary pixels and sizes: no panic, no endless loop, no false read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

use points_scanner::{Luma, Scanner};
use proptest::prelude::*;

/// Images that keep readers busy: block noise of any size and contrast, stripes, checkerboards and grids of finder
/// patterns.
fn pixels(width: usize, height: usize, kind: u8, block: usize, seed: u64, span: u8) -> Vec<u8> {
    let mut state = seed | 1;
    let mut random = move || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 56) as u8
    };
    let cells: Vec<u8> = (0..1024).map(|_| (u16::from(random()) * u16::from(span) / 255) as u8).collect();
    (0..width * height)
        .map(|i| {
            let (x, y) = (i % width / block, i / width / block);
            match kind {
                0 => cells[(x * 31 + y * 17) % 1024],
                1 => cells[x % 1024],
                2 => span * u8::from((x + y) % 2 == 0),
                3 => {
                    let ring = (x % 9).abs_diff(4).max((y % 9).abs_diff(4));
                    span * u8::from(ring == 4 || ring == 2)
                }
                _ => span.wrapping_mul((x ^ y) as u8),
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_pixels_cause_no_panic_and_no_read(
        width in 1usize..260,
        height in 1usize..260,
        kind in 0u8..5,
        block in 1usize..9,
        seed: u64,
        span: u8,
    ) {
        let pixels = pixels(width, height, kind, block, seed, span);
        let mut scanner = Scanner::new();
        let image = Luma::new(width, height, &pixels).unwrap();
        prop_assert_eq!(scanner.photo(&image), vec![]);
    }
}

#[test]
fn images_of_invalid_size_are_rejected() {
    for (width, height, pixels) in [(0, 0, 0), (0, 5, 5), (5, 5, 24), (8193, 1, 8193), (usize::MAX, 2, 9)] {
        assert!(Luma::new(width, height, &vec![0; pixels]).is_none(), "{width} x {height}");
    }
    for (width, height) in [(1, 1), (8192, 1), (1, 8192), (7, 3), (8192, 9)] {
        let pixels = pixels(width, height, 0, 1, 7, 255);
        assert_eq!(Scanner::new().photo(&Luma::new(width, height, &pixels).unwrap()), vec![]);
    }
}
