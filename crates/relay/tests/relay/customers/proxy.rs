//! The network between the customers and the relay: it delivers a POST twice, or once without an answer, or not at all.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use super::customer::{CUSTOMERS, PHONE};

/// How the network treats one POST.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Two copies arrive, and the second one's answer is delivered.
    Twice,
    /// The same, but without the header Idempotency-Key, as behind a proxy that drops it.
    TwiceWithoutKey,
    /// It arrives, and the connection ends without an answer.
    Closed,
    /// It arrives, and no answer comes within the client's time limit.
    Stalled,
    /// It never arrives.
    Never,
}

impl Fate {
    /// For a customer's POST, counted from 0; the same in every run.
    pub fn of(customer: usize, post: u32) -> Fate {
        match scatter(customer as u64 * 16 + u64::from(post)) % 5 {
            0 => Fate::Twice,
            1 => Fate::TwiceWithoutKey,
            2 => Fate::Closed,
            3 => Fate::Stalled,
            _ => Fate::Never,
        }
    }

    /// Whether the customer gets an answer.
    pub fn is_answered(self) -> bool {
        matches!(self, Fate::Twice | Fate::TwiceWithoutKey)
    }
}

/// Whether the customer cannot read the history while the network is bad. Never where the first POST is
/// [`Fate::TwiceWithoutKey`]: then the customer could not find out who used the code.
pub fn is_history_down(customer: usize) -> bool {
    scatter(customer as u64 * 16 + 15).is_multiple_of(6) && Fate::of(customer, 0) != Fate::TwiceWithoutKey
}

/// A pseudo-random number for `number`: the last step of SplitMix64.
fn scatter(number: u64) -> u64 {
    let z = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The proxy, which listens on `address`.
pub struct Proxy {
    pub address: String,
    relay: String,
    /// While true, every request arrives once and is answered.
    pub is_good: AtomicBool,
    /// POSTs so far, by customer.
    posts: Vec<AtomicU32>,
    /// Requests that may still arrive, by customer.
    pub under_way: Vec<AtomicU32>,
    /// Copies of POSTs that reached the relay.
    pub copies: AtomicU32,
}

impl Proxy {
    /// Starts the proxy in front of the relay at `relay`; its thread ends with the test's process.
    pub fn start(relay: &str) -> Arc<Proxy> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let zeros = || (0..CUSTOMERS).map(|_| AtomicU32::new(0)).collect();
        let proxy = Arc::new(Proxy {
            address: listener.local_addr().unwrap().to_string(),
            relay: relay.to_owned(),
            is_good: AtomicBool::new(false),
            posts: zeros(),
            under_way: zeros(),
            copies: AtomicU32::new(0),
        });
        let shared = Arc::clone(&proxy);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let proxy = Arc::clone(&shared);
                std::thread::spawn(move || proxy.pass(client));
            }
        });
        proxy
    }

    /// Waits until no request of `customer` is on its way.
    pub fn wait_for(&self, customer: usize) {
        while self.under_way[customer].load(Ordering::SeqCst) > 0 {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// POSTs so far, of all customers.
    pub fn posts(&self) -> u32 {
        self.posts.iter().map(|posts| posts.load(Ordering::SeqCst)).sum()
    }

    fn pass(&self, mut client: TcpStream) {
        let request = read_request(&mut client);
        let customer = customer_of(&request);
        let is_good = self.is_good.load(Ordering::SeqCst);
        if request.starts_with("GET ") {
            if is_good || !is_history_down(customer) {
                let _ = client.write_all(&self.deliver(&request));
            }
            return;
        }
        let post = self.posts[customer].fetch_add(1, Ordering::SeqCst);
        let fate = Fate::of(customer, post);
        let bare = request.lines().filter(|line| !line.to_ascii_lowercase().starts_with("idempotency-key"));
        let bare = bare.collect::<Vec<_>>().join("\r\n");
        let answer = match fate {
            _ if is_good => self.copy(&request),
            Fate::Twice => self.second_copy(&request),
            Fate::TwiceWithoutKey => self.second_copy(&bare),
            Fate::Closed | Fate::Stalled => self.copy(&request),
            Fate::Never => Vec::new(),
        };
        self.under_way[customer].fetch_sub(1, Ordering::SeqCst);
        if is_good || fate.is_answered() {
            let _ = client.write_all(&answer);
        } else if fate == Fate::Stalled {
            let _ = client.read(&mut [0]); // until the client closes the connection
        }
        let _ = client.shutdown(Shutdown::Both);
    }

    fn copy(&self, request: &str) -> Vec<u8> {
        self.copies.fetch_add(1, Ordering::SeqCst);
        self.deliver(request)
    }

    fn second_copy(&self, request: &str) -> Vec<u8> {
        self.copy(request);
        self.copy(request)
    }

    fn deliver(&self, request: &str) -> Vec<u8> {
        let mut relay = TcpStream::connect(&self.relay).unwrap();
        relay.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        relay.read_to_end(&mut answer).unwrap();
        answer
    }
}

/// Reads one request, head and body.
fn read_request(client: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut part = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&request).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text;
            }
        }
        let count = client.read(&mut part).unwrap();
        assert!(count > 0, "the request broke off: {text}");
        request.extend_from_slice(&part[..count]);
    }
}

/// The number of the customer whose phone number is in the request.
fn customer_of(request: &str) -> usize {
    let phone = ["\"value\":\"", "&phone="].iter().find_map(|before| request.split_once(before)).unwrap().1;
    phone[..10].parse::<usize>().unwrap() - PHONE
}
