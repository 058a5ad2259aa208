//! Faults 37 to 40: a history that is not as it should be.

use serde_json::{Value, json};

use super::{Outcome, Trouble, holds};
use crate::scene::Scene;
use crate::server::action::Action;
use crate::server::plan::{Plan, Script};
use crate::stage::{Setup, Stage};

const BROKEN: &str = include_str!("../../../fixtures/history-broken.json");
const MARKUP: &str = include_str!("../../../fixtures/history-markup.json");
const ROOT: &str = "document.querySelector('points-widget').shadowRoot";
const DAY: u64 = 86_400_000;

/// A page that shows this history.
async fn shows(stage: &Stage, gets: impl Into<Script>) -> Result<Scene<'_>, Trouble> {
    let scene = stage.open(Setup { plan: Plan::default().gets(gets), ..Setup::default() }).await?;
    stage.person.choose("Lịch sử").await?;
    Ok(scene)
}

fn row(id: &str, code: &str) -> Value {
    let product = json!({ "code": "TIVI01", "name": "TV" });
    json!({ "id": id, "code": code, "status": 1, "score": 100, "product": product, "createdAt": 1_692_084_490_615_u64 })
}

/// How often the page shows this.
fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

pub async fn odd_rows(stage: &Stage) -> Outcome {
    for (body, seen) in
        [("null", "Chưa tải được lịch sử."), ("{}", "Chưa tải được lịch sử."), ("[]", "Chưa có điểm nào")]
    {
        let scene = shows(stage, Action::says(200, body)).await?;
        stage.person.sees(seen).await?;
        scene.is_quiet().await?;
    }
    let scene = shows(stage, Action::says(200, BROKEN)).await?;
    stage.person.sees_all(&["TIVInpmx8b98pfg", "+100", "Đã cộng điểm"]).await?;
    scene.is_quiet().await?;

    let twice = json!([row("one", "TWICE0001"), row("one", "TWICE0001"), row("two", "OTHER0001")]);
    let scene = shows(stage, Action::says(200, twice.to_string())).await?;
    let text = stage.person.sees("OTHER0001").await?;
    holds(count(&text, "TWICE0001") == 1, "a record stands there twice")?;
    scene.is_quiet().await?;

    let many: Vec<Value> = (0..21).map(|n| row(&format!("id{n}"), &format!("MANY{n:03}"))).collect();
    let scene = shows(stage, Action::says(200, json!(many).to_string())).await?;
    let text = stage.person.sees("MANY020").await?;
    holds(count(&text, "MANY") == 21, "a page of 21 rows is shown in part")?;
    scene.is_quiet().await
}

pub async fn markup(stage: &Stage) -> Outcome {
    let before = "window.alert = () => (window.alerted = true);".to_owned();
    let long = json!({ "code": "B".repeat(10_000), "name": "A".repeat(10_000) });
    let mut rows: Value = serde_json::from_str(MARKUP).unwrap_or_default();
    let mut last = row("long", &"C".repeat(10_000));
    last["product"] = long;
    rows.as_array_mut().ok_or_else(|| Trouble::Wrong("the fixture is a list".into()))?.push(last);
    let plan = Plan::default().gets(Action::says(200, rows.to_string()));
    let scene = stage.open(Setup { plan, before, ..Setup::default() }).await?;
    stage.person.choose("Lịch sử").await?;
    let text = stage.person.sees_all(&["<img src=x", "<script>alert(1)</script>", "AAAAAAAA"]).await?;
    holds(!text.contains(&"A".repeat(500)), "10,000 letters are not clipped")?;
    holds(!text.contains('\u{202E}'), "the text can be turned around")?;
    let inert = format!(
        "!window.alerted && !{ROOT}.querySelector('img, script, a') && document.documentElement.scrollWidth <= innerWidth"
    );
    stage.person.waits(&inert).await?;
    scene.is_quiet().await
}

pub async fn bad_numbers(stage: &Stage) -> Outcome {
    let bad = r#"[
      {"id":"a","code":"NODATE001","status":1,"score":100,"product":{"code":"P1","name":"TV"},"createdAt":"yesterday"},
      {"id":"b","code":"FARAWAY01","status":1,"score":100,"product":{"code":"P1","name":"TV"},"createdAt":1e400},
      {"id":"c","code":"HUGE00001","status":1,"score":1e400,"product":{"code":"P1","name":"TV"},"createdAt":1692084490615},
      {"id":"d","code":"NEGATIVE1","status":1,"score":-100,"product":{"code":"P1","name":"TV"},"createdAt":1692084490615}]"#;
    let scene = shows(stage, Action::says(200, bad)).await?;
    let text =
        stage.person.sees_all(&["NODATE001", "FARAWAY01", "HUGE00001", "NEGATIVE1", "Không rõ ngày", "—"]).await?;
    for word in ["NaN", "Infinity", "∞", "Invalid", "-100"] {
        holds(!text.contains(word), format!("it shows {word}"))?;
    }
    scene.is_quiet().await
}

pub async fn out_of_order(stage: &Stage) -> Outcome {
    let answer = |code: &str| Action::says(200, json!([row(code, code)]).to_string());
    let late = answer("TOOLATE01").held();
    let scene = shows(stage, Script::first([answer("FIRST0001"), late], answer("LATEST001"))).await?;
    stage.person.sees("FIRST0001").await?;
    let filter = |index: u8| {
        format!(
            "const filter = {ROOT}.getElementById('period'); filter.selectedIndex = {index}; filter.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        )
    };
    stage.person.run(&filter(1)).await?;
    while stage.api.seen("GET").len() < 2 {
        tokio::task::yield_now().await;
    }
    stage.person.run(&filter(2)).await?;
    stage.person.sees("LATEST001").await?;
    stage.api.release();
    let gets = stage.api.seen("GET");
    holds(gets.len() == 3, format!("three readings wanted, {} came", gets.len()))?;
    // Time for the late one to arrive, and to be wrong.
    stage.person.run("return new Promise((done) => setTimeout(done, 3000))").await?;
    let text = stage.person.sees("LATEST001").await?;
    holds(!text.contains("TOOLATE01"), "an older answer replaced the newer one")?;
    let from = gets
        .last()
        .and_then(|get| get.path.split("createdAtRangeFrom=").nth(1)?.split('&').next()?.parse::<u64>().ok());
    let now =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |now| now.as_millis() as u64);
    let days = from.map(|from| now.saturating_sub(from) / DAY);
    holds(matches!(days, Some(89..=91)), format!("90 days wanted, got {days:?}"))?;
    scene.is_quiet().await
}
