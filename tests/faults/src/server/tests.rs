//! Each fault, as a raw client sees it: the server must do what the cases say of it.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::action::{Action, End};
use super::api::Api;
use super::plan::{Plan, Script};
use super::{answer, bomb, http};

const POST: &[u8] = b"POST /case/points/accumulate HTTP/1.1\r\nHost: api\r\nContent-Length: 2\r\n\r\n{}";

/// Something that answers like the relay, one request a connection.
async fn behind() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            let request = http::read(&mut stream).await.expect("a request").expect("not closed");
            let body = format!("{} {}", request.method, request.path);
            stream.write_all(&answer::json(200, body)).await.expect("sent");
            stream.shutdown().await.expect("closed");
        }
    });
    address
}

async fn proxy(plan: Plan) -> (Api, TcpStream) {
    let api = Api::start(behind().await).await.expect("a port");
    let base = api.play("case", plan);
    let address = base.trim_start_matches("http://").split('/').next().unwrap_or_default().to_owned();
    (api, TcpStream::connect(address).await.expect("a connection"))
}

/// All that comes after one POST, and how the connection ended.
async fn post(plan: Plan) -> (Api, String, Result<(), ErrorKind>) {
    let (api, mut stream) = proxy(plan).await;
    stream.write_all(POST).await.expect("sent");
    let mut bytes = Vec::new();
    let ended = match tokio::time::timeout(Duration::from_millis(300), stream.read_to_end(&mut bytes)).await {
        Ok(read) => read.map(|_| ()).map_err(|error| error.kind()),
        Err(_) => Err(ErrorKind::TimedOut),
    };
    (api, String::from_utf8_lossy(&bytes).into_owned(), ended)
}

#[tokio::test]
async fn what_passes_reaches_the_api_without_the_scope_and_the_connection_stays() {
    let (api, text, ended) = post(Plan::default()).await;
    assert!(text.ends_with("POST /points/accumulate"), "{text}");
    assert_eq!(ended, Err(ErrorKind::TimedOut));
    assert_eq!(api.seen("POST").len(), 1);
}

#[tokio::test]
async fn the_ways_to_lose_a_connection_differ() {
    for (end, wanted) in
        [(End::Fin, Ok(())), (End::Reset, Err(ErrorKind::ConnectionReset)), (End::Stall, Err(ErrorKind::TimedOut))]
    {
        let (_, text, ended) = post(Plan::default().posts(Action::lost(end))).await;
        assert_eq!((text.as_str(), ended), ("", wanted), "{end:?}");
    }
}

#[tokio::test]
async fn a_cut_answer_promises_more_than_it_has() {
    let cut = answer::begun(&[("content-length", "100")], b"{\"success\":1");
    let (_, text, ended) = post(Plan::default().posts(Action::cut(cut, End::Fin))).await;
    assert!(text.contains("content-length: 100\r\n") && text.ends_with("\r\n\r\n{\"success\":1"), "{text}");
    assert_eq!(ended, Ok(()));
}

#[tokio::test]
async fn what_is_held_comes_when_it_is_released() {
    let (api, mut stream) = proxy(Plan::default().posts(Action::says(200, "late").held())).await;
    stream.write_all(POST).await.expect("sent");
    let mut byte = [0];
    let early = tokio::time::timeout(Duration::from_millis(100), stream.read(&mut byte)).await;
    assert!(early.is_err(), "it came before it was released");
    api.release();
    assert_eq!(stream.read(&mut byte).await.expect("read"), 1);
}

#[tokio::test]
async fn a_script_is_played_in_order_and_a_page_left_behind_does_not_count() {
    let plan = Plan::default().posts(Script::first([Action::says(429, "")], Action::says(503, "")));
    let (api, mut stream) = proxy(plan).await;
    for status in ["429", "503", "503"] {
        stream.write_all(POST).await.expect("sent");
        let mut bytes = vec![0; 1024];
        let count = stream.read(&mut bytes).await.expect("read");
        assert_eq!(String::from_utf8_lossy(&bytes[9..12]), status, "{count}");
    }
    assert_eq!(api.seen("POST").len(), 3);
    api.play("next", Plan::default());
    stream.write_all(POST).await.expect("sent");
    assert_ne!(stream.read(&mut [0; 1024]).await.expect("read"), 0);
    assert_eq!(api.seen("POST").len(), 0);
}

#[tokio::test]
async fn what_is_no_request_ends_the_connection_only() {
    let (api, mut stream) = proxy(Plan::default()).await;
    stream.write_all(b"\xFF\xFE\r\nnonsense\r\n\r\n").await.expect("sent");
    assert_eq!(stream.read(&mut [0; 16]).await.expect("read"), 0);
    assert_eq!(api.seen("POST").len(), 0);
}

#[test]
fn a_bomb_is_small() {
    let bytes = bomb::gzip(b"{}");
    assert!((300_000..400_000).contains(&bytes.len()), "{}", bytes.len());
    assert_eq!(bytes[bytes.len() - 4..], 49_999_887_u32.to_le_bytes());
}
