//! Families, levels and sections, field by field.

use std::sync::Arc;

use super::pairs::{Home, Pairs, Spot, criterion, out_of_order, section, spots_in};
use super::{Change, What, criteria, reworded};
use crate::domain::count::{self, counted};
use crate::domain::rubric::{Level, Section, SectionKind};

/// What a change is about.
#[derive(Clone)]
pub(super) struct Subject {
    pub level: String,
    pub section: Option<String>,
    pub criterion: Option<String>,
    pub name: String,
}

impl Subject {
    fn family(level: &Level) -> Self {
        Self { level: level.id.clone(), section: None, criterion: None, name: "The family".to_owned() }
    }

    fn level(level: &Level) -> Self {
        Self { name: level.label(), ..Self::family(level) }
    }

    pub(super) fn section(level: &Level, section: &Section) -> Self {
        Self {
            section: Some(section.id.clone()),
            name: format!("{}, {}", level.label(), section.title),
            ..Self::family(level)
        }
    }

    /// A change of it.
    pub(super) fn change(&self, what: What, texts: [&str; 2], moves_grade: bool, said: String) -> Change {
        let [before, after] = texts.map(str::to_owned);
        let Self { level, section, criterion, name: subject } = self.clone();
        Change { level, section, criterion, what, before, after, moves_grade, subject, said }
    }

    /// A text that may have changed.
    pub(super) fn text(&self, what: What, noun: &str, [before, after]: [&str; 2], changes: &mut Vec<Change>) {
        if before != after {
            changes.push(self.change(what, [before, after], false, reworded(noun, before, after)));
        }
    }

    /// A list that may have changed.
    pub(super) fn list(&self, what: What, noun: &str, [before, after]: [&[String]; 2], changes: &mut Vec<Change>) {
        if before != after {
            let (mut old, mut new) = (before.to_vec(), after.to_vec());
            old.sort_unstable();
            new.sort_unstable();
            let said = if old == new { format!("{noun} in another order") } else { format!("{noun} changed") };
            changes.push(self.change(what, [&items(before), &items(after)], false, said));
        }
    }
}

/// The items of a list, a line each.
pub(super) fn items<S: AsRef<str>>(items: &[S]) -> String {
    let lines = items.iter().map(|item| item.as_ref().split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

/// Everything, in the order of the new levels.
pub(super) fn compare(pairs: &Pairs<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    family(pairs, &mut changes);
    for (index, level) in pairs.new.iter().enumerate() {
        if let Some(old) = pairs.old_level(index) {
            fields(pairs, &pairs.old[old], level, &mut changes);
            sections(pairs, old, index, &mut changes);
            continue;
        }
        changes.push(whole_level(What::LevelAdded, pairs.new, index, |spot| pairs.old_spot(spot).is_none()));
        for home in homes(level, index) {
            criteria::compare(pairs, None, home, false, &mut changes);
        }
    }
    let gone = (0..pairs.old.len()).filter(|index| pairs.new_level(*index).is_none());
    changes.extend(gone.map(|index| whole_level(What::LevelRemoved, pairs.old, index, |spot| !pairs.is_kept(spot))));
    changes
}

/// A level that came or went, with those of its criteria that came or went with it.
fn whole_level(what: What, levels: &[Arc<Level>], index: usize, with: impl Fn(Spot) -> bool) -> Change {
    let level = &levels[index];
    let titles = items(&level.sections.iter().map(|section| &section.title).collect::<Vec<_>>());
    let criteria = homes(level, index).into_iter().flat_map(|home| spots_in(levels, home)).filter(|spot| with(*spot));
    let holding = format!(
        "with {} and {}",
        counted(level.sections.len(), "section", "sections"),
        count::criteria(criteria.count())
    );
    let (texts, verb) = if what == What::LevelAdded { (["", &*titles], "added") } else { ([&*titles, ""], "removed") };
    Subject::level(level).change(what, texts, true, format!("level {verb}, {holding}"))
}

fn homes(level: &Level, index: usize) -> Vec<Home> {
    (0..level.sections.len()).map(|section| Home { level: index, section }).collect()
}

/// Id and title of the family, which every level's file says anew.
fn family(pairs: &Pairs<'_>, changes: &mut Vec<Change>) {
    let mut told: Vec<(What, &str, &str)> = Vec::new();
    for (index, new) in pairs.new.iter().enumerate() {
        let Some(old) = pairs.old_level(index).map(|old| &pairs.old[old]) else { continue };
        let ids = (What::Family, old.family.as_str(), new.family.as_str());
        let titles = (What::FamilyTitle, old.family_title.as_str(), new.family_title.as_str());
        for (what, before, after) in [ids, titles] {
            if before == after || told.contains(&(what, before, after)) {
                continue;
            }
            told.push((what, before, after));
            let said = match what {
                What::Family => format!("id {before:?}, now {after:?}"),
                _ => reworded("title", before, after),
            };
            changes.push(Subject::family(new).change(what, [before, after], false, said));
        }
    }
}

/// What a level says of itself.
fn fields(pairs: &Pairs<'_>, old: &Level, new: &Level, changes: &mut Vec<Change>) {
    let subject = Subject::level(new);
    if old.id != new.id {
        let said = format!("was {:?}, now {:?}; cards of the old id are not of this level", old.id, new.id);
        changes.push(subject.change(What::LevelRenamed, [&old.id, &new.id], true, said));
    }
    subject.text(What::LevelTitle, "title", [&old.title, &new.title], changes);
    if old.grade != new.grade {
        let [before, after] = [old.grade, new.grade].map(|grade| grade.map_or_else(String::new, |n| n.to_string()));
        let name = |grade: &str| if grade.is_empty() { "no grade".to_owned() } else { format!("grade {grade}") };
        let said = format!("{}, now {}", name(&before), name(&after));
        changes.push(subject.change(What::LevelGrade, [&before, &after], true, said));
    }
    if old.extends.as_deref().map(|id| pairs.level_id(id)) != new.extends.as_deref() {
        let [before, after] = [&old.extends, &new.extends].map(|id| id.clone().unwrap_or_default());
        let said = match (before.as_str(), after.as_str()) {
            ("", now) => format!("now builds on {now:?}"),
            (before, "") => format!("built on {before:?}, now on no other level"),
            (before, now) => format!("built on {before:?}, now on {now:?}"),
        };
        changes.push(subject.change(What::LevelExtends, [&before, &after], true, said));
    }
    if old.source != new.source {
        let [before, after] = [&old.source, &new.source].map(|source| {
            source.as_ref().map_or_else(String::new, |source| format!("{}: {}", source.document, source.heading))
        });
        changes.push(subject.change(What::LevelSource, [&before, &after], false, sourced(&before, &after)));
    }
    subject.list(What::LevelLookFor, "what people at this level do", [&old.look_for, &new.look_for], changes);
}

/// Where something comes from, before and now.
pub(super) fn sourced(before: &str, after: &str) -> String {
    match (before, after) {
        ("", now) => format!("source now {now:?}"),
        (before, "") => format!("source was {before:?}, now none"),
        (before, now) => format!("source was {before:?}, now {now:?}"),
    }
}

fn sections(pairs: &Pairs<'_>, old: usize, new: usize, changes: &mut Vec<Change>) {
    let level = &pairs.new[new];
    let paired: Vec<(Home, Home)> =
        homes(level, new).into_iter().filter_map(|home| Some((pairs.old_home(home)?, home))).collect();
    let places: Vec<usize> = paired.iter().map(|(from, _)| from.section).collect();
    let mut moved = out_of_order(&places).into_iter();
    for home in homes(level, new) {
        let here = section(pairs.new, home);
        let subject = Subject::section(level, here);
        let Some(from) = pairs.old_home(home) else {
            let spots: Vec<Spot> = spots_in(pairs.new, home).filter(|spot| pairs.old_spot(*spot).is_none()).collect();
            changes.push(whole(&subject, What::SectionAdded, here, spots.iter().map(|spot| (pairs.new, *spot))));
            criteria::compare(pairs, None, home, false, changes);
            continue;
        };
        if moved.next() == Some(true) {
            let above = home.section.checked_sub(1).map(|above| level.sections[above].title.as_str());
            changes.push(subject.change(What::SectionOrder, ["", ""], false, place(above)));
        }
        section_fields(&subject, section(pairs.old, from), here, changes);
        criteria::compare(pairs, Some(from), home, true, changes);
    }
    for home in homes(&pairs.old[old], old).into_iter().filter(|home| pairs.new_home(*home).is_none()) {
        let gone = section(pairs.old, home);
        let spots = spots_in(pairs.old, home).filter(|spot| !pairs.is_kept(*spot)).map(|spot| (pairs.old, spot));
        changes.push(whole(&Subject::section(level, gone), What::SectionRemoved, gone, spots));
    }
}

/// A section that came or went, with those of its criteria that came or went with it.
fn whole<'l>(
    subject: &Subject,
    what: What,
    section: &Section,
    spots: impl Iterator<Item = (&'l [Arc<Level>], Spot)>,
) -> Change {
    let (mut titles, mut moves_grade) = (Vec::new(), section.kind == SectionKind::Required);
    for (levels, spot) in spots {
        let criterion = criterion(levels, spot);
        titles.push(criterion.title.as_str());
        moves_grade |= !criterion.implies.is_empty();
    }
    let titles_text = items(&titles);
    let (verb, texts) = match what {
        What::SectionAdded => ("added", ["", titles_text.as_str()]),
        _ => ("removed", [titles_text.as_str(), ""]),
    };
    let said = match titles.len() {
        0 => format!("section {verb}; its criteria are not new or gone"),
        n => format!("section {verb} with {}", count::criteria(n)),
    };
    subject.change(what, texts, moves_grade, said)
}

/// Where something stands now.
pub(super) fn place(above: Option<&str>) -> String {
    above.map_or_else(|| "now comes first".to_owned(), |above| format!("now comes after {above:?}"))
}

fn section_fields(subject: &Subject, old: &Section, new: &Section, changes: &mut Vec<Change>) {
    if old.id != new.id {
        let said = format!("id {:?}, now {:?}", old.id, new.id);
        changes.push(subject.change(What::SectionRenamed, [&old.id, &new.id], false, said));
    }
    subject.text(What::SectionTitle, "title", [&old.title, &new.title], changes);
    if old.kind != new.kind {
        let [before, after] = [old.kind, new.kind].map(|kind| match kind {
            SectionKind::Required => "required",
            SectionKind::Additional => "additional",
        });
        let said = format!("was {before}, now {after}");
        changes.push(subject.change(What::SectionKind, [before, after], true, said));
    }
    if old.bar_percent != new.bar_percent {
        let [before, after] = [old.bar_percent, new.bar_percent].map(|bar| bar.to_string());
        // Where it gates nothing now and gated nothing before, the bar is without effect.
        let gates = [old.kind, new.kind].contains(&SectionKind::Required);
        let said = format!("bar {before} %, now {after} %");
        changes.push(subject.change(What::SectionBar, [&before, &after], gates, said));
    }
}
