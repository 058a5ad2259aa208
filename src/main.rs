//! For the browser, what Trunk builds. Run on the host, it writes the catalogues for `scripts/words`.

use points_widget as _;

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    print!("{}", points_widget::i18n::catalogue::table());
}
