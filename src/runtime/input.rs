//! From terminal events to messages.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use crate::app::key::{Code, Key};
use crate::app::message::{Message, MouseAction};

/// The message of an event, if it means anything.
#[must_use]
pub fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(event) => key(event).map(Message::Key),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(columns, rows) => Some(Message::Resize { columns, rows }),
        Event::Mouse(event) => {
            let action = match event.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseAction::Click,
                MouseEventKind::ScrollDown => MouseAction::WheelDown,
                MouseEventKind::ScrollUp => MouseAction::WheelUp,
                _ => return None,
            };
            Some(Message::Mouse { action, column: event.column, row: event.row })
        }
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Presses and repeats; some systems report releases too.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    // Terminals send Ctrl-H for Ctrl-Backspace; letters with control come in either case.
    let code = match code {
        Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        other => other,
    };
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_not_presses() {
        let mut event = KeyEvent::new(KeyCode::Char('3'), KeyModifiers::NONE);
        assert_eq!(message(Event::Key(event)), Some(Message::Key(Key::char('3'))));
        event.kind = KeyEventKind::Release;
        assert_eq!(message(Event::Key(event)), None);
    }
}
