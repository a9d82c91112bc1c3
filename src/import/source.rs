//! The text of a document before Markdown: its encoding, its front matter, and what is no Markdown
//! at all, template tags and kramdown attributes, taken out.
//!
//! Every step keeps the line breaks where they are, so that a line number means the same in the
//! user's editor.

use super::blocks::heading_cut;
use super::document::Warning;
use super::mojibake;

/// Stands in the text for a template tag or attribute that was taken out. Whatever the document
/// holds of it is replaced first.
pub(super) const TAKEN_OUT: char = '\u{E000}';

/// A text that is ready for the parser.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// The text, with `\n` at the end of lines and nothing in the place of the front matter.
    pub text: String,
    /// How many lines the front matter took.
    pub skipped: usize,
    /// The title in the front matter.
    pub title: Option<String>,
    /// Ids given by kramdown attributes, by line.
    pub ids: Vec<(usize, String)>,
    /// What was left out or repaired.
    pub warnings: Vec<Warning>,
}

impl Source {
    /// Reads the bytes of a file.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut source = Self::default();
        let text = source.decode(bytes).replace("\r\n", "\n").replace('\r', "\n").replace(TAKEN_OUT, "\u{FFFD}");
        let text = source.without_front_matter(&text);
        let mut out = String::with_capacity(text.len());
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let number = source.skipped + index + 1;
            let better = mojibake::repair(line);
            if better.is_some() {
                let message = "characters that were saved in the wrong encoding are put right".to_owned();
                source.warn(number, "repaired", message);
            }
            if push_shallow(better.as_deref().unwrap_or(line), &mut out) {
                let message = format!("lists and quotations within more than {DEEPEST} others are read as text");
                source.warn(number, "nesting", message);
            }
        }
        source.take_out_tags(&out);
        source
    }

    fn warn(&mut self, line: usize, topic: &'static str, message: String) {
        self.warnings.push(Warning { line, topic, message });
    }

    fn decode(&mut self, bytes: &[u8]) -> String {
        let wide = |bytes: &[u8], join: fn([u8; 2]) -> u16| {
            let units: Vec<u16> =
                bytes.chunks(2).map(|pair| join([pair[0], pair.get(1).copied().unwrap_or(0)])).collect();
            String::from_utf16_lossy(&units)
        };
        match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] => self.utf_8(rest),
            [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
            _ => self.utf_8(bytes),
        }
    }

    fn utf_8(&mut self, bytes: &[u8]) -> String {
        match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let line = bytes[..error.valid_up_to()].split(|&byte| byte == b'\n').count();
                self.warn(line, "encoding", "the file is not UTF-8; it is read as Windows-1252".to_owned());
                mojibake::from_windows_1252(bytes)
            }
        }
    }

    /// Cuts the front matter off, YAML between `---` or TOML between `+++`, and takes its title.
    fn without_front_matter<'a>(&mut self, text: &'a str) -> &'a str {
        let Some(fence) = ["---", "+++"].into_iter().find(|fence| first_line(text).trim_end() == *fence) else {
            return text;
        };
        let mut at = first_line(text).len();
        let mut lines = 1;
        let mut title: Option<String> = None;
        let mut others = Vec::new();
        for line in text[at..].split_inclusive('\n') {
            at += line.len();
            lines += 1;
            let bare = line.trim_end();
            if bare == fence || (fence == "---" && bare == "...") {
                self.skipped = lines;
                self.title = title;
                if let Some(first) = others.first() {
                    let count = if others.len() == 1 { "a line".to_owned() } else { format!("{} lines", others.len()) };
                    self.warn(
                        *first,
                        "front matter",
                        format!("{count} of the front matter, all but its title, left out"),
                    );
                }
                return &text[at..];
            }
            let stated = title_of(bare).filter(|_| title.is_none());
            if !stated.as_ref().is_some_and(|(_, whole)| *whole) && bare.chars().any(char::is_alphanumeric) {
                others.push(lines);
            }
            title = title.or(stated.map(|(stated, _)| stated));
        }
        // Never closed: then it was a rule.
        text
    }

    /// Takes `{{ … }}`, `{% … %}`, `<% … %>`, `{: … }` and `{#id}` out of the text.
    fn take_out_tags(&mut self, text: &str) {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut line = self.skipped + 1;
        let mut closes = Closes::default();
        while let Some(start) = rest.find(['{', '<']) {
            let (before, from) = rest.split_at(start);
            line += newlines(before);
            out.push_str(before);
            let Some((length, template)) = tag(text, text.len() - from.len(), &mut closes) else {
                let run = from.len() - from.trim_start_matches(&from[..1]).len();
                out.push_str(&from[..run]);
                rest = &from[run..];
                continue;
            };
            let taken = &from[..length];
            if template || taken.starts_with("{::") {
                let shown: String = taken.split_whitespace().collect::<Vec<_>>().join(" ");
                let shown: String = shown.chars().take(60).collect();
                self.warn(line, "template tag", format!("the template tag {shown} is left out"));
            } else {
                let ids = taken.split(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ':'));
                self.ids.extend(ids.filter_map(|word| Some((line, word.strip_prefix('#')?.to_owned()))));
            }
            out.push(TAKEN_OUT);
            // Paragraphs and lists keep their lines.
            out.extend(std::iter::repeat_n('\n', newlines(taken)));
            line += newlines(taken);
            rest = &from[length..];
        }
        out.push_str(rest);
        self.text = out;
    }
}

/// Most lists and quotations that a line may open, and half of the columns that it may be indented by.
/// Every line is held against all that is open above it, so that without end a page of nothing but them
/// would take hours.
const DEEPEST: usize = 30;

/// Adds a line, with lists and quotations that are nested too deep made text. True if there are any.
fn push_shallow(line: &str, out: &mut String) -> bool {
    let bytes = line.as_bytes();
    let blank = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t'));
    let indent = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    // Deeper items stay items of the deepest list.
    out.push_str(&line[..indent.min(2 * DEEPEST)]);
    let mut at = indent;
    let mut opened = 0;
    while let Some(after) = behind_marker(bytes, at) {
        if opened == DEEPEST {
            let rest = &line[at..];
            let rule = |sign: char| rest.chars().all(|c| c == sign || c.is_whitespace());
            if rule('-') || rule('*') {
                break;
            }
            out.push_str(&line[indent..at]);
            out.push(TAKEN_OUT);
            out.push_str(rest);
            return true;
        }
        opened += 1;
        at = after;
        while blank(at) {
            at += 1;
        }
    }
    out.push_str(&line[indent..]);
    false
}

/// Where the marker of a list item or quotation that stands here ends, if there is one.
fn behind_marker(bytes: &[u8], at: usize) -> Option<usize> {
    let after = match bytes.get(at)? {
        b'>' => return Some(at + 1),
        b'-' | b'*' | b'+' => at + 1,
        b'0'..=b'9' => {
            let digits = bytes[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
            matches!(bytes.get(at + digits), Some(b'.' | b')')).then_some(at + digits + 1)?
        }
        _ => return None,
    };
    matches!(bytes.get(after), None | Some(b' ' | b'\t' | b'\n')).then_some(after)
}

/// Where what closes a tag stands next. A text that opens tags without end is searched once all the same.
#[derive(Default)]
struct Closes {
    /// What was looked for, and where it was found last; nothing where there is none left.
    found: Vec<(&'static str, Option<usize>)>,
}

impl Closes {
    /// The next place of `close` in `text`, from `at` on. Places asked for only go forward.
    fn next(&mut self, text: &str, at: usize, close: &'static str) -> Option<usize> {
        let search = || text[at..].find(close).map(|found| at + found);
        let Some((_, place)) = self.found.iter_mut().find(|(known, _)| *known == close) else {
            let place = search();
            self.found.push((close, place));
            return place;
        };
        if place.is_some_and(|place| place < at) {
            *place = search();
        }
        *place
    }
}

/// The length of the tag that stands at a place of a text, and whether a template engine would read it.
fn tag(text: &str, at: usize, closes: &mut Closes) -> Option<(usize, bool)> {
    // Far enough for any tag; what is longer was never closed.
    const LONGEST: usize = 500;
    let from = &text[at..];
    let mut length = |close: &'static str| {
        let end = closes.next(text, at, close)? + close.len();
        (end - at <= LONGEST).then_some(end - at)
    };
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("<%", "%>")] {
        if from.starts_with(open) {
            let length = length(close)?;
            // A blank line ends a paragraph, and with it whatever was not closed.
            return (!from[..length].contains("\n\n")).then_some((length, true));
        }
    }
    let attribute = from.starts_with("{:");
    if attribute || from.starts_with("{#") || from.starts_with("{.") {
        let length = length("}")?;
        if from[..length].contains('\n') {
            return None;
        }
        // Only at the end of a line: `{#5}` within a sentence is the author's own.
        let ends =
            attribute || from[length..].chars().find(|c| *c == '\n' || !c.is_whitespace()).is_none_or(|c| c == '\n');
        return ends.then_some((length, false));
    }
    None
}

/// The title that a line of front matter states, and whether it is all that the line says.
fn title_of(line: &str) -> Option<(String, bool)> {
    let value = line.strip_prefix("title")?.trim_start().strip_prefix([':', '='])?;
    let title = unquoted(value);
    let title = mojibake::repair(&title).unwrap_or(title);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let whole = letters(&title) >= letters(&mojibake::repair(value).unwrap_or_else(|| value.to_owned()))
        && heading_cut(&title).len() == title.len();
    (!title.is_empty()).then_some((title, whole))
}

fn first_line(text: &str) -> &str {
    text.split_inclusive('\n').next().unwrap_or_default()
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|&byte| byte == b'\n').count()
}

/// The value of a front matter field, without quotes and comment.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    if value.starts_with(['>', '|']) {
        // A block of lines: too rare to read.
        return String::new();
    }
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            let mut out = String::new();
            let mut chars = rest.chars().peekable();
            while let Some(c) = chars.next() {
                match c {
                    '\\' if quote == '"' => out.extend(chars.next()),
                    _ if c == quote && quote == '\'' && chars.peek() == Some(&'\'') => out.extend(chars.next()),
                    _ if c == quote => break,
                    _ => out.push(c),
                }
            }
            return out.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    let bare = value.split(" #").next().unwrap_or_default();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
