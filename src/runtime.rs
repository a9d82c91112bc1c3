//! Where plain data meets the world: the loop, the terminal and the effects.
//!
//! One thread answers keys, draws and waits for whatever comes next: a key, a signal, a report. What
//! may take long (reading the archive, saving) happens on threads that send messages. While nobody
//! presses a key and the clock is stopped, nothing wakes up.
#![expect(clippy::disallowed_methods, reason = "runtime is the room that reads the clock and starts programs")]

mod adviser;
mod background;
mod clock;
mod effects;
mod events;
mod input;
mod keeper;
pub mod meter;
mod panels;
mod practice;
mod rubrics;
pub mod saver;
pub mod screen;
mod sketch;
pub mod terminal;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use ratatui::Terminal;

use crate::app::message::{Effect, Message};
pub use crate::app::setup::Given;
use crate::app::{App, Purpose};
use crate::storage::archive::Paths;
use crate::view::{self, theme::Theme};
use clock::Clock;
use effects::{Effects, Finished, Outcome};
use events::{Events, Woken};
use screen::Screen;
use terminal::Direct;

/// How long leaving waits for the disk.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// How long a signal or a vanished terminal waits for the disk.
const HASTE: Duration = Duration::from_millis(700);
/// After so long the program ends even if the loop is stuck.
const GRACE: Duration = Duration::from_millis(850);

/// After so many milliseconds a terminal that refused bytes is tried again.
const STALE_MS: u64 = 200;

/// Everything the screens need to start.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where data and settings lie.
    pub paths: Paths,
    /// A folder of rubrics in the place of the one in the settings.
    pub rubrics: Option<PathBuf>,
    /// How it looks.
    pub look: Look,
    /// Who sits here, where the command line says so.
    pub me: Option<String>,
    /// The user's name, where nobody gave another.
    pub user: Option<String>,
    /// The program that edits texts, from the environment.
    pub editor: Option<String>,
    /// What to open.
    pub action: Action,
}

/// How it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether colours are used.
    pub color: bool,
    /// Whether the background is known to be light.
    pub light: bool,
    /// Whether the locale shows ASCII only.
    pub ascii: bool,
}

/// What to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The home screen.
    Home,
    /// A new interview, with the fields that are known.
    New(Given),
    /// A draft: by id or its unique beginning, or the newest one.
    Resume(Option<String>),
    /// A saved card, by file.
    Card(PathBuf),
    /// The panel of a candidate.
    Panel {
        /// The candidate's name.
        candidate: String,
        /// Whether it is shown to somebody who has not handed in their own card.
        reveal: bool,
    },
    /// The form that makes a family.
    Sketch,
    /// Practice.
    Practice,
}

/// How the loop ended.
enum End {
    /// The user left: exit code and what to print.
    Left(u8, Option<String>),
    /// A signal asked for it.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Runs the screens until the user leaves, a signal comes or the terminal is gone. Whatever happens,
/// the terminal is given back and what was typed is saved.
#[must_use]
pub fn run(request: &Request) -> ExitCode {
    terminal::guard_panics();
    let looped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run_screens(request)));
    terminal::give_back();
    match looped {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(error)) => {
            // A terminal that is gone cannot be told anything, and trying would be a fault.
            use std::io::Write;
            let _ = writeln!(io::stderr(), "assay: the terminal cannot be used: {error}");
            ExitCode::from(2)
        }
        Err(_) => ExitCode::from(101),
    }
}

fn run_screens(request: &Request) -> io::Result<u8> {
    let clock = Clock::new();
    let mut events = Events::new()?;
    let (columns, rows) = terminal::size()?;
    let theme = Theme { color: request.look.color, light: request.look.light };
    let purpose = match &request.action {
        Action::Home => Purpose::Home,
        Action::New(given) => Purpose::New(given.clone()),
        Action::Resume(id) => Purpose::Resume(id.clone().unwrap_or_default()),
        Action::Card(file) => Purpose::Card(file.to_string_lossy().into_owned()),
        Action::Panel { candidate, reveal } => Purpose::Panel { name: candidate.clone(), reveal: *reveal },
        Action::Sketch => Purpose::Sketch,
        Action::Practice => Purpose::Practice,
    };
    let mut app = App::new(&purpose, (columns, rows), clock.start());
    terminal::take()?;
    let screen = Terminal::new(Screen::new(Direct, columns, rows, request.look.ascii))?;
    let mut display = Display { screen, theme, stale: false };
    display.draw(&app)?;

    // Nothing is read and no thread is started before the first frame.
    events.watch(GRACE)?;
    keep_out_of_core_dumps();
    let mut effects = Effects::new(request, events.sender(), clock);
    let first = match purpose {
        Purpose::Resume(id) => Effect::Open(id),
        Purpose::Card(file) => Effect::ReadCard(file),
        Purpose::Panel { name, reveal } => Effect::ReadPanel { name, reveal },
        Purpose::Sketch => Effect::ReadSketch,
        Purpose::Practice => Effect::ReadPractice,
        Purpose::Home | Purpose::New(_) => Effect::ReadHome,
    };
    let mut end = carry_out(first, &mut app, &mut effects, &mut display);
    while let Ok(None) = end {
        end = turn(&mut app, &mut events, &mut effects, &mut display, clock);
    }
    let end = match end {
        Ok(Some(end)) => end,
        // A terminal that can neither be read nor written is gone.
        Ok(None) | Err(_) => End::Gone,
    };
    Ok(leave(end, &app, effects))
}

/// Waits for something to happen, takes all of it, and draws once.
fn turn(
    app: &mut App,
    events: &mut Events,
    effects: &mut Effects,
    display: &mut Display,
    clock: Clock,
) -> io::Result<Option<End>> {
    let change = app.next_tick_ms(clock.mono_ms());
    let mut messages = match events.wait(change.into_iter().chain(display.stale.then_some(STALE_MS)).min())? {
        Woken::Gone => return Ok(Some(End::Gone)),
        Woken::Signal(signal) => return Ok(Some(End::Signal(signal))),
        Woken::Continued => {
            terminal::take_again()?;
            display.draw_anew(app)?;
            return Ok(None);
        }
        Woken::Messages(messages) => messages,
    };
    if messages.is_empty() {
        messages.push(Message::Tick);
    }
    for message in messages {
        if let Message::Resize { columns, rows } = message {
            display.screen.backend_mut().resize(columns, rows);
        }
        if matches!(message, Message::Opened { .. }) {
            effects.start_opened();
        }
        for effect in app.update(clock.now(), message) {
            if let Some(end) = carry_out(effect, app, effects, display)? {
                return Ok(Some(end));
            }
        }
    }
    display.draw(app)?;
    Ok(None)
}

/// Carries out an effect and does for loop and screen what it means.
fn carry_out(effect: Effect, app: &mut App, effects: &mut Effects, display: &mut Display) -> io::Result<Option<End>> {
    match effects.carry_out(effect, app) {
        Ok(Outcome::Done) => {}
        Ok(Outcome::Quit(code, print)) => return Ok(Some(End::Left(code, print))),
        Ok(Outcome::Redraw) => display.draw_anew(app)?,
        Err(error) if events::terminal_is_gone() => return Err(error),
        Err(_) => display.stale = true,
    }
    Ok(None)
}

/// The screen and how it looks.
struct Display {
    screen: Terminal<Screen<Direct>>,
    theme: Theme,
    /// Whether the terminal may show something else than was drawn last.
    stale: bool,
}

impl Display {
    /// Draws what has changed. A terminal that is there but refuses bytes gets all of it a little later.
    fn draw(&mut self, app: &App) -> io::Result<()> {
        let drawn = self.try_to_draw(app);
        self.stale = drawn.is_err();
        if self.stale && events::terminal_is_gone() { drawn } else { Ok(()) }
    }

    /// Draws everything, at the size that the terminal has now.
    fn draw_anew(&mut self, app: &App) -> io::Result<()> {
        let (columns, rows) = terminal::size()?;
        self.screen.backend_mut().resize(columns, rows);
        self.stale = true;
        self.draw(app)
    }

    fn try_to_draw(&mut self, app: &App) -> io::Result<()> {
        if self.stale {
            self.screen.clear()?;
        }
        let theme = self.theme;
        self.screen.draw(|frame| view::draw(app, theme, frame))?;
        Ok(())
    }
}

/// Saves what is left, gives the terminal back and says what there is to say.
fn leave(end: End, app: &App, effects: Effects) -> u8 {
    use std::io::Write;
    let patience = if matches!(end, End::Left(..)) { PATIENCE } else { HASTE };
    let Finished { saved, kept } = effects.finish(patience);
    terminal::give_back();
    let (code, print) = match end {
        End::Gone => return 129,
        End::Signal(signal) => (u8::try_from(128 + signal).unwrap_or(143), None),
        End::Left(code, print) => (code, print),
    };
    // Where not everything is on disk, all of it is printed, so that it is not lost.
    let text = match (&saved, &kept) {
        (Ok(()), Ok(())) => print,
        (Err(_), _) => print.or_else(|| app.interview_text()),
        (Ok(()), Err(_)) => print.or_else(|| app.entered_text()),
    };
    if let Err(why) = &saved {
        let _ = writeln!(io::stderr(), "assay: NOT SAVED: {}", crate::text::clean(why));
        if text.is_some() {
            let _ = writeln!(io::stderr(), "assay: the text of the interview follows, so that it is not lost:");
        }
    }
    if let Err(why) = &kept {
        let _ = writeln!(io::stderr(), "assay: NOT KEPT: {}", crate::text::clean(why));
        if saved.is_ok() && text.is_some() {
            let _ = writeln!(io::stderr(), "assay: what was typed follows, so that it is not lost:");
        }
    }
    for line in crate::text::clean_lines(&text.unwrap_or_default()) {
        let _ = writeln!(io::stdout(), "{line}");
    }
    if (saved.is_err() || kept.is_err()) && code == 0 { 1 } else { code }
}

/// What candidates said does not end in a core dump. Where the system refuses, nothing is lost.
fn keep_out_of_core_dumps() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Core);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum });
}
