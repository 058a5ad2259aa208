//! For the browser, what Trunk builds: it has no start of its own, the page calls `mount`. Run on the host, it writes the
//! catalogues for `scripts/words`.
#![cfg_attr(target_arch = "wasm32", no_main)]

use points_widget as _;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    print!("{}", points_widget::i18n::catalogue::table());
}
