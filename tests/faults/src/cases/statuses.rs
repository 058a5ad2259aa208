//! Faults 16 to 26: what a status means for the customer, and where it means nothing.

use super::network::unknown_then_points;
use super::{Outcome, holds};
use crate::server::action::{Action, End};
use crate::server::answer;
use crate::server::plan::{Plan, Script};
use crate::stage::{SEND_AGAIN, SUBMIT, Setup, Stage};

const USED: &str = r#"{"success":0,"message":"Code has already been used"}"#;

pub async fn rejected(stage: &Stage) -> Outcome {
    for status in [400, 422] {
        let scene = stage.send(Plan::default().posts(Action::says(status, "{}"))).await?;
        stage.person.sees("Có mục chưa đúng.").await?;
        scene.keeps_form().await?;
        scene.has_posts(1).await?;
        scene.has_focus().await?;
        scene.is_quiet().await?;
    }
    Ok(())
}

pub async fn unauthorized(stage: &Stage) -> Outcome {
    for status in [401, 403] {
        tells_the_brand(stage, status).await?;
    }
    Ok(())
}

pub async fn not_found(stage: &Stage) -> Outcome {
    tells_the_brand(stage, 404).await
}

async fn tells_the_brand(stage: &Stage, status: u16) -> Outcome {
    let scene = stage.send(Plan::default().posts(Action::says(status, "{}"))).await?;
    stage.person.sees_all(&["Trang này hiện chưa nhận được mã.", "báo cho nhãn hàng"]).await?;
    scene.keeps_form().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await
}

pub async fn used(stage: &Stage) -> Outcome {
    // By oneself: the second time, the history says when and for how much.
    let scene = stage.send(Plan::default()).await?;
    stage.person.sees_points().await?;
    stage.person.press("Nhập mã khác").await?;
    stage.person.fill(crate::stage::CODE, &scene.code).await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_all(&["Bạn đã dùng mã này để tích điểm.", "điểm"]).await?;
    scene.keeps_form().await?;
    scene.is_quiet().await?;
    // By another, in each of the ways a server may say it.
    for (status, body) in [(409, "{}"), (409, USED), (200, USED)] {
        let scene = stage.send(Plan::default().posts(Action::says(status, body))).await?;
        stage.person.sees("Mã này đã được sử dụng.").await?;
        scene.keeps_form().await?;
        scene.has_posts(1).await?;
        scene.is_quiet().await?;
    }
    Ok(())
}

pub async fn used_by_this_tap(stage: &Stage) -> Outcome {
    // After an unknown outcome, the customer sends again, and the server knows the code already.
    let posts = Script::first([Action::lost(End::Stall)], Action::says(200, USED));
    let scene = stage.send(Plan::default().posts(posts).gets(Action::says(200, "[]"))).await?;
    scene.is_unknown().await?;
    stage.person.press(SEND_AGAIN).await?;
    scene.has_posts(2).await?;
    stage.api.replan(|plan| plan.gets = Action::pass().into());
    stage.person.sees_points().await?;
    scene.has_posts(2).await?;
    scene.is_quiet().await?;
    // The browser or a proxy sent it twice, and the answer is that of the second copy.
    let scene = stage.send(Plan::default().posts(Action::cut(answer::json(200, USED), End::Keep))).await?;
    stage.person.sees_points().await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await
}

pub async fn rate_limited(stage: &Stage) -> Outcome {
    let limited = answer::whole(429, &[("retry-after", "30"), ("content-type", "application/json")], b"{}");
    let scene = stage.send(Plan::default().posts(Script::first([Action::canned(limited)], Action::pass()))).await?;
    let first = seconds(&stage.person.sees_all(&["Hệ thống đang bận, mã của bạn chưa được ghi nhận.", " giây"]).await?);
    scene.keeps_form().await?;
    let is_later = |text: &str| seconds(text).zip(first).is_some_and(|(now, first)| now < first);
    stage.person.until(is_later, "fewer seconds than before").await?;
    scene.has_posts(1).await?;
    scene.is_quiet().await?;

    let plan = Plan::default().posts(Script::first([Action::says(429, "{}")], Action::pass()));
    let scene = stage.send(plan).await?;
    stage.person.sees("Hệ thống đang bận, mã của bạn chưa được ghi nhận.").await?;
    scene.keeps_form().await?;
    stage.person.press(SUBMIT).await?;
    stage.person.sees_points().await?;
    scene.has_posts(2).await?;
    scene.is_quiet().await
}

/// The number in "30 giây".
fn seconds(text: &str) -> Option<u32> {
    text.split(" giây").next()?.split_whitespace().last()?.parse().ok()
}

pub async fn internal(stage: &Stage) -> Outcome {
    unknown_then_points(stage, Plan::default().posts(Action::cut(answer::json(500, USED), End::Keep))).await
}

pub async fn bad_gateway(stage: &Stage) -> Outcome {
    let page = b"<h1>502 Bad Gateway</h1>";
    for bytes in [answer::whole(502, &[], page), answer::closed(502, &[("content-type", "text/html")], page)] {
        unknown_then_points(stage, Plan::default().posts(Action::cut(bytes, End::Keep))).await?;
    }
    Ok(())
}

pub async fn unavailable(stage: &Stage) -> Outcome {
    for status in [503, 504] {
        let bytes = answer::whole(status, &[("retry-after", "1")], b"");
        unknown_then_points(stage, Plan::default().posts(Action::cut(bytes, End::Keep))).await?;
    }
    Ok(())
}

pub async fn preflight(stage: &Stage) -> Outcome {
    let refused = Action::canned(answer::closed(403, &[], b""));
    let scene = stage.send(Plan::default().preflight(refused)).await?;
    scene.stays_unknown().await?;
    scene.has_posts(0).await?;
    scene.is_quiet().await
}

pub async fn redirects(stage: &Stage) -> Outcome {
    let scene = stage.open(Setup::default()).await?;
    let there = format!("{}/accumulate?moved", scene.base);
    let moved = Action::canned(answer::whole(307, &[("location", &there)], b""));
    stage.api.replan(|plan| plan.posts = Script::first([moved], Action::pass()));
    stage.person.press(SUBMIT).await?;
    stage.person.sees_points().await?;
    scene.has_posts(2).await?;
    scene.is_quiet().await?;

    let elsewhere = stage.shop.page("/elsewhere", "<h1>Moved</h1>", &[]).replace("127.0.0.1", "localhost");
    let moved = Action::canned(answer::whole(302, &[("location", &elsewhere)], b""));
    let scene = stage.send(Plan::default().posts(moved)).await?;
    scene.stays_unknown().await?;
    scene.has_posts(1).await?;
    let address = stage.person.run("return location.href").await?;
    holds(address.as_str() == Some(&scene.url), "the page went elsewhere")?;
    scene.is_quiet().await
}
