//! From the terminal's bytes to messages.
//!
//! Read here and not by a library: one that waits for the rest of an unfinished sequence stops the
//! whole program, and one that takes the end of a vanished terminal for an empty read spins. Bytes
//! that mean nothing are dropped, never typed.

use crate::app::key::{Code, Key};
use crate::app::message::{Message, MouseAction};

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";
/// More of a paste is not kept, in bytes: no text holds as much.
const LONGEST_PASTE: usize = 1 << 20;
/// A control sequence that is longer is none, in bytes.
const LONGEST_SEQUENCE: usize = 64;

/// Decodes what the terminal sends, however it is cut into pieces.
#[derive(Debug, Default)]
pub struct Decoder {
    pending: Vec<u8>,
    /// A paste whose end has not come yet.
    paste: Option<Vec<u8>>,
}

impl Decoder {
    /// Takes bytes and adds what they mean. An escape that ends them is the key and no beginning.
    pub fn feed(&mut self, bytes: &[u8], messages: &mut Vec<Message>) {
        self.pending.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            if self.paste.is_some() {
                match self.take_paste(at) {
                    (next, Some(text)) => {
                        at = next;
                        messages.push(Message::Paste(text));
                    }
                    (next, None) => {
                        at = next;
                        break;
                    }
                }
            } else if self.pending[at..] == [ESC] {
                messages.push(Message::Key(Key::plain(Code::Esc)));
                at += 1;
            } else if let Some((used, meaning)) = decode(&self.pending[at..]) {
                at += used;
                match meaning {
                    Meaning::Message(message) => messages.push(message),
                    Meaning::PasteBegins => self.paste = Some(Vec::new()),
                    Meaning::Nothing => {}
                }
            } else {
                break;
            }
        }
        self.pending.drain(..at);
    }

    /// Gathers a paste. Returns how far the bytes are used, and the paste if it is whole.
    fn take_paste(&mut self, at: usize) -> (usize, Option<String>) {
        let Self { pending, paste: Some(paste) } = self else { return (at, None) };
        let rest = &pending[at..];
        let end = rest.windows(PASTE_END.len()).position(|window| window == PASTE_END);
        // Without an end, what could be the beginning of one is kept back.
        let taken = end.unwrap_or(rest.len().saturating_sub(PASTE_END.len() - 1));
        let room = LONGEST_PASTE.saturating_sub(paste.len());
        paste.extend_from_slice(&rest[..taken.min(room)]);
        if end.is_none() {
            return (at + taken, None);
        }
        let text = String::from_utf8_lossy(paste).into_owned();
        self.paste = None;
        (at + taken + PASTE_END.len(), Some(text))
    }
}

enum Meaning {
    Message(Message),
    PasteBegins,
    Nothing,
}

fn pressed(code: Code, alt: bool, ctrl: bool) -> Meaning {
    Meaning::Message(Message::Key(Key { code, ctrl, alt }))
}

/// The first thing in the bytes and how many of them it takes; nothing if more have to come.
fn decode(bytes: &[u8]) -> Option<(usize, Meaning)> {
    match bytes {
        [ESC, b'[', rest @ ..] => control_sequence(rest).map(|(used, meaning)| (used + 2, meaning)),
        [ESC, b'O', letter, ..] => {
            Some((3, named(*letter).map_or(Meaning::Nothing, |code| pressed(code, false, false))))
        }
        [ESC] | [ESC, b'O'] => None,
        // Two in a row are two presses: the second may begin a sequence.
        [ESC, ESC, ..] => Some((1, pressed(Code::Esc, false, false))),
        [ESC, rest @ ..] => typed(rest, true).map(|(used, meaning)| (used + 1, meaning)),
        _ => typed(bytes, false),
    }
}

/// A key that is one character.
fn typed(bytes: &[u8], alt: bool) -> Option<(usize, Meaning)> {
    let first = *bytes.first()?;
    let (code, ctrl) = match first {
        b'\r' => (Code::Enter, false),
        b'\t' => (Code::Tab, false),
        0x7f => (Code::Backspace, false),
        0 => (Code::Char(' '), true),
        1..=26 => (Code::Char(char::from(first - 1 + b'a')), true),
        27..=31 => (Code::Char(char::from(first - 28 + b'4')), true),
        32..=126 => (Code::Char(char::from(first)), false),
        _ => {
            let meaning = |c: Option<char>| c.map_or(Meaning::Nothing, |c| pressed(Code::Char(c), alt, false));
            return letter(bytes).map(|(used, c)| (used, meaning(c)));
        }
    };
    Some((1, pressed(code, alt, ctrl)))
}

/// A letter beyond ASCII; none for bytes that are no UTF-8 and for control characters.
fn letter(bytes: &[u8]) -> Option<(usize, Option<char>)> {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Some((1, None)),
    };
    let whole = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(whole) {
        Ok(text) => Some((length, text.chars().next().filter(|c| !c.is_control()))),
        // Cut off, not wrong: the rest is on its way.
        Err(error) if error.error_len().is_none() => None,
        Err(_) => Some((1, None)),
    }
}

/// What follows `ESC [`.
fn control_sequence(bytes: &[u8]) -> Option<(usize, Meaning)> {
    if bytes.first() == Some(&b'[') {
        // Function keys of the Linux console.
        return bytes.get(1).map(|_| (2, Meaning::Nothing));
    }
    let length = bytes.iter().take_while(|byte| (0x20..=0x3f).contains(*byte)).count();
    if length > LONGEST_SEQUENCE {
        return Some((length, Meaning::Nothing));
    }
    let last = *bytes.get(length)?;
    if !(0x40..=0x7e).contains(&last) {
        // No sequence after all; what breaks it stands for itself.
        return Some((length, Meaning::Nothing));
    }
    let parameters = &bytes[..length];
    if last == b'M' && parameters.is_empty() {
        // A mouse report of the oldest kind, which cannot say where on a large screen.
        return bytes.get(3).map(|_| (4, Meaning::Nothing));
    }
    Some((length + 1, sequence(parameters, last)))
}

fn sequence(parameters: &[u8], last: u8) -> Meaning {
    if let Some(report) = parameters.strip_prefix(b"<") {
        return mouse(&numbers(report), last);
    }
    let numbers = numbers(parameters);
    let first = numbers.first().copied().unwrap_or(0);
    let code = match (last, first) {
        (b'~', 200) => return Meaning::PasteBegins,
        (b'~', 1 | 7) => Some(Code::Home),
        (b'~', 3) => Some(Code::Delete),
        (b'~', 4 | 8) => Some(Code::End),
        (b'~', 5) => Some(Code::PageUp),
        (b'~', 6) => Some(Code::PageDown),
        (b'Z', _) => Some(Code::BackTab),
        (b'~', _) => None,
        _ => named(last),
    };
    let modifiers = numbers.get(1).copied().unwrap_or(1).saturating_sub(1);
    code.map_or(Meaning::Nothing, |code| pressed(code, modifiers & 2 != 0, modifiers & 4 != 0))
}

/// Keys that have a letter of their own.
fn named(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'M' => Code::Enter,
        _ => return None,
    })
}

/// A mouse report: button and modifiers, column and row from 1; `M` for a press.
fn mouse(numbers: &[u16], last: u8) -> Meaning {
    let [button, column, row] = numbers else { return Meaning::Nothing };
    // Shift, Alt and Control do not matter.
    let action = match button & !0b1_1100 {
        0 if last == b'M' => MouseAction::Click,
        64 => MouseAction::WheelUp,
        65 => MouseAction::WheelDown,
        _ => return Meaning::Nothing,
    };
    Meaning::Message(Message::Mouse { action, column: column.saturating_sub(1), row: row.saturating_sub(1) })
}

/// Numbers between semicolons; an empty or absurd one is 0.
fn numbers(parameters: &[u8]) -> Vec<u16> {
    parameters
        .split(|byte| *byte == b';')
        .map(|number| std::str::from_utf8(number).ok().and_then(|number| number.parse().ok()).unwrap_or(0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fed(pieces: &[&[u8]]) -> Vec<Message> {
        let (mut decoder, mut messages) = (Decoder::default(), Vec::new());
        for piece in pieces {
            decoder.feed(piece, &mut messages);
        }
        messages
    }

    fn keys(bytes: &[u8]) -> String {
        let names = fed(&[bytes]).into_iter().map(|message| match message {
            Message::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        });
        names.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_are_known_by_their_bytes() {
        for (bytes, expected) in [
            (&b"3q\r\t\x7f"[..], "3 q Enter Tab Backspace"),
            ("é漢🧪".as_bytes(), "é 漢 🧪"),
            (b"\x03\x1a\x00", "Ctrl-C Ctrl-Z Ctrl-Space"),
            (b"\x1b[A\x1bOB\x1b[1;5C\x1b[1;3D", "Up Down Ctrl-Right Alt-Left"),
            (b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[5~\x1b[6~\x1b[3~\x1b[Z", "Home End Home End PgUp PgDn Delete Shift-Tab"),
            (b"\x1bb\x1b\x7f", "Alt-b Alt-Backspace"),
            (b"\x1b", "Esc"),
            (b"\x1b\x1b[A", "Esc Up"),
            // Function keys, focus reports, answers nobody asked for, and noise.
            (b"\x1b[15~\x1bOP\x1b[[A\x1b[I\x1b[?1;2c\x1b[M !!x", "x"),
            (b"\xff\x80\xc2\x9bx", "x"),
        ] {
            assert_eq!(keys(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn clicks_and_wheel_come_with_their_place() {
        let at = |action, column, row| Message::Mouse { action, column, row };
        let bytes = b"\x1b[<0;10;5M\x1b[<0;10;5m\x1b[<64;1;1M\x1b[<65;300;2M\x1b[<35;4;4M\x1b[<2;1;1M\x1b[<16;2;2M";
        assert_eq!(
            fed(&[bytes]),
            [
                at(MouseAction::Click, 9, 4),
                at(MouseAction::WheelUp, 0, 0),
                at(MouseAction::WheelDown, 299, 1),
                at(MouseAction::Click, 1, 1)
            ]
        );
    }

    #[test]
    fn a_paste_is_one_text_whatever_is_in_it() {
        let paste = |text: &str| Message::Paste(text.to_owned());
        assert_eq!(
            fed(&[b"\x1b[200~3\x1b[A\r\xc3\xa9\x1b[201~q"]),
            [paste("3\u{1b}[A\ré"), Message::Key(Key::char('q'))]
        );
        assert_eq!(fed(&[b"\x1b[200~", b"12\x1b", b"[20", b"1", b"~"]), [paste("12")]);
        assert_eq!(fed(&[b"\x1b[200~\x1b[201~"]), [paste("")]);
    }

    #[test]
    fn the_rest_of_a_sequence_may_come_later() {
        assert_eq!(fed(&[b"\x1b[", b"1;5", b"C"]), [Message::Key(Key { code: Code::Right, ctrl: true, alt: false })]);
        assert_eq!(fed(&[b"\xe6\xbc", b"\xa2"]), [Message::Key(Key::char('漢'))]);
        assert_eq!(fed(&[b"\x1b["]), []);
    }

    proptest! {
        /// An escape that ends a piece is a key, so pieces are not cut behind one.
        #[test]
        fn it_does_not_matter_how_bytes_are_cut(
            parts in prop::collection::vec(prop::sample::select(vec![
                &b"3"[..], b"\x1b[A", b"\x1b[<0;3;4M", "漢".as_bytes(), b"\x1b[200~ab\x1b[201~", b"\x1bf", b"\x1b[1;5C", b"\xff",
            ]), 0..12),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let all: Vec<u8> = parts.concat();
            let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(all.len() + 1)).collect();
            at.retain(|&cut| cut == 0 || all[cut - 1] != ESC);
            at.extend([0, all.len()]);
            at.sort_unstable();
            let pieces: Vec<&[u8]> = at.windows(2).map(|pair| &all[pair[0]..pair[1]]).collect();
            prop_assert_eq!(fed(&pieces), fed(&[&all]));
        }

        #[test]
        fn no_bytes_stop_it(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..8)) {
            let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
            fed(&pieces);
        }
    }
}
