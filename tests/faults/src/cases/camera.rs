//! Faults 43 to 45: no camera, a camera that fails, and codes that hold something else.

use qrcode::{Color, EcLevel, QrCode};
use serde_json::json;

use super::{Outcome, Trouble, holds};
use crate::scene::Scene;
use crate::stage::{CODE, Setup, Stage};

const SCAN: &str = "Quét mã";
const TYPE: &str = "Tự nhập mã";
/// Frames come in their own time: nothing is hurried.
const CAMERA: &str = concat!("window.hurry = 1;\n", include_str!("../../../harness/page/camera.js"));

pub async fn denied(stage: &Stage) -> Outcome {
    for (name, sentence) in [
        ("NotAllowedError", "Camera đang bị chặn."),
        ("NotReadableError", "Có thể ứng dụng khác đang dùng camera."),
        ("NotFoundError", "Không tìm thấy camera."),
        ("SecurityError", "Trang này không được mở camera."),
    ] {
        let before =
            format!("MediaDevices.prototype.getUserMedia = async () => {{ throw new DOMException('', '{name}'); }};");
        let scene = stage.open(Setup { before, without_code: true, ..Setup::default() }).await?;
        stage.person.press(SCAN).await?;
        leads_on(stage, sentence).await?;
        scene.is_quiet().await?;
    }
    let before = "Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined });".to_owned();
    let scene = stage.open(Setup { before, without_code: true, ..Setup::default() }).await?;
    stage.person.press(SCAN).await?;
    leads_on(stage, "Ứng dụng này không cho mở camera.").await?;
    scene.is_quiet().await
}

/// The sentence stands there, a photo can be chosen, and typing goes on in the field.
async fn leads_on(stage: &Stage, sentence: &str) -> Outcome {
    stage.person.sees_all(&[sentence, "Chọn ảnh"]).await?;
    stage.person.press(TYPE).await?;
    stage.person.waits("document.querySelector('points-widget').shadowRoot.activeElement?.id === 'code'").await?;
    stage.person.keys(CODE, "TIVI").await?;
    let value = stage.person.value(CODE).await?;
    holds(value == "TIVI", format!("typing gave '{value}'"))
}

pub async fn ends(stage: &Stage) -> Outcome {
    let scene = films(stage, "[]").await?;
    stage.person.sees("Đưa mã vào trong khung.").await?;
    stage.person.run("for (const track of filmed.tracks) { track.dispatchEvent(new Event('ended')); }").await?;
    leads_on(stage, "Camera đã dừng.").await?;
    stage.person.waits("filmed.areOff()").await?;
    scene.is_quiet().await?;

    let scene = films(stage, "'black'").await?;
    leads_on(stage, "Hình từ camera tối đen.").await?;
    stage.person.waits("filmed.areOff()").await?;
    scene.is_quiet().await
}

pub async fn texts(stage: &Stage) -> Outcome {
    let code = stage.fresh_code()?;
    for link in [format!("https://brand.example/scan?code={code}"), format!("  {code}\r\n")] {
        let scene = films(stage, &drawn(&link)?).await?;
        stage
            .person
            .waits(&format!(
                "document.querySelector('points-widget').shadowRoot.getElementById('code')?.value === '{code}'"
            ))
            .await?;
        stage.person.waits("filmed.areOff()").await?;
        stays(stage, &scene).await?;
    }
    let controls = "\u{1B}]0;TIVI\u{7}\u{0}\u{202E} \u{8}\u{8}";
    let link = "https://elsewhere.example/";
    for text in ["javascript:alert(document.domain)//", link, &"long words ".repeat(40), controls] {
        let scene = films(stage, &drawn(text)?).await?;
        // One word may be a code whatever it looks like, and is then text in a field; of anything else it is said.
        let other = "Mã này không dùng để tích điểm.";
        let is_told =
            |seen: &str| seen.contains(other) || !seen.contains("Đưa mã vào trong khung.") && seen.contains(CODE);
        stage.person.until(is_told, &format!("{other}, or the form with {text:?}")).await?;
        stays(stage, &scene).await?;
    }
    Ok(())
}

/// A page whose customer scans this.
async fn films<'a>(stage: &'a Stage, film: &str) -> Result<Scene<'a>, Trouble> {
    let before = format!("window.film = {film};\n{CAMERA}");
    let scene = stage.open(Setup { before, without_code: true, ..Setup::default() }).await?;
    stage.person.press(SCAN).await?;
    Ok(scene)
}

async fn stays(stage: &Stage, scene: &Scene<'_>) -> Outcome {
    let place = stage.person.run("return location.href").await?;
    holds(place.as_str() == Some(&scene.url), format!("the page went to {place}"))?;
    scene.is_quiet().await
}

/// The text as a QR code: rows of booleans for the page.
fn drawn(text: &str) -> Result<String, Trouble> {
    let code =
        QrCode::with_error_correction_level(text, EcLevel::L).map_err(|error| Trouble::Wrong(error.to_string()))?;
    let dark: Vec<bool> = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Ok(json!(dark.chunks(code.width()).collect::<Vec<_>>()).to_string())
}
