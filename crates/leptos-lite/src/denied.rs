//! What must not compile, each after what does. These are documentation tests, which nothing else compiles.

/// An element of literals only would be inserted as markup.
///
/// ```no_run
/// # use leptos::prelude::*;
/// let _ = view! { <div><p class={"a"}>"text"</p></div> };
/// ```
/// ```compile_fail,E0277
/// # use leptos::prelude::*;
/// let _ = view! { <div><p class="a">"text"</p></div> };
/// ```
/// So would a part of a picture.
/// ```no_run
/// # use leptos::prelude::*;
/// const PATH: &str = "M0 0";
/// let _ = view! { <svg viewBox="0 0 1 1"><path d=PATH></path></svg> };
/// ```
/// ```compile_fail,E0277
/// # use leptos::prelude::*;
/// let _ = view! { <svg viewBox="0 0 1 1"><path d="M0 0"></path></svg> };
/// ```
struct Literals;

/// Markup of one's own has no way in at all.
///
/// ```compile_fail,E0599
/// # use leptos::prelude::*;
/// let _ = view! { <p inner_html="<b></b>"></p> };
/// ```
struct InnerHtml;

/// Attributes spread over a component.
///
/// ```no_run
/// # use leptos::prelude::*;
/// #[component]
/// fn Card(title: &'static str) -> impl IntoView { title }
/// let _ = view! { <Card title="a"/> };
/// ```
/// ```compile_fail,E0599
/// # use leptos::prelude::*;
/// #[component]
/// fn Card(title: &'static str) -> impl IntoView { title }
/// let _ = view! { <Card title="a" attr:id="b"/> };
/// ```
/// ```compile_fail,E0599
/// # use leptos::prelude::*;
/// #[component]
/// fn Card(title: &'static str) -> impl IntoView { title }
/// let _ = view! { <Card title="a" {..leptos::attr::custom::custom_attribute("id", "b")}/> };
/// ```
/// ```compile_fail,E0433
/// # use leptos::prelude::*;
/// #[component]
/// fn Card(title: &'static str) -> impl IntoView { title }
/// let _ = view! { <Card title="a" class:b=true/> };
/// ```
/// ```compile_fail,E0599
/// # use leptos::prelude::*;
/// #[component]
/// fn Card(title: &'static str) -> impl IntoView { title }
/// let _ = view! { <Card title="a" on:click=|_| {}/> };
/// ```
struct Spread;

/// Single classes and styles.
///
/// ```no_run
/// # use leptos::prelude::*;
/// let _ = view! { <p class=move || true.then_some("a")></p> };
/// ```
/// ```compile_fail,E0277
/// # use leptos::prelude::*;
/// let _ = view! { <p class:a=true></p> };
/// ```
/// ```compile_fail,E0599
/// # use leptos::prelude::*;
/// let _ = view! { <p style:top="0"></p> };
/// ```
struct ClassesAndStyles;

/// Bindings, references to nodes, and directives.
///
/// ```compile_fail,E0425
/// # use leptos::prelude::*;
/// let text = RwSignal::new(String::new());
/// let _ = view! { <input bind:value=text/> };
/// ```
/// ```compile_fail,E0599
/// # use leptos::prelude::*;
/// let _ = view! { <p node_ref=()></p> };
/// ```
/// ```compile_fail,E0599
/// # use leptos::prelude::*;
/// fn directive(_: ()) {}
/// let _ = view! { <p use:directive></p> };
/// ```
struct Bindings;

/// Listeners that capture, or that have a typed target.
///
/// ```no_run
/// # use leptos::prelude::*;
/// let _ = view! { <p on:click=|_| {}></p> };
/// ```
/// ```compile_fail,E0080
/// # use leptos::prelude::*;
/// let _ = view! { <p on:click:capture=|_| {}></p> };
/// ```
/// ```compile_fail,E0599
/// # use leptos::prelude::*;
/// let _ = view! { <p on:click:target=|_| {}></p> };
/// ```
struct Listeners;

/// Signals without a closure around them.
///
/// ```no_run
/// # use leptos::prelude::*;
/// let count = RwSignal::new(1);
/// let _ = view! { <p tabindex=move || count.get()>{move || count.get()}</p> };
/// ```
/// ```compile_fail,E0277
/// # use leptos::prelude::*;
/// let count = RwSignal::new(1);
/// let _ = view! { <p>{count}</p> };
/// ```
/// ```compile_fail,E0277
/// # use leptos::prelude::*;
/// let count = RwSignal::new(1);
/// let _ = view! { <p tabindex=count></p> };
/// ```
struct Signals;

/// What is not listed.
///
/// ```compile_fail,E0425
/// # use leptos::prelude::*;
/// let _ = view! { <marquee></marquee> };
/// ```
/// ```compile_fail,E0599
/// # use leptos::prelude::*;
/// let _ = view! { <p colour="red"></p> };
/// ```
/// ```compile_fail,E0425
/// # use leptos::prelude::*;
/// let _ = view! { <Suspense fallback=|| ()>"text"</Suspense> };
/// ```
struct Unlisted;
