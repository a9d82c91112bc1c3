//! Text that is being gathered, with its markup counted: where it is bold, where its links and lines begin.

use super::{Link, Paragraph, plain_text};
use crate::import::source::TAKEN_OUT;

/// A text that is not complete yet.
#[derive(Default)]
pub(super) struct Inline {
    pub(super) text: String,
    /// Bytes of text outside of bold.
    plain: usize,
    pub(super) bold: usize,
    pub(super) links: Vec<Link>,
    /// Starts of links that are open.
    pub(super) targets: Vec<(usize, String)>,
    pub(super) strikes: Vec<bool>,
    pub(super) line: usize,
    /// Where the open line begins.
    start: Mark,
    /// The bold lines with a colon: where each begins, and where the next does.
    announcing: Vec<(Mark, Mark)>,
}

/// How much of a text stands before one of its lines.
#[derive(Clone, Copy, Default)]
struct Mark {
    text: usize,
    plain: usize,
    links: usize,
    line: usize,
}

impl Inline {
    /// A text that begins on a line.
    pub(super) fn on(line: usize) -> Self {
        Self { line, start: Mark { line, ..Mark::default() }, ..Self::default() }
    }

    pub(super) fn push(&mut self, text: &str) {
        // "**Duties**:" is bold, whichever side the colon is on.
        if self.bold == 0 && text.chars().any(|c| c != TAKEN_OUT && c != ':' && !c.is_whitespace()) {
            self.plain += text.len();
        }
        self.text.push_str(text);
    }

    /// Goes on to the next line of the same text.
    pub(super) fn next_line(&mut self, line: usize) {
        if self.bold == 0 && self.targets.is_empty() && self.strikes.is_empty() {
            self.line_ends(line);
        }
        self.push(" ");
    }

    /// Keeps the line that ends here, before line `next`, if it announces what comes behind it.
    fn line_ends(&mut self, next: usize) -> Mark {
        let end = Mark { text: self.text.len(), plain: self.plain, links: self.links.len(), line: next };
        let line = self.text[self.start.text..].trim_end();
        if self.start.plain == end.plain && line.ends_with(':') && says_something(line) {
            self.announcing.push((self.start, end));
        }
        self.start = end;
        end
    }

    /// The lines behind the first that look like headings and are none.
    pub(super) fn bold_lines(&mut self) -> Vec<(usize, String)> {
        self.line_ends(0);
        let behind = self.announcing.iter().filter(|(start, _)| start.text > 0);
        behind.map(|(start, end)| (start.line, plain_text(&self.text[start.text..end.text]))).collect()
    }

    /// The text as paragraphs: a bold line with a colon announces what comes next, with or without an
    /// empty line before it.
    pub(super) fn finish_lines(&mut self) -> Vec<Paragraph> {
        let end = self.line_ends(0);
        let Self { text, links, line, announcing, .. } = std::mem::take(self);
        let part = |from: Mark, to: Mark| {
            let part = plain_text(&text[from.text..to.text]);
            let links = links[from.links..to.links].to_vec();
            Paragraph { bold: from.plain == to.plain && says_something(&part), text: part, links, line: from.line }
        };
        let mut paragraphs = Vec::new();
        let mut from = Mark { line, ..Mark::default() };
        for (start, next) in announcing {
            paragraphs.push(part(from, start));
            paragraphs.push(part(start, next));
            from = next;
        }
        paragraphs.push(part(from, end));
        paragraphs.retain(|paragraph| !paragraph.text.is_empty());
        paragraphs
    }

    pub(super) fn finish(&mut self) -> Paragraph {
        let Self { text, plain, links, line, .. } = std::mem::take(self);
        let text = plain_text(&text);
        Paragraph { bold: plain == 0 && says_something(&text), text, links, line }
    }
}

/// Whether a text is more than signs.
fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
