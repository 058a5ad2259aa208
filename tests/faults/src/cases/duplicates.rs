//! Faults 27 and 28: one code, sent for twice.

use super::Outcome;
use crate::person::ENTER;
use crate::server::action::Action;
use crate::server::plan::Plan;
use crate::stage::{SUBMIT, Setup, Stage};

/// Presses the button in every widget of the page, and of the frames in it.
const PRESS_ALL: &str = "for (const page of [window, ...Array.from(frames)]) for (const widget of page.document.querySelectorAll('points-widget')) \
    widget.shadowRoot.getElementById('submit').click();";
/// What every one of them shows.
const ALL_TEXT: &str = "[window, ...Array.from(frames)].flatMap((page) => [...page.document.querySelectorAll('points-widget')].map((widget) => \
    widget.shadowRoot?.textContent ?? ''))";

/// A page on which the answer may be held for as long as the case takes: no limit is reached meanwhile.
fn unhurried(plan: &Plan) -> Setup {
    Setup { plan: plan.clone(), before: "window.hurry = 1;".into(), ..Setup::default() }
}

pub async fn two_taps(stage: &Stage) -> Outcome {
    let plan = Plan::default().posts(Action::pass().held());
    let tap = "document.querySelector('points-widget').shadowRoot.getElementById('submit').click();";
    let scene = stage.open(unhurried(&plan)).await?;
    stage.person.run(&tap.repeat(3)).await?;
    scene.has_posts(1).await?;
    stage.api.release();
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await?;

    let scene = stage.open(unhurried(&plan)).await?;
    stage.person.keys("Số điện thoại", ENTER).await?;
    stage.person.run(tap).await?;
    stage.person.keys("Số điện thoại", ENTER).await?;
    scene.has_posts(1).await?;
    stage.api.release();
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await
}

pub async fn two_widgets(stage: &Stage) -> Outcome {
    let plan = Plan::default().posts(Action::pass().held());
    let scene = stage.open(unhurried(&plan)).await?;
    // A copy of the element has its attributes, and so the same code.
    stage.person.run("const one = document.querySelector('points-widget'); one.after(one.cloneNode(true));").await?;
    meet(stage, &scene).await?;

    let scene = stage.open(unhurried(&plan)).await?;
    stage
        .person
        .run("const frame = document.createElement('iframe'); frame.src = location.href; frame.width = 400; frame.height = 600; document.body.append(frame);")
        .await?;
    meet(stage, &scene).await
}

async fn meet(stage: &Stage, scene: &crate::scene::Scene<'_>) -> Outcome {
    stage.person.waits(&format!("{ALL_TEXT}.filter((text) => text.includes('{SUBMIT}')).length === 2")).await?;
    stage.person.run(PRESS_ALL).await?;
    scene.has_posts(1).await?;
    stage.api.release();
    stage.api.replan(|plan| plan.posts = Action::pass().into());
    let one =
        format!("{ALL_TEXT}.filter((text) => /\\+\\d+ điểm/.test(text) && text.includes('thành công')).length === 1");
    stage.person.waits(&one).await?;
    stage
        .person
        .waits(&format!("{ALL_TEXT}.filter((text) => text.includes('Bạn đã dùng mã này để tích điểm.')).length === 1"))
        .await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await
}
