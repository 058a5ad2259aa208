//! Faults 1 to 8: the network goes away before, during and after the one request that matters.

use super::{Outcome, Trouble, holds};
use crate::server::action::{Action, End};
use crate::server::answer;
use crate::server::plan::{Plan, Script};
use crate::stage::{SEND_AGAIN, SUBMIT, Setup, Stage};

/// What makes a browser say that it is offline, until `window.isOffline` is changed.
const SAYS_OFFLINE: &str =
    "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => !window.isOffline }); window.isOffline = true;";

pub async fn offline(stage: &Stage) -> Outcome {
    // The widget's own files have come before.
    let no_network = "const send = window.fetch; window.fetch = (what, how) => \
        (window.isOffline && (what.url ?? what).endsWith?.('/accumulate') ? Promise.reject(new TypeError('no network')) : send(what, how));";
    let scene = stage.open(Setup { before: [SAYS_OFFLINE, no_network].concat(), ..Setup::default() }).await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees("Máy đang không có mạng, mã chưa được gửi.").await?;
    scene.keeps_form().await?;
    scene.has_posts(0).await?;
    stage.person.run("window.isOffline = false").await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_points().await?;
    // Where the hurried limit is too short for a busy machine, and `fetch` is the page's own, a word says what may be missing.
    scene.is_quiet_but("Access-Control-Allow-Headers").await?;

    // Web views say so with a network, too.
    let scene = stage.open(Setup { before: SAYS_OFFLINE.into(), ..Setup::default() }).await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await
}

pub async fn dropped(stage: &Stage) -> Outcome {
    let scene = stage.send(Plan::default().posts(Action::lost(End::Fin).unsent()).fresh()).await?;
    scene.stays_unknown().await?;
    scene.sent_once()?;
    stage.api.replan(|plan| plan.posts = Action::pass().into());
    stage.person.press(SEND_AGAIN).await?;
    stage.person.sees_points().await?;
    // The customer's second tap is the same intent, so that a relay which had the first copy would not count twice.
    let posts = scene.posts();
    let keys: Vec<_> = posts.iter().map(|post| post.header("idempotency-key")).collect();
    holds(
        keys.len() <= 7 && keys.windows(2).all(|pair| pair[0] == pair[1]),
        format!("one intent wanted, got {keys:?}"),
    )?;
    scene.is_quiet().await
}

pub async fn reset(stage: &Stage) -> Outcome {
    unknown_then_points(stage, Plan::default().posts(Action::lost(End::Reset)).fresh()).await?;
    unknown_then_points(stage, Plan::default().posts(Action::lost(End::Reset))).await
}

pub async fn fin(stage: &Stage) -> Outcome {
    unknown_then_points(stage, Plan::default().posts(Action::lost(End::Fin)).fresh()).await?;
    unknown_then_points(stage, Plan::default().posts(Action::lost(End::Fin))).await?;
    // Only the first copy meets the fault: a browser that sends a second one gets its answer by itself.
    let plan = Plan::default().posts(Script::first([Action::lost(End::Fin)], Action::pass()));
    let scene = stage.send(plan).await?;
    stage.person.sees_points().await?;
    scene.sent_once()?;
    scene.is_quiet().await
}

pub async fn silence(stage: &Stage) -> Outcome {
    let scene = stage.open(Setup { plan: held(Action::lost(End::Stall)), ..Setup::default() }).await?;
    // Slowly enough to read what is said meanwhile.
    stage.person.run("window.hurry = 4").await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_all(&["Đang gửi", "Lâu hơn bình thường một chút."]).await?;
    settles(stage, &scene).await
}

pub async fn headers_then_stall(stage: &Stage) -> Outcome {
    let cut = Action::cut(answer::begun(&[("content-length", "13")], b""), End::Stall);
    unknown_then_points(stage, Plan::default().posts(cut)).await
}

pub async fn short_body(stage: &Stage) -> Outcome {
    for end in [End::Fin, End::Reset] {
        let cut = answer::begun(&[("content-length", "100")], b"{\"success\":1");
        unknown_then_points(stage, Plan::default().posts(Action::cut(cut, end))).await?;
    }
    Ok(())
}

pub async fn short_chunks(stage: &Stage) -> Outcome {
    for end in [End::Fin, End::Stall] {
        let cut = answer::begun(&[("transfer-encoding", "chunked")], b"20\r\n{\"success\":");
        unknown_then_points(stage, Plan::default().posts(Action::cut(cut, end))).await?;
    }
    Ok(())
}

/// A plan whose history waits, so that the outcome is unknown for as long as the case looks at it.
fn held(post: Action) -> Plan {
    Plan::default().posts(post).gets(Action::pass().held())
}

/// The API did its work and the browser does not know it: the outcome is unknown first, then the points come with the history.
pub async fn unknown_then_points(stage: &Stage, plan: Plan) -> Outcome {
    let scene = stage.send(plan.gets(Action::pass().held())).await?;
    settles(stage, &scene).await
}

async fn settles(stage: &Stage, scene: &crate::scene::Scene<'_>) -> Result<(), Trouble> {
    scene.is_unknown().await?;
    scene.sent_once()?;
    stage.api.replan(|plan| plan.gets = Action::pass().into());
    stage.api.release();
    stage.person.sees_points().await?;
    scene.sent_once()?;
    scene.is_quiet().await
}
