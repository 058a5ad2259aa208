//! The widget's folder and the code sheet, as a browser gets them.

use crate::harness::{Bench, request};

#[test]
fn files_have_the_right_type_cache_rule_and_encoding() {
    let bench = Bench::new();
    let hashed = "points-widget-0123456789abcdef";
    for (name, content) in [
        (format!("{hashed}.wasm"), "\0asm"),
        (format!("{hashed}.wasm.br"), "brotli bytes"),
        (format!("{hashed}.js"), "export {}"),
        (format!("{hashed}.js.gz"), "gzip bytes"),
        ("points-widget.js".into(), "import 'x'"),
        ("integrity.json".into(), "{}"),
    ] {
        std::fs::write(bench.path("dist").join(name), content).unwrap();
    }
    let sandbox = bench.sandbox(&[]);
    let immutable = "public, max-age=31536000, immutable";
    for (path, content_type, cache) in [
        ("/".to_owned(), "text/html", "no-cache"),
        ("/?code=TIVIx".into(), "text/html", "no-cache"),
        ("/points-widget.js".into(), "text/javascript", "no-cache"),
        ("/integrity.json".into(), "application/json", "no-cache"),
        (format!("/{hashed}.js"), "text/javascript", immutable),
        (format!("/{hashed}.wasm"), "application/wasm", immutable),
    ] {
        let reply = sandbox.get(&path);
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!((reply.header("content-type"), reply.header("cache-control")), (content_type, cache), "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("content-encoding"), "");
    }
    for (file, accepted, encoding, content) in [
        ("wasm", "gzip, br", "br", "brotli bytes"),
        ("js", "gzip, br", "gzip", "gzip bytes"),
        ("wasm", "gzip", "", "\0asm"),
    ] {
        let reply = sandbox.send("GET", &format!("/{hashed}.{file}"), &[("accept-encoding", accepted)], "");
        assert_eq!((reply.header("content-encoding"), reply.body.as_str()), (encoding, content));
        assert_eq!(reply.header("cache-control"), immutable);
        assert!(["application/wasm", "text/javascript"].contains(&reply.header("content-type")));
    }
}

#[test]
fn missing_files_are_not_cached_and_files_outside_are_not_served() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let database = "data/points.sqlite3";
    for path in [
        "/points-widget-fedcba9876543210.js".to_owned(),
        format!("/../{database}"),
        format!("/..%2f{database}"),
        format!("/%2e%2e/{database}"),
    ] {
        let reply = sandbox.get(&path);
        assert_eq!((reply.status, reply.header("cache-control")), (404, "no-cache"), "{path}");
        assert!(!reply.body.contains("SQLite"));
    }
    assert_eq!(sandbox.get("/health").body, r#"{"ok":true}"#);
}

#[test]
fn the_code_sheet_links_unused_codes_only() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let page = sandbox.get("/codes?product=NGAT06&count=24");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    let links = |html: &str| -> Vec<String> {
        let start = format!("href=\"http://{}/?code=", sandbox.address);
        html.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let codes = links(&page.body);
    assert_eq!(codes.len(), 24);
    assert!(codes.iter().all(|code| code.starts_with("NGAT") && code.len() == 15));
    for code in &codes {
        assert!(page.body.contains(&format!("<code>{code}</code>")), "{code} as text");
    }
    assert_eq!(page.body.matches("<b>Nước giặt 3,6 kg</b>").count(), 24);
    assert_eq!(page.body.matches("<svg").count(), 24);
    assert!(!page.body.contains("<script") && !page.body.contains("<?xml"));
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));

    assert_eq!(sandbox.post(&request(&codes[0], "01")).status, 200);
    let rest = links(&sandbox.get("/codes?product=NGAT06").body);
    assert_eq!(rest, codes[1..]);

    let of_all_products = links(&sandbox.get("/codes?count=6").body);
    let products: std::collections::BTreeSet<&str> = of_all_products.iter().map(|code| &code[..4]).collect();
    assert_eq!(products.len(), 6, "one of each: {of_all_products:?}");

    let other_host = sandbox.send("GET", "/codes?count=1", &[("host", "192.168.1.5:8787")], "");
    assert!(other_host.body.contains("href=\"http://192.168.1.5:8787/?code="));
    assert_eq!(sandbox.get("/codes?count=0").status, 400);
    assert_eq!(sandbox.get("/codes?count=201").status, 400);
    let unknown = sandbox.get("/codes?product=%3Cb%3E");
    assert_eq!(unknown.status, 404);
    assert!(unknown.body.contains("TIVI01") && !unknown.body.contains("<b>"), "{}", unknown.body);
}

/// Decodes the QR code of an SVG whose path has a square such as `M20 25h5v5H20V25` for each dark module.
fn scan(svg: &str) -> String {
    let number = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap();
    let side: usize = number(svg.split(" width=\"").nth(1).unwrap());
    let mut dark = vec![false; side * side];
    let path = svg.split(" d=\"M").nth(1).unwrap().split('"').next().unwrap();
    for square in path.split('M') {
        let (x, rest) = square.split_once(' ').unwrap();
        let (y, size) = rest.split_once('h').unwrap();
        let (x, y, size): (usize, usize, usize) = (number(x), number(y), number(size));
        for row in y..y + size {
            dark[row * side + x..row * side + x + size].fill(true);
        }
    }
    let light = |x: usize, y: usize| if dark[y * side + x] { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, light);
    image.detect_grids()[0].decode().unwrap().1
}

#[test]
fn the_qr_codes_of_the_sheet_decode_to_its_links() {
    let bench = Bench::new();
    let sandbox = bench.sandbox(&[]);
    let page = sandbox.get("/codes?count=6").body;
    let items: Vec<&str> = page.split("<a href=\"").skip(1).collect();
    assert_eq!(items.len(), 6);
    for item in items {
        assert_eq!(scan(item), item.split('"').next().unwrap());
    }
}
