//! UTF-8 that was read as Windows-1252 somewhere on its way, put right again: `â€™` is `’`.
//!
//! Only sequences that such a mistake makes and that hardly any language writes are touched, so a
//! sound text stays as it is.

/// What Windows-1252 shows for the bytes 80 to 9F; the five it leaves open keep their number.
const HIGH: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2C6}', '\u{2030}',
    '\u{160}', '\u{2039}', '\u{152}', '\u{8D}', '\u{17D}', '\u{8F}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}',
    '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{9D}',
    '\u{17E}', '\u{178}',
];

/// How often a text may have been misread on its way.
const ROUNDS: usize = 3;

/// The text as it was meant.
pub(super) fn repair(line: &str) -> Option<String> {
    let mut current = repair_once(line)?;
    for _ in 1..ROUNDS {
        match repair_once(&current) {
            Some(better) => current = better,
            None => break,
        }
    }
    Some(current)
}

/// A text in Windows-1252.
pub(super) fn from_windows_1252(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|&byte| if (0x80..0xA0).contains(&byte) { HIGH[usize::from(byte - 0x80)] } else { char::from(byte) })
        .collect()
}

fn repair_once(line: &str) -> Option<String> {
    if !line.chars().any(|c| matches!(c, '\u{C2}'..='\u{C5}' | '\u{CE}'..='\u{D1}' | '\u{E2}' | '\u{EF}' | '\u{F0}')) {
        return None;
    }
    let chars: Vec<char> = line.chars().collect();
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    let mut repaired = false;
    while at < chars.len() {
        if let Some((meant, length)) = misread(&chars[at..]) {
            out.push(meant);
            at += length;
            repaired = true;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    repaired.then_some(out)
}

/// The character that the first ones were meant to be, and how many they are.
fn misread(chars: &[char]) -> Option<(char, usize)> {
    let length = match byte(*chars.first()?)? {
        // Latin, Greek and Cyrillic letters and signs.
        0xC2..=0xC5 | 0xCE..=0xD1 => 2,
        // Quotes, dashes, bullets and arrows; the byte order mark and its neighbours.
        0xE2 | 0xEF => 3,
        // Emoji.
        0xF0 => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    for (slot, &c) in bytes.iter_mut().zip(chars.get(..length)?) {
        *slot = byte(c)?;
    }
    let text = std::str::from_utf8(&bytes[..length]).ok()?;
    Some((text.chars().next()?, length))
}

/// The byte that Windows-1252 shows as this character.
fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ (0x00..0x80 | 0xA0..=0xFF) => u8::try_from(code).ok(),
        _ => HIGH.iter().zip(0x80..).find_map(|(&high, byte)| (high == c).then_some(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_misread_is_put_right_even_twice_and_sound_text_is_left_alone() {
        for (wrong, right) in [
            ("theyâ€™ll join", "they’ll join"),
            ("â€œquotedâ€\u{9d} â€“ and dashed", "“quoted” – and dashed"),
            ("cafÃ©, naÃ¯ve, 5Â\u{a0}years", "café, naïve, 5\u{a0}years"),
            ("theyÃ¢â‚¬â„¢ll", "they’ll"),
            ("a party ðŸŽ‰", "a party 🎉"),
            ("ÐŸÐ¾Ð²Ð°Ñ€", "Повар"),
        ] {
            assert_eq!(repair(wrong).as_deref(), Some(right), "{wrong}");
        }
        for sound in ["café “quoted” – naïve", "Größe über Ärger", "“ÉTÉ”", "10 € • 5 £", "CAFÉ™ à « Paris »", "Повар"]
        {
            assert_eq!(repair(sound), None, "{sound}");
        }
    }

    #[test]
    fn every_misreading_of_a_common_character_is_undone() {
        for meant in ('\u{A0}'..='\u{17F}').chain('\u{2010}'..='\u{2040}').chain(['€', '™', '→', '✓']) {
            let wrong = from_windows_1252(meant.to_string().as_bytes());
            assert_eq!(repair(&wrong), Some(meant.to_string()), "{wrong:?}");
        }
    }
}
