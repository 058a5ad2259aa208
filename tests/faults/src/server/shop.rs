//! The brand's own server: pages and scripts as the cases want them, and the widget's files below any folder.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{answer, http};

/// What is wrong with the wasm below a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoilt {
    Missing,
    MimeType,
    Altered,
}

#[derive(Clone)]
pub struct Shop(Arc<Inner>);

struct Inner {
    origin: String,
    dist: PathBuf,
    pages: Mutex<HashMap<String, Vec<u8>>>,
    spoilt: Mutex<HashMap<String, Spoilt>>,
}

impl Shop {
    /// # Errors
    /// No port.
    pub async fn start(dist: &Path) -> io::Result<Shop> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let (pages, spoilt) = (Mutex::default(), Mutex::default());
        let shop = Shop(Arc::new(Inner { origin, dist: dist.to_owned(), pages, spoilt }));
        let accepting = shop.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shop = accepting.clone();
                // A browser that goes away in the middle is no failure of the shop's.
                tokio::spawn(async move { _ = shop.serve(stream).await });
            }
        });
        Ok(shop)
    }

    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    /// Puts a page there and gives its address.
    pub fn page(&self, path: &str, html: &str, headers: &[(&str, &str)]) -> String {
        self.put(path, "text/html; charset=utf-8", html, headers)
    }

    pub fn script(&self, path: &str, text: &str) -> String {
        self.put(path, "text/javascript; charset=utf-8", text, &[])
    }

    /// From now on the wasm below this folder is so.
    pub fn spoil(&self, folder: &str, how: Spoilt) {
        self.0.spoilt.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), how);
    }

    fn put(&self, path: &str, kind: &str, text: &str, headers: &[(&str, &str)]) -> String {
        let bytes = answer::whole(200, &[&[("content-type", kind)], headers].concat(), text.as_bytes());
        self.0.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes);
        [&self.0.origin, path].concat()
    }

    async fn serve(&self, stream: TcpStream) -> io::Result<()> {
        let mut stream = BufReader::new(stream);
        while let Some(request) = http::read(&mut stream).await? {
            let path = request.path.split('?').next().unwrap_or_default();
            let page = self.0.pages.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
            let bytes = page.or_else(|| self.file(path)).unwrap_or_else(|| answer::whole(404, &[], b""));
            stream.write_all(&bytes).await?;
            stream.flush().await?;
        }
        Ok(())
    }

    /// `/any-folder/name`, with nothing above it.
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let (folder, name) = path.strip_prefix('/')?.split_once('/')?;
        if name.contains('/') || name.starts_with('.') {
            return None;
        }
        let mut content = std::fs::read(self.0.dist.join(name)).ok()?;
        let spoilt = self.0.spoilt.lock().unwrap_or_else(PoisonError::into_inner).get(folder).copied();
        let mut kind = match name.rsplit('.').next()? {
            "js" => "text/javascript",
            "wasm" => "application/wasm",
            _ => "application/octet-stream",
        };
        if let Some(how) = spoilt.filter(|_| name.ends_with(".wasm")) {
            match how {
                Spoilt::Missing => return None,
                Spoilt::MimeType => kind = "text/plain",
                // Still wasm, but not what was built: one byte more in a custom section would pass a weaker check.
                Spoilt::Altered => content.extend([0, 2, 1, b'x']),
            }
        }
        Some(answer::whole(200, &[("content-type", kind), ("cache-control", "max-age=600")], &content))
    }
}
