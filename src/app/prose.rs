//! Pages of text with meaning: lines of toned spans. Screens are composed here as data, and the view
//! turns tones into colours. All text in a [`Line`] is already clean.

use std::borrow::Cow;

use crate::domain::rating::Answer;
use crate::domain::rating::Rating;
use crate::text;

/// What a piece of text means; the theme says how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tone {
    /// Plain text.
    #[default]
    Plain,
    /// Secondary text.
    Muted,
    /// Headings and titles.
    Strong,
    /// The one accent: where attention should go.
    Accent,
    /// A rating or its absence.
    Rating(Option<Answer>),
    /// Proved, passed.
    Good,
    /// Open, still undecided.
    Pending,
    /// Failed, not saved.
    Bad,
    /// The selected thing.
    Selected,
}

/// A line of spans.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// The spans.
    pub spans: Vec<(Tone, Cow<'static, str>)>,
    /// The rating that a click on the line gives.
    pub rates: Option<Rating>,
}

impl Line {
    /// An empty line.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A line of one span, which is cleaned.
    #[must_use]
    pub fn of(tone: Tone, content: &str) -> Self {
        Self::new().and(tone, content)
    }

    /// The line with one more span, which is cleaned.
    #[must_use]
    pub fn and(mut self, tone: Tone, content: &str) -> Self {
        self.spans.push((tone, Cow::Owned(text::clean(content).into_owned())));
        self
    }

    /// The line with one more span of our own words.
    #[must_use]
    pub fn word(mut self, tone: Tone, content: &'static str) -> Self {
        self.spans.push((tone, Cow::Borrowed(content)));
        self
    }

    /// Columns that the line takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.iter().map(|(_, content)| text::width(content)).sum()
    }

    /// The line's text without tones.
    #[must_use]
    pub fn plain(&self) -> String {
        self.spans.iter().map(|(_, content)| content.as_ref()).collect()
    }
}

/// Adds a text wrapped to `columns`: `lead` before its first line, and later lines set in as far.
pub fn flow(lines: &mut Vec<Line>, lead: Line, tone: Tone, content: &str, columns: usize) {
    let indent = lead.width();
    flow_indented(lines, lead, tone, content, columns, indent);
}

/// Adds a text wrapped to `columns`: `lead` before its first line, later lines set in by `indent`.
pub fn flow_indented(lines: &mut Vec<Line>, lead: Line, tone: Tone, content: &str, columns: usize, indent: usize) {
    let lead_width = lead.width();
    let rates = lead.rates;
    let mut lead = Some(lead);
    let cleaned = text::clean_lines(content);
    for paragraph in &cleaned {
        let first_room = columns.saturating_sub(if lead.is_some() { lead_width } else { indent }).max(1);
        let rest_room = columns.saturating_sub(indent).max(1);
        let mut pieces = text::wrap(paragraph, first_room).into_iter();
        let first = pieces.next().unwrap_or_default();
        let start = lead.take().unwrap_or_else(|| blank(indent, rates));
        lines.push(with(start, tone, first.clone()));
        if first_room == rest_room {
            lines.extend(pieces.map(|piece| with(blank(indent, rates), tone, piece)));
        } else {
            let rest = paragraph.strip_prefix(first.as_str()).map_or("", str::trim_start);
            if !rest.is_empty() {
                lines.extend(
                    text::wrap(rest, rest_room).into_iter().map(|piece| with(blank(indent, rates), tone, piece)),
                );
            }
        }
    }
}

fn blank(indent: usize, rates: Option<Rating>) -> Line {
    Line { spans: vec![(Tone::Plain, Cow::Owned(" ".repeat(indent)))], rates }
}

fn with(mut line: Line, tone: Tone, content: String) -> Line {
    line.spans.push((tone, Cow::Owned(content)));
    line
}
