//! What can lie over a screen: one thing at a time, each a struct of its own.

use tui_input::{Input as LineInput, InputRequest};

use super::key::{Code, Key};
use super::keymap::{self, Binding, Context};
use super::prose::{Line, Tone, flow};
use super::rubrics::choose::Choose;
use super::rubrics::split::Split;
use super::rubrics::writing::Writing;
use super::scoring::Whereabouts;
use super::what_if::WhatIf;
use crate::domain::limits;
use crate::domain::rating::{Basis, Rating};
use crate::text;
pub use editor::{Editor, TextBox, from_outside};

mod editor;

/// Something over the screen.
#[derive(Debug)]
pub enum Overlay {
    /// The note editor.
    Editor(Box<Editor>),
    /// The search line.
    Search(Search),
    /// A page of text.
    Page(Page),
    /// Help.
    Help(Help),
    /// The command palette.
    Palette(Palette),
    /// Attesting a section.
    Attest(Attest),
    /// Trying other ratings.
    WhatIf(Box<WhatIf>),
    /// A yes-or-no question: submitting.
    Confirm,
    /// A one-line question.
    Prompt(Prompt),
    /// Leaving while something is not saved.
    Unsaved,
    /// A field of a rubric that is typed.
    Writing(Box<Writing>),
    /// Choosing from a list.
    Choose(Choose),
    /// Cutting a criterion in two.
    Split(Split),
    /// Leaving a family while changes are not saved.
    LeaveWork,
    /// Saving over what somebody else has put there: what that is.
    Theirs(Vec<String>),
}

impl Overlay {
    /// Where keys go while it is open.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Editor(_) => Context::Editor,
            Self::Search(_) => Context::Search,
            Self::Page(_) => Context::Page,
            Self::Help(_) => Context::Help,
            Self::Palette(_) => Context::Palette,
            Self::Attest(_) => Context::Attest,
            Self::WhatIf(_) => Context::WhatIf,
            Self::Prompt(_) => Context::Prompt,
            Self::Unsaved => Context::Unsaved,
            Self::Writing(_) => Context::Writing,
            Self::Choose(_) => Context::Choosing,
            Self::Split(_) => Context::Splitting,
            Self::LeaveWork => Context::LeavingWork,
            Self::Confirm | Self::Theirs(_) => Context::Confirm,
        }
    }

    /// Whether the wheel moves something in it.
    #[must_use]
    pub fn scrolls(&self) -> bool {
        matches!(self, Self::Page(_) | Self::Help(_) | Self::Palette(_) | Self::Choose(_) | Self::WhatIf(_))
    }
}

/// The search line.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is typed.
    pub input: LineInput,
    /// Where the search began.
    pub origin: Whereabouts,
    /// How many criteria match; nothing while nothing is typed.
    pub matches: Option<usize>,
}

/// A page of text over the screen.
#[derive(Clone, Debug)]
pub struct Page {
    /// Heading.
    pub title: String,
    /// What is on it.
    pub content: Content,
    /// First visible line.
    pub scroll: usize,
}

/// What a page shows. All but fixed lines is made anew for each size.
#[derive(Clone, Debug)]
pub enum Content {
    /// Why this grade.
    Why,
    /// Where the time of the interview went.
    Time,
    /// Everyone's sections against their bars.
    Profile,
    /// The whole saved card.
    Card,
    /// What is not as it was in a family.
    Changes,
    /// The family that is being made.
    Sketch,
    /// Sentences, each a paragraph of its own.
    Told(Vec<String>),
}

/// Help, made from the key table.
#[derive(Clone, Debug)]
pub struct Help {
    /// The screen it was asked on, whose keys come first.
    pub from: Context,
    /// Words to look for.
    pub input: LineInput,
    /// First visible line.
    pub scroll: usize,
}

/// The command palette.
#[derive(Clone, Debug)]
pub struct Palette {
    /// Words to look for.
    pub input: LineInput,
    /// Index of the selected command among those that match.
    pub selected: usize,
    /// Commands that work there now.
    pub available: Vec<&'static Binding>,
}

impl Palette {
    /// The commands that match what is typed, best first.
    #[must_use]
    pub fn matches(&self) -> Vec<&'static Binding> {
        use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
        let words = self.input.value();
        if words.trim().is_empty() {
            return self.available.clone();
        }
        let mut matcher = nucleo_matcher::Matcher::new(nucleo_matcher::Config::DEFAULT);
        let pattern = Pattern::parse(words, CaseMatching::Ignore, Normalization::Smart);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, usize)> = self
            .available
            .iter()
            .enumerate()
            .filter_map(|(i, row)| {
                let haystack = format!("{} {} {}", row.action, row.help, row.keys_text());
                let score = pattern.score(nucleo_matcher::Utf32Str::new(&haystack, &mut buffer), &mut matcher)?;
                Some((score, i))
            })
            .collect();
        scored.sort_by_key(|&(score, i)| (std::cmp::Reverse(score), i));
        scored.into_iter().map(|(_, i)| self.available[i]).collect()
    }
}

/// Attesting a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attest {
    /// Title of the section.
    pub section: String,
    /// The criteria that are not rated yet.
    pub criteria: Vec<usize>,
    /// The rating to give them.
    pub rating: Rating,
    /// What it rests on.
    pub basis: Basis,
}

/// A one-line question.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The question.
    pub question: &'static str,
    /// The answer so far.
    pub input: LineInput,
    /// What the answer is for.
    pub purpose: Purpose,
}

/// What a one-line answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The candidate's name.
    Candidate,
    /// The candidate's reference.
    Reference,
    /// The interviewer's name.
    Interviewer,
    /// The folder to save the draft in.
    Elsewhere,
    /// Somebody who is there when a panel decides.
    Present,
}

/// Types a key into a one-line input. Says whether the key meant anything to it.
pub fn type_into(input: &mut LineInput, key: Key) -> bool {
    type_up_to(input, key, limits::NAME_CHARS)
}

/// As [`type_into`], up to so many characters.
pub fn type_up_to(input: &mut LineInput, key: Key, most: usize) -> bool {
    let word = key.ctrl || key.alt;
    let request = match key.code {
        Code::Char(c) if !word => {
            if c.is_control() || input.value().chars().count() >= most {
                return false;
            }
            InputRequest::InsertChar(c)
        }
        Code::Backspace if word => InputRequest::DeletePrevWord,
        Code::Char('w') if key.ctrl => InputRequest::DeletePrevWord,
        Code::Char('u') if key.ctrl => InputRequest::DeleteFromStart,
        Code::Char('k') if key.ctrl => InputRequest::DeleteTillEnd,
        Code::Char('a') if key.ctrl => InputRequest::GoToStart,
        Code::Char('e') if key.ctrl => InputRequest::GoToEnd,
        Code::Left if word => InputRequest::GoToPrevWord,
        Code::Right if word => InputRequest::GoToNextWord,
        Code::Backspace => InputRequest::DeletePrevChar,
        Code::Delete => InputRequest::DeleteNextChar,
        Code::Left => InputRequest::GoToPrevChar,
        Code::Right => InputRequest::GoToNextChar,
        Code::Home => InputRequest::GoToStart,
        Code::End => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request).is_some()
}

/// Pastes into a one-line input.
pub fn paste_into(input: &mut LineInput, pasted: &str) {
    for key in keys_of(pasted) {
        type_into(input, key);
    }
}

/// The keys that would type a pasted text into a single line: cleaned of control characters, a line
/// break as a space.
#[must_use]
pub fn keys_of(pasted: &str) -> Vec<Key> {
    text::typed(pasted).chars().map(|c| Key::char(if c == '\n' { ' ' } else { c })).collect()
}

/// The rows of help that match the words, under the heading of their context; the context it was
/// asked in comes first.
fn help_rows(help: &Help) -> Vec<(Context, Vec<&'static Binding>)> {
    let words = help.input.value().to_lowercase();
    let mut contexts = vec![help.from];
    for row in keymap::TABLE {
        if !contexts.contains(&row.context) {
            contexts.push(row.context);
        }
    }
    contexts
        .into_iter()
        .map(|context| {
            let rows: Vec<_> = keymap::rows(context)
                .filter(|row| {
                    words.is_empty()
                        || row.help.to_lowercase().contains(&words)
                        || row.keys.iter().any(|key| key.to_string().to_lowercase() == words)
                })
                .collect();
            (context, rows)
        })
        .filter(|(_, rows)| !rows.is_empty())
        .collect()
}

/// Help as a page.
#[must_use]
pub fn help_lines(help: &Help, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for (context, rows) in help_rows(help) {
        lines.push(Line::new().word(Tone::Strong, context.title()));
        for row in rows {
            let keys = Line::of(Tone::Accent, &format!("  {} ", text::pad(&row.keys_text(), 14)));
            flow(&mut lines, keys, Tone::Plain, row.help, columns);
        }
        lines.push(Line::new());
    }
    let words = help.input.value().to_lowercase();
    let (heading, all): (_, &[(&str, &str)]) = match help.from {
        Context::Candidates | Context::Panel | Context::Deciding => ("Marks on a panel", &PANEL_MARKS),
        Context::Families | Context::Adapting | Context::Fields => ("Marks in a rubric", &RUBRIC_MARKS),
        _ => ("Marks in the list", &MARKS),
    };
    let marks: Vec<_> = all.iter().filter(|(_, what)| what.to_lowercase().contains(&words)).collect();
    if !marks.is_empty() {
        lines.push(Line::new().word(Tone::Strong, heading));
        for (mark, what) in marks {
            flow(
                &mut lines,
                Line::of(Tone::Accent, &format!("  {} ", text::pad(mark, 14))),
                Tone::Plain,
                what,
                columns,
            );
        }
        lines.push(Line::new());
    }
    if lines.is_empty() {
        lines.push(Line::new().word(Tone::Muted, "Nothing matches."));
    }
    lines
}

/// What stands beside criteria in the list.
const MARKS: [(&str, &str); 13] = [
    ("1○ 2◐ 3● 4◆", "rated Not shown, Partial, Meets, Exceeds"),
    ("0?", "asked, no data"),
    ("·", "not rated"),
    ("↑", "credited: a higher rung of the same ladder was shown"),
    ("•", "in focus, where the others of its section are not"),
    ("≡", "has a note"),
    ("n", "needs a note before submitting"),
    ("!", "flagged to come back to"),
    ("*", "must-have"),
    ("▁ ▄ █", "how much its answer can decide per minute, against the most that any can"),
    ("^", "decides only together with a credit"),
    ("–", "cannot change the grade"),
    ("a r s w", "not from the interview: attested, résumé, screening, work sample"),
];

/// What stands beside the rows of a rubric.
const RUBRIC_MARKS: [(&str, &str); 6] = [
    ("!", "a fault: the family cannot be saved before it is mended"),
    ("·", "advice: it can be saved, but would serve an interviewer better otherwise"),
    ("•", "not as it was when it was read or last saved"),
    ("×2 ×3", "counts twice or three times"),
    ("*", "must-have: Meets is needed whatever the section earns"),
    ("generated", "anchors in the scale's own words, until somebody writes what they mean here"),
];

/// What stands in a panel's columns.
const PANEL_MARKS: [(&str, &str); 9] = [
    ("1○ 2◐ 3● 4◆", "rated Not shown, Partial, Meets, Exceeds"),
    ("0? ·", "asked, no data; not asked"),
    ("≡", "has a note"),
    ("!", "decides: another rating that was given would change the grade"),
    ("≠", "contested: the ratings differ"),
    ("6 ok", "points of a section: passed (6+ where it is narrow)"),
    ("5 .. 4 no", "points of a section: still open; failed (5? and 4-)"),
    ("yes yes+", "the level is proved; and most of its additional criteria are Meets"),
    ("–", "this level was not on the card"),
];
