//! Texts of more than a line: the box they are typed into, and the editor of an interviewer's note.

use ratatui_textarea::{CursorMove, DataCursor, Input, Key as AreaKey, TextArea, WrapMode};

use crate::app::key::{Code, Key};
use crate::app::message::Now;
use crate::app::remarks;
use crate::app::session::Session;
use crate::domain::interview::{Event, Field, Interview, Recorded};
use crate::domain::limits;
use crate::domain::notes::{Finding, WordLists};
use crate::text;

/// The editor of one of the interviewer's texts. Every change goes to the journal at once.
#[derive(Debug)]
pub struct Editor {
    /// Which text.
    pub field: Field,
    /// What it is, for the heading.
    pub title: String,
    /// What is typed.
    pub input: TextBox,
    /// Words in it to think over.
    pub remarks: Vec<Finding>,
    /// The number of the interview's next event when it was looked through.
    looked_at: Option<u64>,
}

impl Editor {
    /// Opens the editor at the end of the text.
    #[must_use]
    pub fn new(field: Field, title: String, hint: &'static str, content: &str) -> Self {
        Self { field, title, input: TextBox::new(hint, content), remarks: Vec::new(), looked_at: None }
    }

    /// Looks through the text for words to think over, unless nothing has happened since.
    pub fn look_through(&mut self, interview: &Interview, lists: &WordLists) {
        if self.looked_at.replace(interview.next_seq()) != Some(interview.next_seq()) {
            self.remarks = remarks::on(interview, &self.field, lists);
            // What a whole note lacks is said when it is closed, not while it is begun.
            self.remarks.retain(|finding| finding.span.is_some());
        }
    }

    /// The remark to show: on the last words before the cursor, else the first.
    #[must_use]
    pub fn remark(&self) -> Option<&Finding> {
        let DataCursor(line, column) = self.input.area.cursor();
        let lines = self.input.area.lines();
        let before: usize = lines.iter().take(line).map(|line| line.len() + 1).sum();
        let at = before + lines.get(line).map_or(0, |line| line.chars().take(column).map(char::len_utf8).sum());
        let is_before = |finding: &&Finding| finding.span.as_ref().is_some_and(|span| span.start <= at);
        self.remarks.iter().rfind(is_before).or_else(|| self.remarks.first())
    }

    /// Columns and rows, in a box of this size that was just drawn, of the words that there is a remark on.
    #[must_use]
    pub fn marked(&self, columns: u16, rows: u16) -> Vec<(u16, u16)> {
        if self.remarks.is_empty() {
            return Vec::new();
        }
        let lines = self.input.area.lines();
        let starts: Vec<usize> = lines
            .iter()
            .scan(0, |next, line| {
                let start = *next;
                *next += line.len() + 1;
                Some(start)
            })
            .collect();
        let (top, left) = self.input.area.scroll_offset();
        let is_marked = |&(column, row): &(u16, u16)| {
            let shown = (usize::from(top) + usize::from(row), usize::from(left) + usize::from(column));
            let DataCursor(line, letter) = self.input.area.screen_to_data(shown.0, shown.1);
            let offset = lines[line].char_indices().nth(letter).map(|(offset, _)| starts[line] + offset);
            let mut spans = self.remarks.iter().filter_map(|remark| remark.span.as_ref());
            offset.is_some_and(|at| spans.any(|span| span.contains(&at)))
        };
        (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))).filter(is_marked).collect()
    }

    /// Records what changed since the interview last heard of this text.
    ///
    /// # Errors
    /// What to tell the user if the interview does not take the change, so that nobody takes it for
    /// saved.
    pub fn sync(&self, session: &mut Session, now: Now) -> Result<Vec<Recorded>, String> {
        let after = self.input.text();
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

/// A box that a text is typed into.
#[derive(Debug)]
pub struct TextBox {
    /// The text area.
    pub area: TextArea<'static>,
    /// What an empty text asks for.
    hint: &'static str,
}

impl TextBox {
    /// Opens the box at the end of the text.
    #[must_use]
    pub fn new(hint: &'static str, content: &str) -> Self {
        let mut input = Self { area: TextArea::default(), hint };
        input.set(content);
        input
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
    /// As for [`TextBox::press`].
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
