//! What tones look like: the sixteen ANSI colours on the terminal's own background, so that light
//! and dark terminals keep their own contrast. Without colour, weight and reverse carry the rest.

use ratatui::style::{Color, Modifier, Style};

use crate::app::prose::Tone;
use crate::domain::rating::{Answer, Rating};

/// How things look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether colours are used.
    pub color: bool,
    /// Whether the background is known to be light.
    pub light: bool,
}

impl Theme {
    /// The look of a tone.
    #[must_use]
    pub const fn style(self, tone: Tone) -> Style {
        let plain = Style::new();
        match tone {
            Tone::Plain => plain,
            Tone::Muted => plain.add_modifier(Modifier::DIM),
            Tone::Strong => plain.add_modifier(Modifier::BOLD),
            Tone::Selected => plain.add_modifier(Modifier::REVERSED),
            Tone::Accent => self.colored(if self.light { Color::Blue } else { Color::Cyan }),
            Tone::Good => self.colored(Color::Green),
            Tone::Pending => self.colored(if self.light { Color::Magenta } else { Color::Yellow }),
            Tone::Bad => self.colored(Color::Red).add_modifier(Modifier::BOLD),
            Tone::Rating(answer) => self.rating(answer),
        }
    }

    const fn rating(self, answer: Option<Answer>) -> Style {
        match answer {
            None => Style::new().add_modifier(Modifier::DIM),
            Some(Answer::NoData) => self.colored(Color::Magenta),
            Some(Answer::Rated(Rating::NotShown)) => self.colored(Color::Red),
            Some(Answer::Rated(Rating::Partial)) => {
                self.colored(if self.light { Color::Magenta } else { Color::Yellow })
            }
            Some(Answer::Rated(Rating::Meets)) => self.colored(Color::Green),
            Some(Answer::Rated(Rating::Exceeds)) => self.colored(Color::Green).add_modifier(Modifier::BOLD),
        }
    }

    const fn colored(self, color: Color) -> Style {
        if self.color { Style::new().fg(color) } else { Style::new() }
    }
}
