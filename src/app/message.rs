//! What happens to the app and what the app wants: plain data that can be printed and compared.

use std::sync::Arc;

use super::key::Key;
use super::rubrics::RubricsRead;
use crate::domain::adapt::Work;
use crate::domain::advice::Advice;
use crate::domain::interview::{Interview, Recorded, Start};
use crate::domain::notes::WordLists;
use crate::domain::panel::{Panel, Ruling};
use crate::domain::practice::{Exercise, Round};
use crate::domain::rubric::Level;
use crate::domain::scorecard::Scorecard;
use crate::domain::sketch::Sketch;
use crate::domain::time::Moment;

/// The time of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Wall clock, for people.
    pub wall: Moment,
    /// Monotonic clock in milliseconds, for durations.
    pub mono_ms: u64,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse {
        /// What.
        action: MouseAction,
        /// Column.
        column: u16,
        /// Row.
        row: u16,
    },
    /// The terminal has a new size.
    Resize {
        /// Columns.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// Time passed that the app asked to be told of.
    Tick,
    /// The data folder was read.
    HomeRead(Box<HomeData>),
    /// A draft was begun or opened.
    Opened {
        /// The interview.
        interview: Box<Interview>,
        /// Levels of its family above its target, lowest first, to stretch to.
        above: Vec<Arc<Level>>,
        /// What the user should know.
        notices: Vec<String>,
        /// Highest event on disk; nothing for one just begun.
        on_disk: Option<u64>,
    },
    /// Everyone there are cards or drafts of was read.
    CandidatesRead {
        /// Everyone, newest first.
        people: Vec<CandidateItem>,
        /// What could not be read.
        problems: Vec<String>,
    },
    /// Reading all cards takes a while, and has come this far.
    CandidatesReading {
        /// Cards read.
        done: usize,
        /// Of how many.
        of: usize,
    },
    /// What some panels come to.
    Weighed(Vec<(String, Standing)>),
    /// A panel was read.
    PanelRead(Box<PanelRead>),
    /// A panel's decision is in this file, or could not be recorded.
    Decided(Result<String, String>),
    /// Nothing was recorded, because somebody else recorded a decision meanwhile: all there are now.
    DecidedMeanwhile(Vec<Decided>),
    /// What there is for the form that makes a family was read.
    SketchRead(Box<SketchRead>),
    /// The family is on disk, and what to say of it; or it could not be saved.
    SketchSaved(Result<Vec<String>, String>),
    /// What is typed of a family is on disk up to this change.
    SketchKept(u64),
    /// What was typed before is put aside here, or could not be.
    SketchDropped(Result<Option<String>, String>),
    /// What there is to practise on was read.
    PracticeRead(Box<PracticeRead>),
    /// What was answered in practice is on disk up to this change.
    PracticeKept(u64),
    /// The round of practice is put aside here, or could not be.
    PracticeDropped(Result<Option<String>, String>),
    /// What was entered could not be kept, and why. It is tried again without being asked.
    NotKept(String),
    /// The rubrics were read.
    RubricsRead(Box<RubricsRead>),
    /// The work on a family is on disk up to this change.
    WorkKept {
        /// Id of the family.
        family: String,
        /// Counter of the change.
        change: u64,
    },
    /// Advice on a family, as it was after this change.
    Advised {
        /// Counter of the change; no two families count the same.
        change: u64,
        /// The advice.
        advice: Vec<Advice>,
    },
    /// The work on a family was given up, or could not be.
    WorkGivenUp {
        /// Id of the family.
        family: String,
        /// Where it is kept aside, if there was any.
        result: Result<Option<String>, String>,
    },
    /// A family was saved into the user's folder, or could not be.
    FamilySaved {
        /// Id of the family.
        family: String,
        /// What is there now, or why not.
        result: Box<Result<FamilySaved, FamilyNotSaved>>,
    },
    /// The words that texts are looked through for.
    WordListsRead {
        /// The words.
        lists: Arc<WordLists>,
        /// Sentences on files of the user's own that could not be used.
        problems: Vec<String>,
    },
    /// A draft could not be opened.
    OpenFailed(String),
    /// A saved card was read.
    CardRead(Box<CardRead>),
    /// Everything up to an event is on disk.
    Saved {
        /// Counter of the event.
        seq: u64,
    },
    /// Saving fails, and why. It is tried again without being asked.
    SaveFailing {
        /// Why.
        why: String,
    },
    /// Something the user should know.
    Notice(String),
    /// The card is written and sealed.
    Submitted {
        /// Where it is.
        path: String,
    },
    /// The card could not be written; the draft is as it was.
    SubmitFailed {
        /// Why.
        why: String,
    },
    /// The external editor came back with a text (as [`super::overlay::from_outside`] makes it), or
    /// could not run.
    EditorReturned(Result<String, String>),
    /// The text was saved in another folder, or could not be.
    SavedElsewhere(Result<String, String>),
    /// The saver has finished: nothing more will be written.
    Closed(Result<(), String>),
}

/// A file that was to be a card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardRead {
    /// The file.
    pub file: String,
    /// Who sits here, as far as that is known.
    pub me: Option<String>,
    /// The card; or why it cannot be shown, line by line.
    pub content: Result<SavedCard, Vec<String>>,
}

/// A saved card, to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedCard {
    /// What it says, as an interview.
    pub interview: Interview,
    /// When it was submitted.
    pub submitted_at: String,
    /// What is wrong with the file although it could be read.
    pub marks: Vec<String>,
    /// The whole card as a report, line by line.
    pub report: Vec<String>,
}

/// A candidate in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateItem {
    /// Name.
    pub name: String,
    /// Requisition or applicant ids.
    pub reference: String,
    /// Who interviewed, to be searched.
    pub interviewers: String,
    /// The levels that were asked for.
    pub levels: String,
    /// Cards that are in, each person's newest.
    pub cards: usize,
    /// Interviews that are not submitted.
    pub drafts: usize,
    /// When something was last submitted or begun.
    pub newest: String,
    /// What the panel comes to, once it was looked at.
    pub standing: Option<Standing>,
}

/// What a panel comes to, in a few words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The grade, or why there is none.
    pub grade: String,
    /// How settled it is.
    pub status: String,
    /// The panel's own decision, if there is one.
    pub decision: String,
}

/// What was read for a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelRead {
    /// Name of the candidate.
    pub name: String,
    /// Who sits here, as far as that is known.
    pub me: Option<String>,
    /// The panel.
    pub content: PanelContent,
}

/// A panel, or why there is none to see.
#[derive(Clone, Debug, PartialEq)]
pub enum PanelContent {
    /// It can be seen.
    Open(Box<PanelOpen>),
    /// Not before whoever sits here has handed in their own card.
    Closed(ClosedPanel),
    /// No card can be pooled; why, line by line.
    Nothing(Vec<String>),
}

/// A panel that can be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelOpen {
    /// Everyone's cards and what they come to.
    pub panel: Panel,
    /// Its decisions, newest first.
    pub decisions: Vec<Decided>,
    /// What could not be used.
    pub problems: Vec<String>,
    /// Whether it is shown to somebody who has not handed in their own card.
    pub revealed: bool,
    /// What was entered of a decision that is not recorded yet.
    pub kept: Option<Ruling>,
}

/// A panel's decision, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The decision, who was there, and the reason.
    pub said: String,
    /// The decision in a few words.
    pub short: String,
    /// Its file.
    pub file: String,
    /// What has changed since.
    pub since: Vec<String>,
}

/// A panel that whoever sits here may not see yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedPanel {
    /// Name of the candidate.
    pub name: String,
    /// Who sits here.
    pub me: String,
    /// Id of their draft.
    pub draft: String,
    /// Who has submitted, and when.
    pub submitted: Vec<String>,
    /// Who has not.
    pub outstanding: Vec<String>,
}

/// A family that is in the user's folder now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilySaved {
    /// Its folder.
    pub folder: String,
    /// Its levels as they are read from there.
    pub levels: Vec<Arc<Level>>,
    /// Files that are kept aside.
    pub retired: Vec<String>,
}

/// Why a family was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyNotSaved {
    /// Why, each a sentence.
    pub why: Vec<String>,
    /// Whether it is for what somebody else put there, which could be kept aside.
    pub theirs: bool,
}

/// What was read for the form that makes a family.
#[derive(Clone, Debug, PartialEq)]
pub struct SketchRead {
    /// What was typed before and is not saved.
    pub kept: Option<Sketch>,
    /// Ids of the families that there are.
    pub taken: Vec<String>,
    /// What the user should know.
    pub notices: Vec<String>,
}

/// What there is to practise on.
#[derive(Clone, Debug, PartialEq)]
pub struct PracticeRead {
    /// The interviews, with an expert's ratings.
    pub exercises: Vec<Exercise>,
    /// What was answered before, or why that cannot be told.
    pub kept: Option<Round>,
    /// What the user should know.
    pub notices: Vec<String>,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// Left button.
    Click,
    /// Wheel towards the user.
    WheelDown,
    /// Wheel away from the user.
    WheelUp,
}

/// Something the app wants of the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read drafts, cards and rubrics.
    ReadHome,
    /// Read the words that texts are looked through for.
    ReadWordLists,
    /// Begin an interview: give it an id and a journal. `start.id` is empty.
    Begin {
        /// What is known.
        start: Box<Start>,
        /// Levels above the target, to stretch to.
        above: Vec<Arc<Level>>,
    },
    /// Open a draft.
    Open(String),
    /// Read everyone there are cards or drafts of.
    ReadCandidates,
    /// Read what the panels of some candidates come to.
    Weigh(Vec<String>),
    /// Read the panel of a candidate.
    ReadPanel {
        /// Name of the candidate.
        name: String,
        /// Whether it is shown to somebody who has not handed in their own card.
        reveal: bool,
    },
    /// Keep what was entered of a panel's decision.
    KeepRuling {
        /// Name of the candidate.
        name: String,
        /// What was entered.
        ruling: Box<Ruling>,
    },
    /// Read what there is for the form that makes a family.
    ReadSketch,
    /// Keep what is typed of a family.
    KeepSketch {
        /// What is typed.
        sketch: Box<Sketch>,
        /// Counter of the last change.
        change: u64,
    },
    /// Save the family that was sketched.
    SaveSketch(Box<Sketch>),
    /// Put what is kept of a sketch aside.
    DropSketch,
    /// Read what there is to practise on.
    ReadPractice,
    /// Keep what is answered in practice.
    KeepPractice {
        /// What is answered.
        round: Box<Round>,
        /// Counter of the last change.
        change: u64,
    },
    /// Put the round of practice aside.
    DropPractice,
    /// Record a panel's decision.
    Decide {
        /// The panel that decides.
        panel: Box<Panel>,
        /// What was entered.
        ruling: Box<Ruling>,
        /// The files of the decisions that were shown beside it.
        known: Vec<String>,
    },
    /// Read the rubrics.
    ReadRubrics,
    /// Keep the work on a family that is not saved yet.
    KeepWork {
        /// The work.
        work: Box<Work>,
        /// Counter of its last change.
        change: u64,
    },
    /// Look for advice on a family. Only the newest matters.
    Advise {
        /// Its levels.
        levels: Vec<Arc<Level>>,
        /// Counter of its last change.
        change: u64,
    },
    /// Put the work on a family aside, by its id.
    GiveUpWork(String),
    /// Save a family into the user's folder.
    SaveFamily {
        /// The work.
        work: Box<Work>,
        /// Whether files that somebody else changed are kept aside rather than left alone.
        over: bool,
    },
    /// Put events on disk.
    Record(Vec<Recorded>),
    /// Finish saving and let go of the draft.
    Close,
    /// Write the card and retire the draft.
    Submit(Box<Scorecard>),
    /// Read a saved card.
    ReadCard(String),
    /// Read the card of a panel's member.
    ReadCardOf {
        /// Name of the candidate.
        candidate: String,
        /// The card's file name.
        file: String,
    },
    /// Amend the card in this file: begin a draft that says what it says, or open the one there is.
    Amend(String),
    /// Hand a text over to the external editor.
    EditExternally(String),
    /// Copy to the clipboard.
    Copy(String),
    /// Save the interview's text in another folder.
    SaveElsewhere {
        /// The folder.
        folder: String,
        /// The text.
        text: String,
    },
    /// Switch the mouse on or off.
    Mouse(bool),
    /// Draw everything anew.
    Redraw,
    /// Suspend the program.
    Suspend,
    /// Leave the program.
    Quit {
        /// Exit code.
        code: u8,
        /// Printed once the terminal is given back.
        print: Option<String>,
    },
}

/// What the home screen and the form show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HomeData {
    /// Drafts, newest first.
    pub drafts: Vec<DraftItem>,
    /// Cards, newest first.
    pub cards: Vec<CardItem>,
    /// Families that can be interviewed for.
    pub families: Vec<Family>,
    /// Files that could not be read, and other things to know.
    pub problems: Vec<String>,
    /// Where the files are.
    pub folder: String,
    /// The interviewer of last time, or the user's name.
    pub interviewer: String,
    /// Whether the interviewer is remembered rather than guessed.
    pub interviewer_known: bool,
    /// Who sits here, as far as that is known.
    pub me: Option<String>,
    /// The family and level of last time.
    pub last_level: Option<(String, String)>,
    /// Planned minutes of last time.
    pub planned_minutes: Option<u32>,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftItem {
    /// Id, to resume it by.
    pub id: String,
    /// Candidate.
    pub candidate: String,
    /// Target level.
    pub level: String,
    /// When it was last changed.
    pub last_at: String,
    /// How much is answered: `12 of 43`.
    pub progress: String,
    /// Why it cannot simply be resumed, if so.
    pub trouble: Option<String>,
    /// Whether it can be resumed at all.
    pub usable: bool,
}

/// A card in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardItem {
    /// File.
    pub file: String,
    /// Candidate.
    pub candidate: String,
    /// Target level.
    pub level: String,
    /// Interviewer.
    pub interviewer: String,
    /// When it was submitted.
    pub submitted_at: String,
    /// Recommendation in a word.
    pub recommended: String,
    /// Decision in a word.
    pub overall: String,
}

/// A family to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Levels, lowest first.
    pub levels: Vec<Arc<Level>>,
}
