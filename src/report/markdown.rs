//! Cards, panels and rubrics as Markdown that pastes into an issue or a wiki.
//!
//! `CommonMark` with the tables of `GitHub`. Whatever comes from data goes through [`page::escape`]: it makes no
//! heading, list, HTML, link, mention or reference of its own.

use super::{CardSheet, words};
use crate::domain::explain;
use crate::domain::grade::Recommendation;
use crate::domain::rating::{Answer, Basis};
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::{Content, Entry, Scorecard};
use page::{Page, escape};

mod handover;
pub mod page;
mod panel;
mod plan;
mod rubric;

pub use handover::handover;
pub use panel::panel;
pub use plan::plan;
pub use rubric::rubric;

/// A whole card.
#[must_use]
pub fn card(sheet: &CardSheet<'_>) -> String {
    let CardSheet { card, seal, marks } = *sheet;
    let content = card.content();
    let mut page = Page::default();
    head(&mut page, content);
    page.list(marks.iter().map(|mark| format!("**Check:** {}", escape(mark))));
    summary(&mut page, card);
    if let Some(amends) = &content.amends {
        page.paragraph(&format!("Amends the card with the seal {}, because:", page::code(&amends.seal)));
        page.quote(&amends.reason);
    }
    reasons(&mut page, card);
    levels(&mut page, &card.content().rubric, card.recommendation());
    ratings(&mut page, card);
    for (heading, text) in words::impressions(content) {
        page.heading(2, heading);
        page.quote(text);
    }
    page.heading(2, "Card");
    let mut items =
        vec![format!("Id: {}", page::code(&content.id)), format!("Submitted: {}", content.submitted_at.to_minute())];
    match seal {
        Some(seal) => items.push(format!("Seal: {}", page::code(seal))),
        None => items.push("Seal: none that fits".to_owned()),
    }
    page.list(items);
    page.text()
}

fn head(page: &mut Page, content: &Content) {
    let target = content.rubric.target();
    let reference = content.candidate.reference.as_deref().map(|text| format!(" ({})", escape(text)));
    page.heading(1, &format!("{}{}", escape(&content.candidate.name), reference.unwrap_or_default()));
    page.paragraph(&format!(
        "{}, up to {}. Interviewed by {}, {}: {}.",
        escape(&target.family_title),
        escape(&target.label_with_grade()),
        escape(&content.interviewer),
        content.timing.started_at.to_minute(),
        words::minutes(content)
    ));
}

fn summary(page: &mut Page, card: &Scorecard) {
    let decision = &card.content().decision;
    page.table(
        &["Recommendation (computed)", "Decision (the interviewer's)"],
        [[
            format!("**{}**, {}", escape(&words::recommended(card)), card.recommendation().status.id()),
            format!("**{}**, {}", decision.overall.label(), escape(&words::decided_level(card.content()))),
        ]],
    );
    if !decision.reason.trim().is_empty() {
        page.paragraph("The interviewer's reason:");
        page.quote(&decision.reason);
    }
}

fn reasons(page: &mut Page, card: &Scorecard) {
    let (rubric, now) = (&card.content().rubric, card.recommendation());
    page.heading(2, "Why");
    page.paragraph(&escape(&explain::headline(rubric, now)));
    let blockers = now.blockers();
    if let Some(first) = blockers.first() {
        page.paragraph(&format!("Why not {}:", escape(&rubric.levels()[first.level].label_with_grade())));
        page.list(blockers.iter().map(|blocker| escape(&explain::blocker(rubric, blocker))));
    }
    if !now.credits.is_empty() {
        page.paragraph("Counted as Meets, because a higher rung of the same ladder was shown:");
        page.list(now.credits.iter().map(|credit| {
            let (lower, higher) = (rubric.criterion(credit.criterion), rubric.criterion(credit.from));
            format!("{} (from: {})", escape(&lower.title), escape(&higher.title))
        }));
    }
}

/// Every level with the arithmetic of its required sections, of a card or of a panel.
fn levels(page: &mut Page, rubric: &Rubric, now: &Recommendation) {
    page.heading(2, "Levels");
    for (level, result) in rubric.levels().iter().zip(&now.levels) {
        let (verdict, profile) = (words::verdict(result.verdict), words::bar_profile(result.bar_profile));
        page.heading(3, &format!("{}: {verdict}, {profile}", escape(&level.label_with_grade())));
        let rows = result.sections.iter().map(|section| {
            [
                escape(&level.sections[section.section].title),
                format!("{} of {}", section.earned, section.max),
                section.need.to_string(),
                section.reachable.to_string(),
                section.state.id().to_owned(),
            ]
        });
        page.table(&["Required section", "Points", "Needs", "At most", "State"], rows);
    }
}

fn ratings(page: &mut Page, card: &Scorecard) {
    let content = card.content();
    let rubric = &content.rubric;
    let answers = words::answers(content);
    page.heading(2, &format!("Ratings: {}", words::asked(content)));
    for (level, at) in rubric.levels().iter().enumerate() {
        for section in 0..at.sections.len() {
            let range = rubric.section_range(level, section);
            page.heading(3, &escape(&words::section(rubric, level, section)));
            page.table(
                &["Rating", "Criterion", "Basis"],
                range.clone().map(|index| [rating(answers[index]), criterion(card, index), basis(answers[index])]),
            );
            for (index, entry) in range.filter_map(|index| Some((index, answers[index]?))) {
                if !entry.note.trim().is_empty() {
                    page.paragraph(&format!("{}:", escape(&rubric.criterion(index).title)));
                    page.quote(&entry.note);
                }
            }
        }
    }
}

fn rating(entry: Option<&Entry>) -> String {
    match entry.map(|entry| entry.answer) {
        None => "not asked".to_owned(),
        Some(answer @ Answer::NoData) => answer.label(),
        Some(answer @ Answer::Rated(_)) => format!("**{}**", answer.label()),
    }
}

fn criterion(card: &Scorecard, index: usize) -> String {
    let rubric = &card.content().rubric;
    let mut parts = vec![escape(&rubric.criterion(index).title)];
    parts.extend(words::standing(rubric, index));
    parts.extend(words::credited_by(card, index).map(|_| "counts as Meets".to_owned()));
    parts.join(", ")
}

fn basis(entry: Option<&Entry>) -> String {
    entry.map_or_else(String::new, |entry| match entry.basis {
        Basis::Interview => String::new(),
        other => other.label().to_owned(),
    })
}
