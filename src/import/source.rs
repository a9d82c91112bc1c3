//! The text of a document before Markdown: its encoding, its front matter, and what is no Markdown
//! at all, template tags and kramdown attributes, taken out.
//!
//! Every step keeps the line breaks where they are, so that a line number means the same in the
//! user's editor.

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
        let mut repaired = Vec::new();
        for (index, line) in text.split_inclusive('\n').enumerate() {
            match mojibake::repair(line) {
                Some(better) => {
                    repaired.push(source.skipped + index + 1);
                    out.push_str(&better);
                }
                None => out.push_str(line),
            }
        }
        for line in repaired {
            source.warn(line, "repaired", "characters that were saved in the wrong encoding are put right".to_owned());
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
        let mut title = None;
        for line in text[at..].split_inclusive('\n') {
            at += line.len();
            lines += 1;
            let bare = line.trim_end();
            if bare == fence || (fence == "---" && bare == "...") {
                self.skipped = lines;
                self.title = title.filter(|title: &String| !title.is_empty());
                return &text[at..];
            }
            if title.is_none()
                && let Some(rest) = bare.strip_prefix("title")
            {
                title = rest.trim_start().strip_prefix([':', '=']).map(unquoted);
                title = title.map(|title| mojibake::repair(&title).unwrap_or(title));
            }
        }
        // Never closed: then it was a rule.
        text
    }

    /// Takes `{{ … }}`, `{% … %}`, `<% … %>`, `{: … }` and `{#id}` out of the text.
    fn take_out_tags(&mut self, text: &str) {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut line = self.skipped + 1;
        while let Some(start) = rest.find(['{', '<']) {
            let (before, from) = rest.split_at(start);
            line += newlines(before);
            out.push_str(before);
            let Some((length, template)) = tag(from) else {
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

/// The length of the tag that a text begins with, and whether a template engine would read it.
fn tag(text: &str) -> Option<(usize, bool)> {
    // Far enough for any tag, near enough for a text of nothing but braces.
    const LONGEST: usize = 500;
    let near = &text[..text.floor_char_boundary(LONGEST)];
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("<%", "%>")] {
        if text.starts_with(open) {
            let length = near.find(close)? + close.len();
            // A blank line ends a paragraph, and with it whatever was not closed.
            return (!near[..length].contains("\n\n")).then_some((length, true));
        }
    }
    let line = first_line(near);
    if text.starts_with("{:") {
        return Some((line.find('}')? + 1, false));
    }
    if text.starts_with("{#") || text.starts_with("{.") {
        let length = line.find('}')? + 1;
        // Only at the end of a line: `{#5}` within a sentence is the author's own.
        return line[length..].trim().is_empty().then_some((length, false));
    }
    None
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
