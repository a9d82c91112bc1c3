//! The selected level, section or criterion as a page of fields, each with what there is to say about it.
//!
//! ```text
//! ▌•Statement   Has mentored junior engineers and can      the field under the cursor, not as it was
//!               show how they grew.
//!               · joins two things with "and"              advice, and its reason under the cursor
//! ```

use std::ops::Range;
use std::sync::Arc;

use super::adapting::{Adapting, Focus};
use super::fields::{Field, Manner, kind_words};
use super::notes::{Note, field_changed};
use super::rows::Row;
use crate::app::prose::{Line, Tone, flow};
use crate::domain::count;
use crate::domain::rating::Rating;
use crate::domain::rubric::{Criterion, Level, Section, SectionKind};
use crate::text;

/// Column at which values begin.
pub const VALUES: usize = 14;

/// A field that is being typed.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// Which.
    pub field: Field,
    /// What is typed so far.
    pub text: &'a str,
    /// Why it is not taken.
    pub trouble: Option<&'a str>,
}

/// The page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its lines, each with the field that it belongs to.
    pub lines: Vec<(Option<Field>, Line)>,
    /// The lines that the box covers into which a field is typed.
    pub typing: Option<Range<usize>>,
}

impl Page {
    /// The lines of a field; the first line where it has none.
    #[must_use]
    pub fn line_of(&self, field: Option<Field>) -> Range<usize> {
        let mine = |(of, _): &(Option<Field>, Line)| field.is_some() && *of == field;
        let start = self.lines.iter().position(mine).unwrap_or(0);
        let rows = self.lines[start.min(self.lines.len())..].iter().take_while(|line| mine(line)).count();
        start..start + rows.max(1)
    }
}

/// Makes the page of the selected row.
#[must_use]
pub fn of(adapting: &Adapting, columns: usize, typed: Option<Typed<'_>>) -> Page {
    if columns == 0 {
        return Page::default();
    }
    let mut maker = Maker { adapting, columns, typed, page: Page::default() };
    maker.make();
    maker.page
}

struct Maker<'a> {
    adapting: &'a Adapting,
    columns: usize,
    typed: Option<Typed<'a>>,
    page: Page,
}

impl Maker<'_> {
    fn make(&mut self) {
        let adapting = self.adapting;
        let row = adapting.cursor;
        let levels = adapting.levels();
        self.notes(row, None);
        let mut fields = adapting.fields();
        // An item that is being added has no place in the family before its first letter.
        if let Some(typed) = self.typed.filter(|typed| !fields.contains(&typed.field)) {
            let adds = |field: &Field| field.added(levels, row) == Some(typed.field);
            let at = fields.iter().position(adds).unwrap_or(fields.len());
            fields.insert(at, typed.field);
        }
        for field in fields {
            self.before(field);
            self.field(field);
        }
        self.about();
    }

    /// What stands over a group of fields.
    fn before(&mut self, field: Field) {
        let adapting = self.adapting;
        let criterion = adapting.cursor.criterion_of(adapting.levels());
        match field {
            Field::Does(0) => self.heading("What people at this level do"),
            Field::NewDoes if adapting.level().is_some_and(|level| level.look_for.is_empty()) => {
                self.heading("What people at this level do");
            }
            Field::Anchor(Rating::NotShown) => {
                self.blank();
                let levels = adapting.levels();
                let generic = |rating: &Rating| Field::Anchor(*rating).is_generic(levels, adapting.cursor);
                if criterion.is_some() && Rating::ALL.iter().any(generic) {
                    let words = "what is dim is the scale's own wording; Enter writes your own";
                    self.aside(None, Line::new().word(Tone::Pending, "generated  "), Tone::Muted, words);
                }
            }
            Field::Question(_) | Field::Weight | Field::LookFor(0) => self.blank(),
            Field::NewQuestion if criterion.is_some_and(|criterion| criterion.questions.is_empty()) => self.blank(),
            _ => {}
        }
    }

    fn blank(&mut self) {
        self.page.lines.push((None, Line::new()));
    }

    fn heading(&mut self, words: &'static str) {
        self.blank();
        self.page.lines.push((None, Line::new().word(Tone::Plain, "  ").word(Tone::Accent, words)));
    }

    fn field(&mut self, field: Field) {
        let adapting = self.adapting;
        let row = adapting.cursor;
        let selected = adapting.selected() == Some(field) || self.typed.is_some_and(|typed| typed.field == field);
        let mark = if field_changed(&adapting.work, row, field) { " •" } else { "  " };
        let tone = match (selected, field.manner()) {
            (true, _) => Tone::Selected,
            (false, Manner::New) => Tone::Muted,
            (false, _) => Tone::Accent,
        };
        let label = field.label();
        let room = VALUES - 2;
        let lead = Line::new().word(Tone::Pending, mark).word(tone, label);
        let lead = lead.and(Tone::Plain, &" ".repeat(room.saturating_sub(text::width(label))));
        if let Some(typed) = self.typed.filter(|typed| typed.field == field) {
            return self.typing(typed, lead);
        }
        let mut lines = Vec::new();
        for (lead, tone, words) in self.values(field, selected, lead) {
            flow(&mut lines, lead, tone, &words, self.columns);
        }
        self.page.lines.extend(lines.into_iter().map(|line| (Some(field), line)));
        self.notes(row, Some(field));
    }

    /// What a field says, line by line with what stands before each.
    fn values(&self, field: Field, selected: bool, lead: Line) -> Vec<(Line, Tone, String)> {
        let adapting = self.adapting;
        let (row, levels) = (adapting.cursor, adapting.levels());
        let value = field.text(levels, row);
        let arrows = |value: String| if selected { format!("‹ {value} ›") } else { value };
        let one = |tone: Tone, words: String| vec![(lead.clone(), tone, words)];
        match field {
            Field::NewDoes => one(Tone::Muted, "add one more thing they do".to_owned()),
            Field::NewProbe(_) => one(Tone::Muted, "add a probe".to_owned()),
            Field::NewQuestion => one(Tone::Muted, "add a question".to_owned()),
            Field::NewLookFor => one(Tone::Muted, "add something to listen for".to_owned()),
            Field::Grade if value.is_empty() => one(Tone::Muted, arrows("none".to_owned())),
            Field::Extends => {
                let words = levels.iter().find(|level| level.id == value).map_or_else(
                    || if value.is_empty() { "nothing: it stands by itself".to_owned() } else { value.clone() },
                    |level| level.label_with_grade(),
                );
                one(if value.is_empty() { Tone::Muted } else { Tone::Plain }, arrows(words))
            }
            Field::Kind => {
                let said = match row.section_of(levels).map(|section| section.kind) {
                    Some(SectionKind::Additional) => "never gates a grade; makes a yes a strong yes",
                    _ => "has to reach its bar",
                };
                one(Tone::Plain, format!("{}  {said}", arrows(value)))
            }
            Field::Bar => {
                let points = row.section_of(levels).map(|section| (need(section), section.max_points()));
                let said = points.map(|(need, most)| format!(" %  {need} of {most} points")).unwrap_or_default();
                one(Tone::Plain, format!("{}{said}", arrows(value)))
            }
            Field::Implies => {
                let Some(criterion) = row.criterion_of(levels) else { return Vec::new() };
                if criterion.implies.is_empty() {
                    return one(Tone::Muted, "nothing on a lower level".to_owned());
                }
                let mut lead = Some(lead);
                let indent = || Line::new().and(Tone::Plain, &" ".repeat(VALUES));
                let each = criterion.implies.iter();
                each.map(|id| (lead.take().unwrap_or_else(indent), Tone::Plain, named(levels, id))).collect()
            }
            _ if value.is_empty() => one(Tone::Muted, field.hint().to_owned()),
            _ => match field.manner() {
                Manner::Number | Manner::Choice => one(Tone::Plain, arrows(value)),
                _ if matches!(field, Field::Title | Field::LevelTitle | Field::SectionTitle) => {
                    one(Tone::Strong, value)
                }
                Manner::Text { .. } if field.is_generic(levels, row) => one(Tone::Muted, value),
                _ => one(Tone::Plain, value),
            },
        }
    }

    /// Room for the box that the field is typed into.
    fn typing(&mut self, typed: Typed<'_>, lead: Line) {
        let width = self.columns.saturating_sub(VALUES + 1).max(1);
        let rows: usize = text::clean_lines(typed.text).iter().map(|line| text::wrap(line, width).len()).sum();
        let start = self.page.lines.len();
        self.page.lines.push((Some(typed.field), lead));
        for _ in 1..rows.max(1) {
            self.page.lines.push((Some(typed.field), Line::new()));
        }
        self.page.typing = Some(start..self.page.lines.len());
        if let Some(trouble) = typed.trouble {
            self.aside(Some(typed.field), Line::new().word(Tone::Bad, "! "), Tone::Bad, trouble);
        }
        self.notes(self.adapting.cursor, Some(typed.field));
    }

    /// What there is to say about the row, or about a field of it.
    fn notes(&mut self, row: Row, field: Option<Field>) {
        let adapting = self.adapting;
        let in_full = field.is_none() || adapting.focus == Focus::List || adapting.selected() == field;
        for Note { is_fault, message, reason, .. } in adapting.notes.at(row, field) {
            let (sign, tone) = if *is_fault { ("! ", Tone::Bad) } else { ("· ", Tone::Muted) };
            let sign_tone = if *is_fault { Tone::Bad } else { Tone::Pending };
            let in_full = in_full && adapting.focus == Focus::Fields && !reason.is_empty();
            let words = if in_full { format!("{message}: {reason}") } else { message.clone() };
            self.aside(field, Line::new().word(sign_tone, sign), tone, &words);
        }
    }

    /// Words under the values.
    fn aside(&mut self, field: Option<Field>, sign: Line, tone: Tone, words: &str) {
        let mut lead = Line::new().and(Tone::Plain, &" ".repeat(if field.is_some() { VALUES } else { 2 }));
        lead.spans.extend(sign.spans);
        let mut lines = Vec::new();
        flow(&mut lines, lead, tone, words, self.columns);
        self.page.lines.extend(lines.into_iter().map(|line| (field, line)));
    }

    /// What the row is besides its fields.
    fn about(&mut self) {
        let adapting = self.adapting;
        let (row, levels) = (adapting.cursor, adapting.levels());
        let words = match (row.criterion_of(levels), row.section_of(levels), levels.get(row.level)) {
            (Some(criterion), ..) => about_criterion(criterion),
            (None, Some(section), _) => about_section(section),
            (None, None, Some(level)) => about_level(levels, level),
            (None, None, None) => return,
        };
        self.blank();
        self.aside(None, Line::new(), Tone::Muted, &words);
    }
}

/// The points that a section needs, as far as an unfinished one can tell.
fn need(section: &Section) -> u32 {
    section.bar_percent.saturating_mul(section.max_points()).div_ceil(100)
}

/// A criterion by its level and title.
fn named(levels: &[Arc<Level>], id: &str) -> String {
    let found = levels.iter().find_map(|level| {
        let criterion = level.criteria().find(|criterion| criterion.id == id)?;
        Some(format!("{} · {}", level.label(), criterion.title))
    });
    found.unwrap_or_else(|| id.to_owned())
}

fn about_criterion(criterion: &Criterion) -> String {
    let mut facts = vec![format!("id {}", criterion.id)];
    if !criterion.source.is_empty() {
        facts.push(format!("source: {}", criterion.source));
    }
    facts.join(" · ")
}

fn about_section(section: &Section) -> String {
    let minutes: u32 = section.criteria.iter().map(|criterion| criterion.minutes).fold(0, u32::saturating_add);
    format!("{}, {}, about {minutes} min", count::criteria(section.criteria.len()), kind_words(section.kind))
}

fn about_level(levels: &[Arc<Level>], level: &Level) -> String {
    let minutes = |level: &Level| level.criteria().map(|c| c.minutes).fold(0, u32::saturating_add);
    let mut words = format!("{}, about {} min", count::criteria(level.criteria().count()), minutes(level));
    if let Some(chain) = crate::domain::rubric::chain_to(levels, &level.id).filter(|chain| chain.len() > 1) {
        let count = chain.iter().map(|level| level.criteria().count()).sum();
        let minutes = chain.iter().map(|level| minutes(level)).fold(0, u32::saturating_add);
        words = format!("{words}; with the levels below {}, {minutes} min", count::criteria(count));
    }
    if let Some(source) = &level.source {
        words = format!("{words} · source: {}, {}", source.document, source.heading);
    }
    words
}
