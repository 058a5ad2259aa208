//! Who collects: the fields, or one line where the customer is remembered; and the boxes to tick.

use super::button;
use super::dom::{El, el};
use super::field::{Field, Note};
use crate::actions::{Flow, Model};
use leptos::prelude::*;
use points_core::contact::Phone;
use points_core::customer::Remember;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

pub fn screen(flow: Flow) -> El {
    let kept = move || flow.get(|model| (model.remember == Remember::Kept).into());
    let consent = move || flow.get(|model| model.asks_consent().into());
    el("div", &[("class", "who-collects")])
        .part_by(kept, move |kept| {
            Some(if kept == 1 {
                one_line(flow)
            } else {
                let fields = el("div", &[("class", "fields")]).children(fields(flow));
                let asks = flow.get(|model| model.config.asks_to_remember);
                if asks { fields.child(remember(flow)) } else { fields }
            })
        })
        .part_by(consent, move |asks| (asks == 1).then(|| agree(flow)))
}

/// A remembered customer sees a name, and the ways to another one and to none.
fn one_line(flow: Flow) -> El {
    let words = flow.messages();
    let (name, who) = flow.customer();
    let forget = button("link", words.forget(), move || {
        flow.forget();
        flow.focus("name");
    });
    el("div", &[("class", "customer")])
        .child(el("p", &[("class", "hint")]).text(words.points_go_to()))
        .child(el("p", &[("class", "name")]).text(&name))
        .child(el("p", &[]).child(el("bdi", &[]).text(&who)))
        .child(button("link", words.change(), move || flow.change_customer()))
        .child(forget)
}

/// "Remember me on this phone", unticked unless the customer was remembered and changes the details.
fn remember(flow: Flow) -> El {
    let words = flow.messages();
    let is_yes = flow.get(|model| model.remember == Remember::Yes);
    let erased = move || flow.get(|model| if model.remember == Remember::Forgotten { words.forgotten() } else { "" });
    let tick = tick("remember", is_yes, move |ticked| {
        flow.set_remember(ticked);
    });
    choice("remember", tick, words.remember())
        .child(el("p", &[("class", "note hint"), ("role", "status")]).text_of(move || erased().to_owned()))
}

/// The brand's notice, and the box that must be ticked.
fn agree(flow: Flow) -> El {
    let words = flow.messages();
    let href = flow.get(|model| model.config.consent.clone()).unwrap_or_default().href;
    let wrong = move || flow.get(|model| model.faults.consent);
    let tick = tick("consent", false, move |ticked| {
        flow.set(|model| {
            model.consents = ticked;
            model.faults.consent = false;
        });
    });
    let tick = tick
        .attr("aria-required", "true")
        .attr("aria-describedby", "consent-note")
        .attr_of("aria-invalid", move || wrong().then_some("true"));
    let link = el("a", &[("target", "_blank"), ("rel", "noopener noreferrer")]).attr("href", &href);
    let choice = choice("consent", tick, words.consent());
    let choice = if href.is_empty() { choice } else { choice.child(link.text(words.consent_notice())) };
    let note = move |wrong| Note::error((wrong == 1).then_some(words.consent_empty())).view("");
    choice.child(el("div", &[("class", "note"), ("id", "consent-note")]).part_by(move || wrong().into(), note))
}

fn choice(id: &'static str, tick: El, label: &str) -> El {
    let label = el("label", &[]).attr("for", id).text(label);
    el("div", &[("class", "choice")]).child(tick).child(label)
}

fn tick(id: &'static str, is_ticked: bool, changed: impl Fn(bool) + 'static) -> El {
    let input = el("input", &[("type", "checkbox"), ("part", "input")]).attr("id", id);
    let input = if is_ticked { input.attr("checked", "") } else { input };
    input.on("change", move |event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        changed(input.is_some_and(|input| input.checked()));
    })
}

fn fields(flow: Flow) -> [El; 3] {
    let words = flow.messages();
    let require = flow.get(|model| model.config.require);
    let aside = |required: bool| if required { "" } else { words.optional() };
    let phone_note = move || {
        let fault = flow.get(|model| model.faults.phone);
        let is_odd = |text: &String| text.len() >= 10 && Phone::parse(text).is_ok_and(|phone| !phone.is_familiar());
        match fault {
            None if flow.draft().phone.with(is_odd) => Note::Warning(words.phone_unfamiliar().to_owned()),
            fault => Note::error(fault.map(|fault| words.contact_error(fault, words.phone_empty()))),
        }
    };
    let name = Field {
        id: "name",
        note_id: "name-note",
        label: words.name(),
        aside: aside(require.name),
        hint: "",
        value: flow.draft().name,
        input: &[("type", "text"), ("autocomplete", "name"), ("enterkeyhint", "next")],
        action: None,
        note: Rc::new(move || {
            let fault = flow.get(|model| model.faults.name);
            Note::error(fault.map(|fault| words.contact_error(fault, words.name_empty())))
        }),
        typed: Box::new(move |_| edited(flow, |model| model.faults.name = None)),
    };
    let phone = Field {
        id: "phone",
        note_id: "phone-note",
        label: words.phone(),
        aside: aside(require.phone),
        hint: "",
        value: flow.draft().phone,
        input: &[("type", "tel"), ("autocomplete", "tel"), ("enterkeyhint", "next")],
        action: None,
        note: Rc::new(phone_note),
        typed: Box::new(move |_| edited(flow, |model| model.faults.phone = None)),
    };
    let email = Field {
        id: "email",
        note_id: "email-note",
        label: words.email(),
        aside: aside(require.email),
        hint: "",
        value: flow.draft().email,
        input: &[("type", "email"), ("autocomplete", "email"), ("enterkeyhint", "send")],
        action: None,
        note: Rc::new(move || {
            let fault = flow.get(|model| model.faults.email);
            Note::error(fault.map(|fault| words.contact_error(fault, words.email_empty())))
        }),
        typed: Box::new(move |_| edited(flow, |model| model.faults.email = None)),
    };
    [name.view(), phone.view(), email.view()]
}

/// Drops a field's fault: it is being mended.
fn edited(flow: Flow, drop: fn(&mut Model)) {
    flow.set(drop);
}
