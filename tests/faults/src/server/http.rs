//! As much of HTTP/1.1 as browsers speak to a test's server: a request is read in full, and what cannot be read ends it.

use std::io;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};

/// Longer than anything the widget sends.
const LONGEST: usize = 64 * 1024;

#[derive(Clone, Debug, Default)]
pub struct Request {
    pub method: String,
    /// With the query string.
    pub path: String,
    /// By their names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The same request for another server, which is to close the connection after its answer.
    pub fn forwarded(&self, path: &str) -> Vec<u8> {
        let mut text = format!("{} {path} HTTP/1.1\r\nconnection: close\r\n", self.method);
        for (name, value) in &self.headers {
            // The browser's own coding is its affair with the proxy; an answer is passed on uncompressed.
            if !matches!(name.as_str(), "connection" | "accept-encoding") {
                text.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        text.push_str("\r\n");
        [text.as_bytes(), &self.body].concat()
    }
}

/// The next request of a connection; `None` where the browser has closed it.
///
/// # Errors
/// The connection's, and [`io::ErrorKind::InvalidData`] for what is no request.
pub async fn read<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> io::Result<Option<Request>> {
    let bad = |why: &str| io::Error::new(io::ErrorKind::InvalidData, why.to_owned());
    let Some(first) = line(stream).await? else { return Ok(None) };
    let mut words = first.split(' ');
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return Err(bad("no request line")) };
    let mut request = Request { method: method.to_owned(), path: path.to_owned(), ..Request::default() };
    loop {
        let text = line(stream).await?.ok_or_else(|| bad("cut in its headers"))?;
        if text.is_empty() {
            break;
        }
        let (name, value) = text.split_once(':').ok_or_else(|| bad("no header"))?;
        request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = request.header("content-length").map_or(Ok(0), |text| text.parse().map_err(|_| bad("no length")))?;
    if length > LONGEST {
        return Err(bad("too long"));
    }
    request.body = vec![0; length];
    stream.read_exact(&mut request.body).await?;
    Ok(Some(request))
}

async fn line<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> io::Result<Option<String>> {
    let mut text = Vec::new();
    let mut limited = AsyncReadExt::take(&mut *stream, LONGEST as u64);
    if limited.read_until(b'\n', &mut text).await? == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&text).trim_end().to_owned()))
}
