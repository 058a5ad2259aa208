//! The API on a port of its own: a proxy before the real relay that does with each request what the plan says.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::action::{Action, End, Send};
use super::http::{self, Request};
use super::{answer, plan::Plan};

#[derive(Clone)]
pub struct Api(Arc<Inner>);

struct Inner {
    address: SocketAddr,
    /// The real API behind.
    relay: SocketAddr,
    state: Mutex<State>,
    /// Counts releases; an answer that is held waits for the next one.
    released: watch::Sender<u64>,
}

#[derive(Default)]
struct State {
    /// The first segment of the addresses that count: a page left behind has another one.
    scope: String,
    plan: Plan,
    seen: Vec<Request>,
}

impl Api {
    /// # Errors
    /// No port.
    pub async fn start(relay: SocketAddr) -> io::Result<Api> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (released, _) = watch::channel(0);
        let inner = Inner { address: listener.local_addr()?, relay, state: Mutex::default(), released };
        let api = Api(Arc::new(inner));
        let accepting = api.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let api = accepting.clone();
                tokio::spawn(async move { api.serve(stream).await });
            }
        });
        Ok(api)
    }

    /// From now on only requests below this scope count, and this is what happens to them. Gives the `api-base`.
    pub fn play(&self, scope: &str, plan: Plan) -> String {
        *self.state() = State { scope: scope.to_owned(), plan, seen: Vec::new() };
        format!("http://{}/{scope}/points", self.0.address)
    }

    /// Another plan for the requests to come.
    pub fn replan(&self, change: impl FnOnce(&mut Plan)) {
        change(&mut self.state().plan);
    }

    /// Sends every answer that is held.
    pub fn release(&self) {
        self.0.released.send_modify(|count| *count += 1);
    }

    /// The requests of this method so far.
    pub fn seen(&self, method: &str) -> Vec<Request> {
        self.state().seen.iter().filter(|request| request.method == method).cloned().collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn serve(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        while let Ok(Some(request)) = http::read(&mut stream).await {
            if !self.play_one(&mut stream, &request).await.unwrap_or_default() {
                return;
            }
        }
    }

    /// Whether the connection goes on.
    async fn play_one(&self, stream: &mut BufReader<TcpStream>, request: &Request) -> io::Result<bool> {
        let mut released = self.0.released.subscribe();
        let Some((action, path)) = self.choose(request) else {
            stream.write_all(&answer::whole(410, &[], b"")).await?;
            return Ok(true);
        };
        let real = if action.forward { self.forward(request, &path).await? } else { Vec::new() };
        if action.hold {
            _ = released.changed().await;
        }
        stream
            .write_all(match &action.send {
                Send::Real => &real,
                Send::Bytes(bytes) => bytes,
            })
            .await?;
        stream.flush().await?;
        match action.end {
            End::Keep => return Ok(true),
            End::Fin => stream.shutdown().await?,
            End::Reset => stream.get_ref().set_zero_linger()?,
            End::Stall => while stream.read(&mut [0; 512]).await? > 0 {},
        }
        Ok(false)
    }

    /// What to do, and the path without its scope; `None` for a page of another case.
    fn choose(&self, request: &Request) -> Option<(Action, String)> {
        let mut state = self.state();
        let path = request.path.strip_prefix('/')?.strip_prefix(state.scope.as_str())?;
        let path = path.starts_with('/').then(|| path.to_owned())?;
        state.seen.push(request.clone());
        let action = match request.method.as_str() {
            "POST" => state.plan.posts.take(),
            "GET" => state.plan.gets.take(),
            _ => state.plan.preflight.clone().unwrap_or_else(|| Action::canned(answer::preflight())),
        };
        let is_last = request.method == "OPTIONS" && state.plan.fresh && action.end == End::Keep;
        Some((if is_last { Action { end: End::Fin, ..action } } else { action }, path))
    }

    async fn forward(&self, request: &Request, path: &str) -> io::Result<Vec<u8>> {
        let mut relay = TcpStream::connect(self.0.relay).await?;
        relay.write_all(&request.forwarded(path)).await?;
        let mut bytes = Vec::new();
        relay.read_to_end(&mut bytes).await?;
        // "Closed" is true of that connection only.
        let text = String::from_utf8_lossy(&bytes);
        Ok(text.replacen("connection: close\r\n", "", 1).into_bytes())
    }
}
