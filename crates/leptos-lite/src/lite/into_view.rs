//! [`IntoView`]: what may stand in a view.

use super::dynamic::follow;
use super::element::Element;
use super::view::{AnyView, View};
use std::borrow::Cow;

/// What may stand in a view: nothing, a text, a number, an element, another view, an `Option`, a `Vec` or a tuple of them, or
/// a closure that gives one and is run again when the signals that it reads change. A text is inert, whatever is in it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a view",
    note = "a signal is read in a closure: `{{move || signal.get()}}`"
)]
pub trait IntoView: Sized {
    /// Builds it.
    fn into_view(self) -> View;

    #[doc(hidden)]
    fn append_to(self, element: &mut Element) {
        element.append(self.into_view());
    }
}

/// Views of several types as one type.
pub trait IntoAny {
    fn into_any(self) -> AnyView;
}

impl<T: IntoView> IntoAny for T {
    fn into_any(self) -> AnyView {
        self.into_view()
    }
}

/// What `view!` calls for what stands in braces.
pub trait IntoRender {
    type Output;

    fn into_render(self) -> Self::Output;
}

impl<T: IntoView> IntoRender for T {
    type Output = T;

    fn into_render(self) -> T {
        self
    }
}

/// Views one after another, from an iterator.
pub trait CollectView {
    fn collect_view(self) -> Vec<View>;
}

impl<I> CollectView for I
where
    I: IntoIterator,
    I::Item: IntoView,
{
    fn collect_view(self) -> Vec<View> {
        self.into_iter().map(IntoView::into_view).collect()
    }
}

impl IntoView for View {
    fn into_view(self) -> View {
        self
    }
}

impl IntoView for Element {
    fn into_view(self) -> View {
        View(Some(self.0))
    }
}

impl IntoView for () {
    fn into_view(self) -> View {
        View(None)
    }
}

impl IntoView for &'static str {
    fn into_view(self) -> View {
        View::text(Cow::Borrowed(self))
    }

    fn append_to(self, element: &mut Element) {
        element.append_text(self);
    }
}

impl IntoView for String {
    fn into_view(self) -> View {
        View::text(Cow::Owned(self))
    }

    fn append_to(self, element: &mut Element) {
        element.append_text(&self);
    }
}

impl<T: IntoView> IntoView for Option<T> {
    fn into_view(self) -> View {
        self.map(T::into_view).unwrap_or_default()
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_view(self) -> View {
        View::fragment(self.collect_view())
    }

    fn append_to(self, element: &mut Element) {
        for view in self {
            view.append_to(element);
        }
    }
}

impl<F, V> IntoView for F
where
    F: FnMut() -> V + 'static,
    V: IntoView,
{
    fn into_view(mut self) -> View {
        follow(Box::new(move || self().into_view()))
    }
}

macro_rules! tuples {
    ($($first:ident $($rest:ident)*)?) => {
        $(
            #[expect(non_snake_case, reason = "a type and its value go by one name")]
            impl<$first: IntoView, $($rest: IntoView),*> IntoView for ($first, $($rest,)*) {
                fn into_view(self) -> View {
                    let ($first, $($rest,)*) = self;
                    View::fragment(vec![$first.into_view(), $($rest.into_view()),*])
                }

                fn append_to(self, element: &mut Element) {
                    let ($first, $($rest,)*) = self;
                    $first.append_to(element);
                    $($rest.append_to(element);)*
                }
            }

            tuples!($($rest)*);
        )?
    };
}

// `view!` makes tuples of tuples of more.
tuples!(A B C D E F G H I J K L M N O P);

macro_rules! numbers {
    ($($type:ty)*) => {
        $(impl IntoView for $type {
            fn into_view(self) -> View {
                self.to_string().into_view()
            }
        })*
    };
}

numbers!(i32 i64 isize u32 u64 usize f64 char);
