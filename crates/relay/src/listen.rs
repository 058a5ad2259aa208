//! From an address to a running server: bind, serve, and stop on SIGINT or SIGTERM without cutting answers off.

use std::future::Future;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;

use crate::start_error::StartError;

/// How long requests under way may take after the signal: longer than the upstream's time limit.
const GRACE: Duration = Duration::from_secs(15);

/// Runs `work` on a new runtime.
///
/// # Errors
/// Those of `work`, or no runtime.
pub fn block_on(work: impl Future<Output = Result<(), StartError>>) -> Result<(), StartError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

/// # Errors
/// [`StartError::Listen`]: the port is in use, or the address is not this machine's.
pub async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |error| StartError::Listen { address: address.to_string(), error };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let real = listener.local_addr()?;
    Ok((listener, real))
}

/// `address` as a browser on this machine can open it: "every interface" becomes the loopback one.
pub fn browsable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Prints lines that a program may wait for; a closed stdout does not stop the server.
pub fn announce(lines: &[String]) {
    let mut out = io::stdout().lock();
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    let _ = out.flush();
}

/// Answers until a signal comes, then finishes what is under way, for [`GRACE`] at most.
///
/// # Errors
/// The operating system's, when listening fails for good.
pub async fn serve(listener: TcpListener, router: Router) -> Result<(), StartError> {
    let (told, mut stop) = tokio::sync::watch::channel(false);
    let signals = signals()?;
    tokio::spawn(async move {
        signals.await;
        let _ = told.send(true);
    });
    let mut late = stop.clone();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = stop.wait_for(|stop| *stop).await;
    });
    tokio::select! {
        served = server => Ok(served?),
        () = async move {
            let _ = late.wait_for(|stop| *stop).await;
            tokio::time::sleep(GRACE).await;
        } => Ok(()),
    }
}

/// Ready on the first signal to stop. Handlers are in place when this returns.
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
