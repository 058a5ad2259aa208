//! Tasks of this thread.

use std::pin::Pin;

/// Runs a task, in microtasks.
pub fn spawn_local(task: impl Future<Output = ()> + 'static) {
    spawn(Box::pin(task));
}

/// One copy of the code, and not one for each task.
#[inline(never)]
fn spawn(task: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(task);
}
