//! A fake of the real API: gives the answer that a test sets, and records the requests.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A listening fake.
pub struct FakeUpstream {
    /// Its base address.
    pub url: String,
    /// Requests, each with head and body.
    received: Arc<Mutex<Vec<String>>>,
}

impl FakeUpstream {
    /// Answers every request with `answer`, head and body; the thread ends with the test's process.
    pub fn start(answer: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let recorded = Arc::clone(&received);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let request = read(&stream);
                recorded.lock().unwrap().push(request);
                let _ = (&stream).write_all(&answer);
            }
        });
        Self { url, received }
    }

    /// Answers with `status`, `headers` and `body`, and with a cookie that must not be passed on.
    pub fn answering(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\nset-cookie: a=b\r\ncontent-length: {length}\r\n");
        Self::start(format!("{head}{headers}\r\n{body}").into_bytes())
    }

    /// The requests so far.
    pub fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }
}

/// One request, or the part of it that came before the connection closed.
fn read(mut stream: &TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .to_lowercase()
                .split("content-length: ")
                .nth(1)
                .map_or(0, |rest| rest.lines().next().unwrap().parse().unwrap());
            if body.len() >= length {
                return text.into_owned();
            }
        }
        match stream.read(&mut chunk) {
            Ok(count) if count > 0 => bytes.extend_from_slice(&chunk[..count]),
            _ => return text.into_owned(),
        }
    }
}
