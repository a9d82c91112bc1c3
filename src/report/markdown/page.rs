//! Markdown written so that what is data stays data.
//!
//! [`Page`] lays out blocks; its callers hand it text that is Markdown already, made with [`escape`]
//! and [`code`]. Only [`Page::quote`] takes raw text, because it has to see the lines.

use std::fmt::Write;

use crate::text::{clean, clean_lines};

/// A text from data as Markdown of one line that shows just that text.
///
/// Marks of the language are escaped. That is not enough for mentions, references and addresses:
/// forges look for them in the text that is left when Markdown is done. So each `@` and `#` that could
/// begin one stands in a code span, where nobody looks.
#[must_use]
pub fn escape(text: &str) -> String {
    escape_clean(&clean(text))
}

/// An id or seal as a code span; one of unusual letters as text.
#[must_use]
pub fn code(id: &str) -> String {
    let usual = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.'));
    if usual { format!("`{id}`") } else { escape(id) }
}

fn escape_clean(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 8);
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let ordered = numbered.len() < text.len() && numbered.starts_with(['.', ')']);
    let number = text.len() - numbered.len();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '@' | '#' => {
                out.push('`');
                out.push(c);
                while let Some((_, next)) = chars.next_if(|(_, next)| matches!(next, '@' | '#')) {
                    out.push(next);
                }
                out.push('`');
            }
            // As an entity, so that it never runs together with the backticks above.
            '`' => out.push_str("&#96;"),
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '&' | '{' | '}' | '^' => {
                out.push('\\');
                out.push(c);
            }
            ':' if rest.starts_with("//") => out.push_str("\\:"),
            '.' if ends_with_www(&text[..at]) => out.push_str("\\."),
            '-' | '+' | '=' | ':' if at == 0 => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if ordered && at == number => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// The Markdown so far: blocks with an empty line between them.
#[derive(Default)]
pub struct Page {
    text: String,
}

impl Page {
    /// A heading of depth 1 to 6.
    pub fn heading(&mut self, depth: usize, markdown: &str) {
        self.block(&format!("{} {markdown}", "#".repeat(depth)));
    }

    /// A paragraph of one line.
    pub fn paragraph(&mut self, markdown: &str) {
        self.block(markdown);
    }

    /// A list of items of one line each; nothing for none.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        if !lines.is_empty() {
            self.block(&lines.join("\n"));
        }
    }

    /// A table; a cell is of one line.
    pub fn table<const N: usize>(&mut self, header: &[&str; N], rows: impl IntoIterator<Item = [String; N]>) {
        self.wide_table(&header.map(str::to_owned), rows);
    }

    /// A table whose columns are only known from the data; every row has as many cells as the header.
    pub fn wide_table<R: AsRef<[String]>>(&mut self, header: &[String], rows: impl IntoIterator<Item = R>) {
        let mut out = format!("| {} |\n|{}", header.join(" | "), "---|".repeat(header.len()));
        for row in rows {
            write!(out, "\n| {} |", row.as_ref().join(" | ")).expect("writing to a text cannot fail");
        }
        self.block(&out);
    }

    /// Raw text of any length and content as a quoted block that keeps its lines.
    pub fn quote(&mut self, raw: &str) {
        let lines: Vec<String> = clean_lines(raw.trim()).iter().map(|line| escape_clean(line)).collect();
        let quoted = lines.iter().enumerate().map(|(index, line)| {
            let goes_on = !line.is_empty() && lines.get(index + 1).is_some_and(|next| !next.is_empty());
            // Markdown joins lines; a backslash at the end keeps them apart.
            let end = if goes_on { "\\" } else { "" };
            format!("> {line}{end}").trim_end().to_owned()
        });
        let quoted: Vec<String> = quoted.collect();
        self.block(&quoted.join("\n"));
    }

    /// A raw line to be copied, in which no mark means anything.
    pub fn verbatim(&mut self, raw: &str) {
        self.block(&format!("    {}", clean(raw)));
    }

    /// All of it.
    #[must_use]
    pub fn text(self) -> String {
        self.text
    }

    fn block(&mut self, markdown: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(markdown);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_language_are_plain_text() {
        for (raw, markdown) in [
            ("Ana Ruiz", "Ana Ruiz"),
            ("<script>", "\\<script\\>"),
            ("a|b", "a\\|b"),
            ("`x`", "&#96;x&#96;"),
            ("[a](javascript:b)", "\\[a\\](javascript:b)"),
            ("https://x.example", "https\\://x.example"),
            ("www.x.example", "www\\.x.example"),
            ("@ana and #12", "`@`ana and `#`12"),
            ("@#@", "`@#@`"),
            ("a@b.example", "a`@`b.example"),
            ("C#", "C`#`"),
            ("# x", "`#` x"),
            ("- x", "\\- x"),
            ("1. x", "1\\. x"),
            ("12) x", "12\\) x"),
            ("1.5 x", "1\\.5 x"),
            ("&amp; \\", "\\&amp; \\\\"),
            ("    code", "code"),
            ("===", "\\==="),
        ] {
            assert_eq!(escape(raw), markdown, "{raw}");
        }
    }

    #[test]
    fn a_quote_keeps_lines_and_paragraphs() {
        let mut page = Page::default();
        page.quote("one\ntwo\n\n- three\n");
        assert_eq!(page.text(), "> one\\\n> two\n>\n> \\- three\n");
    }
}
