//! The form line by line, and the family that it makes so far.

use std::fmt::Write as _;

use super::{Entry, LABELS, Sketching};
use crate::app::prose::{Line, Tone, flow};
use crate::domain::rubric::{Level, SectionKind};
use crate::domain::sketch::{Row, SectionSketch};
use crate::text;

impl Sketching {
    /// The form, line by line.
    #[must_use]
    pub fn page(&self, columns: usize) -> Vec<Entry> {
        let mut lines: Vec<Entry> = Vec::new();
        let heading = |lines: &mut Vec<Entry>, line: Line| {
            lines.push((None, Line::new()));
            lines.push((None, line));
        };
        for row in self.rows() {
            match row {
                Row::Level(0) => heading(&mut lines, Line::of(Tone::Accent, "Levels, lowest first")),
                Row::Section(l, 0) => {
                    let title = self.sketch.level_title(l);
                    let title = if title.is_empty() { "This level" } else { &title };
                    let line = Line::of(Tone::Accent, title);
                    let hint = "  a line each: a title, or a title: what somebody has done";
                    let fits = line.width() + hint.len() <= columns;
                    heading(&mut lines, if fits { line.word(Tone::Muted, hint) } else { line });
                }
                Row::Section(_, s) if s > 0 => lines.push((None, Line::new())),
                _ => {}
            }
            lines.push((Some(row), self.row_line(row, columns)));
        }
        lines
    }

    /// The line of a row. Of the selected one, the part around the cursor.
    fn row_line(&self, row: Row, columns: usize) -> Line {
        let label = match row {
            Row::Title => "  Family".to_owned(),
            Row::Id => "  Id".to_owned(),
            Row::Level(l) => format!("  {:>2} Title", l + 1),
            Row::Grade(_) => "     Grade".to_owned(),
            Row::Extends(_) => "     Builds on".to_owned(),
            Row::Section(..) => "  Section".to_owned(),
            Row::Kind(..) => "  Kind".to_owned(),
            Row::Criterion(..) => "     ·".to_owned(),
        };
        let line = Line::of(Tone::Plain, &text::pad(&label, LABELS));
        match row {
            Row::Kind(l, s) => {
                let section = self.sketch.levels.get(l).and_then(|level| level.sections.get(s));
                let kind = section.map_or(SectionKind::Required, |section| section.kind);
                let choices = [(SectionKind::Required, "required"), (SectionKind::Additional, "nice to have")];
                choices.into_iter().fold(line, |line, (choice, word)| choice_of(line, word, choice == kind))
            }
            Row::Extends(l) => self.below(l).into_iter().fold(line, |line, choice| {
                let name = choice.map_or_else(|| "nothing".to_owned(), |below| self.sketch.level_title(below));
                choice_of(line, &name, choice == self.sketch.levels[l].extends)
            }),
            _ if self.text(row).is_empty() => line.and(Tone::Muted, &self.placeholder(row)),
            _ if row == self.row => {
                let room = columns.saturating_sub(LABELS + 1);
                let skipped = self.skipped(room);
                let shown: String = self.input.value().chars().skip(skipped).collect();
                line.and(Tone::Strong, &shown)
            }
            _ => line.and(Tone::Strong, self.text(row)),
        }
    }

    /// What a blank line is taken for, or asks for.
    fn placeholder(&self, row: Row) -> String {
        match row {
            Row::Title => "the job, as in “Gardener”".to_owned(),
            Row::Id if self.sketch.title.trim().is_empty() => "made of the title".to_owned(),
            Row::Id => format!("{}  (made of the title)", self.sketch.family_id()),
            Row::Level(0) if self.sketch.title.trim().is_empty() => "as the family".to_owned(),
            Row::Level(0) => format!("{}  (as the family)", self.sketch.title.trim()),
            Row::Level(_) => "another level, as in “Senior”; or go on".to_owned(),
            Row::Grade(_) => "optional: a number".to_owned(),
            Row::Section(l, s) => {
                let section = self.sketch.levels.get(l).and_then(|level| level.sections.get(s));
                match section {
                    None if s > 0 => "another section; or go on".to_owned(),
                    None => SectionSketch::usual_title(SectionKind::Required).to_owned(),
                    Some(section) => SectionSketch::usual_title(section.kind).to_owned(),
                }
            }
            Row::Criterion(_, _, 0) => "as in “Sows: has sown a bed that came up”".to_owned(),
            Row::Criterion(..) => "another line; or go on".to_owned(),
            Row::Kind(..) | Row::Extends(_) => String::new(),
        }
    }

    /// Characters of the typed text that are out of sight on the left, where it is wider than its room.
    #[must_use]
    pub fn skipped(&self, room: usize) -> usize {
        let typed: Vec<char> = self.input.value().chars().collect();
        let cursor = self.input.cursor().min(typed.len());
        let mut width = 0;
        let fits = |letter: &&char| {
            width += shown_width(&[**letter]);
            width <= room
        };
        cursor - typed[..cursor].iter().rev().take_while(fits).count()
    }

    /// Columns from the beginning of what is typed to the cursor, where the room for it is known.
    #[must_use]
    pub fn cursor_column(&self, room: usize) -> usize {
        let typed: Vec<char> = self.input.value().chars().collect();
        let cursor = self.input.cursor().min(typed.len());
        shown_width(&typed[self.skipped(room).min(cursor)..cursor])
    }

    /// How large the family is so far.
    #[must_use]
    pub fn size_words(&self) -> String {
        let made = self.sketch.made();
        let criteria: usize = made.iter().map(|(_, level)| level.criteria().count()).sum();
        let plural = |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
        format!("{}, {}", plural(made.len(), "level", "levels"), plural(criteria, "criterion", "criteria"))
    }

    /// The family as an interviewer will find it, with what is missing before it and what would be
    /// better after it.
    #[must_use]
    pub fn preview(&self, columns: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let problems = self.problems();
        if problems.is_empty() {
            let line = Line::of(Tone::Good, "Nothing is missing.").word(Tone::Plain, " Ctrl-S saves it.");
            lines.push(line);
        }
        for (_, problem) in &problems {
            flow(&mut lines, Line::new().word(Tone::Bad, "! "), Tone::Plain, problem, columns);
        }
        lines.push(Line::new());
        for (_, level) in self.sketch.made() {
            level_lines(&mut lines, &level, columns);
        }
        for hint in self.sketch.hints() {
            flow(&mut lines, Line::new().word(Tone::Pending, "~ "), Tone::Muted, &hint, columns);
        }
        lines
    }

    /// Everything that is typed as plain text, for when it cannot be kept.
    #[must_use]
    pub fn as_text(&self) -> String {
        let mut out = format!("{}\n", self.sketch.title);
        for level in &self.sketch.levels {
            let _ = writeln!(out, "\n{} {}", level.title, level.grade);
            for section in &level.sections {
                let _ = writeln!(out, "  {}", section.title);
                for line in &section.criteria {
                    let _ = writeln!(out, "    {line}");
                }
            }
        }
        out
    }
}

fn choice_of(line: Line, name: &str, chosen: bool) -> Line {
    if chosen { line.and(Tone::Strong, &format!("[{name}]")) } else { line.and(Tone::Muted, &format!(" {name} ")) }
}

fn shown_width(letters: &[char]) -> usize {
    text::width(&text::clean(&letters.iter().collect::<String>()))
}

fn level_lines(lines: &mut Vec<Line>, level: &Level, columns: usize) {
    let title = if level.title.is_empty() { "A level without a title" } else { &level.title };
    let grade = level.grade.map_or_else(String::new, |grade| format!("  grade {grade}"));
    lines.push(Line::of(Tone::Strong, title).and(Tone::Accent, &grade));
    for section in &level.sections {
        let of = section.max_points();
        let bar = match section.kind {
            SectionKind::Required => format!("  {} of {of} points needed", section.need()),
            SectionKind::Additional => "  nice to have".to_owned(),
        };
        lines.push(Line::new().word(Tone::Plain, "  ").and(Tone::Accent, &section.title).and(Tone::Muted, &bar));
        for criterion in &section.criteria {
            flow(lines, Line::new().word(Tone::Plain, "   · "), Tone::Plain, &criterion.title, columns);
            if !criterion.statement.is_empty() {
                flow(lines, Line::new().word(Tone::Plain, "     "), Tone::Muted, &criterion.statement, columns);
            }
        }
    }
    lines.push(Line::new());
}
