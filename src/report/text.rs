//! Cards, panels and rubrics as plain text, within 80 columns.

use super::{CardSheet, words};
use crate::domain::explain;
use crate::domain::grade::Recommendation;
use crate::domain::rating::{Basis, Rating};
use crate::domain::rubric::{Level, Rubric, SectionKind};
use crate::domain::scorecard::{Content, Scorecard};
use crate::text::{clean, clean_lines, fit, pad, wrap};

mod difference;
mod handover;
mod panel;
mod plan;
mod rubric;
mod why;

pub use difference::{difference, regrading};
pub use handover::handover;
pub use panel::panel;
pub use plan::plan;
pub use rubric::rubric;
pub use why::why;

/// Columns of a report: it fits the smallest common terminal and a mail.
pub const COLUMNS: usize = 80;

const SECTION_COLUMNS: usize = 26;
const RATING_COLUMNS: usize = 14;

/// A whole card.
#[must_use]
pub fn card(sheet: &CardSheet<'_>) -> String {
    let CardSheet { card, seal, marks } = *sheet;
    let mut page = Page::default();
    head(&mut page, card.content());
    for mark in marks {
        page.paragraph("! ", mark);
    }
    decision(&mut page, card.content());
    recommendation(&mut page, card);
    ratings(&mut page, card.content());
    for (title, text) in words::impressions(card.content()) {
        page.heading(title);
        page.paragraph("  ", text);
    }
    if let Some(seal) = seal {
        page.heading(&format!("Seal {seal}"));
    }
    page.text
}

/// A level of a rubric with everything an interviewer may want to read before asking.
#[must_use]
pub fn level(level: &Level) -> String {
    let mut page = Page::default();
    page.paragraph("", &format!("{}: {}", level.family_title, level.title));
    for section in &level.sections {
        let kind = match section.kind {
            SectionKind::Required => format!("required, bar {} %", section.bar_percent),
            SectionKind::Additional => "additional".to_owned(),
        };
        page.heading(&format!("{} ({kind})", section.title));
        for criterion in &section.criteria {
            page.blank();
            let must_have = if criterion.must_have { ", must-have" } else { "" };
            page.paragraph("  ", &format!("{} [{}{must_have}]", criterion.title, criterion.id));
            page.paragraph("  ", &criterion.statement);
            for (rating, anchor) in Rating::ALL.into_iter().zip(&criterion.anchors) {
                if !anchor.is_empty() {
                    page.paragraph(&format!("    {} ", rating.number()), anchor);
                }
            }
            for question in &criterion.questions {
                page.paragraph("    ? ", &question.ask);
                for probe in &question.probes {
                    page.paragraph("      - ", probe);
                }
            }
            for sign in &criterion.look_for {
                page.paragraph("    * ", sign);
            }
        }
    }
    page.text
}

fn head(page: &mut Page, content: &Content) {
    let reference = content.candidate.reference.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
    page.paragraph("", &format!("{}{reference}", content.candidate.name));
    let target = content.rubric.target();
    page.paragraph("", &format!("{}, up to {}", target.family_title, target.label_with_grade()));
    let started = content.timing.started_at.to_minute();
    page.paragraph("", &format!("Interviewed by {}, {started}: {}", content.interviewer, words::minutes(content)));
    page.paragraph("", &format!("Card {}, submitted {}", content.id, content.submitted_at.to_minute()));
    if let Some(amends) = &content.amends {
        page.paragraph("", &format!("Amends the card with the seal {}", amends.seal));
        page.paragraph("because ", &amends.reason);
    }
}

/// Every level with the arithmetic of its required sections, of a card or of a panel.
fn levels(page: &mut Page, rubric: &Rubric, now: &Recommendation) {
    for (level, result) in rubric.levels().iter().zip(&now.levels) {
        let (verdict, profile) = (words::verdict(result.verdict), words::bar_profile(result.bar_profile));
        page.blank();
        page.paragraph("  ", &format!("{}: {verdict}, {profile}", level.label_with_grade()));
        for section in &result.sections {
            let title = pad(&clean(&level.sections[section.section].title), SECTION_COLUMNS);
            page.line(&format!("    {title}  {}", explain::arithmetic(section)));
        }
    }
}

fn recommendation(page: &mut Page, card: &Scorecard) {
    let (rubric, now) = (&card.content().rubric, card.recommendation());
    page.heading(&format!("Recommendation (computed): {}, {}", words::recommended(card), now.status.id()));
    page.paragraph("  ", &explain::headline(rubric, now));
    let blockers = now.blockers();
    if let Some(first) = blockers.first() {
        page.paragraph("  ", &format!("Why not {}:", rubric.levels()[first.level].label_with_grade()));
        for blocker in &blockers {
            page.paragraph("  - ", &explain::blocker(rubric, blocker));
        }
    }
    levels(page, rubric, now);
    if !now.credits.is_empty() {
        page.blank();
        page.paragraph("  ", "Counted as Meets, because a higher rung of the same ladder was shown:");
        for credit in &now.credits {
            let (lower, higher) = (rubric.criterion(credit.criterion), rubric.criterion(credit.from));
            page.paragraph("  - ", &format!("{} (from: {})", lower.title, higher.title));
        }
    }
}

fn decision(page: &mut Page, content: &Content) {
    let decision = &content.decision;
    let level = words::decided_level(content);
    page.heading(&format!("Decision (the interviewer's): {}, {level}", decision.overall.label()));
    if !decision.reason.trim().is_empty() {
        page.paragraph("  ", &decision.reason);
    }
}

fn ratings(page: &mut Page, content: &Content) {
    let rubric = &content.rubric;
    page.heading(&format!("Ratings: {}", words::asked(content)));
    let mut entries: Vec<_> = content.entries.iter().collect();
    entries.sort_by_key(|entry| entry.criterion);
    let mut above = None;
    for entry in entries {
        let place = rubric.place(entry.criterion);
        if above != Some((place.level, place.section)) {
            above = Some((place.level, place.section));
            page.blank();
            page.paragraph("  ", &words::section(rubric, place.level, place.section));
        }
        let label = pad(&entry.answer.label(), RATING_COLUMNS);
        page.paragraph(&format!("    {label}"), &rubric.criterion(entry.criterion).title);
        let indent = " ".repeat(4 + RATING_COLUMNS);
        if entry.basis != Basis::Interview {
            page.paragraph(&indent, &format!("basis: {}", entry.basis.label()));
        }
        if !entry.note.trim().is_empty() {
            page.paragraph(&indent, &entry.note);
        }
    }
}

/// The text so far.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// A clean line that is cut if need be.
    fn line(&mut self, line: &str) {
        self.text.push_str(fit(line, COLUMNS).trim_end());
        self.text.push('\n');
    }

    fn blank(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn heading(&mut self, title: &str) {
        self.blank();
        self.paragraph("", title);
    }

    /// A command to be copied: broken between its options where it has to be, as a shell allows, and never
    /// cut.
    fn command(&mut self, words: &[String]) {
        let mut line = String::new();
        for word in words {
            let word = clean(word);
            // Two columns for what says that the command goes on.
            if !line.is_empty() && crate::text::width(&line) + 1 + crate::text::width(&word) > COLUMNS - 2 {
                self.text.push_str(&line);
                self.text.push_str(" \\\n");
                line.clear();
                line.push_str("     ");
            }
            line.push_str(if line.is_empty() { "  " } else { " " });
            line.push_str(&word);
        }
        self.text.push_str(&line);
        self.text.push('\n');
    }

    /// A text of any length and content, its first line behind `lead`, the others under its end.
    fn paragraph(&mut self, lead: &str, text: &str) {
        let indent = crate::text::width(lead);
        let mut lead = lead.to_owned();
        for line in clean_lines(text.trim_end()) {
            for part in wrap(&line, COLUMNS - indent) {
                self.line(&format!("{lead}{part}"));
                lead = " ".repeat(indent);
            }
        }
    }
}
