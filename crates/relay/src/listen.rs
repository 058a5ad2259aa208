//! Runs the HTTP server: binds the address, serves, and on SIGINT or SIGTERM stops once open requests are answered.

use std::future::Future;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

use crate::command_error::CommandError;

/// How long open requests may take after the signal; longer than the time limit for an answer of the real API.
const GRACE: Duration = Duration::from_secs(15);

/// Runs `work` to its end on a new multi-threaded runtime.
///
/// # Errors
/// Those of `work`, or [`CommandError::Io`] when the runtime cannot start.
pub fn block_on(work: impl Future<Output = Result<(), CommandError>>) -> Result<(), CommandError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

/// Binds `address`; also returns the address that it got, whose port is never 0.
///
/// # Errors
/// [`CommandError::Listen`]: the port is in use, or the address is not this machine's.
pub async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), CommandError> {
    let listen_error = |error| CommandError::Listen { address: address.to_string(), error };
    let listener = TcpListener::bind(address).await.map_err(listen_error)?;
    let bound = listener.local_addr()?;
    Ok((listener, bound))
}

/// `address` as a browser on this machine can open it: the unspecified address becomes the loopback address.
pub fn browser_address(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Prints `lines` to stdout and flushes. Ignores errors: a closed stdout must not stop the server.
pub fn print_lines(lines: &[String]) {
    let mut out = io::stdout().lock();
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    let _ = out.flush();
}

/// Answers requests until a signal, then finishes open requests, for [`GRACE`] at most.
///
/// # Errors
/// [`CommandError::Io`]: signals cannot be handled, or accepting connections failed for good.
pub async fn serve(listener: TcpListener, router: Router) -> Result<(), CommandError> {
    let (stop_sender, mut stop) = tokio::sync::watch::channel(false);
    let signals = signals()?;
    tokio::spawn(async move {
        signals.await;
        let _ = stop_sender.send(true);
    });
    let mut stop_for_grace = stop.clone();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = stop.wait_for(|stop| *stop).await;
    });
    tokio::select! {
        served = server => Ok(served?),
        () = async move {
            let _ = stop_for_grace.wait_for(|stop| *stop).await;
            tokio::time::sleep(GRACE).await;
        } => Ok(()),
    }
}

/// A future that is ready on the first SIGINT or SIGTERM. The handlers are installed when this returns.
#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    })
}

#[cfg(not(unix))]
fn signals() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
