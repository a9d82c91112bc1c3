//! What is read for the screens, in threads of their own: folders, cards, drafts and rubrics.
//!
//! Nothing here knows the app's state; what was read goes back as a message.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::clock;
use super::panels::not_yet;
use crate::app::message::{CardItem, CardRead, DraftItem, Family, HomeData, Message, SavedCard};
use crate::domain::candidate::same_person;
use crate::domain::interview::{self, Interview, Recorded};
use crate::domain::rubric::{Level, Rubric};
use crate::report::{self, CardSheet};
use crate::storage::archive::{self, CardHead, Paths};
use crate::storage::card::Reading;
use crate::storage::catalog::Catalog;
use crate::storage::deciding;
use crate::storage::draft::{self, DraftFile, DraftState, DraftSummary};
use crate::storage::remembered::Remembered;
use crate::storage::settings::{self, Settings};
use crate::storage::wire::card::asks_the_same;
use crate::storage::{adapting, card, notes, shown, sketching, write};
use crate::text;

/// How many cards the home screen lists; `assay list` lists all.
const RECENT_CARDS: usize = 100;

/// What work in the background may know.
#[derive(Clone, Debug)]
pub struct Background {
    /// Where data and settings lie.
    pub paths: Paths,
    /// The folder of the user's own rubrics.
    pub rubrics: PathBuf,
    /// The user's login name.
    pub user: Option<String>,
    /// Who sits here, where the command line says so.
    pub me: Option<String>,
}

/// A draft that a thread has opened, on its way to the saver.
pub struct OpenDraft {
    /// The interview.
    pub interview: Interview,
    /// Levels that its card could be stretched to.
    pub above: Vec<Arc<Level>>,
    /// What the user should know.
    pub notices: Vec<String>,
    /// Its file, locked.
    pub file: DraftFile,
    /// Events that are not in the file yet.
    pub unsaved: Vec<Recorded>,
}

impl Background {
    /// Everything that home and the form show.
    pub fn home(&self) -> HomeData {
        // The first look at the local zone is slow; here nobody waits for it.
        let _ = clock::wall();
        let catalog = Catalog::load(&self.rubrics);
        let (drafts, draft_problems) = draft::list(&self.paths);
        let (cards, card_problems) = archive::newest_cards(&self.paths, RECENT_CARDS);
        let (remembered, trouble) = Remembered::load(&self.paths);
        let (settings, settings_trouble) = Settings::load(&self.paths);
        let mut problems: Vec<String> =
            catalog.problems.iter().chain(&draft_problems).chain(&card_problems).map(ToString::to_string).collect();
        problems.extend(trouble);
        problems.extend(settings_trouble);
        problems.extend(archive::open_to_others(&self.paths).map(|problem| problem.to_string()));
        problems.extend(left_in_editing(&self.paths));
        problems.extend(deciding::left_aside(&self.paths));
        problems.extend(adapting::left_aside(&self.paths));
        problems.extend(sketching::left_aside(&self.paths));
        let me = self.me.clone().or_else(|| settings.name.clone()).or_else(|| remembered.interviewer.clone());
        let hidden = |card: &CardItem| {
            me.as_ref().is_some_and(|me| {
                !same_person(me, &card.interviewer) && draft::outstanding_of(&drafts, &card.candidate, me).is_some()
            })
        };
        let mut cards: Vec<CardItem> = cards.into_iter().map(card_item).collect();
        for card in cards.iter_mut().filter(|card| hidden(card)) {
            // What others found would colour what is still to be rated.
            "–".clone_into(&mut card.recommended);
            "not yet".clone_into(&mut card.overall);
        }
        HomeData {
            drafts: drafts.into_iter().map(draft_item).collect(),
            cards,
            families: catalog
                .families
                .into_iter()
                .map(|f| Family { id: f.id, title: f.title, levels: f.levels })
                .collect(),
            problems,
            folder: shown(&self.paths.data),
            interviewer_known: me.is_some(),
            interviewer: me.clone().or_else(|| self.user.clone()).unwrap_or_default(),
            me,
            last_level: remembered.family.zip(remembered.level),
            planned_minutes: remembered.planned_minutes,
        }
    }

    /// The words that texts are looked through for.
    pub(super) fn word_lists(&self) -> Message {
        let (lists, problems) = notes::load(&self.paths);
        Message::WordListsRead { lists: Arc::new(lists), problems: problems.iter().map(ToString::to_string).collect() }
    }

    /// Who sits here: as the command line says, the settings, or the last interview.
    pub(super) fn me(&self) -> Option<String> {
        settings::who(&self.paths, self.me.as_deref())
    }

    /// Opens a draft; without an id the newest one.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn open(&self, id: String) -> Result<OpenDraft, String> {
        let wanted = if id.is_empty() { newest(&self.paths)? } else { id };
        let opened = draft::open(&self.paths, &wanted, clock::wall()).map_err(|error| error.to_string())?;
        let above = above(&Catalog::load(&self.rubrics), &opened.interview);
        // What a killed process wrote last may not be synced: the saver makes sure of it.
        let (interview, notices, file) = (opened.interview, opened.notices, opened.file);
        Ok(OpenDraft { interview, above, notices, file, unsaved: Vec::new() })
    }

    /// Opens the amendment of a card that is under way, or begins one.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn amend(&self, path: &Path) -> Result<OpenDraft, String> {
        let (card, seal) = match card::from_file(path) {
            Reading { card: Some(card), seal: Some(seal), .. } => (card, seal),
            Reading { report, .. } => {
                let why = report.problems.first().map_or_else(String::new, |problem| problem.message.clone());
                return Err(format!("{}: only a sealed card can be amended: {why}", shown(path)));
            }
        };
        let begun = draft::list(&self.paths).0.into_iter().find(|draft| draft.amends.as_ref() == Some(&seal));
        if let Some(draft) = begun {
            return self.open(draft.id);
        }
        let id = uuid::Uuid::now_v7().to_string();
        let rubric = self.with_guidance(&card.content().rubric);
        let events = interview::carry_over(&card, &seal, rubric, &id, clock::wall());
        let interview = replay(&events)?;
        let file = DraftFile::create(&self.paths, &id);
        Ok(OpenDraft { interview, above: Vec::new(), notices: Vec::new(), file, unsaved: events })
    }

    /// Reads a saved card for the screen, unless it is somebody else's and whoever sits here has not handed
    /// in their own; `reveal` shows it all the same.
    pub fn card(&self, path: &Path, reveal: bool) -> Message {
        let reading = card::from_file(path);
        let not_yet = reading.card.as_ref().filter(|_| !reveal).and_then(|card| not_yet(self, card));
        let content = not_yet.map_or_else(|| self.saved_card(reading), Err);
        Message::CardRead(Box::new(CardRead { file: path.to_string_lossy().into_owned(), me: self.me(), content }))
    }

    fn saved_card(&self, reading: Reading) -> Result<SavedCard, Vec<String>> {
        let marks = archive::marks(&reading.report.problems);
        let Some(card) = reading.card else {
            let problems = reading.report.problems;
            return Err(problems.iter().map(|problem| format!("! {}: {}", problem.path, problem.message)).collect());
        };
        let content = card.content();
        let rubric = self.with_guidance(&content.rubric);
        let seal = reading.seal.as_deref().unwrap_or_default();
        let events = interview::carry_over(&card, seal, rubric, &content.id, content.submitted_at);
        let sheet = CardSheet { card: &card, seal: reading.seal.as_deref(), marks: &marks };
        Ok(SavedCard {
            interview: replay(&events).map_err(|why| vec![why])?,
            submitted_at: content.submitted_at.to_minute(),
            report: report::text::card(&sheet).lines().map(str::to_owned).collect(),
            marks,
        })
    }

    /// A card's rubric with the anchors and questions of the levels that are installed here, where
    /// they ask just what the card asked.
    pub(super) fn with_guidance(&self, rubric: &Rubric) -> Rubric {
        let catalog = Catalog::load(&self.rubrics);
        let Some(family) = catalog.family(&rubric.target().family) else { return rubric.clone() };
        let levels: Vec<Arc<Level>> = rubric
            .levels()
            .iter()
            .map(|asked| match family.level(&asked.id) {
                Some(installed) if asks_the_same(installed, asked) => Arc::clone(installed),
                _ => Arc::clone(asked),
            })
            .collect();
        Rubric::new(levels).unwrap_or_else(|_| rubric.clone())
    }
}

/// The interview that events tell of.
fn replay(events: &[Recorded]) -> Result<Interview, String> {
    let (first, rest) = events.split_first().ok_or("the card says nothing")?;
    let mut interview = Interview::begin(first.clone()).map_err(|error| error.to_string())?;
    for event in rest {
        interview.apply(event).map_err(|error| error.to_string())?;
    }
    Ok(interview)
}

fn draft_item(draft: DraftSummary) -> DraftItem {
    let (trouble, usable) = match draft.state {
        DraftState::Ready => (None, true),
        DraftState::Held { by } => (Some(by), false),
        DraftState::Submitted => (Some("already submitted".to_owned()), false),
        DraftState::Damaged(damage) => (Some(format!("damaged at line {}; opens up to there", damage.line)), true),
    };
    DraftItem {
        id: draft.id,
        candidate: draft.candidate,
        level: draft.target,
        last_at: draft.last_at.to_minute(),
        progress: format!("{} of {}", draft.answered, draft.total),
        trouble,
        usable,
    }
}

fn card_item(card: CardHead) -> CardItem {
    let marks = archive::marks(&card.problems);
    CardItem {
        file: card.path.to_string_lossy().into_owned(),
        level: card.target.label(),
        submitted_at: card.submitted_at.to_minute(),
        recommended: card.recommended.map_or_else(|| "none".to_owned(), |level| level.label()),
        overall: if marks.is_empty() { card.overall.label().to_owned() } else { format!("! {}", marks.join(", ")) },
        candidate: card.candidate.name,
        interviewer: card.interviewer,
    }
}

/// The draft that was used last, of those that can be opened.
fn newest(paths: &Paths) -> Result<String, String> {
    let (drafts, _) = draft::list(paths);
    let usable = drafts.iter().find(|draft| matches!(draft.state, DraftState::Ready | DraftState::Damaged(_)));
    match (usable, drafts.first()) {
        (Some(usable), _) => Ok(usable.id.clone()),
        (None, Some(DraftSummary { state: DraftState::Held { by }, .. })) => Err(by.clone()),
        (None, _) => Err("there is no draft to resume; n starts an interview".to_owned()),
    }
}

/// Levels that the draft's card could be stretched to: those of its family that it does not hold.
fn above(catalog: &Catalog, interview: &Interview) -> Vec<Arc<Level>> {
    let rubric = interview.rubric();
    let family = catalog.family(&rubric.target().family);
    family
        .map(|f| f.levels.iter().filter(|level| rubric.level_index(&level.id).is_none()).cloned().collect())
        .unwrap_or_default()
}

/// Writes the text of an interview into another folder.
pub fn save_elsewhere(folder: &str, content: &str) -> Message {
    let file = Path::new(folder).join(format!("assay-{}.txt", uuid::Uuid::now_v7()));
    Message::SavedElsewhere(match write::write_new(&file, content.as_bytes()) {
        Ok(()) => Ok(shown(&file)),
        Err(error) => Err(text::clean(&error.to_string()).into_owned()),
    })
}

/// Texts that an editor left behind when the program was killed.
fn left_in_editing(paths: &Paths) -> Option<String> {
    let folder = paths.editing();
    let left = std::fs::read_dir(&folder).ok()?.count();
    (left > 0).then(|| format!("{}: {left} text(s) from an editor that was interrupted are kept here", shown(&folder)))
}
