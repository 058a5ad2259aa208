//! Data Matrix reader (ECC 200, square and rectangular): finds L-shaped finder patterns, then the sides with the timing
//! pattern, fits a grid and decodes the modules.

mod binarize;
mod candidate;
mod codewords;
mod contour;
mod deblur;
mod edge_curve;
mod grid;
mod l_pattern;
mod l_search;
mod normalize;
mod placement;
mod size;
mod text;
mod timing;
mod timing_sides;
mod vector;
mod warp;

use crate::{Barcode, Format, Luma, Point, image};
use binarize::BinaryImage;
use candidate::Candidate;
use contour::Contour;
use l_pattern::LPattern;
use vector::{add_scaled, cross, length, sub};

/// Reads Data Matrix symbols. Reuses its buffers from one image to the next.
#[derive(Default)]
pub struct Reader {
    binary: BinaryImage,
    contour: Contour,
    l_patterns: Vec<LPattern>,
    straight_edges: Vec<[Point; 2]>,
    halved: Vec<u8>,
}

/// The most finder patterns per attempt whose other sides are searched, and the most candidates that are decoded.
const MAX_L_PATTERNS: usize = 32;
const MAX_CANDIDATES: usize = 4;
/// The most grids per attempt that are refined and deblurred after a first decoding has failed.
const RETRY_BUDGET: u32 = 1;

/// The part of the L-shaped finder pattern that may be covered.
#[derive(Clone, Copy, PartialEq)]
enum Occlusion {
    None,
    ArmEnds,
    Corner,
}

impl Reader {
    /// The number of attempts. Each pair, at full and at half size, assumes another occlusion: none, the ends of the
    /// finder pattern's arms, or its corner.
    pub const ATTEMPTS: u32 = 6;

    /// Makes one attempt, `attempt` modulo [`Reader::ATTEMPTS`]. The first is the most likely to succeed. A camera
    /// makes one attempt a frame, in rotation; a photo gets all of them.
    pub fn read(&mut self, image: &Luma, attempt: u32) -> Vec<Barcode> {
        let occlusion = [Occlusion::None, Occlusion::ArmEnds, Occlusion::Corner][attempt as usize / 2 % 3];
        let min_agreement = if occlusion == Occlusion::None { 0.85 } else { 0.75 };
        let mut scale = 1.0;
        if attempt % 2 == 1 {
            // Symbols are located at half size, but decoded at full size.
            let (width, height) = image::halve(image, &mut self.halved);
            let Some(half_image) = Luma::new(width, height, &self.halved) else { return Vec::new() };
            self.binary.binarize(&half_image);
            scale = 2.0;
        } else {
            self.binary.binarize(image);
        }
        let mut barcodes: Vec<Barcode> = Vec::new();
        let mut tried: Vec<Candidate> = Vec::new();
        let mut retry_budget = RETRY_BUDGET;
        for candidate in self.find_candidates(occlusion) {
            let candidate =
                Candidate { warp: candidate.warp.scaled(scale), module: candidate.module * scale, ..candidate };
            let corners = &candidate.warp.corners;
            if tried.iter().any(|other| is_same_place(&other.warp.corners, corners))
                || barcodes.iter().any(|barcode| contains_centre(&barcode.corners, corners))
            {
                continue;
            }
            if let Some((text, corners)) = candidate::read(image, &candidate, min_agreement, &mut retry_budget) {
                barcodes.push(Barcode { format: Format::DataMatrix, text, corners });
            }
            tried.push(candidate);
            if tried.len() == MAX_CANDIDATES {
                break;
            }
        }
        barcodes
    }

    /// Locates candidate symbols in the binary image, best score first.
    fn find_candidates(&mut self, occlusion: Occlusion) -> Vec<Candidate> {
        let Reader { binary, contour, l_patterns, straight_edges, .. } = self;
        l_patterns.clear();
        straight_edges.clear();
        contour::trace_contours(binary, contour, |binary, contour| {
            l_search::find_visible(binary, contour, l_patterns);
            if occlusion == Occlusion::Corner {
                l_search::find_straight_edges(contour, straight_edges);
            }
        });
        if occlusion != Occlusion::None {
            let visible = std::mem::take(l_patterns);
            if occlusion == Occlusion::ArmEnds {
                l_patterns.extend(visible.iter().filter_map(|l_pattern| l_pattern.with_extended_arms(binary)));
                l_patterns.extend(visible.iter().filter_map(LPattern::with_equal_arms));
            } else {
                l_search::find_occluded(binary, straight_edges, l_patterns);
            }
            let equal_arms: Vec<LPattern> = l_patterns.iter().filter_map(LPattern::with_equal_arms).collect();
            l_patterns.extend(equal_arms);
        }
        l_patterns.sort_unstable_by(|a, b| b.arm_length().total_cmp(&a.arm_length()));
        let min_solid_share = if occlusion == Occlusion::None { 0.8 } else { 0.7 };
        let mut candidates: Vec<Candidate> = l_patterns
            .iter()
            .filter(|l_pattern| l_pattern.solid_share(binary) >= min_solid_share && l_pattern.has_busy_interior(binary))
            .take(MAX_L_PATTERNS)
            .filter_map(|l_pattern| {
                let (warp, score) = timing_sides::find_timing_sides(binary, l_pattern)?;
                // Prefers large candidates, as parts of a large symbol may look like a small one.
                let score = score + 0.25 * l_pattern.arm_length().log2();
                Some(Candidate { warp, inverted: l_pattern.inverted, module: l_pattern.module, score })
            })
            .collect();
        candidates.sort_unstable_by(|a, b| b.score.total_cmp(&a.score));
        candidates
    }
}

/// Whether two quadrilaterals nearly coincide.
fn is_same_place(a: &[Point; 4], b: &[Point; 4]) -> bool {
    let distance = |a: Point, b: Point| length(sub(a, b));
    let tolerance = 0.02 * distance(a[0], a[2]);
    a.iter().zip(b).all(|(a, b)| distance(*a, *b) < tolerance)
}

/// Whether the centre of `inner` lies inside `outer`.
fn contains_centre(outer: &[Point; 4], inner: &[Point; 4]) -> bool {
    let centre = add_scaled(inner[0], sub(inner[2], inner[0]), 0.5);
    (0..4).all(|i| cross(sub(outer[(i + 1) % 4], outer[i]), sub(centre, outer[i])) > 0.0)
}
