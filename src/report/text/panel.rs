//! A panel as plain text: the summary first, the ratings side by side, every note, the seals.
//!
//! ```text
//!   Senior: Leadership skills               Ana     Ben     Chi     =      names where they have room
//! ! Mentoring junior engineers              3●≡     2◐≡     1○≡     2◐
//!
//!   Senior: Leadership    A   B   C   D   E   F   G   H   I   J   =        else letters, with a key;
//!   skills                                                                 titles go on below
//! ≠ Seeing past the       1○≡ …
//!     question asked
//! ```

use super::{COLUMNS, Page, levels};
use crate::domain::explain;
use crate::domain::panel::{Bar, Member, Panel, PanelDecision};
use crate::domain::rating::{Answer, Rating, shape};
use crate::report::panel::{self, Mark, PanelReport};
use crate::report::words;
use crate::text::{clean, fit, pad, width, wrap};

/// A whole panel.
#[must_use]
pub fn panel(report: &PanelReport<'_>) -> String {
    let PanelReport { panel, decisions, problems, revealed } = *report;
    let mut page = Page::default();
    head(&mut page, panel);
    for problem in problems {
        page.paragraph("! ", problem);
    }
    if revealed {
        page.paragraph("! ", panel::REVEALED);
    }
    recommendation(&mut page, panel);
    decided(&mut page, panel, decisions);
    page.heading("How sure it is");
    for sentence in panel::how_sure(panel) {
        page.paragraph("  - ", &sentence);
    }
    agenda(&mut page, panel);
    arithmetic(&mut page, panel);
    matrix(&mut page, panel);
    profiles(&mut page, panel);
    notes(&mut page, panel);
    amendments(&mut page, panel);
    for (heading, sentences) in panel::files(panel) {
        page.heading(heading);
        for sentence in sentences {
            page.paragraph("  - ", &sentence);
        }
    }
    cards(&mut page, panel);
    page.text
}

fn head(page: &mut Page, panel: &Panel) {
    let candidate = panel.candidate();
    let reference = candidate.reference.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
    page.paragraph("", &format!("{}{reference}", candidate.name));
    page.paragraph("", &panel::role(panel));
    let names: Vec<&str> = panel.members().iter().map(Member::interviewer).collect();
    page.paragraph("Panel: ", &names.join(", "));
}

fn recommendation(page: &mut Page, panel: &Panel) {
    let now = panel.recommendation();
    page.heading(&format!("Recommendation (computed): {}, {}", panel::grade(panel), now.status.id()));
    page.paragraph("  ", &explain::headline(panel.rubric(), now));
    if let Some((next, sentences)) = panel::blocked(panel) {
        page.paragraph("  ", &format!("Why not {next}:"));
        for sentence in sentences {
            page.paragraph("  - ", &sentence);
        }
    }
}

fn decided(page: &mut Page, panel: &Panel, decisions: &[(String, PanelDecision)]) {
    if decisions.is_empty() {
        page.heading("Decision (the panel's): none recorded yet");
    }
    for (index, (file, decision)) in decisions.iter().enumerate() {
        let record = decision.record();
        let which = if index == 0 { "Decision (the panel's)" } else { "Earlier decision" };
        page.heading(&format!("{which}: {}, {}", record.overall.label(), panel::decided_level(decision)));
        page.paragraph("  ", &panel::decided(decision));
        if !record.reason.trim().is_empty() {
            page.paragraph("  ", &record.reason);
        }
        for sentence in panel::beside(decision, panel) {
            page.paragraph("  - ", &sentence);
        }
        page.paragraph("  File: ", file);
    }
}

fn agenda(page: &mut Page, panel: &Panel) {
    page.heading("The debrief's agenda");
    page.paragraph("  ", &panel::agenda(panel));
    for contest in panel.agenda() {
        let mark = Mark::on(contest);
        let title = &panel.rubric().criterion(contest.criterion).title;
        page.blank();
        page.paragraph(&format!("  {} ", mark.sign()), &format!("{title} ({})", mark.word()));
        let section = panel::section(panel, contest.criterion);
        page.paragraph("    ", &format!("{section}; the panel: {}", contest.consensus));
        page.paragraph("    ", &panel::who_said_what(panel, contest.criterion));
        for sentence in panel::would_do(panel, contest) {
            page.paragraph("    - ", &sentence);
        }
    }
}

fn arithmetic(page: &mut Page, panel: &Panel) {
    page.heading("Levels");
    page.paragraph("  ", panel::RULE);
    levels(page, panel.rubric(), panel.recommendation());
    let credits = panel::credits(panel);
    if !credits.is_empty() {
        page.blank();
        page.paragraph("  ", "Counted as Meets, because a higher rung of the same ladder was shown:");
        for (lower, higher) in credits {
            page.paragraph("  - ", &format!("{lower} (from: {higher})"));
        }
    }
}

/// Columns before a criterion's title: indent, sign of the agenda, a space.
const MARK: usize = 4;
/// Columns of a rating: digit, shape, sign of a note, a space.
const CELL: usize = 4;
/// Columns of a rating with a name above it.
const NAMED: usize = 8;
/// Up to so many names stand above their columns; more leave too little room for titles.
const MOST_NAMED: usize = 4;
/// The least columns of a title. A panel of more than twelve is shown in several parts.
const TITLE: usize = 24;
/// The last column: the consensus.
const CONSENSUS: usize = 3;

/// The interviewers of one part of the matrix, with what stands above their columns.
struct Part {
    members: std::ops::Range<usize>,
    heads: Vec<String>,
    cell: usize,
}

impl Part {
    /// As many parts as there must be.
    fn all(panel: &Panel) -> Vec<Self> {
        let names: Vec<String> = panel.members().iter().map(|member| first_name(member.interviewer())).collect();
        let apart = (1..names.len()).all(|at| !names[..at].contains(&names[at]));
        if names.len() <= MOST_NAMED && apart {
            return vec![Self { members: 0..names.len(), heads: names, cell: NAMED }];
        }
        let most = (COLUMNS - MARK - TITLE - CONSENSUS) / CELL;
        let parts = (0..names.len()).step_by(most).map(|first| {
            let members = first..names.len().min(first + most);
            Self { heads: members.clone().map(letter).collect(), members, cell: CELL }
        });
        parts.collect()
    }

    fn title_columns(&self) -> usize {
        COLUMNS - MARK - CONSENSUS - self.cell * self.members.len()
    }
}

/// What an interviewer is called above a column.
fn first_name(interviewer: &str) -> String {
    let name = clean(interviewer);
    fit(name.split_whitespace().next().unwrap_or_default(), NAMED - 1).into_owned()
}

/// A, B and so on; after Z, AA.
fn letter(member: usize) -> String {
    let last = char::from(b'A' + u8::try_from(member % 26).unwrap_or_default());
    match member / 26 {
        0 => last.to_string(),
        n => format!("{}{last}", letter(n - 1)),
    }
}

fn matrix(page: &mut Page, panel: &Panel) {
    page.heading("Ratings side by side");
    page.paragraph("  ", "1○ Not shown  2◐ Partial  3● Meets  4◆ Exceeds  ? no data  · not asked");
    page.paragraph("  ", "blank: not on the card  ≡ has a note  = the panel  ↑ counts as Meets by credit");
    page.paragraph("  ", "! decides the grade  ≠ contested");
    for part in Part::all(panel) {
        if part.cell == CELL {
            page.blank();
            for (member, head) in part.members.clone().zip(&part.heads) {
                page.paragraph(&format!("  {} ", pad(head, 2)), panel.members()[member].interviewer());
            }
        }
        let heads = part.heads.iter().map(|head| pad(head, part.cell)).collect::<String>() + "=";
        for (level, content) in panel.rubric().levels().iter().enumerate() {
            for section in 0..content.sections.len() {
                page.blank();
                let title = words::section(panel.rubric(), level, section);
                row(page, "  ", &title, part.title_columns() + 2, &heads);
                for criterion in panel.rubric().section_range(level, section) {
                    criterion_row(page, panel, &part, criterion);
                }
            }
        }
    }
}

fn criterion_row(page: &mut Page, panel: &Panel, part: &Part, criterion: usize) {
    let cells = part.members.clone().map(|member| pad(&cell(panel, criterion, member), part.cell));
    let consensus = panel.consensus()[criterion];
    let credited = consensus < Some(Rating::Meets) && panel::is_credited(panel, criterion);
    let cells = cells.collect::<String>() + &compact(consensus.map(Answer::Rated)) + if credited { "↑" } else { "" };
    let mark = Mark::of(panel, criterion).map_or(" ", Mark::sign);
    let title = &panel.rubric().criterion(criterion).title;
    row(page, &format!("  {mark} "), title, part.title_columns(), &cells);
}

/// A title in as many lines as it takes, with columns beside the first one.
fn row(page: &mut Page, lead: &str, title: &str, columns: usize, cells: &str) {
    let lines = wrap(&clean(title), columns - 3);
    page.line(&format!("{lead}{}{cells}", pad(&lines[0], columns)));
    let indent = " ".repeat(width(lead) + 2);
    for line in &lines[1..] {
        page.line(&format!("{indent}{line}"));
    }
}

fn cell(panel: &Panel, criterion: usize, member: usize) -> String {
    if !panel.members()[member].asked(panel.rubric().place(criterion).level) {
        return String::new();
    }
    let entry = panel.cell(criterion, member);
    let note = if entry.is_some_and(|entry| !entry.note.trim().is_empty()) { "≡" } else { "" };
    format!("{}{note}", compact(entry.map(|entry| entry.answer)))
}

/// An answer as digit and shape.
fn compact(answer: Option<Answer>) -> String {
    let digit = answer.and_then(Answer::rating).map(|rating| rating.number().to_string());
    format!("{}{}", digit.unwrap_or_default(), shape(answer))
}

/// Columns of a name beside a bar, of the bar, and of its points.
const BAR: [usize; 3] = [20, 26, 16];

fn profiles(page: &mut Page, panel: &Panel) {
    page.heading("Sections against their bars");
    page.paragraph("  ", "█ earned, ░ still reachable where not everything was rated, ┃ the bar of the section.");
    for (level, result) in panel.recommendation().levels.iter().enumerate() {
        for section in &result.sections {
            page.blank();
            let title = words::section(panel.rubric(), level, section.section);
            page.paragraph("  ", &format!("{title}, needs {} of {}", section.need, section.max));
            for (who, bar) in panel::bars(panel, level, section.section) {
                let [name, _, points] = BAR;
                let (who, points) = (pad(&clean(who), name), pad(&panel::points(&bar), points));
                let state = if bar.asked { bar.result.state.id() } else { "" };
                page.line(&format!("    {who} {} {points} {state}", picture(&bar)));
            }
        }
    }
}

/// A bar; blank where the level was not on the card, because nothing is known there.
fn picture(bar: &Bar<'_>) -> String {
    let [_, columns, _] = BAR;
    if !bar.asked {
        return " ".repeat(columns + 1);
    }
    let cells = |points: u32| {
        let whole = |number: u32| usize::try_from(number).unwrap_or(0);
        whole(points) * columns / whole(bar.result.max).max(1)
    };
    let (earned, reachable, need) = (cells(bar.result.earned), cells(bar.result.reachable), cells(bar.result.need));
    let filled = |at: usize| match at {
        at if at < earned => '█',
        at if at < reachable => '░',
        _ => ' ',
    };
    (0..need).map(filled).chain(['┃']).chain((need..columns).map(filled)).collect()
}

fn notes(page: &mut Page, panel: &Panel) {
    page.heading("Notes");
    let mut above = None;
    for criterion in 0..panel.rubric().len() {
        let notes = panel::notes(panel, criterion);
        if notes.is_empty() {
            continue;
        }
        let place = panel.rubric().place(criterion);
        if above != Some((place.level, place.section)) {
            above = Some((place.level, place.section));
            page.blank();
            page.paragraph("  ", &words::section(panel.rubric(), place.level, place.section));
        }
        let mark = Mark::of(panel, criterion).map_or(" ", Mark::sign);
        let title = &panel.rubric().criterion(criterion).title;
        page.blank();
        page.paragraph(&format!("  {mark} "), &format!("{title} (the panel: {})", panel::consensus(panel, criterion)));
        for note in notes {
            let (who, entry) = (note.interviewer, note.entry);
            page.paragraph("    ", &format!("{who}: {} ({})", entry.answer.label(), panel::given(entry)));
            page.paragraph("      ", &entry.note);
        }
    }
    if above.is_none() {
        page.paragraph("  ", "None.");
    }
}

fn amendments(page: &mut Page, panel: &Panel) {
    let amended = panel::amended(panel);
    if amended.is_empty() {
        return;
    }
    page.heading("Amendments");
    for amended in amended {
        page.blank();
        page.paragraph("  ", &format!("{} amended their card. {}", amended.interviewer, amended.moved));
        if !amended.reason.is_empty() {
            page.paragraph("  Because: ", amended.reason);
        }
        for (what, before, now) in amended.changes {
            page.paragraph("  - ", &format!("{what}: {before} before, {now} now"));
        }
    }
}

fn cards(page: &mut Page, panel: &Panel) {
    page.heading("Cards");
    for member in panel.members() {
        let (submitted, content) = (member.submitted(), member.card().content());
        let target = content.rubric.target().label_with_grade();
        page.blank();
        page.paragraph("  ", &format!("{}, up to {target}", member.interviewer()));
        page.paragraph("    ", &format!("Computed from this card alone: {}", words::recommended(member.card())));
        let (overall, level) = (content.decision.overall.label(), words::decided_level(content));
        page.paragraph("    ", &format!("Their own decision: {overall}, {level}"));
        if !content.decision.reason.trim().is_empty() {
            page.paragraph("      ", &content.decision.reason);
        }
        for (heading, text) in words::impressions(content) {
            page.paragraph("    ", &format!("{heading}:"));
            page.paragraph("      ", text);
        }
        page.paragraph("    ", &format!("{}; {}", words::minutes(content), words::asked(content)));
        page.paragraph("    ", &format!("Submitted {}, {}", content.submitted_at.to_minute(), submitted.file));
        page.paragraph("    ", &format!("Card {}", content.id));
        page.paragraph("    ", &submitted.seal);
    }
}
