//! Effects carried out: the only place that acts on the world for the app.

mod entered;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::app::App;
use crate::app::message::{Effect, Message};
use crate::app::overlay;
use crate::domain::interview::{Event, Interview, Recorded, Start};
use crate::domain::rubric::Level;
use crate::storage::archive;
use crate::storage::draft::DraftFile;
use crate::storage::remembered::Remembered;
use crate::storage::{pool, read, shown, write};

use super::adviser::Adviser;
use super::background::{Background, OpenDraft, save_elsewhere};
use super::clock::{self, Clock};
use super::events::Sender;
use super::keeper::Keeper;
use super::saver::{Report, Saver};
use super::{Request, terminal};

/// What is told of work that ended in a panic.
const FAULT: &str = "this could not be done: a fault in the program";

/// A draft file on its way to the saver, with the events that it does not hold yet.
type HandedOver = (DraftFile, Vec<Recorded>);

/// What an effect means for the loop.
pub enum Outcome {
    /// Nothing more.
    Done,
    /// The screen has to be drawn anew.
    Redraw,
    /// The program ends.
    Quit(u8, Option<String>),
}

/// What is on disk at the end, or why not everything is.
pub struct Finished {
    /// The interview.
    pub saved: Result<(), String>,
    /// What was entered and is not recorded yet.
    pub kept: Result<(), String>,
}

/// Carries out effects.
pub struct Effects {
    background: Background,
    editor: Option<String>,
    sender: Sender,
    clock: Clock,
    saver: Option<Saver>,
    keeper: Option<Keeper>,
    adviser: Option<Adviser>,
    /// Whether what a crash left half-written was or is being removed.
    swept: bool,
    /// Draft files opened by a thread, on their way to the saver.
    opened: Arc<Mutex<Option<HandedOver>>>,
}

impl Effects {
    /// Prepares for what was asked for.
    pub fn new(request: &Request, sender: Sender, clock: Clock) -> Self {
        Self {
            background: Background {
                rubrics: request.rubrics.clone().unwrap_or_else(|| request.paths.rubrics()),
                paths: request.paths.clone(),
                user: request.user.clone(),
                me: request.me.clone(),
            },
            editor: request.editor.clone(),
            sender,
            clock,
            saver: None,
            keeper: None,
            adviser: None,
            swept: false,
            opened: Arc::default(),
        }
    }

    /// Carries out one effect. What comes of it arrives as a message, at once or later.
    ///
    /// # Errors
    /// If the terminal cannot be used.
    pub fn carry_out(&mut self, effect: Effect, app: &mut App) -> io::Result<Outcome> {
        match effect {
            Effect::ReadHome => {
                self.in_background(|background| Message::HomeRead(Box::new(background.home())), Message::Notice);
            }
            Effect::ReadWordLists => self.in_background(Background::word_lists, Message::Notice),
            Effect::Open(id) => self.open(move |background| background.open(id)),
            Effect::Amend(file) => self.open(move |background| background.amend(Path::new(&file))),
            Effect::Begin { start, above } => {
                let message = self.begin(*start, above);
                for effect in app.update(self.clock.now(), message) {
                    self.carry_out(effect, app)?;
                }
            }
            Effect::Record(events) => match &self.saver {
                Some(saver) => saver.record(events),
                None => self.sender.send(Message::SaveFailing { why: "the draft is not open".to_owned() }),
            },
            Effect::Close => {
                // Answered at once: a key in between would find no draft.
                let message = Message::Closed(self.close());
                for effect in app.update(self.clock.now(), message) {
                    let outcome = self.carry_out(effect, app)?;
                    if matches!(outcome, Outcome::Quit(..)) {
                        return Ok(outcome);
                    }
                }
            }
            Effect::Submit(card) => match &self.saver {
                Some(saver) => saver.submit(card),
                None => self.sender.send(Message::SubmitFailed { why: "the draft is not open".to_owned() }),
            },
            Effect::ReadCard(file) => {
                self.in_background(move |background| background.card(Path::new(&file), false), Message::OpenFailed);
            }
            Effect::EditExternally(text) => {
                let (result, file) = match self.edit(&text)? {
                    Ok((text, file)) => (Ok(text), Some(file)),
                    Err(why) => (Err(why), None),
                };
                self.sender.forget_signals();
                // Answered at once: a key typed ahead would close the note first.
                for effect in app.update(self.clock.now(), Message::EditorReturned(result)) {
                    self.carry_out(effect, app)?;
                }
                if let Some(file) = file {
                    self.let_go_of(&file);
                }
                return Ok(Outcome::Redraw);
            }
            Effect::ReadCardOf { candidate, file } => {
                let read = move |background: &Background| {
                    background.card(&pool::path_of(&background.paths, &candidate, &file), true)
                };
                self.in_background(read, Message::OpenFailed);
            }
            Effect::ReadCandidates => {
                let sender = self.sender.clone();
                let read = move |background: &Background| background.candidates(&|message| sender.send(message));
                self.in_background(read, Message::Notice);
            }
            Effect::Weigh(names) => self.in_background(move |background| background.weigh(&names), Message::Notice),
            Effect::ReadPanel { name, reveal } => {
                self.in_background(move |background| background.panel(&name, reveal), Message::OpenFailed);
            }
            effect @ (Effect::KeepRuling { .. }
            | Effect::KeepWork { .. }
            | Effect::KeepSketch { .. }
            | Effect::ReadSketch
            | Effect::SaveSketch(_)
            | Effect::DropSketch
            | Effect::ReadPractice
            | Effect::KeepPractice { .. }
            | Effect::DropPractice
            | Effect::Decide { .. }
            | Effect::ReadRubrics
            | Effect::Advise { .. }
            | Effect::GiveUpWork(_)
            | Effect::SaveFamily { .. }) => self.carry_out_entered(effect),
            Effect::Copy(text) => terminal::copy(&text)?,
            Effect::SaveElsewhere { folder, text } => {
                self.in_background(move |_| save_elsewhere(&folder, &text), |why| Message::SavedElsewhere(Err(why)));
            }
            Effect::Mouse(on) => terminal::mouse(on)?,
            Effect::Redraw => return Ok(Outcome::Redraw),
            Effect::Suspend => {
                self.suspend()?;
                return Ok(Outcome::Redraw);
            }
            Effect::Quit { code, print } => return Ok(Outcome::Quit(code, print)),
        }
        Ok(Outcome::Done)
    }

    /// Saves and keeps what is left.
    pub fn finish(mut self, patience: Duration) -> Finished {
        self.start_opened();
        let kept = self.keeper.take().map_or(Ok(()), |keeper| keeper.finish(patience));
        Finished { kept, saved: self.saver.take().map_or(Ok(()), |saver| saver.finish(patience)) }
    }

    /// Lets go of the draft, unless something of it is not on disk.
    fn close(&mut self) -> Result<(), String> {
        self.start_opened();
        if let Some(saver) = &self.saver {
            saver.settle(super::PATIENCE)?;
        }
        self.saver.take().map_or(Ok(()), |saver| saver.finish(super::PATIENCE))
    }

    /// Stops the program until the shell lets it go on. The whole process group stops, as with any
    /// other program, so that a pipeline or a wrapper stops too.
    fn suspend(&self) -> io::Result<()> {
        // Nobody knows whether it ever goes on.
        if let Some(saver) = &self.saver {
            let _ = saver.settle(super::HASTE);
        }
        terminal::give_back();
        rustix::process::kill_current_process_group(rustix::process::Signal::STOP)?;
        self.sender.forget_signals();
        terminal::take_again()
    }

    /// Runs something that may take long and sends what comes of it; `failed` makes the message for a
    /// fault of the program, so that whoever waits for the answer gets one.
    fn in_background(
        &mut self,
        work: impl FnOnce(&Background) -> Message + Send + 'static,
        failed: fn(String) -> Message,
    ) {
        let background = self.background.clone();
        let sender = self.sender.clone();
        let first = !std::mem::replace(&mut self.swept, true);
        let started = std::thread::Builder::new().name("reader".to_owned()).spawn(move || {
            let message = catch_unwind(AssertUnwindSafe(|| work(&background)));
            sender.send(message.unwrap_or_else(|_| failed(FAULT.to_owned())));
            // Nobody waits for this.
            if first {
                archive::sweep(&background.paths);
            }
        });
        if let Err(error) = started {
            self.sender.send(failed(format!("the system starts no more threads: {error}")));
        }
    }

    /// Opens a draft in a thread of its own; its file goes to the saver with the message.
    fn open(&mut self, open: impl FnOnce(&Background) -> Result<OpenDraft, String> + Send + 'static) {
        let place = Arc::clone(&self.opened);
        let opening = move |background: &Background| match open(background) {
            Err(why) => Message::OpenFailed(why),
            Ok(OpenDraft { interview, above, notices, file, unsaved }) => {
                *place.lock().unwrap_or_else(PoisonError::into_inner) = Some((file, unsaved));
                Message::Opened { interview: Box::new(interview), above, notices, on_disk: None }
            }
        };
        self.in_background(opening, Message::OpenFailed);
    }

    /// Starts the saver for a draft that a thread has opened.
    pub fn start_opened(&mut self) {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((file, unsaved)) = opened {
            self.start_saver(file, unsaved);
        }
    }

    fn start_saver(&mut self, file: DraftFile, first: Vec<Recorded>) {
        let sender = self.sender.clone();
        let report = move |report| {
            sender.send(match report {
                Report::Saved { seq } => Message::Saved { seq },
                Report::Failing { why } => Message::SaveFailing { why },
                Report::Notice(text) => Message::Notice(text),
                Report::Submitted { path } => Message::Submitted { path: path.to_string_lossy().into_owned() },
                Report::SubmitFailed { why } => Message::SubmitFailed { why },
            });
        };
        match Saver::spawn(file, first, report) {
            Ok(saver) => self.saver = Some(saver),
            Err(error) => self.sender.send(Message::SaveFailing { why: error.to_string() }),
        }
    }

    fn begin(&mut self, mut start: Start, above: Vec<Arc<Level>>) -> Message {
        start.id = uuid::Uuid::now_v7().to_string();
        let target = start.rubric.target();
        let remembered = Remembered {
            interviewer: Some(start.interviewer.clone()),
            family: Some(target.family.clone()),
            level: Some(target.id.clone()),
            planned_minutes: Some(start.planned_minutes),
        };
        let first = Recorded { seq: 0, at: clock::wall(), active_ms: 0, event: Event::Started(Box::new(start)) };
        let interview = match Interview::begin(first.clone()) {
            Ok(interview) => interview,
            Err(error) => return Message::OpenFailed(error.to_string()),
        };
        self.start_saver(DraftFile::create(&self.background.paths, interview.id()), vec![first]);
        let paths = self.background.paths.clone();
        // What is remembered is a convenience: if it cannot be kept, the next form is a little emptier.
        let _ = std::thread::Builder::new().name("memory".to_owned()).spawn(move || remembered.save(&paths));
        Message::Opened { interview: Box::new(interview), above, notices: Vec::new(), on_disk: None }
    }

    /// Hands a text over to the user's editor and takes it back. The text lies in the data folder
    /// meanwhile, private, and stays there if anything goes wrong; the file comes back with it.
    fn edit(&self, content: &str) -> io::Result<Result<(String, PathBuf), String>> {
        let Some(editor) = &self.editor else {
            return Ok(Err("no editor is known: set VISUAL or EDITOR".to_owned()));
        };
        let folder = self.background.paths.editing();
        let file = folder.join(format!("{}.md", uuid::Uuid::now_v7()));
        let written =
            write::private_dir(&folder).and_then(|()| write::write_new(&file, format!("{content}\n").as_bytes()));
        if let Err(error) = written {
            return Ok(Err(format!("the text cannot be handed over: {error}")));
        }
        let status = terminal::lend(|| {
            // The trap keeps the shell alive where Ctrl-C is a key of the editor.
            Command::new("sh").arg("-c").arg(format!("trap : INT\n{editor} \"$1\"")).arg("sh").arg(&file).status()
        })?;
        let kept = || format!("the text here is as it was; the editor's text is kept in {}", shown(&file));
        Ok(match status {
            Ok(status) if status.success() => match read::file(&file).map(String::from_utf8) {
                Ok(Ok(edited)) => match overlay::from_outside(&edited) {
                    Ok(text) => Ok((text, file)),
                    Err(why) => Err(format!("{why}; {}", kept())),
                },
                Ok(Err(_)) => Err(format!("the edited text is not UTF-8; {}", kept())),
                Err(error) => Err(format!("the edited text cannot be read: {error}; {}", kept())),
            },
            Ok(_) => Err(format!("the editor reported a failure; {}", kept())),
            Err(error) => Err(format!("the editor cannot be started: {error}; {}", kept())),
        })
    }

    /// Removes a text that came back from an editor, once it is on disk where it belongs.
    fn let_go_of(&self, file: &Path) {
        let kept = match (&self.saver, &self.keeper) {
            (Some(saver), _) => saver.settle(super::HASTE).is_ok(),
            (None, Some(keeper)) => keeper.settle(super::HASTE).is_ok(),
            (None, None) => false,
        };
        if kept {
            let _ = std::fs::remove_file(file);
        } else {
            self.sender.send(Message::Notice(format!("the text is also kept in {}", shown(file))));
        }
    }
}

impl Drop for Effects {
    fn drop(&mut self) {
        // After a panic: what was handed over is still brought to disk.
        if let Some(keeper) = self.keeper.take() {
            let _ = keeper.finish(super::PATIENCE);
        }
        if let Some(saver) = self.saver.take() {
            let _ = saver.finish(super::PATIENCE);
        }
    }
}
