//! Faults 33 to 36: a browser that keeps nothing, a clock that is wrong, a history that is down or late.

use super::{Outcome, holds};
use crate::server::action::{Action, End};
use crate::server::plan::{Plan, Script};
use crate::stage::{CHECK_AGAIN, SUBMIT, Setup, Stage};

pub async fn storage(stage: &Stage) -> Outcome {
    let throws = "for (const name of ['getItem', 'setItem', 'removeItem', 'key', 'clear']) \
        Storage.prototype[name] = () => { throw new DOMException('', 'SecurityError'); };";
    let full = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };";
    let blocked = "for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) \
        Object.defineProperty(window, name, { get() { throw new DOMException('', 'SecurityError'); } });
        Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });";
    for before in [throws, full, blocked] {
        let plan = Plan::default().posts(Action::lost(End::Reset));
        let scene = stage.open(Setup { plan, before: before.into(), ..Setup::default() }).await?;
        stage.person.press(SUBMIT).await?;
        stage.person.sees_points().await?;
        scene.sent_once()?;
        scene.is_quiet().await?;
    }
    Ok(())
}

pub async fn clock(stage: &Stage) -> Outcome {
    for now in ["Date.now() - 86400000", "Date.now() + 86400000", "Date.UTC(2020, 0, 1)"] {
        let before = format!(
            "{{ const off = {now} - Date.now(), Real = Date; window.Date = class extends Real {{ \
               constructor(...at) {{ at.length ? super(...at) : super(Real.now() + off); }} \
               static now() {{ return Real.now() + off; }} }}; }}"
        );
        let plan = Plan::default().posts(Action::lost(End::Reset)).gets(Action::pass().held());
        let scene = stage.open(Setup { plan, before, ..Setup::default() }).await?;
        stage.person.press(SUBMIT).await?;
        scene.is_unknown().await?;
        stage.api.replan(|plan| plan.gets = Action::pass().into());
        stage.api.release();
        stage.person.sees_points().await?;
        scene.sent_once()?;
        scene.is_quiet().await?;
    }
    Ok(())
}

pub async fn history_down(stage: &Stage) -> Outcome {
    let scene = stage.send(Plan::default().posts(Action::lost(End::Reset)).gets(Action::says(500, "{}"))).await?;
    scene.stays_unknown().await?;
    let text = stage.person.text().await?;
    holds(!text.contains("Chưa tải được"), "it says that something failed")?;
    stage.api.replan(|plan| plan.gets = Action::pass().into());
    stage.person.press(CHECK_AGAIN).await?;
    stage.person.sees_points().await?;
    scene.sent_once()?;
    scene.is_quiet().await
}

pub async fn history_lags(stage: &Stage) -> Outcome {
    let nothing = || Action::says(200, "[]");
    let late = Script::first([nothing(), nothing()], Action::pass());
    let scene = stage.send(Plan::default().posts(Action::lost(End::Reset)).gets(late)).await?;
    scene.is_unknown().await?;
    stage.person.sees_points().await?;
    holds(stage.api.seen("GET").len() >= 3, "it looked fewer than three times")?;
    scene.sent_once()?;
    scene.is_quiet().await?;
    // Accepted, but not in the history yet: on their way, and then the points.
    let scene = stage.send(Plan::default().gets(Script::first([nothing(), nothing()], Action::pass()))).await?;
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await
}
