//! What can lie over a screen: one thing at a time, each a struct of its own.

use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea, WrapMode};
use tui_input::{Input as LineInput, InputRequest};

use super::key::{Code, Key};
use super::keymap::{self, Binding, Context};
use super::message::Now;
use super::prose::{Line, Tone, flow};
use super::scoring::Whereabouts;
use super::session::Session;
use crate::domain::interview::{Event, Field, Recorded};
use crate::domain::limits;
use crate::domain::rating::{Basis, Rating};
use crate::text;

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
    /// A yes-or-no question: submitting.
    Confirm,
    /// A one-line question.
    Prompt(Prompt),
    /// Leaving while something is not saved.
    Unsaved,
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
            Self::Confirm => Context::Confirm,
            Self::Prompt(_) => Context::Prompt,
            Self::Unsaved => Context::Unsaved,
        }
    }

    /// Whether the wheel moves something in it.
    #[must_use]
    pub fn scrolls(&self) -> bool {
        matches!(self, Self::Page(_) | Self::Help(_) | Self::Palette(_))
    }
}

/// The editor of one of the interviewer's texts. Every change goes to the journal at once.
#[derive(Debug)]
pub struct Editor {
    /// Which text.
    pub field: Field,
    /// What it is, for the heading.
    pub title: String,
    /// The text area.
    pub area: TextArea<'static>,
    /// What an empty text asks for.
    hint: &'static str,
}

impl Editor {
    /// Opens the editor at the end of the text.
    #[must_use]
    pub fn new(field: Field, title: String, hint: &'static str, content: &str) -> Self {
        let mut editor = Self { field, title, area: TextArea::default(), hint };
        editor.set(content);
        editor
    }

    /// Replaces the whole text, as the external editor does.
    #[expect(clippy::default_trait_access, reason = "the style type belongs to the view")]
    pub fn set(&mut self, content: &str) {
        let mut area = TextArea::new(content.split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_placeholder_text(self.hint);
        // The line under the cursor looks like the others.
        area.set_cursor_line_style(Default::default());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        self.area = area;
    }

    /// The text as it stands.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Types a key.
    ///
    /// # Errors
    /// What to tell the user if the text would grow past the limit; it stays as it is.
    pub fn press(&mut self, key: Key) -> Result<(), String> {
        if let Some(input) = area_input(key) {
            self.area.input_without_shortcuts(input);
        } else {
            shortcut(&mut self.area, key);
        }
        self.stay_within_limits()
    }

    /// Makes the last undone change again.
    ///
    /// # Errors
    /// As for [`Editor::press`].
    pub fn redo(&mut self) -> Result<(), String> {
        self.area.redo();
        self.stay_within_limits()
    }

    /// Takes back a change that made the text longer than a text may be.
    fn stay_within_limits(&mut self) -> Result<(), String> {
        if self.text().len() <= limits::TEXT_BYTES {
            return Ok(());
        }
        self.area.undo();
        Err(too_long())
    }

    /// Inserts a pasted text, cleaned of control characters.
    ///
    /// # Errors
    /// What to tell the user if the text would grow past the limit; it stays as it is.
    pub fn paste(&mut self, pasted: &str) -> Result<(), String> {
        let pasted = text::typed(pasted);
        if pasted.len() > limits::TEXT_BYTES {
            return Err(too_long());
        }
        self.area.insert_str(pasted);
        self.stay_within_limits()
    }

    /// Records what changed since the interview last heard of this text.
    ///
    /// # Errors
    /// What to tell the user if the interview does not take the change, so that nobody takes it for
    /// saved.
    pub fn sync(&self, session: &mut Session, now: Now) -> Result<Vec<Recorded>, String> {
        let after = self.text();
        let before = session.interview.text(&self.field);
        let Some((at, remove, insert)) = splice(before.unwrap_or_default(), &after) else { return Ok(Vec::new()) };
        let event = Event::TextEdited { field: self.field.clone(), at, remove, insert: insert.to_owned() };
        let recorded = session.record(now, vec![event]);
        if recorded.is_empty() {
            return Err("NOT KEPT: the interview does not take this text; copy it before you leave".to_owned());
        }
        Ok(recorded)
    }
}

/// A text that an external editor gave back: cleaned of control characters and of the line break
/// that editors put at the end of a file.
///
/// # Errors
/// What to tell the user if it is longer than a text may be.
pub fn from_outside(edited: &str) -> Result<String, String> {
    let mut edited = text::typed(edited);
    if edited.ends_with('\n') {
        edited.pop();
    }
    if edited.len() > limits::TEXT_BYTES {
        return Err(format!("a text holds at most {} bytes, and this one has {}", limits::TEXT_BYTES, edited.len()));
    }
    Ok(edited)
}

fn too_long() -> String {
    format!("a text holds at most {} bytes; nothing was inserted", limits::TEXT_BYTES)
}

/// The keys that the text area handles by itself: typing, moving, deleting.
fn area_input(key: Key) -> Option<Input> {
    let code = match key.code {
        Code::Char(_) if key.ctrl || key.alt => return None,
        Code::Char(c) => AreaKey::Char(c),
        Code::Enter => AreaKey::Enter,
        Code::Backspace => AreaKey::Backspace,
        Code::Delete => AreaKey::Delete,
        Code::Tab => AreaKey::Tab,
        _ => return None,
    };
    (!key.ctrl && !key.alt).then_some(Input { key: code, ctrl: false, alt: false, shift: false })
}

/// Movement and deletion by word and line, with the keys that shells and editors share.
fn shortcut(area: &mut TextArea<'static>, key: Key) {
    let word = key.ctrl || key.alt;
    let to = match key.code {
        Code::Left if word => CursorMove::WordBack,
        Code::Right if word => CursorMove::WordForward,
        Code::Left => CursorMove::Back,
        Code::Right => CursorMove::Forward,
        Code::Up => CursorMove::Up,
        Code::Down => CursorMove::Down,
        Code::Home => CursorMove::Head,
        Code::End => CursorMove::End,
        Code::PageUp => CursorMove::ParagraphBack,
        Code::PageDown => CursorMove::ParagraphForward,
        Code::Char('a') if key.ctrl => CursorMove::Head,
        Code::Char('b') if key.alt => CursorMove::WordBack,
        Code::Char('f') if key.alt => CursorMove::WordForward,
        Code::Char('w') if key.ctrl => {
            area.delete_word();
            return;
        }
        Code::Char('d') if key.alt => {
            area.delete_next_word();
            return;
        }
        Code::Char('k') if key.ctrl => {
            area.delete_line_by_end();
            return;
        }
        Code::Backspace if word => {
            area.delete_word();
            return;
        }
        Code::Delete if word => {
            area.delete_next_word();
            return;
        }
        _ => return,
    };
    area.move_cursor(to);
}

/// The one replacement that turns `before` into `after`: byte offset, bytes removed, text inserted.
fn splice<'a>(before: &str, after: &'a str) -> Option<(usize, usize, &'a str)> {
    if before == after {
        return None;
    }
    let mut start = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
        start -= 1;
    }
    let most = before.len().min(after.len()) - start;
    let mut end = before.bytes().rev().zip(after.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    while !before.is_char_boundary(before.len() - end) || !after.is_char_boundary(after.len() - end) {
        end -= 1;
    }
    Some((start, before.len() - end - start, &after[start..after.len() - end]))
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
    /// Everyone's sections against their bars.
    Profile,
    /// The whole saved card.
    Card,
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
const MARKS: [(&str, &str); 9] = [
    ("1○ 2◐ 3● 4◆", "rated Not shown, Partial, Meets, Exceeds"),
    ("0?", "asked, no data"),
    ("·", "not rated"),
    ("↑", "credited: a higher rung of the same ladder was shown"),
    ("≡", "has a note"),
    ("n", "needs a note before submitting"),
    ("!", "flagged to come back to"),
    ("*", "must-have"),
    ("a r s w", "not from the interview: attested, résumé, screening, work sample"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_splice_makes_the_new_text_of_the_old(before in "[aé漢\n]{0,12}", after in "[aé漢\n]{0,12}") {
            let mut edited = before.clone();
            if let Some((at, remove, insert)) = splice(&before, &after) {
                edited.replace_range(at..at + remove, insert);
            }
            prop_assert_eq!(edited, after);
        }
    }

    #[test]
    fn a_text_from_outside_is_cleaned_and_measured() {
        assert_eq!(from_outside("first\nsecond\x1b\r\n").as_deref(), Ok("first\nsecond"));
        assert_eq!(from_outside(&format!("{}\n", "x".repeat(64_000))).map(|text| text.len()), Ok(64_000));
        assert!(from_outside(&"x".repeat(64_001)).is_err());
    }

    #[test]
    fn one_typed_letter_is_one_small_edit() {
        assert_eq!(splice("grew a team", "grew ya team"), Some((5, 0, "y")));
        assert_eq!(splice("aa", "aaa"), Some((2, 0, "a")));
        assert_eq!(splice("same", "same"), None);
    }
}
