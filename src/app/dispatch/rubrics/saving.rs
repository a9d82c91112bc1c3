//! How the work on a family is kept, saved, left and given up; and what the disk says to that.

use crate::app::keeping::Standing;
use crate::app::keymap::Command;
use crate::app::message::{Effect, FamilyNotSaved, FamilySaved, Message};
use crate::app::overlay::{Content, Overlay, Page};
use crate::app::rubrics::adapting::{Adapting, Errand};
use crate::app::rubrics::changes;
use crate::app::{App, Screen};

impl App {
    /// Keeps the work on the family, so that a crash loses nothing of it, and has it looked at.
    pub(in crate::app) fn keep_work(&self) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        let keep = Effect::KeepWork { work: Box::new(adapting.work.work()), change: adapting.changes() };
        std::iter::once(keep).chain(self.advise()).collect()
    }

    /// Has the family looked at.
    pub(in crate::app) fn advise(&self) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        vec![Effect::Advise { levels: adapting.levels().to_vec(), change: adapting.changes() }]
    }

    /// Saves the family into the user's folder, unless something keeps it from being sound.
    pub(in crate::app) fn save_family(&mut self, over: bool) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &mut self.screen else { return Vec::new() };
        if adapting.errand.is_some() {
            return Vec::new();
        }
        if !adapting.is_worth_saving() {
            self.toast = Some("nothing has changed since it was saved".to_owned());
            return Vec::new();
        }
        let (faults, _) = adapting.notes.counts();
        if faults > 0 {
            let things = if faults == 1 { "1 fault is".to_owned() } else { format!("{faults} faults are") };
            let effects = self.run_on_family(Command::NextNote);
            self.toast = Some(format!("NOT SAVED: {things} to be mended first; what you typed is kept"));
            return effects;
        }
        adapting.errand = Some(Errand::Save { leaves: false });
        let work = Box::new(adapting.work.work());
        self.toast = Some("saving …".to_owned());
        vec![Effect::SaveFamily { work, over }]
    }

    /// Leaves the family; asks what becomes of what is not saved.
    pub(in crate::app) fn leave_family(&mut self) -> Vec<Effect> {
        let Screen::Adapting(adapting) = &self.screen else { return Vec::new() };
        if adapting.work.is_changed() {
            self.overlay = Some(Overlay::LeaveWork);
            return Vec::new();
        }
        self.go_from_family()
    }

    /// Leaves the family, also from its preview.
    fn go_from_family(&mut self) -> Vec<Effect> {
        self.overlay = None;
        if matches!(self.screen, Screen::Preview(_)) {
            self.go_back();
        }
        if let Screen::Adapting(adapting) = &self.screen {
            self.last_change = adapting.changes();
        }
        let mut effects = self.go_back();
        effects.extend(self.read_rubrics());
        effects
    }

    /// Goes on with leaving the family as far as the disk has kept it: what is not kept is not let go of.
    pub(in crate::app) fn leave_if_kept(&mut self) -> Vec<Effect> {
        let now = self.now.mono_ms;
        let Some(adapting) = self.adapting_mut().filter(|open| open.errand == Some(Errand::Keep)) else {
            return Vec::new();
        };
        match adapting.standing(now) {
            Standing::Keeping => Vec::new(),
            Standing::NotKept(_) => {
                adapting.errand = None;
                self.toast = Some("not left: p leaves and prints the changes, c copies them".to_owned());
                Vec::new()
            }
            Standing::Kept | Standing::Saved => {
                let effects = self.go_from_family();
                self.toast = Some("your changes are kept; open the family again to go on".to_owned());
                effects
            }
        }
    }

    pub(in crate::app) fn run_leaving_work(&mut self, command: Command) -> Vec<Effect> {
        let Some(adapting) = self.adapting_mut() else {
            self.overlay = None;
            return Vec::new();
        };
        // Who wants something else has thought better of leaving.
        adapting.errand = adapting.errand.filter(|errand| *errand != Errand::Keep);
        match command {
            Command::Save => {
                self.overlay = None;
                let effects = self.save_family(false);
                if let Some(Errand::Save { leaves }) = self.adapting_mut().and_then(|open| open.errand.as_mut()) {
                    *leaves = true;
                }
                return effects;
            }
            Command::KeepAndLeave | Command::GiveUp if adapting.errand.is_some() => {
                self.toast = adapting.errand.map(|errand| errand.words().to_owned());
                return Vec::new();
            }
            Command::KeepAndLeave => {
                adapting.errand = Some(Errand::Keep);
                self.toast = Some("keeping …".to_owned());
                return self.leave_if_kept();
            }
            Command::Changes => {
                self.overlay = None;
                return self.run_on_family(Command::Changes);
            }
            Command::CopyText => {
                let text = changes::text(adapting);
                self.toast = Some("the changes were sent to the clipboard, as text".to_owned());
                return vec![Effect::Copy(text)];
            }
            Command::PrintAndLeave => {
                let text = changes::text(adapting);
                let text = self.unkept_text().unwrap_or(text);
                return vec![Effect::Quit { code: 0, print: Some(text) }];
            }
            Command::GiveUp => {
                let effects = vec![Effect::GiveUpWork(adapting.work.family().to_owned())];
                self.overlay = None;
                if let Some(adapting) = self.adapting_mut() {
                    adapting.errand = Some(Errand::GiveUp);
                }
                return effects;
            }
            _ => self.overlay = None,
        }
        Vec::new()
    }

    /// Whether to save over what somebody else has put there.
    pub(in crate::app) fn run_theirs(&mut self, command: Command) -> Vec<Effect> {
        self.overlay = None;
        if command == Command::Accept { self.save_family(true) } else { Vec::new() }
    }

    /// Takes what was read of the rubrics, and what became of keeping and saving.
    pub(in crate::app) fn hear_of_rubrics(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::RubricsRead(read) => {
                if let Some(families) = self.families_mut() {
                    families.take(*read);
                }
                self.settle();
            }
            Message::Advised { change, advice } => {
                if let Some(adapting) = self.any_adapting() {
                    adapting.advised(change, advice);
                }
                self.settle();
            }
            Message::WorkKept { family, change } => {
                let now = self.now.mono_ms;
                if let Some(adapting) = self.any_adapting_of(&family) {
                    adapting.kept(change, now);
                }
                return self.leave_if_kept();
            }
            Message::NotKept(why) => {
                if let Some(adapting) = self.any_adapting() {
                    adapting.keep_failing(why);
                    return self.leave_if_kept();
                }
                if let Screen::Sketch(form) = &mut self.screen {
                    form.keeping.fail(why);
                    return self.leave_sketch_if_kept();
                }
                if let Screen::Practice(practice) = &mut self.screen {
                    practice.keeping.fail(why);
                    return self.leave_practice_if_kept();
                }
                self.toast = Some(format!("NOT KEPT: {why}; record the decision before you leave"));
            }
            Message::WorkGivenUp { family, result } => return self.work_given_up(&family, result),
            Message::FamilySaved { family, result } => return self.family_saved(&family, *result),
            _ => {}
        }
        Vec::new()
    }

    /// The open family, also while its preview lies over it.
    fn any_adapting(&mut self) -> Option<&mut Adapting> {
        std::iter::once(&mut self.screen).chain(&mut self.below).find_map(|screen| match screen {
            Screen::Adapting(adapting) => Some(&mut **adapting),
            _ => None,
        })
    }

    /// The open family, if it is this one: an answer on another is none on it.
    fn any_adapting_of(&mut self, family: &str) -> Option<&mut Adapting> {
        self.any_adapting().filter(|adapting| adapting.work.family() == family)
    }

    fn work_given_up(&mut self, family: &str, result: Result<Option<String>, String>) -> Vec<Effect> {
        let Some(adapting) = self.any_adapting_of(family) else { return Vec::new() };
        if adapting.errand != Some(Errand::GiveUp) {
            return Vec::new();
        }
        adapting.errand = None;
        match result {
            Err(why) => {
                self.toast = Some(format!("the changes are still there: {why}"));
                Vec::new()
            }
            Ok(aside) => {
                let effects = self.go_from_family();
                self.toast = aside.map(|path| format!("given up; they are kept in {path}"));
                effects
            }
        }
    }

    fn family_saved(&mut self, family: &str, result: Result<FamilySaved, FamilyNotSaved>) -> Vec<Effect> {
        let Some(adapting) = self.any_adapting_of(family) else { return Vec::new() };
        let Some(Errand::Save { leaves }) = adapting.errand else { return Vec::new() };
        adapting.errand = None;
        match result {
            Err(FamilyNotSaved { why, theirs }) => {
                self.toast = None;
                if theirs {
                    self.overlay = Some(Overlay::Theirs(why));
                } else {
                    let mut told =
                        vec!["NOT SAVED. What you changed is kept, and nothing else was touched.".to_owned()];
                    told.extend(why.into_iter().map(|why| format!("! {why}")));
                    self.tell("Not saved", told);
                }
                Vec::new()
            }
            Ok(FamilySaved { folder, levels, retired }) => {
                let first = adapting.is_built_in();
                let title = adapting.work.title().to_owned();
                adapting.saved(levels);
                self.home.data = None;
                let mut told = Vec::new();
                self.toast = (!first && retired.is_empty()).then(|| format!("saved in {folder}"));
                if first || !retired.is_empty() {
                    told.push(format!("Saved in {folder}."));
                }
                if first {
                    told.push(format!(
                        "{title} is yours now, adapted from the built-in one: new interviews use it from here on. \
                         Drafts and saved cards keep the rubric they were begun with. To go back to the built-in \
                         one, move the folder away."
                    ));
                }
                told.extend(retired.into_iter().map(|path| format!("Kept aside: {path}")));
                let effects = if leaves { self.go_from_family() } else { Vec::new() };
                if !told.is_empty() {
                    self.tell("Saved", told);
                }
                effects
            }
        }
    }

    /// Tells something on a page, unless something else is open that must not be covered.
    fn tell(&mut self, title: &str, told: Vec<String>) {
        if self.overlay.is_none() {
            let content = Content::Told(told);
            self.overlay = Some(Overlay::Page(Page { title: title.to_owned(), content, scroll: 0 }));
        } else {
            self.toast = told.into_iter().next();
        }
    }
}
