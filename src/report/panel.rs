//! What a report on a panel is made of, and what all its formats say alike.
//!
//! Sentences are those of the screens, from the domain; here is only what a report needs beyond them.
//! Names, titles and notes stay raw; each format cleans and escapes what it shows.

use crate::domain::candidate::same_person;
use crate::domain::count;
use crate::domain::explain;
use crate::domain::panel::{Bar, Contest, Member, Panel, PanelDecision, words};
use crate::domain::rating::{Answer, Rating};
use crate::domain::rubric::level_label_with_grade;
use crate::domain::scorecard::Entry;

/// A panel with what stands beside it: what a report on it is made of.
#[derive(Clone, Copy, Debug)]
pub struct PanelReport<'a> {
    /// The panel.
    pub panel: &'a Panel,
    /// Its decisions with the names of their files, newest first.
    pub decisions: &'a [(String, PanelDecision)],
    /// Sentences on files that could not be used or that disagree, to be shown before anything else.
    pub problems: &'a [String],
    /// Whether the report was made for somebody who has not handed in their own card.
    pub revealed: bool,
}

/// What is said first where a report was made for somebody who has not handed in their own card.
pub const REVEALED: &str =
    "This report was made for somebody whose own interview was not submitted yet (--reveal). A decision on it says so.";

/// What is said of a decision whose panel somebody had looked at before.
pub const LOOKED: &str = "Somebody looked at the others' cards before handing in their own.";

/// What the rule does, for readers who have never heard of it.
pub const RULE: &str = "A level is proved when, at that level and at every level below it, each required section has \
                        earned its share of the points, and every must-have is met. The panel's rating of a criterion \
                        is the lower median of the ratings given. What nobody rated is unknown: never a number.";

/// The job family and the highest level asked: `Gardener, up to Senior (grade 7)`.
#[must_use]
pub fn role(panel: &Panel) -> String {
    let target = panel.rubric().target();
    format!("{}, up to {}", target.family_title, target.label_with_grade())
}

/// The panel's grade: `Senior (grade 7)`.
#[must_use]
pub fn grade(panel: &Panel) -> String {
    let levels = panel.rubric().levels();
    panel.recommendation().floor.map_or_else(|| "no level".to_owned(), |level| levels[level].label_with_grade())
}

/// The level that a panel decided on.
#[must_use]
pub fn decided_level(decision: &PanelDecision) -> String {
    match &decision.record().level {
        Some(level) => level_label_with_grade(&level.id, level.grade),
        None => "none of the levels".to_owned(),
    }
}

/// When it was decided, and who was there.
#[must_use]
pub fn decided(decision: &PanelDecision) -> String {
    let record = decision.record();
    format!("Decided {}; present: {}.", record.decided_at.to_minute(), record.present.join(", "))
}

/// What else there is to know of a decision, one sentence each: how it stands to the recommendation,
/// whether somebody looked too early, and what has changed since.
#[must_use]
pub fn beside(decision: &PanelDecision, panel: &Panel) -> Vec<String> {
    let differs = decision.differs().then(|| "Another level than recommended.".to_owned());
    let looked = decision.record().revealed.then(|| LOOKED.to_owned());
    let since = decision.since(panel);
    differs.into_iter().chain(looked).chain(since.iter().map(words::since)).collect()
}

/// What the panel's grade hangs on, one sentence each.
#[must_use]
pub fn how_sure(panel: &Panel) -> Vec<String> {
    let members = panel.members().len();
    let without = (0..members).filter(|_| members > 1).map(|member| words::without(panel, member));
    let mut said = vec![words::range(panel)];
    said.extend(without);
    said.push(words::single_rated(panel));
    said.push(words::agreement(panel.agreement()));
    said
}

/// What blocks the next level: its name, and one sentence for each section.
#[must_use]
pub fn blocked(panel: &Panel) -> Option<(String, Vec<String>)> {
    let (rubric, now) = (panel.rubric(), panel.recommendation());
    let next = now.next_level()?;
    let said = now.blockers().iter().map(|blocker| explain::blocker(rubric, blocker)).collect();
    Some((rubric.levels()[next].label_with_grade(), said))
}

/// What counts as Meets though it was rated lower, or not at all: lower and higher rung.
#[must_use]
pub fn credits(panel: &Panel) -> Vec<(&str, &str)> {
    let title = |criterion: usize| panel.rubric().criterion(criterion).title.as_str();
    panel.recommendation().credits.iter().map(|credit| (title(credit.criterion), title(credit.from))).collect()
}

/// Whether the consensus on a criterion counts as Meets by credit.
#[must_use]
pub fn is_credited(panel: &Panel, criterion: usize) -> bool {
    panel.recommendation().credits.iter().any(|credit| credit.criterion == criterion)
}

/// Whether a criterion is contested and decides: a word to go with a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Another submitted rating would change the grade.
    Decides,
    /// The ratings differ, and the grade does not hang on it.
    Contested,
}

impl Mark {
    /// The mark of a criterion, if it has one.
    #[must_use]
    pub fn of(panel: &Panel, criterion: usize) -> Option<Self> {
        panel.contested().iter().find(|contest| contest.criterion == criterion).map(Self::on)
    }

    /// The mark of a contested criterion.
    #[must_use]
    pub fn on(contest: &Contest) -> Self {
        if contest.is_decisive() { Self::Decides } else { Self::Contested }
    }

    /// The sign, as on the screen.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Decides => "!",
            Self::Contested => "≠",
        }
    }

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::Contested => "contested",
        }
    }
}

/// What the agenda says in a line: how many decide, and how many are contested besides.
#[must_use]
pub fn agenda(panel: &Panel) -> String {
    let decisive = panel.decisive().count();
    let others = panel.contested().len() - decisive;
    match (decisive, others) {
        (0, 0) => "Nothing is contested.".to_owned(),
        (0, n) => format!("{} contested; none decides the grade.", count::criteria(n)),
        (n, 0) => format!("{} to talk about: the grade hangs on it.", count::criteria(n)),
        (n, more) => format!("{} on which the grade hangs; {more} more contested.", count::criteria(n)),
    }
}

/// The section of a criterion: `Senior: Leadership skills`.
#[must_use]
pub fn section(panel: &Panel, criterion: usize) -> String {
    let place = panel.rubric().place(criterion);
    super::words::section(panel.rubric(), place.level, place.section)
}

/// What each other rating of a contested criterion would do, one sentence each.
#[must_use]
pub fn would_do(panel: &Panel, contest: &Contest) -> Vec<String> {
    contest.alternatives.iter().map(|other| capital(&words::alternative(panel, contest, other))).collect()
}

/// Everyone's answers to a criterion in a line: `Ana Ruiz 3, Ben Adler no data`. Who was not asked is
/// left out.
#[must_use]
pub fn who_said_what(panel: &Panel, criterion: usize) -> String {
    let said = panel.members().iter().enumerate().filter_map(|(index, member)| {
        let answer = panel.cell(criterion, index)?.answer;
        let number = answer.rating().map_or_else(|| "no data".to_owned(), |rating| rating.number().to_string());
        Some(format!("{} {number}", member.interviewer()))
    });
    said.collect::<Vec<_>>().join(", ")
}

/// The answers to a criterion, highest first and no data last, each with who gave it.
#[must_use]
pub fn voices(panel: &Panel, criterion: usize) -> Vec<(Answer, Vec<&str>)> {
    let answers = Rating::ALL.into_iter().rev().map(Answer::Rated).chain([Answer::NoData]);
    let gave = |member: &&Member, answer| member.entry(criterion).is_some_and(|entry| entry.answer == answer);
    answers
        .map(|answer| {
            let members = panel.members().iter().filter(|member| gave(member, answer));
            (answer, members.map(Member::interviewer).collect::<Vec<_>>())
        })
        .filter(|(_, names)| !names.is_empty())
        .collect()
}

/// The consensus in words: `2 Partial`.
#[must_use]
pub fn consensus(panel: &Panel, criterion: usize) -> String {
    panel.consensus()[criterion].map_or_else(|| "nobody rated it".to_owned(), |rating: Rating| rating.to_string())
}

/// Why there is no answer where there is none.
#[must_use]
pub fn absent(panel: &Panel, member: &Member, criterion: usize) -> &'static str {
    if member.asked(panel.rubric().place(criterion).level) { "not asked" } else { "not on the card" }
}

/// What an answer rests on, when it was given, and how often it was changed.
#[must_use]
pub fn given(entry: &Entry) -> String {
    let changed = match entry.changes {
        0 => None,
        1 => Some("changed once".to_owned()),
        n => Some(format!("changed {n} times")),
    };
    let facts = [entry.basis.label().to_owned(), entry.rated_at.to_minute()];
    facts.into_iter().chain(changed).collect::<Vec<_>>().join(", ")
}

/// A note with who wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    /// The interviewer.
    pub interviewer: &'a str,
    /// The answer that it explains.
    pub entry: &'a Entry,
}

/// Every note on a criterion, by interviewer.
#[must_use]
pub fn notes(panel: &Panel, criterion: usize) -> Vec<Note<'_>> {
    let entries = panel.members().iter().filter_map(|member| Some((member, member.entry(criterion)?)));
    entries
        .filter(|(_, entry)| !entry.note.trim().is_empty())
        .map(|(member, entry)| Note { interviewer: member.interviewer(), entry })
        .collect()
}

/// How many points a bar of a profile shows, in words.
#[must_use]
pub fn points(bar: &Bar<'_>) -> String {
    let result = bar.result;
    if !bar.asked {
        "not on the card".to_owned()
    } else if bar.rated == 0 && result.earned == 0 {
        "not rated".to_owned()
    } else if result.reachable > result.earned {
        format!("{} to {} of {}", result.earned, result.reachable, result.max)
    } else {
        format!("{} of {}", result.earned, result.max)
    }
}

/// Everyone's bar in one section, and the panel's own last.
#[must_use]
pub fn bars(panel: &Panel, level: usize, section: usize) -> Vec<(&str, Bar<'_>)> {
    let members = panel.members().iter().enumerate();
    let everyone = members.map(|(index, member)| (member.interviewer(), panel.profile(index)));
    let all = everyone.chain([("The panel", panel.consensus_profile())]);
    all.filter_map(|(who, bars)| {
        let bar = bars.into_iter().find(|bar| bar.level == level && bar.result.section == section)?;
        Some((who, bar))
    })
    .collect()
}

/// What an interviewer changed in an amendment, and what that did.
#[derive(Clone, Debug)]
pub struct Amended<'a> {
    /// Who amended their card.
    pub interviewer: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Whether the grade moved, in a sentence.
    pub moved: String,
    /// The answers that changed: the criterion's title and section, before, and now.
    pub changes: Vec<(String, String, String)>,
}

/// Every amendment of which the card that it replaces is at hand.
#[must_use]
pub fn amended(panel: &Panel) -> Vec<Amended<'_>> {
    let members = panel.members().iter().enumerate();
    members
        .filter_map(|(index, member)| {
            let before = panel.before(index)?;
            let amends = member.card().content().amends.as_ref();
            Some(Amended {
                interviewer: member.interviewer(),
                reason: amends.map_or("", |amends| amends.reason.trim()),
                moved: words::moved(&before, panel),
                changes: changes(&before, panel, member),
            })
        })
        .collect()
}

fn changes(before: &Panel, panel: &Panel, member: &Member) -> Vec<(String, String, String)> {
    let rubric = panel.rubric();
    let same = |other: &&Member| same_person(other.interviewer(), member.interviewer());
    let Some(then) = before.members().iter().find(same) else { return Vec::new() };
    let label = |answer: Option<Answer>| answer.map_or_else(|| "not asked".to_owned(), Answer::label);
    let changed = (0..rubric.len()).filter_map(|criterion| {
        let content = rubric.criterion(criterion);
        let at = before.rubric().index_of(&content.id);
        let was = at.and_then(|at| then.entry(at)).map(|entry| entry.answer);
        let now = member.entry(criterion).map(|entry| entry.answer);
        let what = format!("{} ({})", content.title, section(panel, criterion));
        (was != now).then(|| (what, label(was), label(now)))
    });
    changed.collect()
}

/// What is said of the files beside the pooled cards: heading and sentences, only where there are any.
#[must_use]
pub fn files(panel: &Panel) -> Vec<(&'static str, Vec<String>)> {
    let left_out: Vec<String> = panel.left_out().iter().map(words::left_out).collect();
    let remarks: Vec<String> = panel.remarks().iter().map(words::remark).collect();
    [("Left out", left_out), ("To know of the cards", remarks)]
        .into_iter()
        .filter(|(_, said)| !said.is_empty())
        .collect()
}

/// A sentence from its first letter on.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
