//! Faults 29 to 32: what the page, the browser and the phone do while a code is under way.

use super::{Outcome, Trouble, holds};
use crate::person::has_points;
use crate::scene::Scene;
use crate::server::action::{Action, End};
use crate::server::plan::Plan;
use crate::stage::{CODE, SUBMIT, Setup, Stage};

const ELEMENT: &str = "const widget = document.querySelector('points-widget');";

pub async fn moved(stage: &Stage) -> Outcome {
    let plan = Plan::default().posts(Action::pass().held());
    let after = "<section></section>".to_owned();
    let scene =
        stage.open(Setup { plan: plan.clone(), after, before: "window.hurry = 2;".into(), ..Setup::default() }).await?;
    stage.person.press(SUBMIT).await?;
    scene.has_posts(1).await?;
    stage.person.run(&format!("{ELEMENT} document.querySelector('section').append(widget);")).await?;
    stage.person.sees("Đang gửi").await?;
    stage.api.release();
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await?;

    // Removed for a moment, and for so long that the widget was taken apart.
    for away in ["true", "!kept.shadowRoot.querySelector('input')"] {
        let scene = typed(stage, plan.clone()).await?;
        stage.person.press(SUBMIT).await?;
        scene.has_posts(1).await?;
        stage.person.run("window.kept = document.querySelector('points-widget'); kept.remove();").await?;
        stage.person.waits(away).await?;
        stage.api.release();
        stage.person.run("document.body.append(kept);").await?;
        settles_without_sending(stage, &scene).await?;
    }
    Ok(())
}

pub async fn back(stage: &Stage) -> Outcome {
    let scene = typed(stage, Plan::default().posts(Action::pass().held())).await?;
    stage.person.press(SUBMIT).await?;
    scene.has_posts(1).await?;
    let elsewhere = stage.shop.page("/another", "<!doctype html><title>Another</title><h1>Another page</h1>", &[]);
    stage.person.open(&elsewhere).await?;
    stage.person.sees("Another page").await?;
    stage.api.release();
    stage.person.client.back().await?;
    settles_without_sending(stage, &scene).await
}

pub async fn reloaded(stage: &Stage) -> Outcome {
    let scene = typed(stage, Plan::default().posts(Action::lost(End::Reset)).gets(Action::says(503, "{}"))).await?;
    stage.person.press(SUBMIT).await?;
    scene.is_unknown().await?;
    stage.api.replan(|plan| {
        plan.gets = Action::pass().into();
        plan.posts = Action::pass().into();
    });
    let before = scene.posts().len();
    stage.person.client.refresh().await?;
    let text = stage.person.sees(CODE).await?;
    scene.keeps_form().await?;
    holds(text.to_lowercase().contains("chưa rõ"), format!("no word of the unknown outcome:\n{text}"))?;
    stage.person.press(SUBMIT).await?;
    stage.person.until(is_collected, "the points, or when they were collected").await?;
    scene.has_posts(before).await?;
    scene.is_quiet().await
}

/// A page on which the code was typed, so that nothing but the widget can bring it back.
async fn typed(stage: &Stage, plan: Plan) -> Result<Scene<'_>, Trouble> {
    let scene = stage.open(Setup { plan, without_code: true, ..Setup::default() }).await?;
    stage.person.fill(CODE, &scene.code).await?;
    Ok(scene)
}

fn is_collected(text: &str) -> bool {
    has_points(text) || text.contains("Bạn đã dùng mã này để tích điểm.")
}

/// Either the page goes on as it was, or the form is back with the code; and what is then sent is a question first.
async fn settles_without_sending(stage: &Stage, scene: &Scene<'_>) -> Outcome {
    let is_form = |text: &str| text.contains(CODE) && !text.contains("Đang gửi");
    let text = stage.person.until(|text| is_collected(text) || is_form(text), "the points, or the form").await?;
    if !is_collected(&text) {
        scene.keeps_form().await?;
        stage.person.press(SUBMIT).await?;
        stage.person.until(is_collected, "the points, or when they were collected").await?;
    }
    scene.has_posts(1).await?;
    scene.is_quiet().await
}

pub async fn frozen(stage: &Stage) -> Outcome {
    // Away before the answer.
    let scene = stage.send(Plan::default().posts(Action::lost(End::Stall))).await?;
    scene.has_posts(1).await?;
    stage.person.run("window.freeze()").await?;
    stage.person.waits("window.isOver(15_000)").await?; // the limit of a POST
    stage.person.run("window.thaw()").await?;
    stage.person.sees_points().await?;
    scene.sent_once()?;
    scene.is_quiet().await?;
    // Away with the outcome unknown, after the last look of its own.
    let plan = Plan::default().posts(Action::lost(End::Reset)).gets(Action::says(200, "[]"));
    let scene = stage.send(plan).await?;
    scene.stays_unknown().await?;
    stage.person.run("window.freeze()").await?;
    stage.api.replan(|plan| plan.gets = Action::pass().into());
    stage.person.run("window.thaw()").await?;
    stage.person.sees_points().await?;
    scene.sent_once()?;
    scene.is_quiet().await
}
