//! `<For>`: rows stay while their keys do.

use crate::page::{Count, Page, settle};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

const HEAD: &str = "head";
const FOOT: &str = "foot";

/// A list of numbers, a row each, between two other elements.
fn numbers(items: RwSignal<Vec<u32>>) -> Page {
    Page::mount(move || {
        view! {
            <ul>
                <li class=HEAD></li>
                <For each=move || items.get() key=|number| *number let:number>
                    <li class="row">{number}</li>
                </For>
                <li class=FOOT></li>
            </ul>
        }
    })
}

fn rows(page: &Page) -> Vec<(u32, HtmlElement)> {
    let number = |row: &HtmlElement| row.text_content().unwrap().parse().unwrap();
    assert_eq!(page.all("li").first(), Some(&page.find(".head")));
    assert_eq!(page.all("li").last(), Some(&page.find(".foot")));
    page.all(".row").into_iter().map(|row| (number(&row), row)).collect()
}

/// Sets the items, and holds the page against them: the order, and the rows that were there before.
async fn change(page: &Page, items: RwSignal<Vec<u32>>, new: &[u32]) {
    let before = rows(page);
    items.set(new.to_vec());
    settle().await;
    let after = rows(page);
    assert_eq!(after.iter().map(|(number, _)| *number).collect::<Vec<_>>(), new);
    for (number, row) in after {
        if let Some((_, old)) = before.iter().find(|(old, _)| *old == number) {
            assert!(
                row == *old,
                "the row {number} was built anew from {:?} to {new:?}",
                before.iter().map(|row| row.0).collect::<Vec<_>>()
            );
        }
    }
}

#[wasm_bindgen_test]
async fn rows_stay_when_others_come_go_and_move() {
    let items = RwSignal::new(vec![1, 2, 3]);
    let page = numbers(items);
    let steps: [&[u32]; 14] = [
        &[1, 2, 3, 4, 5],       // added at the end
        &[0, 1, 2, 3, 4, 5],    // at the beginning
        &[0, 1, 9, 2, 3, 4, 5], // in between
        &[0, 1, 2, 3, 4, 5],
        &[1, 2, 3, 4],
        &[4, 1, 2, 3], // the last one first
        &[1, 2, 3, 4], // the first one last
        &[4, 3, 2, 1],
        &[2, 7, 1, 8],
        &[],
        &[5],
        &[6],
        &[6, 5, 4],
        &[],
    ];
    for new in steps {
        change(&page, items, new).await;
    }
}

/// Not on stock Leptos, whose 0.8.23 confuses the order of some lists.
#[cfg(not(feature = "stock"))]
#[wasm_bindgen_test]
async fn any_list_leads_to_any_other() {
    let items = RwSignal::new(Vec::new());
    let page = numbers(items);
    let mut random: u32 = 1;
    let mut next = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 16) % below
    };
    for _ in 0..200 {
        let mut new: Vec<u32> = (0..8).filter(|_| next(2) == 0).collect();
        for at in (1..new.len()).rev() {
            new.swap(at, next(at as u32 + 1) as usize);
        }
        change(&page, items, &new).await;
    }
}

#[wasm_bindgen_test]
async fn rows_that_stay_in_order_are_not_touched() {
    let items = RwSignal::new((0..20).collect::<Vec<u32>>());
    let page = numbers(items);
    let changes = page.changes();
    let last = page.find(".row:nth-child(21)");
    last.set_tab_index(-1);
    last.focus().unwrap();
    _ = changes();
    items.set((0..40).collect());
    settle().await;
    assert_eq!(changes(), 20.0, "one for each new row");
    assert!(page.has_focus(&last));
    items.set((10..40).collect());
    settle().await;
    assert_eq!(changes(), 10.0, "one for each that has gone");
    assert!(page.has_focus(&last));
}

#[wasm_bindgen_test]
async fn a_row_is_built_once_and_lives_until_its_key_goes() {
    let (items, other) = (RwSignal::new(vec![1, 2]), RwSignal::new(0));
    let (builds, cleanups) = (Count::new(), Count::new());
    let mut page = Page::mount(move || {
        let row = move |number: i32| {
            builds.add();
            on_cleanup(move || cleanups.add());
            let own = RwSignal::new(number * 10);
            view! { <button on:click=move |_| own.update(|own| *own += 1)>{move || own.get() + other.get()}</button> }
        };
        view! { <For each=move || items.get() key=|number| *number children=row/> }
    });
    items.set(vec![2, 3, 1]);
    settle().await;
    page.find("button").click();
    other.set(100);
    settle().await;
    assert_eq!(
        page.all("button").iter().map(|row| row.text_content().unwrap()).collect::<Vec<_>>(),
        ["121", "130", "110"]
    );
    assert_eq!((builds.get(), cleanups.get()), (3, 0));
    let gone = page.find("button");
    items.set(vec![3, 1]);
    settle().await;
    gone.click(); // its listener has gone, too
    assert_eq!((builds.get(), cleanups.get()), (3, 1));
    page.unmount().await;
    assert_eq!((page.html().as_str(), cleanups.get()), ("", 3));
}

/// A row whose view holds nothing that would keep its owner.
#[wasm_bindgen_test]
async fn a_plain_row_has_an_owner_too() {
    let (items, cleanups) = (RwSignal::new(vec![1, 2]), Count::new());
    let page = Page::mount(move || {
        let row = move |number: i32| {
            on_cleanup(move || cleanups.add());
            view! { <b>{number}</b> }
        };
        view! { <For each=move || items.get() key=|number| *number children=row/> }
    });
    settle().await;
    assert_eq!(cleanups.get(), 0);
    items.set(vec![2]);
    settle().await;
    assert_eq!((page.text().as_str(), cleanups.get()), ("2", 1));
}

#[wasm_bindgen_test]
async fn rows_may_be_of_any_kind() {
    let items = RwSignal::new(vec![0, 1, 2, 3]);
    let is_loud = RwSignal::new(false);
    let page = Page::mount(move || {
        let row = move |kind| match kind {
            0 => "text".into_any(),
            1 => view! { <b>"b"</b> <i>"i"</i> }.into_any(),
            2 => (move || if is_loud.get() { "LOUD" } else { "quiet" }).into_any(),
            _ => view! { <Show when=move || is_loud.get()><u>"shown"</u></Show> }.into_any(),
        };
        view! { <p>"[" <For each=move || items.get() key=|kind| *kind children=row/> "]"</p> }
    });
    let shows = async |html: &str| {
        settle().await;
        assert_eq!(page.html(), format!("<p>[{html}]</p>"));
    };
    shows("text<b>b</b><i>i</i>quiet").await;
    is_loud.set(true);
    shows("text<b>b</b><i>i</i>LOUD<u>shown</u>").await;
    items.set(vec![3, 2, 1, 0]);
    shows("<u>shown</u>LOUD<b>b</b><i>i</i>text").await;
    is_loud.set(false);
    shows("quiet<b>b</b><i>i</i>text").await;
    items.set(vec![2, 3, 0]);
    shows("quiettext").await;
    is_loud.set(true);
    shows("LOUD<u>shown</u>text").await;
}

#[wasm_bindgen_test]
async fn lists_stand_in_lists() {
    let items = RwSignal::new(vec![("a", vec![1, 2]), ("b", vec![3])]);
    let page = Page::mount(move || {
        let month = move |name: &'static str| {
            let rows = move || {
                items.with(|items| {
                    items.iter().find(|item| item.0 == name).map(|item| item.1.clone()).unwrap_or_default()
                })
            };
            view! { <section><h3>{name}</h3><For each=rows key=|row| *row let:row><li>{row}</li></For></section> }
        };
        let names = move || items.with(|items| items.iter().map(|item| item.0).collect::<Vec<_>>());
        view! { <For each=names key=|name| *name children=month/> }
    });
    let (section, row) = (page.find("section:nth-child(2)"), page.find("section:nth-child(2) li"));
    items.set(vec![("a", vec![1, 2]), ("b", vec![3, 4]), ("c", vec![5])]);
    settle().await;
    assert_eq!(page.text(), "a12b34c5");
    assert!(page.find("section:nth-child(2)") == section && page.find("section:nth-child(2) li") == row);
}

/// Stock Leptos wants each key once.
#[cfg(not(feature = "stock"))]
#[wasm_bindgen_test]
async fn items_of_one_key_are_a_row_each() {
    let items = RwSignal::new(vec![1, 1, 2]);
    let page = numbers(items);
    for new in [vec![1, 1, 1, 2], vec![2, 1], vec![1, 2, 1, 2], vec![2, 2]] {
        items.set(new.clone());
        settle().await;
        assert_eq!(rows(&page).into_iter().map(|row| row.0).collect::<Vec<_>>(), new);
    }
}
