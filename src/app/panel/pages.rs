//! The panel's pages: what stands beside the selected row, why this grade, and the profile.

use super::PanelView;
use crate::app::detail::{digit, shape};
use crate::app::prose::{Line, Tone, flow, flow_indented};
use crate::app::scoring::Row;
use crate::app::why;
use crate::domain::panel::{Bar, words};
use crate::domain::rating::{Answer, Rating};
use crate::domain::scorecard::Entry;
use crate::text;

impl PanelView {
    /// The page of the selected row.
    pub(super) fn selected_page(&self, columns: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        match self.cursor {
            Row::Criterion(criterion) => self.criterion(&mut lines, criterion, columns),
            Row::Section(level, section) => self.sections(&mut lines, level, Some(section), columns),
            Row::Level(level) => self.sections(&mut lines, level, None, columns),
        }
        lines
    }

    fn criterion(&self, lines: &mut Vec<Line>, criterion: usize, columns: usize) {
        let rubric = self.panel.rubric();
        let content = rubric.criterion(criterion);
        flow(lines, Line::new(), Tone::Strong, &content.title, columns);
        if let Some(contest) = self.contest(criterion) {
            if contest.is_decisive() {
                for other in contest.alternatives.iter().filter(|other| other.changes) {
                    let said = words::alternative(&self.panel, contest, other);
                    flow(lines, Line::new().word(Tone::Bad, "! decides: "), Tone::Plain, &said, columns);
                }
            } else {
                let said = "no other rating given here changes the grade";
                flow(lines, Line::new().word(Tone::Pending, "≠ contested: "), Tone::Plain, said, columns);
            }
        }
        self.entries(lines, criterion, columns);
        let consensus = self.panel.consensus()[criterion].map(Answer::Rated);
        let said = consensus.map_or_else(|| "nobody rated it".to_owned(), Answer::label);
        let given = self.panel.members().iter().filter(|member| member.ratings()[criterion].is_some()).count();
        let of = if given > 1 { format!("the lower median of {given} ratings") } else { String::new() };
        let lead = Line::new().word(Tone::Accent, "Consensus ").and(Tone::Rating(consensus), &format!("{said}  "));
        flow(lines, lead, Tone::Muted, &of, columns);
        if let Some(credit) = self.panel.recommendation().credits.iter().find(|credit| credit.criterion == criterion) {
            let from = format!("counts as Meets, credited by {}", rubric.criterion(credit.from).title);
            flow(lines, Line::new().word(Tone::Accent, "↑ Credit "), Tone::Plain, &from, columns);
        }
        flow(lines, Line::new(), Tone::Muted, &content.statement, columns);
        for rating in Rating::ALL {
            let answer = Some(Answer::Rated(rating));
            let lead = Line::new()
                .word(Tone::Rating(answer), digit(answer))
                .word(Tone::Rating(answer), " ")
                .word(Tone::Rating(answer), shape(answer))
                .word(Tone::Muted, " ")
                .word(Tone::Muted, rating.label())
                .word(Tone::Plain, "  ");
            let anchor = &content.anchors[usize::from(rating.number() - 1)];
            let anchor = if anchor.is_empty() { rating.meaning() } else { anchor };
            flow_indented(lines, lead, Tone::Muted, anchor, columns, 4);
        }
    }

    /// What everyone gave and noted, the selected interviewer first.
    fn entries(&self, lines: &mut Vec<Line>, criterion: usize, columns: usize) {
        let members = self.panel.members();
        let name_columns =
            members.iter().map(|m| text::width(&text::clean(m.interviewer()))).max().unwrap_or(0).min(20);
        let order = std::iter::once(self.member).chain((0..members.len()).filter(|&member| member != self.member));
        for member in order {
            let entry = self.panel.cell(criterion, member);
            let pointer = if member == self.member { "▸ " } else { "  " };
            let name = text::pad(&text::clean(members[member].interviewer()), name_columns);
            let line = Line::new().word(Tone::Accent, pointer).and(Tone::Strong, &format!("{name}  "));
            let level = self.panel.rubric().place(criterion).level;
            let Some(entry) = entry else {
                let why = if members[member].asked(level) { "not asked" } else { "this level was not on the card" };
                lines.push(line.word(Tone::Muted, "·  ").word(Tone::Muted, why));
                continue;
            };
            let answer = Some(entry.answer);
            let line = line.and(Tone::Rating(answer), &format!("{} {}", digit(answer), shape(answer)));
            let word = match entry.answer {
                Answer::Rated(rating) => rating.label(),
                Answer::NoData => "No data",
            };
            let lead = line.and(Tone::Plain, &format!(" {word}  "));
            flow_indented(lines, lead, Tone::Muted, &given(entry), columns, 4);
            if let Some(was) = self.was(criterion, member) {
                let was = was.map_or_else(|| "not asked".to_owned(), Answer::label);
                lines.push(Line::of(Tone::Pending, &format!("    before: {was}")));
            }
            if !entry.note.trim().is_empty() {
                flow_indented(lines, Line::new().word(Tone::Plain, "    "), Tone::Plain, &entry.note, columns, 4);
            }
        }
    }

    /// The picture of one section, or of all sections of a level.
    fn sections(&self, lines: &mut Vec<Line>, level: usize, section: Option<usize>, columns: usize) {
        let content = &self.panel.rubric().levels()[level];
        flow(lines, Line::new(), Tone::Strong, &content.label_with_grade(), columns);
        let required = self.panel.recommendation().levels[level].sections.iter().map(|result| result.section);
        let wanted: Vec<usize> = required.filter(|&s| section.is_none_or(|only| only == s)).collect();
        if wanted.is_empty() {
            let words = "Additional criteria never gate a grade; most of them at Meets make a yes a strong yes.";
            flow(lines, Line::new(), Tone::Muted, words, columns);
            return;
        }
        for s in wanted {
            self.bars(lines, level, s, columns);
        }
        legend(lines, columns);
    }

    /// Everyone's bar in one section, the consensus last.
    fn bars(&self, lines: &mut Vec<Line>, level: usize, section: usize, columns: usize) {
        let title = &self.panel.rubric().levels()[level].sections[section].title;
        lines.push(Line::of(Tone::Accent, title));
        let find = |bars: Vec<Bar<'_>>| {
            bars.into_iter()
                .find(|bar| bar.level == level && bar.result.section == section)
                .map(|bar| line_of(&bar, columns))
        };
        for (member, who) in self.panel.members().iter().enumerate() {
            let lead = Line::of(Tone::Plain, &format!("  {} ", text::pad(&text::clean(who.interviewer()), NAME)));
            lines.extend(find(self.panel.profile(member)).map(|bar| joined(lead, bar)));
        }
        let lead = Line::of(Tone::Strong, &format!("  {} ", text::pad("the panel", NAME)));
        lines.extend(find(self.panel.consensus_profile()).map(|bar| joined(lead, bar)));
    }

    /// Everyone's profile over all sections.
    #[must_use]
    pub fn profile_page(&self, columns: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        legend(&mut lines, columns);
        for level in (0..self.panel.rubric().levels().len()).rev() {
            lines.push(Line::new());
            lines.push(Line::of(Tone::Strong, &self.panel.rubric().levels()[level].label_with_grade()));
            for result in &self.panel.recommendation().levels[level].sections {
                self.bars(&mut lines, level, result.section, columns);
            }
        }
        lines
    }

    /// Why this grade, how sure it is, and what was left out.
    #[must_use]
    pub fn why_page(&self, columns: usize) -> Vec<Line> {
        let panel = &self.panel;
        let mut lines = Vec::new();
        let item = |lines: &mut Vec<Line>, tone: Tone, said: &str| {
            flow(lines, Line::new().word(tone, "  • "), Tone::Plain, said, columns);
        };
        for decided in &self.decisions {
            let tone = if decided.since.is_empty() { Tone::Good } else { Tone::Pending };
            flow(&mut lines, Line::new().word(Tone::Accent, "Decided  "), Tone::Strong, &decided.said, columns);
            for since in &decided.since {
                item(&mut lines, tone, since);
            }
            flow(&mut lines, Line::new().word(Tone::Plain, "  "), Tone::Muted, &decided.file, columns);
            lines.push(Line::new());
        }
        lines.push(Line::of(Tone::Accent, "How sure it is"));
        item(&mut lines, Tone::Muted, &words::range(panel));
        for member in 0..panel.members().len() {
            if panel.members().len() > 1 {
                item(&mut lines, Tone::Muted, &words::without(panel, member));
            }
        }
        item(&mut lines, Tone::Muted, &words::single_rated(panel));
        item(&mut lines, Tone::Muted, &words::agreement(panel.agreement()));
        lines.push(Line::new());
        let amended: Vec<String> = self
            .before
            .iter()
            .zip(panel.members())
            .filter_map(|(before, member)| {
                let moved = words::moved(before.as_ref()?, panel);
                let reason = member.card().content().amends.as_ref().map_or("", |amends| amends.reason.trim());
                let because = if reason.is_empty() { String::new() } else { format!(" Because: {reason}") };
                Some(format!("{} amended. {moved}{because}", member.interviewer()))
            })
            .collect();
        let left_out = panel.left_out().iter().map(words::left_out);
        for (heading, told) in [
            ("Amendments", amended),
            ("Left out", left_out.collect()),
            ("To know of the cards", panel.remarks().iter().map(words::remark).collect()),
            ("Files that could not be used", self.problems.clone()),
        ] {
            if !told.is_empty() {
                lines.push(Line::of(Tone::Accent, heading));
                for said in told {
                    item(&mut lines, Tone::Pending, &said);
                }
                lines.push(Line::new());
            }
        }
        lines.extend(why::page(panel.rubric(), panel.consensus(), panel.recommendation(), columns));
        lines
    }
}

/// Columns of a name beside a bar.
const NAME: usize = 14;

/// What an answer rests on, when it was given, and how often it was changed.
fn given(entry: &Entry) -> String {
    let mut facts = vec![entry.basis.label().to_owned(), entry.rated_at.to_minute()];
    if entry.changes > 0 {
        facts.push(format!("changed {}×", entry.changes));
    }
    facts.join(" · ")
}

/// One bar: what is earned, what is still reachable, and where the section's bar stands.
fn line_of(bar: &Bar<'_>, columns: usize) -> Line {
    if !bar.asked {
        return Line::of(Tone::Muted, "not asked");
    }
    let result = bar.result;
    let width = columns.saturating_sub(NAME + 26).clamp(8, 32);
    let cells =
        |points: u32| usize::try_from(points).unwrap_or(0) * width / usize::try_from(result.max).unwrap_or(1).max(1);
    let (earned, reachable, need) = (cells(result.earned), cells(result.reachable), cells(result.need));
    let picture: String = (0..width)
        .map(|at| match at {
            at if at < earned => '█',
            at if at < reachable => '░',
            _ => ' ',
        })
        .collect();
    let (before, after): (String, String) =
        (picture.chars().take(need).collect(), picture.chars().skip(need).collect());
    let numbers = if bar.rated == 0 && result.earned == 0 {
        "not asked".to_owned()
    } else if result.reachable > result.earned {
        format!("{}–{} of {}", result.earned, result.reachable, result.max)
    } else {
        format!("{} of {}", result.earned, result.max)
    };
    let tone = why::state_tone(result.state);
    Line::of(tone, &before)
        .word(Tone::Accent, "┃")
        .and(tone, &after)
        .and(Tone::Plain, &format!(" {}", text::pad(&numbers, 12)))
        .word(tone, result.state.id())
}

fn joined(mut lead: Line, bar: Line) -> Line {
    lead.spans.extend(bar.spans);
    lead
}

fn legend(lines: &mut Vec<Line>, columns: usize) {
    let words = "█ earned, ░ still reachable where not everything was asked, ┃ the bar of the section.";
    flow(lines, Line::new(), Tone::Muted, words, columns);
}
