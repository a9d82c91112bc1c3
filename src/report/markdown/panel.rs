//! A panel as Markdown: the summary first, the ratings side by side, every note, the seals.

use super::levels;
use super::page::{Page, code, escape};
use crate::domain::explain;
use crate::domain::panel::{Panel, PanelDecision};
use crate::domain::rating::{Answer, Rating, shape};
use crate::report::panel::{self, Mark, PanelReport};
use crate::report::words;

/// A whole panel.
#[must_use]
pub fn panel(report: &PanelReport<'_>) -> String {
    let PanelReport { panel, decisions, problems, revealed } = *report;
    let mut page = Page::default();
    head(&mut page, panel);
    page.list(problems.iter().map(|problem| format!("**Check:** {}", escape(problem))));
    if revealed {
        page.paragraph(&format!("**Note:** {}", escape(panel::REVEALED)));
    }
    summary(&mut page, panel, decisions);
    reasons(&mut page, panel);
    agenda(&mut page, panel);
    levels(&mut page, panel.rubric(), panel.recommendation());
    matrix(&mut page, panel);
    profiles(&mut page, panel);
    notes(&mut page, panel);
    amendments(&mut page, panel);
    for (heading, sentences) in panel::files(panel) {
        page.heading(2, heading);
        sentences_as_list(&mut page, sentences);
    }
    cards(&mut page, panel);
    page.text()
}

fn sentences_as_list(page: &mut Page, sentences: impl IntoIterator<Item = String>) {
    page.list(sentences.into_iter().map(|sentence| escape(&sentence)));
}

fn head(page: &mut Page, panel: &Panel) {
    let candidate = panel.candidate();
    let reference = candidate.reference.as_deref().map(|text| format!(" ({})", escape(text)));
    page.heading(1, &format!("{}{}", escape(&candidate.name), reference.unwrap_or_default()));
    let names: Vec<String> = panel.members().iter().map(|member| escape(member.interviewer())).collect();
    page.paragraph(&format!("{}. Panel: {}.", escape(&panel::role(panel)), names.join(", ")));
}

fn summary(page: &mut Page, panel: &Panel, decisions: &[(String, PanelDecision)]) {
    let grade = format!("**{}**, {}", escape(&panel::grade(panel)), panel.recommendation().status.id());
    let decided = |decision: &PanelDecision| {
        format!("**{}**, {}", decision.record().overall.label(), escape(&panel::decided_level(decision)))
    };
    let newest = decisions.first().map_or_else(|| "none recorded yet".to_owned(), |(_, decision)| decided(decision));
    page.table(&["Recommendation (computed)", "Decision (the panel's)"], [[grade, newest]]);
    for (index, (file, decision)) in decisions.iter().enumerate() {
        if index > 0 {
            page.paragraph(&format!("Earlier decision: {}.", decided(decision)));
        }
        page.paragraph(&format!("{} File: {}.", escape(&panel::decided(decision)), code(file)));
        if !decision.record().reason.trim().is_empty() {
            page.quote(&decision.record().reason);
        }
        sentences_as_list(page, panel::beside(decision, panel));
    }
}

fn reasons(page: &mut Page, panel: &Panel) {
    page.heading(2, "Why");
    page.paragraph(&escape(&explain::headline(panel.rubric(), panel.recommendation())));
    page.paragraph(&escape(panel::RULE));
    if let Some((next, sentences)) = panel::blocked(panel) {
        page.paragraph(&format!("Why not {}:", escape(&next)));
        sentences_as_list(page, sentences);
    }
    let credits = panel::credits(panel);
    if !credits.is_empty() {
        page.paragraph("Counted as Meets, because a higher rung of the same ladder was shown:");
        page.list(credits.into_iter().map(|(lower, higher)| format!("{} (from: {})", escape(lower), escape(higher))));
    }
    page.heading(2, "How sure it is");
    sentences_as_list(page, panel::how_sure(panel));
}

fn agenda(page: &mut Page, panel: &Panel) {
    page.heading(2, "The debrief's agenda");
    page.paragraph(&escape(&panel::agenda(panel)));
    for contest in panel.agenda() {
        let title = escape(&panel.rubric().criterion(contest.criterion).title);
        page.heading(3, &format!("{title} ({})", Mark::on(contest).word()));
        let section = escape(&panel::section(panel, contest.criterion));
        let answers = escape(&panel::who_said_what(panel, contest.criterion));
        page.paragraph(&format!("{section}; the panel: **{}**. {answers}.", contest.consensus));
        sentences_as_list(page, panel::would_do(panel, contest));
    }
}

fn matrix(page: &mut Page, panel: &Panel) {
    page.heading(2, "Ratings side by side");
    page.paragraph(
        "○ 1 Not shown, ◐ 2 Partial, ● 3 Meets, ◆ 4 Exceeds, ? no data, · not asked, empty: not on the card. \
         ≡ has a note, ↑ counts as Meets by credit.",
    );
    let names = panel.members().iter().map(|member| escape(member.interviewer()));
    let mut header = vec!["Criterion".to_owned()];
    header.extend(names);
    header.extend(["The panel".to_owned(), "For the debrief".to_owned()]);
    for (level, content) in panel.rubric().levels().iter().enumerate() {
        for section in 0..content.sections.len() {
            page.heading(3, &escape(&words::section(panel.rubric(), level, section)));
            let rows = panel.rubric().section_range(level, section).map(|criterion| row(panel, criterion));
            page.wide_table(&header, rows);
        }
    }
}

fn row(panel: &Panel, criterion: usize) -> Vec<String> {
    let consensus = panel.consensus()[criterion];
    let credited = consensus < Some(Rating::Meets) && panel::is_credited(panel, criterion);
    let standing = words::standing(panel.rubric(), criterion).map(|standing| format!(", {standing}"));
    let title = escape(&panel.rubric().criterion(criterion).title) + &standing.unwrap_or_default();
    let cells = panel.members().iter().map(|member| {
        if !member.asked(panel.rubric().place(criterion).level) {
            return String::new();
        }
        let entry = member.entry(criterion);
        let note = if entry.is_some_and(|entry| !entry.note.trim().is_empty()) { " ≡" } else { "" };
        format!("{}{note}", compact(entry.map(|entry| entry.answer)))
    });
    let own = format!("**{}**{}", compact(consensus.map(Answer::Rated)), if credited { " ↑" } else { "" });
    let mark = Mark::of(panel, criterion).map_or("", Mark::word).to_owned();
    std::iter::once(title).chain(cells).chain([own, mark]).collect()
}

/// An answer as shape and digit.
fn compact(answer: Option<Answer>) -> String {
    let digit = answer.and_then(Answer::rating).map(|rating| format!(" {}", rating.number()));
    format!("{}{}", shape(answer), digit.unwrap_or_default())
}

/// The profiles as points, because Markdown has no pictures of its own.
fn profiles(page: &mut Page, panel: &Panel) {
    page.heading(2, "Sections against their bars");
    let mut header = vec!["Required section".to_owned(), "Needs".to_owned()];
    header.extend(panel.members().iter().map(|member| escape(member.interviewer())));
    header.push("The panel".to_owned());
    let sections = panel.recommendation().levels.iter().enumerate();
    let sections = sections.flat_map(|(level, result)| result.sections.iter().map(move |section| (level, section)));
    let rows = sections.map(|(level, section)| {
        let title = escape(&words::section(panel.rubric(), level, section.section));
        let bars = panel::bars(panel, level, section.section).into_iter().map(|(_, bar)| {
            let state = if bar.asked { format!(", {}", bar.result.state.id()) } else { String::new() };
            format!("{}{state}", panel::points(&bar))
        });
        [title, section.need.to_string()].into_iter().chain(bars).collect::<Vec<_>>()
    });
    page.wide_table(&header, rows);
}

fn notes(page: &mut Page, panel: &Panel) {
    page.heading(2, "Notes");
    let noted = (0..panel.rubric().len()).map(|criterion| (criterion, panel::notes(panel, criterion)));
    let noted: Vec<_> = noted.filter(|(_, notes)| !notes.is_empty()).collect();
    if noted.is_empty() {
        page.paragraph("None.");
    }
    for (criterion, notes) in noted {
        let title = escape(&panel.rubric().criterion(criterion).title);
        let mark = Mark::of(panel, criterion).map(|mark| format!(" ({})", mark.word()));
        page.heading(3, &format!("{title}{}", mark.unwrap_or_default()));
        let section = escape(&panel::section(panel, criterion));
        page.paragraph(&format!("{section}; the panel: {}.", panel::consensus(panel, criterion)));
        for note in notes {
            let (who, entry) = (escape(note.interviewer), note.entry);
            page.paragraph(&format!("{who}: **{}** ({})", entry.answer.label(), panel::given(entry)));
            page.quote(&entry.note);
        }
    }
}

fn amendments(page: &mut Page, panel: &Panel) {
    let amended = panel::amended(panel);
    if !amended.is_empty() {
        page.heading(2, "Amendments");
    }
    for amended in amended {
        let (who, moved) = (escape(amended.interviewer), escape(&amended.moved));
        page.paragraph(&format!("{who} amended their card. {moved}"));
        if !amended.reason.is_empty() {
            page.quote(amended.reason);
        }
        page.list(
            amended.changes.iter().map(|(what, before, now)| format!("{}: {before} before, {now} now", escape(what))),
        );
    }
}

fn cards(page: &mut Page, panel: &Panel) {
    page.heading(2, "Cards");
    for member in panel.members() {
        let (submitted, content) = (member.submitted(), member.card().content());
        let target = escape(&content.rubric.target().label_with_grade());
        page.heading(3, &format!("{}, up to {target}", escape(member.interviewer())));
        let (overall, level) = (content.decision.overall.label(), escape(&words::decided_level(content)));
        page.list([
            format!("Computed from this card alone: {}", escape(&words::recommended(member.card()))),
            format!("Their own decision: {overall}, {level}"),
            format!("{}; {}", words::minutes(content), words::asked(content)),
            format!("Submitted: {}", content.submitted_at.to_minute()),
            format!("File: {}", code(&submitted.file)),
            format!("Id: {}", code(&content.id)),
            format!("Seal: {}", code(&submitted.seal)),
        ]);
        if !content.decision.reason.trim().is_empty() {
            page.paragraph("Their reason:");
            page.quote(&content.decision.reason);
        }
        for (heading, text) in words::impressions(content) {
            page.paragraph(&format!("{heading}:"));
            page.quote(text);
        }
    }
}
