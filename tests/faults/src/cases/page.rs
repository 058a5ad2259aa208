//! Faults 46 to 48: the page around the widget, and how people get a code into a field.

use serde_json::{Value, json};

use super::{Outcome, Trouble, holds};
use crate::server::action::Action;
use crate::server::plan::Plan;
use crate::stage::{CODE, SUBMIT, Setup, Stage, UNKNOWN};

const READY: &str = "addEventListener('points-ready', () => { PATCH });";

pub async fn hostile(stage: &Stage) -> Outcome {
    let style = "<style>*, ::before { all: unset !important; display: block !important; color: red !important } body { font-size: 40px }</style>";
    let scene = stage.open(Setup { after: style.into(), ..Setup::default() }).await?;
    let label = "document.querySelector('points-widget').shadowRoot.querySelector('label')";
    stage
        .person
        .waits(&format!(
            "getComputedStyle({label}).color !== 'rgb(255, 0, 0)' && getComputedStyle({label}).fontSize === '16px'"
        ))
        .await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_points().await?;
    scene.is_quiet().await?;

    // What a page hears on its way up, it may stop.
    let stops = "for (const kind of ['click', 'input', 'change', 'submit', 'keydown', 'focusin', 'points-ready', 'points-accumulated']) \
        document.documentElement.addEventListener(kind, (event) => event.stopImmediatePropagation());";
    let scene = stage.open(Setup { before: stops.into(), ..Setup::default() }).await?;
    stage.person.fill("Họ và tên", "Garnacho Ferreyra").await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await?;

    // Measuring and blocking scripts put themselves before `fetch`, often late.
    for patch in [
        "window.fetch = () => Promise.reject('blocked')",
        "window.fetch = () => Promise.reject(undefined)",
        "window.fetch = () => { throw 'blocked'; }",
        "window.fetch = () => new Promise(() => {})",
        "window.fetch = async () => 'not an answer'",
        "window.fetch = async () => ({ ok: true, status: 200, json: async () => ({ success: 1 }) })",
    ] {
        let scene = stage.open(Setup { before: READY.replace("PATCH", patch), ..Setup::default() }).await?;
        stage.person.press(SUBMIT).await?;
        let settled = |text: &str| crate::person::has_points(text) || text.contains(UNKNOWN);
        let text = stage.person.until(settled, &format!("the points, or not known yet, in spite of: {patch}")).await?;
        holds(!crate::person::has_points(&text) || scene.posts().len() == 1, "points without a request")?;
        scene.is_quiet_but("Access-Control-Allow-Headers").await?;
    }
    Ok(())
}

pub async fn trusted_types(stage: &Stage) -> Outcome {
    let policy = format!(
        "default-src 'none'; script-src {0} 'wasm-unsafe-eval'; connect-src *; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'",
        stage.shop.origin()
    );
    let headers = vec![("content-security-policy", policy)];
    let scene = stage.open(Setup { headers, ..Setup::default() }).await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await
}

/// Puts a text into the field as an input method, autofill or the clipboard does: the events are what differs.
const ENTER: &str = "\
    const field = document.querySelector('points-widget').shadowRoot.getElementById(ID);\
    const put = (value) => Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, value);\
    const tell = (inputType, isComposing) => field.dispatchEvent(inputType\
      ? new InputEvent('input', { bubbles: true, composed: true, inputType, isComposing }) : new Event('input', { bubbles: true, composed: true }));\
    field.focus();";
const COMPOSES: &str = "\
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, composed: true }));\
    for (let end = 1; end <= TEXT.length; end++) { put(TEXT.slice(0, end)); tell('insertCompositionText', true); }\
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, composed: true, data: TEXT }));";
const PASTES: &str = "put(TEXT); tell('insertFromPaste');";
const FILLS: &str = "put(TEXT); tell(); field.dispatchEvent(new Event('change', { bubbles: true }));";

/// What a person makes of a code.
type Way<'a> = &'a dyn Fn(&str) -> String;

pub async fn typing(stage: &Stage) -> Outcome {
    let wide = |code: &str| -> String { code.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect() };
    let ways: [(&str, Way); 6] = [
        (COMPOSES, &str::to_owned),
        (FILLS, &str::to_owned),
        (PASTES, &|code| format!("  {code} \n")),
        (PASTES, &|code| format!("\u{A0}{code}\u{A0}\u{200B}")),
        (COMPOSES, &wide),
        (PASTES, &|code| format!("https://brand.example/?code={code}")),
    ];
    for (way, text) in ways {
        let setup = Setup { plan: Plan::default().posts(Action::pass()), without_code: true, ..Setup::default() };
        let scene = stage.open(setup).await?;
        enter(stage, "code", way, &text(&scene.code)).await?;
        enter(stage, "phone", FILLS, "+84\u{A0}867 123 456").await?;
        stage.person.press(SUBMIT).await?;
        stage.person.sees_points().await?;
        let sent: Value =
            scene.posts().first().and_then(|post| serde_json::from_slice(&post.body).ok()).unwrap_or_default();
        let typed = text(&scene.code);
        holds(sent["code"] == json!(scene.code), format!("'{typed}' was sent as {}", sent["code"]))?;
        holds(
            sent["data"]["phones"][0]["value"] == json!(crate::stage::PHONE),
            format!("the phone was sent as {sent}"),
        )?;
        scene.is_quiet().await?;
    }
    // Enter that ends a composition chooses a word, and sends nothing.
    let scene = stage.open(Setup::default()).await?;
    let enter = ENTER.replace("ID", "'name'")
        + "field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, composed: true }));";
    stage.person.run(&enter).await?;
    stage.person.sees(CODE).await?;
    scene.has_posts(0).await?;
    scene.is_quiet().await
}

async fn enter(stage: &Stage, id: &str, way: &str, text: &str) -> Result<(), Trouble> {
    let script = [ENTER, way].concat().replace("ID", &json!(id).to_string()).replace("TEXT", &json!(text).to_string());
    stage.person.run(&script).await?;
    Ok(())
}
