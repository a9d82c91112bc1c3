//! What may reach a screen, and how it is fitted.

use super::*;
use proptest::prelude::*;

/// Strings with a taste for trouble: joiners, marks, wide letters, emoji, controls.
fn hostile() -> impl Strategy<Value = String> {
    let trouble = prop::sample::select(vec![
        '\u{1b}',
        '\u{7f}',
        '\u{85}',
        '\u{9b}',
        '\u{200d}',
        '\u{fe0f}',
        '\u{202e}',
        '\u{2066}',
        '\u{301}',
        '\u{e0041}',
        '👩',
        '👨',
        '🏽',
        '漢',
        'é',
        'ก',
        'ำ',
        'क',
        '्',
        'א',
        ' ',
        '-',
        '\n',
        '\t',
        'ﷺ',
        '\u{1F1E9}',
        '\u{20e3}',
        '1',
    ]);
    prop::collection::vec(prop_oneof![trouble, any::<char>(), prop::char::range('a', 'z'), Just(' ')], 0..60)
        .prop_map(|chars| chars.into_iter().collect())
}

#[test]
fn steering_and_hidden_characters_become_visible() {
    assert_eq!(clean("a\u{1b}[31mb"), "a\u{FFFD}[31mb");
    assert_eq!(clean("Ana\u{202e}nimda\u{200b}"), "Ana\u{FFFD}nimda\u{FFFD}");
    assert_eq!(clean("tag\u{E0041}"), "tag\u{FFFD}");
    assert_eq!(clean("line\nbreak\tand tab"), "line\u{FFFD}break\u{FFFD}and tab");
    assert_eq!(clean("a\u{200d}b"), "a\u{FFFD}b");
    assert_eq!(clean_lines("one\r\ntwo\tthree\u{1b}"), ["one", "two    three\u{FFFD}"]);
}

#[test]
fn names_of_the_world_stay_as_they_are() {
    for name in
        ["José Ñandú", "محمد علي", "שרה כהן", "王小明", "สมชาย ใจดี", "अनिता शर्मा", "👩🏽‍💻 Ada", "❤️", "Nguyễn Thị Ánh"]
    {
        assert_eq!(clean(name), name);
    }
}

#[test]
fn a_joiner_behind_what_is_replaced_is_replaced_too() {
    assert_eq!(clean("\u{FE0F}\u{200D}👩"), "\u{FFFD}\u{FFFD}👩");
    assert_eq!(clean("❤\u{FE0F}\u{200D}🔥"), "❤\u{FE0F}\u{200D}🔥");
}

#[test]
fn at_most_four_marks_sit_on_a_letter() {
    let stacked = format!("Z{}", "\u{0335}".repeat(40));
    assert_eq!(clean(&stacked), format!("Z{}\u{FFFD}", "\u{0335}".repeat(4)));
}

#[test]
fn wraps_between_words_and_keeps_punctuation() {
    assert_eq!(wrap("names a person, and a before and after", 14), ["names a", "person, and a", "before and", "after"]);
    assert_eq!(wrap("", 10), [""]);
    assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    assert_eq!(wrap("漢字漢字", 5), ["漢字", "漢字"]);
}

#[test]
fn cuts_and_fills_by_columns() {
    assert_eq!(fit("Mentoring", 5), "Ment…");
    assert_eq!(fit("漢字漢字", 4), "漢…");
    assert_eq!(pad("ab", 4), "ab  ");
    assert_eq!(fit("ab", 0), "");
}

proptest! {
    #[test]
    fn nothing_hidden_gets_through(text in hostile()) {
        let shown = clean(&text);
        let chars: Vec<char> = shown.chars().collect();
        for i in 0..chars.len() {
            prop_assert!(is_allowed(&chars, i), "{:?} in {:?}", chars[i], shown);
        }
        let twice = clean(&shown).into_owned();
        prop_assert_eq!(&twice, &shown);
    }

    #[test]
    fn wrapping_loses_nothing_and_is_never_too_wide(text in hostile(), columns in 1_usize..30) {
        let text = clean(&text).into_owned();
        let lines = wrap(&text, columns);
        let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(squeeze(&lines.concat()), squeeze(&text));
        for line in &lines {
            prop_assert!(width(line) <= columns || line.graphemes(true).count() == 1, "{:?} in {columns}", line);
        }
    }

    #[test]
    fn fitting_is_exact(text in hostile(), columns in 0_usize..30) {
        let text = clean(&text).into_owned();
        prop_assert!(width(&fit(&text, columns)) <= columns);
        prop_assert_eq!(width(&pad(&text, columns)), columns);
    }
}
