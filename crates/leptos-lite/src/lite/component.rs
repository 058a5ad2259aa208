//! What `view!` calls for a component.

use super::into_view::IntoView;
use super::view::View;
pub use stock_leptos::component::{
    Component, ComponentConstructor, EmptyPropsBuilder, Props, PropsOrNoPropsBuilder, component_props_builder,
};

pub fn component_view<P, T: IntoView>(component: impl ComponentConstructor<P, T>, props: P) -> View {
    component.construct(props).into_view()
}
