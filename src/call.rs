//! Closures behind a pointer, as properties of components: a `dyn Fn` would bring code for calling it by value.

pub trait Call<In, Out = ()> {
    fn call(&self, value: In) -> Out;
}

impl<F: Fn(In) -> Out, In, Out> Call<In, Out> for F {
    fn call(&self, value: In) -> Out {
        self(value)
    }
}
