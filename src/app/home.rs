//! The home screen: drafts to resume, an interview to start, recent cards.

use super::message::HomeData;
use super::prose::{Line, Tone, flow};
use crate::text;

/// The home screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    /// What was read; nothing before the first reading is done.
    pub data: Option<HomeData>,
    /// Index of the selected item.
    pub cursor: usize,
    /// First visible line.
    pub offset: usize,
    /// What came of the last interview, if one was just submitted.
    pub news: Option<String>,
}

/// Something to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Start an interview.
    New,
    /// A draft, by its index.
    Draft(usize),
    /// A card, by its index.
    Card(usize),
}

impl Home {
    /// Everything that can be selected, top to bottom.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        let mut items = vec![Item::New];
        if let Some(data) = &self.data {
            items.extend((0..data.drafts.len()).map(Item::Draft));
            items.extend((0..data.cards.len()).map(Item::Card));
        }
        items
    }

    /// The selected item.
    #[must_use]
    pub fn selected(&self) -> Item {
        let items = self.items();
        items.get(self.cursor).or(items.last()).copied().unwrap_or(Item::New)
    }

    /// Takes what was read and selects what a person comes back for: the card just submitted, else the
    /// newest draft.
    pub fn read(&mut self, data: HomeData) {
        let first = self.data.is_none();
        let submitted = self.news.as_ref().and_then(|path| data.cards.iter().position(|card| card.file == *path));
        self.cursor = if let Some(card) = submitted {
            1 + data.drafts.len() + card
        } else if first && data.drafts.iter().any(|draft| draft.usable) {
            1 + data.drafts.iter().position(|draft| draft.usable).unwrap_or(0)
        } else {
            self.cursor.min(data.drafts.len() + data.cards.len())
        };
        self.data = Some(data);
    }
}

/// A line of the screen, with the item it stands for.
pub type Entry = (Option<Item>, Line);

impl Home {
    /// The whole screen at a width.
    #[must_use]
    pub fn lines(&self, columns: usize) -> Vec<Entry> {
        let mut lines: Vec<Entry> = Vec::new();
        if let Some(path) = &self.news {
            lines.push((None, Line::new().word(Tone::Good, "Submitted. ").word(Tone::Plain, "The sealed card is in")));
            let mut wrapped = Vec::new();
            flow(&mut wrapped, Line::new().word(Tone::Plain, "  "), Tone::Strong, path, columns);
            lines.extend(wrapped.into_iter().map(|line| (None, line)));
            lines.push((None, Line::new()));
        }
        lines.push((
            Some(Item::New),
            Line::new().word(Tone::Accent, "+ ").word(Tone::Strong, "Start an interview").word(Tone::Muted, "   n"),
        ));
        lines.push((None, Line::new()));
        let Some(data) = &self.data else {
            lines.push((None, Line::new().word(Tone::Muted, "Reading drafts and cards …")));
            return lines;
        };
        if data.drafts.is_empty() && data.cards.is_empty() {
            welcome(&mut lines, columns);
        }
        if !data.drafts.is_empty() {
            lines.push((
                None,
                Line::new().word(Tone::Accent, "DRAFTS").word(Tone::Muted, "  Enter resumes where you were"),
            ));
            for (i, draft) in data.drafts.iter().enumerate() {
                let tone = if draft.usable { Tone::Plain } else { Tone::Muted };
                let name = columns.saturating_sub(48).clamp(12, 40);
                let line = Line::of(tone, &format!("  {} ", cell(&draft.candidate, name))).and(
                    Tone::Muted,
                    &format!("{} {} {}", cell(&draft.level, 18), cell(&draft.progress, 9), draft.last_at),
                );
                lines.push((Some(Item::Draft(i)), line));
                if let Some(trouble) = &draft.trouble {
                    let mut wrapped = Vec::new();
                    flow(&mut wrapped, Line::new().word(Tone::Plain, "    "), Tone::Pending, trouble, columns);
                    lines.extend(wrapped.into_iter().map(|line| (None, line)));
                }
            }
            lines.push((None, Line::new()));
        }
        // Above the cards, which may be many: what nobody can scroll to nobody reads.
        for problem in &data.problems {
            let mut wrapped = Vec::new();
            flow(&mut wrapped, Line::new().word(Tone::Bad, "! "), Tone::Muted, problem, columns);
            lines.extend(wrapped.into_iter().map(|line| (None, line)));
        }
        if !data.problems.is_empty() {
            lines.push((None, Line::new()));
        }
        if !data.cards.is_empty() {
            lines.push((None, Line::new().word(Tone::Accent, "RECENT CARDS").word(Tone::Muted, "  Enter reads one")));
            let name = columns.saturating_sub(60).clamp(12, 40);
            let heads = format!(
                "  {} {} {} {} {}",
                cell("candidate", name),
                cell("asked for", 13),
                cell("by the rule", 13),
                cell("decision", 12),
                "submitted"
            );
            lines.push((None, Line::of(Tone::Muted, &heads)));
            for (i, card) in data.cards.iter().enumerate() {
                let line = Line::of(Tone::Plain, &format!("  {} ", cell(&card.candidate, name)))
                    .and(Tone::Muted, &format!("{} {} ", cell(&card.level, 13), cell(&card.recommended, 13)))
                    .and(Tone::Plain, &format!("{} ", cell(&card.overall, 12)))
                    .and(Tone::Muted, &card.submitted_at);
                lines.push((Some(Item::Card(i)), line));
            }
            lines.push((None, Line::new()));
        }
        let mut wrapped = Vec::new();
        flow(&mut wrapped, Line::new().word(Tone::Muted, "Files: "), Tone::Muted, &data.folder, columns);
        lines.extend(wrapped.into_iter().map(|line| (None, line)));
        lines
    }

    /// The line of the selected item.
    #[must_use]
    pub fn cursor_line(&self, columns: usize) -> usize {
        let selected = self.selected();
        self.lines(columns).iter().position(|(item, _)| *item == Some(selected)).unwrap_or(0)
    }
}

/// What a first start says.
fn welcome(lines: &mut Vec<Entry>, columns: usize) {
    let say = [
        "Nothing is here yet. Press n (or Enter) to set up an interview: who, which level, how long. Enter alone takes the defaults.",
        "While the candidate talks, rate each criterion with 1, 2, 3 or 4; 0 if nothing usable came of it. n writes a note, > goes where it decides, w says why.",
        "The bottom lines always show the grade that is proved so far, how far it can still go, and what blocks the next level.",
        "Everything is kept as you type, so leaving, or a crash, loses nothing. s sums up and submits; ? lists every key.",
        "New here? P is practice: five short interviews to rate, then an expert's ratings and reasons. Ten minutes.",
    ];
    for text in say {
        let mut wrapped = Vec::new();
        flow(&mut wrapped, Line::new(), Tone::Plain, text, columns.min(90));
        lines.extend(wrapped.into_iter().map(|line| (None, line)));
        lines.push((None, Line::new()));
    }
}

/// A text cleaned and cut or filled to its column.
fn cell(content: &str, columns: usize) -> String {
    text::pad(&text::clean(content), columns)
}
