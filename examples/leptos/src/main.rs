//! A brand's page as a Leptos app: the widget's components, and a count of the points that were collected here.

#[cfg(target_arch = "wasm32")]
mod page;

fn main() {
    #[cfg(target_arch = "wasm32")]
    leptos::mount::mount_to_body(page::Page);
}
