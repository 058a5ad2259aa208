//! A product code is found wherever customers have it from, with its case as it was, or not at all.

mod any;

use crate::support::CODE;
use points_core::product_code::{CodeError, ProductCode};

fn find(text: &str) -> Result<String, CodeError> {
    ProductCode::find(text, "code", &|_| None).map(|code| code.as_str().to_owned())
}

#[track_caller]
fn finds(texts: &[&str]) {
    for text in texts {
        assert_eq!(find(text).as_deref(), Ok(CODE), "in {text:?}");
    }
}

#[test]
fn a_code_alone_is_taken_as_it_is() {
    for code in [CODE, "a", "12", "TIVI-npmx_8b", "tivinpmx8b98pfg", "TIVINPMX8B98PFG", "x/y.z"] {
        assert_eq!(find(code).as_deref(), Ok(code));
    }
}

#[test]
fn white_space_and_invisible_characters_around_and_inside_are_dropped() {
    finds(&[
        "  TIVInpmx8b98pfg\r\n",
        "\u{A0}TIVInpmx8b98pfg\u{A0}",
        "\u{3000}TIVInpmx8b98pfg",
        "\u{FEFF}TIVInpmx8b98pfg\u{200B}",
        "TIVI\u{200B}npmx\u{AD}8b98pfg",
        "\u{202A}TIVInpmx8b98pfg\u{202C}",
        "TIVInpmx8b98pfg\0",
    ]);
}

#[test]
fn letters_of_other_alphabets_that_look_latin_become_latin() {
    // Cyrillic \u{443}, \u{440} and \u{421}, Greek \u{3A4} and \u{399}.
    for (typed, code) in [
        ("\u{3A4}\u{399}V\u{399}npmx8b98pfg", CODE),
        ("TIVIn\u{440}mx8b98\u{440}fg", CODE),
        ("8\u{421}\u{443}77a", "8Cy77a"),
    ] {
        assert_eq!(find(typed).as_deref(), Ok(code));
    }
    assert_eq!(find("\u{416}12345"), Err(CodeError::Keyboard), "what looks like no Latin letter is told");
}

#[test]
fn full_width_letters_become_ascii() {
    finds(&["ＴＩＶＩｎｐｍｘ８ｂ９８ｐｆｇ", "ＴＩＶＩnpmx８b９８pfg"]);
}

#[test]
fn digits_of_every_script_become_ascii() {
    for typed in ["TIVInpmx٨b٩٨pfg", "TIVInpmx۸b۹۸pfg", "TIVInpmx८b९८pfg", "TIVInpmx๘b๙๘pfg", "TIVInpmx８b９８pfg"]
    {
        assert_eq!(find(typed).as_deref(), Ok(CODE), "{typed}");
    }
}

#[test]
fn one_code_with_something_around_it_is_one_code() {
    finds(&[
        "TIVInpmx8b98pfg.", // two spaces, on a phone
        "TIVInpmx8b98pfg,",
        "TIVInpmx8b98pfg;",
        "TIVInpmx8b98pfg!",
        "TIVInpmx8b98pfg…",
        "\"TIVInpmx8b98pfg\"",
        "'TIVInpmx8b98pfg'",
        "“TIVInpmx8b98pfg”.",
        "«TIVInpmx8b98pfg»",
        "‘TIVInpmx8b98pfg’",
        "「TIVInpmx8b98pfg」",
        "『TIVInpmx8b98pfg』。",
        "【TIVInpmx8b98pfg】",
        "〈TIVInpmx8b98pfg〉",
        "(TIVInpmx8b98pfg)",
        "[TIVInpmx8b98pfg]",
        "*TIVInpmx8b98pfg*",
        "`TIVInpmx8b98pfg`",
        "👉TIVInpmx8b98pfg👈",
        "،TIVInpmx8b98pfg؟",
        "Mã:TIVInpmx8b98pfg",
        "Mã: TIVInpmx8b98pfg",
        "Mã：TIVInpmx8b98pfg",
        "CODE:TIVInpmx8b98pfg",
        "code=TIVInpmx8b98pfg",
        "code=\"TIVInpmx8b98pfg\"",
        "[Mã]TIVInpmx8b98pfg",
        "Mã「TIVInpmx8b98pfg」",
        "Mã:TIVInpmx8b98pfg nhé",
        "1. TIVInpmx8b98pfg",
        "1.TIVInpmx8b98pfg",
        "12) TIVInpmx8b98pfg",
        "12)TIVInpmx8b98pfg",
        "- TIVInpmx8b98pfg",
        "-TIVInpmx8b98pfg",
        "• TIVInpmx8b98pfg",
        "•TIVInpmx8b98pfg",
        "#TIVInpmx8b98pfg",
        "您的积分码是TIVInpmx8b98pfg。",
        "รหัสTIVInpmx8b98pfgครับ",
        "TIVI.npmx.8b98.pfg",
        "TIVI - npmx - 8b98 - pfg",
        "TIVI\u{202F}npmx\u{2009}8b98\u{A0}pfg",
    ]);
}

#[test]
fn what_may_belong_to_a_code_stays_without_a_pattern() {
    for (typed, code) in [
        ("TIVI-npmx-8b98-pfg", "TIVI-npmx-8b98-pfg"),
        ("TIVI‑npmx–8b98", "TIVI-npmx-8b98"), // hyphens as phones write them
        ("abc12==", "abc12=="),
        ("AB:12:CD:34", "AB:12:CD:34"),
        ("12.345678", "12.345678"),
        ("ab_1_", "ab_1_"),
    ] {
        assert_eq!(find(typed).as_deref(), Ok(code));
    }
}

#[test]
fn the_pattern_decides_where_there_is_one() {
    let joined = |text: &str| Some(text.replace('-', "")).filter(|code| code.starts_with("TIVI"));
    let find = |text: &str| ProductCode::find(text, "code", &joined).map(|code| code.as_str().to_owned());
    assert_eq!(find("TIVI-npmx-8b98-pfg").as_deref(), Ok(CODE));
    assert_eq!(
        find("https://shop.example/?code=TIVI-npmx-8b98-pfg").as_deref(),
        Ok(CODE),
        "also of what a link carries"
    );
    assert_eq!(find("TIVImã1").as_deref(), Ok("TIVImã1"), "also of letters with marks");
    assert_eq!(find("x-1").as_deref(), Ok("x-1"), "what does not fit is read as without one");
}

#[test]
fn letters_that_a_vietnamese_keyboard_made_are_told() {
    for text in [
        "QUÁT8b98pfg123",
        "TIVInpmx8b98đ",
        "QUA\u{301}T8b98pfg123", // in pieces, as some keyboards send it
        "Mã: QUÁT8b98pfg123",
        "TIVI npmđ 8b98 pfg",
        "mã1",
        "https://shop.example/?code=QU%C3%81T8b98pfg123",
    ] {
        assert_eq!(find(text), Err(CodeError::Keyboard), "{text}");
    }
}

#[test]
fn a_link_in_the_link_of_an_app_is_followed_to_the_code() {
    finds(&[
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example%2F%3Fcode%3DTIVInpmx8b98pfg%26x%3D1&h=AT0abc123",
        "https://link.example/?url=https%3A%2F%2Fshop.example%2Fc%2FTIVInpmx8b98pfg",
        "https://www.google.com/url?q=https://shop.example/?code=TIVInpmx8b98pfg&sa=D",
        "https://a.example/?url=https%3A%2F%2Fb.example%2F%3Furl%3Dhttps%253A%252F%252Fshop.example%252F%253Fcode%253DTIVInpmx8b98pfg",
        "Xem https://l.facebook.com/l.php?u=https%3A%2F%2Fshop.example%2F%3Fcode%3DTIVInpmx8b98pfg nhé",
        "https://shop.example/c/TIVInpmx8b98pfg?ref=https%3A%2F%2Fother.example",
        "TIVInpmx8b98pfg https://shop.example/?ref=https://other.example",
    ]);
    assert_eq!(find("https://l.example/?u=https%3A%2F%2Fshop.example"), Err(CodeError::Missing));
    assert_eq!(find(&"?a=http://".repeat(10_000)), Err(CodeError::Missing));
}

#[test]
fn a_link_from_a_mail_carries_the_code() {
    finds(&[
        "https://shop.example/?a=b&amp;code=TIVInpmx8b98pfg&amp;lang=vi",
        "https://shop.example/?a=b&#38;code=TIVInpmx8b98pfg",
        "<a href=\"https://shop.example/?code=TIVInpmx8b98pfg\">",
        "(https://shop.example/?code=TIVInpmx8b98pfg).",
        "https://shop.example/c/TIVInpmx8b98pfg.",
    ]);
}

#[test]
fn the_parameters_name_is_the_same_in_capitals() {
    finds(&["https://shop.example/?CODE=TIVInpmx8b98pfg", "https://shop.example/?Code=TIVInpmx8b98pfg"]);
}

#[test]
fn a_link_carries_the_code_in_its_parameter() {
    finds(&[
        "https://shop.example/?code=TIVInpmx8b98pfg",
        "https://shop.example/tich-diem?utm_source=qr&code=TIVInpmx8b98pfg&lang=vi",
        "https://shop.example/?code=TIVInpmx8b98pfg#top",
        "https://shop.example/#/redeem?code=TIVInpmx8b98pfg",
        "https://shop.example/?lang=vi#/redeem?code=TIVInpmx8b98pfg",
        "https://shop.example/?code=TIVI%6Epmx8b98pfg",
        "https://shop.example/?code=%54%49%56%49npmx8b98pfg",
        "https://shop.example/?barcode=WRONG123&code=TIVInpmx8b98pfg",
        "https://shop.example/?code=&code=TIVInpmx8b98pfg",
        "https://shop.example/OLD1234?code=TIVInpmx8b98pfg",
        "shop.example/?code=TIVInpmx8b98pfg",
        "?code=TIVInpmx8b98pfg",
        "ｈｔｔｐｓ：／／shop.example／？ｃｏｄｅ＝TIVInpmx8b98pfg",
    ]);
}

#[test]
fn a_link_carries_the_code_as_its_last_path_segment() {
    finds(&[
        "https://shop.example/TIVInpmx8b98pfg",
        "https://shop.example/c/TIVInpmx8b98pfg/",
        "HTTPS://SHOP.EXAMPLE/C/TIVInpmx8b98pfg",
        "https://shop.example/c/TIVInpmx8b98pfg?utm_source=qr#top",
    ]);
}

#[test]
fn a_link_without_a_code_is_not_sent_as_one() {
    for text in [
        "https://shop.example",
        "https://shop.example/",
        "https://shop.example/khuyen-mai",
        "https://shop.example/?lang=vi",
        "https://shop.example/?Code=",
        "wifi://",
    ] {
        assert_eq!(find(text), Err(CodeError::Missing), "{text}");
    }
}

#[test]
fn the_parameter_has_the_name_that_the_brand_gave_it() {
    let found = ProductCode::find("https://shop.example/?code=WRONG123&serial=TIVInpmx8b98pfg", "serial", &|_| None);
    assert_eq!(found.as_ref().map(ProductCode::as_str), Ok(CODE));
}

#[test]
fn what_a_link_carries_is_read_as_if_it_were_typed() {
    finds(&[
        "https://shop.example/?code=%E2%80%8BTIVInpmx8b98pfg%EF%BB%BF",
        "https://shop.example/?code=TIVI+npmx+8b98%20pfg",
        "https://shop.example/?code=https%3A%2F%2Fshop.example%2Fc%2FTIVInpmx8b98pfg",
        "https://shop.example/?code=%3Fcode=%253Fcode=TIVInpmx8b98pfg",
    ]);
    assert_eq!(find("https://shop.example/?code=hello+there"), Err(CodeError::Missing));
}

#[test]
fn a_message_around_the_code_is_left_out() {
    finds(&[
        "Mã của bạn: TIVInpmx8b98pfg",
        "Chúc mừng! Mã tích điểm là TIVInpmx8b98pfg. Cảm ơn bạn.",
        "Nhập (TIVInpmx8b98pfg) để tích điểm nhé!",
        "Your code is “TIVInpmx8b98pfg”, thank you.",
        "Here is your code:\nTIVInpmx8b98pfg\nEnjoy!",
        "Quét https://shop.example/c/TIVInpmx8b98pfg để tích điểm",
        "Open https://shop.example/?code=TIVInpmx8b98pfg to collect",
        "TIVInpmx8b98pfg TIVInpmx8b98pfg",
    ]);
}

#[test]
fn a_code_typed_in_groups_is_joined() {
    finds(&["TIVI npmx 8b98 pfg", "TIVI\u{A0}npmx\u{A0}8b98\u{A0}pfg", " TIVI  npmx\n8b98 pfg "]);
}

#[test]
fn where_more_than_one_thing_may_be_the_code_the_customer_decides() {
    for text in [
        "TIVInpmx8b98pfg LAPTOPx7y2k9",
        "TIVInpmx8b98pfg, gọi 0867123456",
        "TIVInpmx8b98pfg,LAPTOPx7y2k9",
        "TIVI npmx8b98pfg", // the head of the code, or a product's name?
        "npmx8b98pfg 01",
    ] {
        assert_eq!(find(text), Err(CodeError::Several), "{text}");
    }
}

#[test]
fn nothing_and_nothing_visible_are_empty() {
    for text in ["", " \t\r\n", "\u{A0}\u{3000}", "\u{200B}\u{FEFF}", "\0", ".", "…"] {
        assert_eq!(find(text), Err(CodeError::Empty), "{text:?}");
    }
}

#[test]
fn words_without_a_code_are_missing_one() {
    for text in [
        "xin chào các bạn",
        "Cảm ơn quý khách!",
        "thank you very much",
        "[1] TIVI npmx 8b98 pfg",
        "4FEba :M56",
        "7f, Nd, 12",
    ] {
        assert_eq!(find(text), Err(CodeError::Missing), "{text}");
    }
}

#[test]
fn a_code_may_be_long_but_not_a_page_of_text() {
    let (long, longer) = ("A1".repeat(60), "A1".repeat(60) + "B");
    assert_eq!(find(&long).as_deref(), Ok(&long[..]));
    for text in [
        longer.clone(),
        format!("mã là {longer}"),
        format!("https://shop.example/?code={longer}"),
        format!("https://shop.example/c/{longer}"),
        "A1".repeat(50_000),
        "a1 ".repeat(50_000),
    ] {
        assert_eq!(find(&text), Err(CodeError::TooLong), "{} bytes", text.len());
    }
}

/// The code in a page's address, whose parameter the brand may have named itself.
fn in_address(address: &str, is_own_param: bool) -> Option<String> {
    ProductCode::in_address(address, "code", is_own_param).map(|code| code.as_str().to_owned())
}

#[test]
fn a_page_linked_with_a_code_has_it_in_its_query() {
    for address in [
        "?code=TIVInpmx8b98pfg",
        "code=TIVInpmx8b98pfg",
        "?utm=1&code=TIVInpmx8b98pfg",
        "?CODE=TIVInpmx8b98pfg",
        "?code=%20TIVInpmx8b98pfg+",
        "?code=https%3A%2F%2Fshop.example%2Fc%2FTIVInpmx8b98pfg",
    ] {
        assert_eq!(in_address(address, false).as_deref(), Some(CODE), "{address}");
    }
    for address in ["", "?", "?code", "?code=", "?code=%20", "?codes=TIVInpmx8b98pfg", "?x=code=1"] {
        assert_eq!(in_address(address, false), None, "{address}");
    }
}

#[test]
fn a_route_behind_the_hash_has_a_query_too_and_comes_first() {
    for address in [
        "#/collect?code=TIVInpmx8b98pfg",
        "#!/collect?lang=vi&code=TIVInpmx8b98pfg",
        "#code=TIVInpmx8b98pfg",
        "?utm=1#/collect?code=TIVInpmx8b98pfg",
        "?code=OLDER1#/collect?code=TIVInpmx8b98pfg",
        "?code=TIVInpmx8b98pfg#/collect",
    ] {
        assert_eq!(in_address(address, false).as_deref(), Some(CODE), "{address}");
    }
}

#[test]
fn what_a_sign_in_leaves_in_the_address_is_no_products_code() {
    for address in [
        "?code=4%2F0AbCdEf123456&state=xyz",
        "?state=xyz&code=SplxlOBeZQQYbYS6WxSbIA1",
        "?code=AQD123456&scope=openid+email",
        "?session_state=1a2b&iss=https%3A%2F%2Fid.example&code=1a2b3c4d",
        "#state=xyz&session_state=1a2b&code=1a2b3c4d",
        "?page=1#state=xyz&code=1a2b3c4d",
    ] {
        assert_eq!(in_address(address, false), None, "{address}");
    }
    assert_eq!(in_address("?code=1a2b3c4d&state=xyz#/collect?code=TIVInpmx8b98pfg", false).as_deref(), Some(CODE));
    assert_eq!(
        in_address("?code=TIVInpmx8b98pfg&state=hanoi", true).as_deref(),
        Some(CODE),
        "the brand chose the name"
    );
    assert_eq!(in_address("?code=TIVInpmx8b98pfg&state=", false).as_deref(), Some(CODE), "a sign-in's are not empty");
}
