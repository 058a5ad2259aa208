//! [`mount_to`]: a view on the page, until its handle is dropped.

use super::into_view::IntoView;
use super::owner::Owner;
use super::view::View;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Builds a view and appends it to `parent`.
pub fn mount_to<F, V>(parent: HtmlElement, view: F) -> UnmountHandle
where
    F: FnOnce() -> V + 'static,
    V: IntoView,
{
    mount(parent, Box::new(move || view().into_view()))
}

fn mount(parent: HtmlElement, view: Box<dyn FnOnce() -> View>) -> UnmountHandle {
    let owner = Owner::new();
    let view = owner.with(view);
    view.mount(parent.unchecked_ref(), None);
    UnmountHandle { view, _owner: owner }
}

/// Takes the view off the page when it is dropped: first the nodes, then effects and listeners, then all that the root owns.
#[must_use = "the view leaves the page when this is dropped"]
pub struct UnmountHandle {
    view: View,
    _owner: Owner,
}

impl UnmountHandle {
    /// Leaves the view on the page for as long as the page lives.
    pub fn forget(self) {
        std::mem::forget(self);
    }
}

impl Drop for UnmountHandle {
    fn drop(&mut self) {
        self.view.unmount();
    }
}
