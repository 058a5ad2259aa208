//! Each fault, as a raw client sees it.
