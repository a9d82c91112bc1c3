//! What the reader refuses, where it says so, and what the writer writes.

use super::*;
use serde_json::json;

fn refusal(bytes: &[u8]) -> String {
    parse(bytes).expect_err("the text has to be refused").to_string()
}

#[test]
fn accepts_a_byte_order_mark_and_crlf() {
    assert_eq!(parse(b"\xEF\xBB\xBF{\r\n  \"a\": [1, \"b\"]\r\n}\r\n"), Ok(json!({"a": [1, "b"]})));
}

#[test]
fn refuses_what_has_more_than_one_meaning() {
    assert!(refusal(br#"{"a": [{"b": 1, "b": 2}]}"#).starts_with("a[0].b: this key stands here twice"));
    assert!(refusal(br#"{"a": 1} {"a": 2}"#).starts_with("goes on after its JSON value"));
    assert!(refusal(br#"{"a": NaN}"#).starts_with("a: is not JSON"));
    assert!(refusal(br#"{"a": 9007199254740993}"#).contains("beyond 9007199254740991"));
    assert!(refusal(br#"{"a": 1e999}"#).starts_with("a: is not JSON: number out of range"));
}

#[test]
fn names_what_happened_to_a_file() {
    assert_eq!(refusal(b"{\"a\": \"\xFF\"}"), "is not UTF-8 text: invalid byte at offset 7");
    assert_eq!(refusal(b"{\n<<<<<<< HEAD\n"), "holds a merge conflict (line 2); resolve it first");
    assert_eq!(refusal(b" \n"), "is empty; a JSON value was expected");
    assert!(refusal(br#"{"a": [1, 2"#).contains("the text is cut off"));
}

#[test]
fn hostile_sizes_are_refused_and_not_survived_by_luck() {
    assert!(refusal("[".repeat(100_000).as_bytes()).contains("nested deeper than 64"));
    assert!(parse(format!("{}{}", "[".repeat(64), "]".repeat(64)).as_bytes()).is_ok());
    assert!(refusal(format!("[{}0]", "{},".repeat(200_000)).as_bytes()).contains("more than 100000 values"));
    assert!(refusal(&vec![b' '; 4_000_001]).contains("larger than 4000000 bytes"));
}

#[test]
fn no_error_carries_a_steering_character() {
    for bytes in [
        "{\"\u{1b}[31m\": 1, \"\u{1b}[31m\": 2}".as_bytes(),
        "{\"\u{202e}a\u{9b}\": 1, \"\u{202e}a\u{9b}\": 2}".as_bytes(),
        "{\"\u{202e}\": nul}".as_bytes(),
    ] {
        let message = refusal(bytes);
        assert!(!message.chars().any(text::is_hidden), "{message:?}");
    }
    let error =
        typed::<std::collections::BTreeMap<String, u8>>(&json!({"a\u{9b}": "\u{202e}"})).expect_err("no number");
    assert!(!error.to_string().chars().any(text::is_hidden), "{error:?}");
}

#[test]
fn a_typed_error_says_where() {
    #[derive(Debug, serde::Deserialize)]
    struct Card {
        #[expect(dead_code, reason = "only the error matters")]
        ratings: Vec<u8>,
    }
    let error = read::<Card>(br#"{"ratings": [3, "3"]}"#).expect_err("a text is no number");
    assert_eq!(error.path, "ratings[1]");
}

/// The examples in the text of RFC 8785, sections 3.2.2 to 3.2.4 and appendix B.
#[test]
fn canonical_form_follows_the_vectors_of_rfc_8785() {
    let input = r#"{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"#;
    let expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
                    \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    assert_eq!(canonical(&parse(input.as_bytes()).expect("valid")), expected.as_bytes());

    let keys = r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}"#;
    let canonical_keys = String::from_utf8(canonical(&parse(keys.as_bytes()).expect("valid"))).expect("UTF-8");
    let order = ["Carriage Return", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew"]
        .map(|name| canonical_keys.find(name).expect("every key is there"));
    assert!(order.is_sorted(), "{canonical_keys}");

    for (bits, text) in [
        (0x0000_0000_0000_0000_u64, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] {
        assert_eq!(String::from_utf8(canonical(&f64::from_bits(bits))).expect("UTF-8"), text);
    }
}

#[test]
fn files_hide_nothing_and_keep_everything() {
    let value =
        json!({"name": "a\u{7f}\u{9b}\u{202e}\u{e0041}\u{200b}é漢", "stack": "Z\u{335}\u{335}\u{335}\u{335}\u{335}"});
    let bytes = pretty(&value);
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert_eq!(
        text,
        "{\n  \"name\": \"a\\u007f\\u009b\\u202e\\udb40\\udc41\\u200bé漢\",\n  \"stack\": \"Z\u{335}\u{335}\u{335}\u{335}\\u0335\"\n}\n"
    );
    assert_eq!(parse(&bytes), Ok(value.clone()));
    assert_eq!(parse(&line(&value)), Ok(value));
}
