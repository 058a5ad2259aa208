//! One page on the stage, with a code of its own, and what is asserted of it.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::cases::{Outcome, Trouble, holds};
use crate::person::Person;
use crate::server::http::Request;
use crate::stage::{CHECK_AGAIN, CHECKING, CODE, SEND_AGAIN, Stage, UNKNOWN};

pub struct Scene<'a> {
    pub stage: &'a Stage,
    pub code: String,
    pub base: String,
    pub url: String,
}

impl Scene<'_> {
    fn person(&self) -> &Person {
        &self.stage.person
    }

    /// The outcome is unknown, and both actions are offered.
    pub async fn is_unknown(&self) -> Result<String, Trouble> {
        self.person().sees_all(&[UNKNOWN, CHECK_AGAIN, SEND_AGAIN, &self.code]).await
    }

    /// The outcome stays unknown, also after the widget has looked for the last time.
    pub async fn stays_unknown(&self) -> Outcome {
        self.is_unknown().await?;
        self.person().sees_no(CHECKING).await?;
        self.is_unknown().await.map(|_| ())
    }

    /// Until the API has this many POSTs: for what happens in flight.
    pub async fn has_posts(&self, wanted: usize) -> Outcome {
        let began = Instant::now();
        while self.posts().len() < wanted && began.elapsed() < Duration::from_secs(5) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let posts = self.posts().len();
        holds(posts == wanted, format!("{wanted} POST wanted, {posts} came"))
    }

    pub fn posts(&self) -> Vec<Request> {
        self.stage.api.seen("POST")
    }

    /// One intent: one POST, or the copies that the browser made of it, one for each idle connection that was closed on it.
    pub fn sent_once(&self) -> Outcome {
        let posts = self.posts();
        let keys: Vec<_> = posts.iter().map(|post| post.header("idempotency-key")).collect();
        let is_one = keys.windows(2).all(|pair| pair[0] == pair[1]);
        holds((1..=6).contains(&posts.len()) && is_one, format!("one intent wanted, got {keys:?}"))
    }

    /// Nothing is on the page's console.
    pub async fn is_quiet(&self) -> Outcome {
        let complaints = self.person().run("return window.complaints").await?;
        holds(complaints == json!([]), format!("on the console: {complaints}"))
    }

    /// Nothing is there but what the brand's developer is told of this.
    pub async fn is_quiet_but(&self, about: &str) -> Outcome {
        let script = format!("return window.complaints.filter((text) => !text.includes({}))", json!(about));
        let complaints = self.person().run(&script).await?;
        holds(complaints == json!([]), format!("on the console: {complaints}"))
    }

    /// The form, with the code in it.
    pub async fn keeps_form(&self) -> Outcome {
        let value = self.person().value(CODE).await?;
        holds(value == self.code, format!("the field has '{value}', not '{}'", self.code))
    }

    pub async fn has_focus(&self) -> Outcome {
        self.person().waits("document.querySelector('points-widget').shadowRoot.activeElement?.id === 'code'").await
    }
}
