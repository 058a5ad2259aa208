//! Faults 41, 42 and 49: the widget's own files are not there, come twice, or break.

use serde_json::Value;

use super::{Outcome, holds};
use crate::server::shop::Spoilt;
use crate::stage::{CODE, SUBMIT, Setup, Stage};

pub async fn broken(stage: &Stage) -> Outcome {
    for how in [Spoilt::Missing, Spoilt::Altered] {
        let folder = format!("{how:?}");
        stage.shop.spoil(&folder, how);
        stage.show(Setup { folder: Some(folder), ..Setup::default() }).await?;
        falls_back(stage, "load").await?;
    }
    let folder = "MimeType".to_owned();
    stage.shop.spoil(&folder, Spoilt::MimeType);
    stage.show(Setup { folder: Some(folder), ..Setup::default() }).await?;
    // Better than the table asks for: the bytes are checked, so their label need not matter.
    let text = stage.person.until(|text| text.contains(CODE) || text.contains("Fallback"), "either").await?;
    if text.contains("Fallback") && !text.contains(CODE) {
        stage
            .person
            .waits("window.failure || document.querySelector('points-widget').shadowRoot.querySelector('input')")
            .await?;
        if !stage.person.text().await?.contains(CODE) {
            falls_back(stage, "load").await?;
        }
    }
    let policy = format!("default-src 'none'; script-src {0}; connect-src *; img-src data:", stage.shop.origin());
    let headers = vec![("content-security-policy", policy)];
    stage.show(Setup { headers, ..Setup::default() }).await?;
    falls_back(stage, "load").await
}

/// The light children show, the page hears of it once, and so does its developer.
async fn falls_back(stage: &Stage, kind: &str) -> Outcome {
    stage.person.waits(&format!("window.failure === '{kind}'")).await?;
    let text = stage.person.sees("Fallback").await?;
    holds(!text.contains(CODE), "a broken widget shows beside the fallback")?;
    ours_is_one(stage).await
}

/// One message is the widget's. What the browser itself says of a policy or an integrity is not ours to silence.
async fn ours_is_one(stage: &Stage) -> Outcome {
    let complaints = stage.person.run("return window.complaints").await?;
    let ours = |text: &&Value| text.as_str().is_some_and(|text| text.starts_with("points-widget: "));
    let others = |text: &&Value| {
        text.as_str().is_some_and(|text| !text.starts_with("points-widget: ") && !text.starts_with("policy: "))
    };
    let list = complaints.as_array().cloned().unwrap_or_default();
    holds(list.iter().filter(ours).count() == 1, format!("one message wanted, got {complaints}"))?;
    holds(list.iter().filter(others).count() == 0, format!("more than ours: {complaints}"))
}

pub async fn twice(stage: &Stage) -> Outcome {
    // The same loader again, and one from another folder, as of another version.
    let after = "<script type=\"module\" src=\"/widget/points-widget.js?again\"></script>\
        <script type=\"module\" src=\"/version2/points-widget.js\"></script><points-widget api-base=\"{}\"></points-widget>";
    let scene = stage.open(Setup { after: after.into(), ..Setup::default() }).await?;
    let count = "[...document.querySelectorAll('points-widget')].filter((widget) => widget.shadowRoot.querySelectorAll('input').length >= 4).length === 2";
    stage.person.waits(count).await?;
    stage.person.run("document.querySelectorAll('points-widget')[1].remove()").await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await
}

/// Calls the widget's own glue, the very instance of it, with an address outside of the memory: the engine itself throws,
/// out of our wasm.
const TRAP: &str = "window.trap = async () => {\
    const { name } = performance.getEntriesByType('resource').find(({ name }) => /points-widget-[^/]*\\.js$/.test(name));\
    const { mount } = await import(name);\
    const [container, host] = ['div', 'div'].map((tag) => document.createElement(tag));\
    const { reset } = mount(container, host, {}, { lines: '' }, () => {}, () => {}, { latestPending() {} });\
    setTimeout(() => reset.call({ __wbg_ptr: -16 }));\
  };";

pub async fn trap(stage: &Stage) -> Outcome {
    let after = "<button onclick=\"this.textContent = 'The page goes on'\">A button of the page</button>".to_owned();
    stage.open(Setup { before: TRAP.into(), after, ..Setup::default() }).await?;
    stage.person.run("window.trap()").await?;
    let text = stage.person.sees("Fallback").await?;
    holds(!text.contains(CODE), "the broken widget still shows")?;
    ours_is_one(stage).await?;
    stage.person.press("A button of the page").await?;
    stage.person.sees("The page goes on").await?;
    // Another element may try again, with an instance of its own.
    stage
        .person
        .run("const one = document.querySelector('points-widget'); one.after(one.cloneNode(true)); one.remove();")
        .await?;
    stage.person.sees(CODE).await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_points().await.map(|_| ())
}
