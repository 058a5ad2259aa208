//! Where a case runs: a browser, a brand's server, the API; and a scene for each page that it opens.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cases::Trouble;
use crate::engine::Engine;
use crate::person::Person;
use crate::scene::Scene;
use crate::server::api::Api;
use crate::server::plan::Plan;
use crate::server::relay::Relay;
use crate::server::shop::Shop;

pub const CODE: &str = "Mã trên sản phẩm";
pub const SUBMIT: &str = "Tích điểm";
pub const UNKNOWN: &str = "Chưa rõ điểm đã vào chưa";
pub const CHECKING: &str = "Đang kiểm tra lịch sử của bạn";
pub const CHECK_AGAIN: &str = "Kiểm tra lại";
pub const SEND_AGAIN: &str = "Gửi lại mã này";
pub const NAME: &str = "Garnacho";
pub const PHONE: &str = "0867123456";

pub struct Stage {
    pub engine: Engine,
    pub person: Person,
    pub api: Api,
    pub shop: Shop,
    relay: Relay,
    count: AtomicUsize,
}

/// A page to open: everything else is as usual.
#[derive(Clone, Default)]
pub struct Setup {
    pub plan: Plan,
    /// A script that runs before the widget.
    pub before: String,
    /// Attributes of the element beside the code and the customer; `{}` stands for the address of the API.
    pub attributes: String,
    /// Markup after the element.
    pub after: String,
    pub headers: Vec<(&'static str, String)>,
    /// Where the widget's files lie; the usual folder is cached.
    pub folder: Option<String>,
    /// The field for the code stays empty.
    pub without_code: bool,
}

impl Stage {
    pub async fn new(engine: Engine, person: Person, relay: Relay, dist: &Path) -> std::io::Result<Stage> {
        let (api, shop) = (Api::start(relay.address).await?, Shop::start(dist).await?);
        shop.script("/prelude.js", include_str!("../../harness/page/prelude.js"));
        Ok(Stage { engine, person, api, shop, relay, count: AtomicUsize::new(0) })
    }

    fn next(&self) -> usize {
        self.count.fetch_add(1, Ordering::Relaxed)
    }

    pub fn fresh_code(&self) -> Result<String, Trouble> {
        self.relay.codes.get(self.next()).cloned().ok_or_else(|| Trouble::Wrong("no codes are left".into()))
    }

    /// A page, without waiting for the widget.
    pub async fn show(&self, setup: Setup) -> Result<Scene<'_>, Trouble> {
        let code = self.fresh_code()?;
        let scope = format!("s{}", self.next());
        let base = self.api.play(&scope, setup.plan);
        self.shop.script(&format!("/{scope}.js"), &[&fresh(&scope), setup.before.as_str()].concat());
        let folder = setup.folder.as_deref().unwrap_or("widget");
        let attribute = if setup.without_code { String::new() } else { format!("code=\"{code}\"") };
        let attributes = setup.attributes.replace("{}", &base);
        let html = format!(
            "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>Brand</title><link rel=\"icon\" href=\"data:,\">\
             <script src=\"/{scope}.js\"></script><script src=\"/prelude.js\"></script>\
             <script type=\"module\" src=\"/{folder}/points-widget.js\"></script>\
             <points-widget api-base=\"{base}\" {attribute} name=\"{NAME}\" phone=\"{PHONE}\" {attributes}><p>Fallback</p></points-widget>{}",
            setup.after.replace("{}", &base)
        );
        let headers: Vec<(&str, &str)> = setup.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let url = self.shop.page(&format!("/{scope}/page"), &html, &headers);
        self.person.open(&url).await?;
        Ok(Scene { stage: self, code, base, url })
    }

    /// A page with the form on it.
    pub async fn open(&self, setup: Setup) -> Result<Scene<'_>, Trouble> {
        let scene = self.show(setup).await?;
        self.person.sees(CODE).await?;
        Ok(scene)
    }

    /// A page with this plan, on which the form was sent.
    pub async fn send(&self, plan: Plan) -> Result<Scene<'_>, Trouble> {
        let scene = self.open(Setup { plan, ..Setup::default() }).await?;
        self.person.press(SUBMIT).await?;
        Ok(scene)
    }
}

/// The start of a page's script: nothing is left of what an earlier page kept for the session; a reload keeps its own.
fn fresh(scope: &str) -> String {
    format!(
        "if (sessionStorage.getItem('scene') !== '{scope}') {{ sessionStorage.clear(); localStorage.clear(); \
         sessionStorage.setItem('scene', '{scope}'); }}\n"
    )
}
