//! Rubrics on the screen: the families there are, and one of them open to be read and changed.
//!
//! Nothing typed is lost: every change goes to the disk at once as work on the family, and into the
//! user's folder when they say so.

pub mod adapting;
pub mod changes;
pub mod choose;
pub mod fields;
pub mod notes;
pub mod page;
pub mod preview;
pub mod rows;
pub mod split;
pub mod writing;

use std::sync::Arc;

use super::prose::{Line, Tone, flow};
use crate::domain::adapt::Work;
use crate::domain::count;
use crate::domain::rubric::Level;
use crate::text;

/// What was read of the rubrics at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RubricsRead {
    /// The families.
    pub families: Vec<FamilyRead>,
    /// What could not be read.
    pub problems: Vec<String>,
    /// The folder of the user's own.
    pub folder: String,
}

/// A family as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyRead {
    /// The work on it: what was kept of it, or a beginning.
    pub work: Work,
    /// The built-in levels that this one has taken the place of, lowest first; empty for others.
    pub built_in: Vec<Arc<Level>>,
    /// Whether work on it was kept that is not saved.
    pub unsaved: bool,
    /// Whether its files were changed by somebody else since that work began.
    pub outdated: bool,
}

/// The list of families.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Families {
    /// What was read; nothing while it is being read.
    pub read: Option<RubricsRead>,
    /// Index of the selected item.
    pub cursor: usize,
    /// First visible line.
    pub offset: usize,
    /// Ids of the family and level that were selected when reading began.
    wanted: Option<(String, String)>,
}

/// A level of a family, by indices: what can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The family.
    pub family: usize,
    /// Its level.
    pub level: usize,
}

/// A line of the screen, with the item it stands for.
pub type Entry = (Option<Item>, Line);

impl Families {
    /// Forgets what was read, so that nothing of it is opened any more while it is read anew.
    pub fn forget(&mut self) {
        self.wanted = self.selected_ids().or(self.wanted.take());
        self.read = None;
    }

    /// Takes what was read, and selects the level that was selected before; without it its family, or
    /// what stands at that place now.
    pub fn take(&mut self, read: RubricsRead) {
        self.forget();
        self.read = Some(read);
        let items = self.items();
        let at = self.wanted.take().and_then(|(family, level)| {
            let is = |item: &&Item| self.family(**item).is_some_and(|of| of.work.family() == family);
            let its = |item: &&Item| self.level(**item).is_some_and(|of| of.id == level);
            let mine = items.iter().filter(is).find(its).or_else(|| items.iter().find(is))?;
            items.iter().position(|item| item == mine)
        });
        self.cursor = at.unwrap_or(self.cursor).min(items.len().saturating_sub(1));
    }

    fn family(&self, item: Item) -> Option<&FamilyRead> {
        self.read.as_ref()?.families.get(item.family)
    }

    fn level(&self, item: Item) -> Option<&Level> {
        self.family(item)?.work.now.get(item.level).map(|level| &**level)
    }

    fn selected_ids(&self) -> Option<(String, String)> {
        let item = self.selected()?;
        let level = self.level(item).map(|level| level.id.clone()).unwrap_or_default();
        Some((self.family(item)?.work.family().to_owned(), level))
    }

    /// Everything that can be selected, top to bottom.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        let families = self.read.iter().flat_map(|read| read.families.iter().enumerate());
        families
            .flat_map(|(family, of)| (0..of.work.now.len().max(1)).map(move |level| Item { family, level }))
            .collect()
    }

    /// The selected item.
    #[must_use]
    pub fn selected(&self) -> Option<Item> {
        self.items().get(self.cursor).copied()
    }

    /// The whole screen at a width.
    #[must_use]
    pub fn lines(&self, columns: usize) -> Vec<Entry> {
        let Some(read) = &self.read else {
            return vec![(None, Line::new().word(Tone::Muted, "Reading the rubrics …"))];
        };
        let mut lines: Vec<Entry> = Vec::new();
        for (index, family) in read.families.iter().enumerate() {
            let title = family.work.now.first().map_or("", |level| &level.family_title);
            let (words, tone) = family.standing();
            lines.push((None, Line::of(Tone::Strong, title).and(tone, &format!("  {words}"))));
            for (at, level) in family.work.now.iter().enumerate() {
                lines.push((Some(Item { family: index, level: at }), level_line(level, columns)));
            }
            lines.push((None, Line::new()));
        }
        let mut told = Vec::new();
        for problem in &read.problems {
            flow(&mut told, Line::new().word(Tone::Bad, "! "), Tone::Muted, problem, columns);
        }
        if !read.problems.is_empty() {
            told.push(Line::new());
        }
        let words = "Enter opens a level: read it, change it, see it as the interviewer will. What is saved goes \
                     into your own folder and is used from then on; saved cards never change.";
        flow(&mut told, Line::new(), Tone::Muted, words, columns.min(90));
        flow(&mut told, Line::new().word(Tone::Muted, "Your rubrics: "), Tone::Muted, &read.folder, columns);
        lines.extend(told.into_iter().map(|line| (None, line)));
        lines
    }
}

impl FamilyRead {
    /// Where it comes from and how far it is, in a few words.
    fn standing(&self) -> (&'static str, Tone) {
        use crate::domain::adapt::Origin;
        match (self.unsaved, self.work.origin) {
            (true, Origin::New) => ("begun, not saved yet", Tone::Pending),
            (true, _) => ("changes that are not saved yet", Tone::Pending),
            (false, Origin::BuiltIn) => ("built in", Tone::Muted),
            (false, _) if self.work.now.iter().any(|level| level.adapted_from.is_some()) => {
                ("yours, adapted from the built-in one", Tone::Muted)
            }
            (false, _) => ("yours", Tone::Muted),
        }
    }
}

fn level_line(level: &Level, columns: usize) -> Line {
    let minutes = level.criteria().map(|criterion| criterion.minutes).fold(0, u32::saturating_add);
    let name = columns.saturating_sub(34).clamp(12, 50);
    let grade = level.grade.map(|grade| format!("grade {grade}")).unwrap_or_default();
    Line::of(Tone::Plain, &format!("  {} ", text::pad(&text::clean(&level.title), name))).and(
        Tone::Muted,
        &format!("{} {:>12} {minutes:>4} min", text::pad(&grade, 9), count::criteria(level.criteria().count())),
    )
}
