//! Closures behind a pointer, without the code for calling them by value that each `dyn FnMut` brings.

/// A closure that gives a value again and again.
pub(crate) trait Source<T> {
    fn next(&mut self) -> T;
}

impl<F: FnMut() -> T, T> Source<T> for F {
    fn next(&mut self) -> T {
        self()
    }
}

/// A closure that takes a value again and again.
pub(crate) trait Sink<T> {
    fn take(&mut self, value: T);
}

impl<F: FnMut(T), T> Sink<T> for F {
    fn take(&mut self, value: T) {
        self(value);
    }
}
