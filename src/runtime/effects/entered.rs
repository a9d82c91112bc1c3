//! Effects on what is entered and not recorded yet: it is kept, read again, saved, given up, looked at.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Effects, FAULT};
use crate::app::message::{Effect, Message};
use crate::runtime::adviser::Adviser;
use crate::runtime::background::Background;
use crate::runtime::keeper::{Entered, Keeper, Report};
use crate::runtime::rubrics;

impl Effects {
    /// Carries out an effect on what is entered. Nothing here waits for the disk.
    pub(super) fn carry_out_entered(&mut self, effect: Effect) {
        match effect {
            Effect::KeepRuling { name, ruling } => self.keep(Entered::Ruling(name, ruling)),
            Effect::KeepWork { work, change } => self.keep(Entered::Work(work, change)),
            Effect::KeepSketch { sketch, change } => self.keep(Entered::Sketch(sketch, change)),
            Effect::KeepPractice { round, change } => self.keep(Entered::Practice(round, change)),
            Effect::ReadRubrics => {
                // After what was entered: what is read is what was left.
                self.once_kept(Background::rubrics, Message::OpenFailed);
            }
            Effect::Advise { levels, change } => {
                let sender = self.sender.clone();
                let adviser = self.adviser.get_or_insert_with(|| {
                    Adviser::spawn(move |change, advice| sender.send(Message::Advised { change, advice }))
                });
                adviser.look_at(levels, change);
            }
            Effect::GiveUpWork(family) => {
                let failed = {
                    let family = family.clone();
                    |why| Message::WorkGivenUp { family, result: Err(why) }
                };
                self.once_kept(move |background| background.give_up(&family), failed);
            }
            Effect::SaveFamily { work, over } => {
                let family = work.family().to_owned();
                let failed = |why| rubrics::not_saved(family, why);
                self.once_kept(move |background| background.save_family(&work, over), failed);
            }
            Effect::ReadSketch => {
                let read = |background: &Background| Message::SketchRead(Box::new(background.sketch()));
                self.in_background(read, Message::OpenFailed);
            }
            Effect::Decide { panel, ruling, known } => {
                self.once_kept(
                    move |background| background.decide(&panel, &ruling, &known),
                    |why| Message::Decided(Err(why)),
                );
            }
            Effect::SaveSketch(sketch) => {
                self.once_kept(
                    move |background| Message::SketchSaved(background.save_sketch(&sketch)),
                    |why| Message::SketchSaved(Err(why)),
                );
            }
            Effect::ReadPractice => {
                let read = |background: &Background| Message::PracticeRead(Box::new(background.practice()));
                self.once_kept(read, Message::OpenFailed);
            }
            Effect::DropPractice => {
                self.once_kept(
                    |background| Message::PracticeDropped(background.drop_practice()),
                    |why| Message::PracticeDropped(Err(why)),
                );
            }
            Effect::DropSketch => {
                self.once_kept(
                    |background| Message::SketchDropped(background.drop_sketch()),
                    |why| Message::SketchDropped(Err(why)),
                );
            }
            // An effect that is sent here and forgotten above would be wanted and never done.
            other => unreachable!("no effect on what is entered: {:?}", std::mem::discriminant(&other)),
        }
    }

    /// Keeps what was entered, in the background.
    fn keep(&mut self, entered: Entered) {
        if let Some(keeper) = self.keeper() {
            keeper.keep(entered);
        }
    }

    /// Does something once all that was entered before is kept, and sends what comes of it.
    fn once_kept(
        &mut self,
        work: impl FnOnce(&Background) -> Message + Send + 'static,
        failed: impl FnOnce(String) -> Message + Send + 'static,
    ) {
        let (background, sender) = (self.background.clone(), self.sender.clone());
        if let Some(keeper) = self.keeper() {
            keeper.then(move |unkept| {
                let message = catch_unwind(AssertUnwindSafe(|| work(&background)));
                let message = message.unwrap_or_else(|_| failed(FAULT.to_owned()));
                unkept.forget(|entered| is_done(entered, &message));
                sender.send(message);
            });
        }
    }

    /// The keeper, started when it is needed first.
    fn keeper(&mut self) -> Option<&Keeper> {
        if self.keeper.is_none() {
            let sender = self.sender.clone();
            let tell = move |report| {
                sender.send(match report {
                    Report::Kept(family, change) => Message::WorkKept { family, change },
                    Report::SketchKept(change) => Message::SketchKept(change),
                    Report::PracticeKept(change) => Message::PracticeKept(change),
                    Report::Failing(why) => Message::NotKept(why),
                });
            };
            match Keeper::spawn(self.background.paths.clone(), tell) {
                Ok(keeper) => self.keeper = Some(keeper),
                Err(error) => self.sender.send(Message::NotKept(error.to_string())),
            }
        }
        self.keeper.as_ref()
    }
}

/// Whether what was entered need not be kept any more, now that this came of it. Otherwise what could not be
/// kept before would turn up again after it was saved or given up.
fn is_done(entered: &Entered, message: &Message) -> bool {
    match (entered, message) {
        (Entered::Work(work, _), Message::FamilySaved { family, result }) => {
            result.is_ok() && work.family() == family.as_str()
        }
        (Entered::Work(work, _), Message::WorkGivenUp { family, result }) => {
            result.is_ok() && work.family() == family.as_str()
        }
        (Entered::Sketch(..), Message::SketchSaved(result)) => result.is_ok(),
        (Entered::Sketch(..), Message::SketchDropped(result))
        | (Entered::Practice(..), Message::PracticeDropped(result)) => result.is_ok(),
        _ => false,
    }
}
