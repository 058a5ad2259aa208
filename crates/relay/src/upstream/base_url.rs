//! The base address of the real API, checked so that the key travels over https only, except to this machine.

use url::{Host, Url};

/// The address without a trailing `/`, and whether it is this machine's.
///
/// # Errors
/// A sentence without its full stop, unless `text` is https (or http to this machine) without user, query or fragment.
pub fn parse(text: &str) -> Result<(String, bool), String> {
    let example = "write for example https://api.example";
    let url = Url::parse(text).map_err(|error| format!("this is no address ({error}); {example}"))?;
    let is_local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        return Err(format!("the address may have no user, password, ? or #; {example}"));
    }
    match url.scheme() {
        "https" => Ok((url.as_str().trim_end_matches('/').to_owned(), is_local)),
        "http" if is_local => Ok((url.as_str().trim_end_matches('/').to_owned(), is_local)),
        _ => Err(format!("the key may only travel over https, except to this machine; {example}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_allowed_to_this_machine_only() {
        for good in [
            "https://api.example",
            "https://api.example/v1/",
            "http://127.0.0.1:9",
            "http://[::1]:9",
            "http://localhost:9",
        ] {
            assert!(parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://api.example",
            "http://10.0.0.1",
            "http://localhost.evil.example",
            "ftp://localhost",
            "api.example",
            "https://u:p@api.example",
            "https://api.example/?a=1",
            "https://api.example/#a",
            "",
        ] {
            assert!(parse(bad).is_err(), "{bad:?}");
        }
        assert_eq!(parse("https://api.example/v1/"), Ok(("https://api.example/v1".into(), false)));
    }
}
