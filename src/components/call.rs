//! Closures behind a pointer, as properties of components, without the code for calling them by value that each `dyn Fn` brings.

pub trait Call<In, Out = ()> {
    fn call(&self, value: In) -> Out;
}

impl<F: Fn(In) -> Out, In, Out> Call<In, Out> for F {
    fn call(&self, value: In) -> Out {
        self(value)
    }
}
