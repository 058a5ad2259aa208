//! A stand-in for the real API that answers whatever a test tells it and keeps what it was sent.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub struct FakeUpstream {
    pub url: String,
    /// Whole requests, head and body.
    received: Arc<Mutex<Vec<String>>>,
}

impl FakeUpstream {
    /// Answers every request with `answer`, head and body; the thread ends with the test's process.
    pub fn start(answer: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let request = read(&stream);
                kept.lock().unwrap().push(request);
                let _ = (&stream).write_all(&answer);
            }
        });
        Self { url, received }
    }

    /// With a content length and a header that must not be passed on.
    pub fn answering(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\nconnection: close\r\nset-cookie: a=b\r\ncontent-length: {length}\r\n");
        Self::start(format!("{head}{headers}\r\n{body}").into_bytes())
    }

    pub fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }
}

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
