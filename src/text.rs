//! Text from files and people, made safe and fitted to columns.
//!
//! Everything that is shown goes through [`clean`] or [`clean_lines`] at the boundary where it is
//! shown; the raw text is kept for round trips. Columns are counted as terminals count them. This
//! room knows nothing of interviews.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub mod shell;

/// What stands for a character that must not reach a terminal or a report.
pub const REPLACEMENT: char = '\u{FFFD}';

/// Most combining marks that are let through on one letter.
pub const MARKS_PER_LETTER: usize = 4;

/// Makes a text safe for one line: control characters (line breaks and tabs included), escape
/// sequences, bidi controls and invisible characters become [`REPLACEMENT`].
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (0x20..0x7F).contains(&b)) {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut clipped = false;
    for (i, &c) in chars.iter().enumerate() {
        if !is_allowed(&chars, i) {
            out.push(REPLACEMENT);
            (marks, clipped) = (0, false);
        } else if is_mark(c) {
            marks += 1;
            if marks <= MARKS_PER_LETTER {
                out.push(c);
            } else if !clipped {
                out.push(REPLACEMENT);
                clipped = true;
            }
        } else {
            out.push(c);
            (marks, clipped) = (0, false);
        }
    }
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Makes a text safe for several lines: line breaks split it, tabs become spaces, the rest is as in
/// [`clean`].
#[must_use]
pub fn clean_lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    text.split('\n').map(|line| clean(&line.replace('\t', "    ")).into_owned()).collect()
}

/// Removes what must not enter a text that is typed or pasted: control characters but line breaks
/// and tabs, which become spaces. `\r\n` and `\r` become `\n`.
#[must_use]
pub fn typed(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    text.chars().filter(|&c| c == '\n' || !c.is_control()).collect()
}

/// Columns that a clean text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// The text in at most `columns`, cut with `…` where it is longer.
#[must_use]
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let w = UnicodeWidthStr::width(grapheme);
        if used + w + 1 > columns {
            break;
        }
        used += w;
        out.push_str(grapheme);
    }
    out.push('…');
    Cow::Owned(out)
}

/// The text in exactly `columns`: cut or filled with spaces.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = fit(text, columns).into_owned();
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(&out))));
    out
}

/// Breaks a clean one-line text into lines of at most `columns`, between words where it can.
///
/// No line is wider, unless a single grapheme is. Nothing but spaces at breaks is lost. An empty
/// text is one empty line.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::with_capacity(text.len() / columns + 1);
    let mut line = String::with_capacity(columns);
    let mut used = 0;
    for piece in text.split_inclusive(' ') {
        let word = piece.strip_suffix(' ').unwrap_or(piece);
        let w = width(word);
        if used + w > columns && used > 0 {
            finish(&mut lines, &mut line, &mut used);
        }
        if w <= columns {
            line.push_str(word);
            used += w;
        } else {
            for grapheme in word.graphemes(true) {
                let w = UnicodeWidthStr::width(grapheme);
                if used + w > columns && !line.is_empty() {
                    finish(&mut lines, &mut line, &mut used);
                }
                line.push_str(grapheme);
                used += w;
            }
        }
        if piece.len() > word.len() && used < columns {
            line.push(' ');
            used += 1;
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        finish(&mut lines, &mut line, &mut used);
    }
    lines
}

fn finish(lines: &mut Vec<String>, line: &mut String, used: &mut usize) {
    let kept = line.trim_end().len();
    lines.push(line[..kept].to_owned());
    line.clear();
    *used = 0;
}

/// Whether a character is a mark that sits on the letter before it.
#[must_use]
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.width() == Some(0)
}

/// Whether the character may be shown where it stands.
fn is_allowed(chars: &[char], i: usize) -> bool {
    let c = chars[i];
    match c {
        '\u{200D}' => {
            i > 0
                && (is_joined(chars[i - 1]) || (chars[i - 1] == '\u{FE0F}' && is_allowed(chars, i - 1)))
                && chars.get(i + 1).is_some_and(|&next| is_joined(next))
        }
        '\u{FE0F}' => {
            i > 0
                && (is_emoji(chars[i - 1])
                    || (chars.get(i + 1) == Some(&'\u{20E3}') && matches!(chars[i - 1], '0'..='9' | '#' | '*')))
        }
        _ => !is_hidden(c),
    }
}

/// Whether a character steers a terminal, turns reading direction or shows nothing.
///
/// [`clean`] lets a joiner or variation selector through inside an emoji; here they count as hidden,
/// because this is for formats that can escape a character without losing it.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Emoji that a joiner can stand between: the letters of flags are not.
fn is_joined(c: char) -> bool {
    is_emoji(c) && !matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Characters that emoji are made of, near enough to let joiners through inside them only.
fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}'
        | '\u{2460}'..='\u{24FF}' | '\u{25A0}'..='\u{27BF}' | '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}'
        | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests;
