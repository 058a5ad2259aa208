//! Faults 9 to 15: answers that are not what they seem, and good ones that look odd.

use std::time::Instant;

use super::network::unknown_then_points;
use super::{Outcome, holds};
use crate::person::has_points;
use crate::server::action::{Action, End};
use crate::server::plan::Plan;
use crate::server::{answer, bomb};
use crate::stage::Stage;

const GOOD: &str = r#"{"success":1}"#;

pub async fn portal(stage: &Stage) -> Outcome {
    let page = "<!doctype html><title>Wi-Fi</title><script>alert(1)</script><h1>Log in to the network</h1>";
    let portal = Action::canned(answer::html(200, page));
    let scene = stage.send(Plan::default().posts(portal.clone()).gets(portal)).await?;
    scene.stays_unknown().await?;
    scene.has_posts(1).await?;
    let text = stage.person.text().await?;
    holds(!text.contains("Log in"), "the portal's words are shown")?;
    scene.is_quiet().await
}

pub async fn empty(stage: &Stage) -> Outcome {
    for bytes in [answer::json(200, ""), answer::head(204, answer::CORS)] {
        unknown_then_points(stage, Plan::default().posts(Action::cut(bytes, End::Keep))).await?;
    }
    Ok(())
}

pub async fn broken_gzip(stage: &Stage) -> Outcome {
    let mut bytes = bomb::gzip(GOOD.as_bytes());
    bytes.truncate(400);
    bytes[12..].iter_mut().step_by(3).for_each(|byte| *byte ^= 0x5A);
    let coded = answer::whole(200, &[("content-type", "application/json"), ("content-encoding", "gzip")], &bytes);
    unknown_then_points(stage, Plan::default().posts(Action::cut(coded, End::Keep))).await
}

pub async fn bomb(stage: &Stage) -> Outcome {
    let bytes = bomb::gzip(GOOD.as_bytes());
    let coded = answer::whole(200, &[("content-type", "application/json"), ("content-encoding", "gzip")], &bytes);
    let began = Instant::now();
    unknown_then_points(stage, Plan::default().posts(Action::cut(coded, End::Keep))).await?;
    holds(began.elapsed().as_secs() < 8, "the page froze")
}

pub async fn odd_bytes(stage: &Stage) -> Outcome {
    let bodies: [&[u8]; 2] = [b"\xEF\xBB\xBF{\"success\":1}", b"{\"success\":1,\"note\":\"\xC3\x28\xFF\"}"];
    for body in bodies {
        points(stage, body).await?;
    }
    Ok(())
}

pub async fn not_one(stage: &Stage) -> Outcome {
    // Two of them mean "refused", the others mean nothing; the history has no record in either case.
    for (value, seen) in [
        ("\"1\"", "Chưa rõ"),
        ("true", "Chưa rõ"),
        ("null", "Chưa rõ"),
        ("[]", "Chưa rõ"),
        ("[1]", "Chưa rõ"),
        ("0", "Mã chưa được chấp nhận."),
    ] {
        let scene = stage.send(Plan::default().posts(Action::says(200, format!("{{\"success\":{value}}}")))).await?;
        let text = stage.person.sees(seen).await?;
        holds(!has_points(&text) && !text.contains("thành công"), format!("{value} was taken for a success"))?;
        scene.has_posts(1).await?;
        scene.is_quiet().await?;
    }
    Ok(())
}

pub async fn deep(stage: &Stage) -> Outcome {
    points(stage, br#"{"success":1,"message":"already used","points":{"a":[{"b":{}}]},"x":null}"#).await?;
    let nested = format!("{{\"success\":1,\"deep\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    points(stage, nested.as_bytes()).await
}

async fn points(stage: &Stage, body: &[u8]) -> Outcome {
    let scene = stage.send(Plan::default().posts(Action::cut(answer::json(200, body), End::Keep))).await?;
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await
}
