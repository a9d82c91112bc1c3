//! Trying ratings over the screen.

use crate::app::App;
use crate::app::keymap::Command;
use crate::app::layout;
use crate::app::overlay::{Content, Overlay};
use crate::app::scoring::Mode;
use crate::app::what_if::WhatIf;

impl App {
    /// Whether there are ratings that others could be tried for.
    pub(in crate::app) fn can_try(&self) -> bool {
        let page = match &self.overlay {
            None => true,
            Some(Overlay::Page(page)) => matches!(page.content, Content::Why),
            Some(_) => false,
        };
        page && self.listed().is_some_and(|scoring| scoring.mode != Mode::Preview)
    }

    /// Opens it over the screen, or in the place of the page that says why.
    pub(in crate::app) fn open_what_if(&mut self) {
        if !self.can_try() {
            return;
        }
        let Some(scoring) = self.listed() else { return };
        let session = &scoring.session;
        let (ratings, now) = (session.interview.ratings(), session.recommendation.clone());
        let mut trial = WhatIf::new(ratings, now, scoring.order(), scoring.shown());
        if let Some(Overlay::Page(page)) = self.overlay.take() {
            trial.from = Some(page);
        }
        self.overlay = Some(Overlay::WhatIf(Box::new(trial)));
        self.follow_trial();
    }

    pub(in crate::app) fn run_what_if(&mut self, command: Command) {
        let Some(Overlay::WhatIf(mut trial)) = self.overlay.take() else { return };
        let height = isize::try_from(self.trial_rows()).unwrap_or(isize::MAX);
        if let Some(scoring) = self.listed() {
            let rubric = scoring.session.interview.rubric();
            match command {
                Command::Rate(rating) => trial.rate(rubric, Some(rating)),
                Command::NoData => trial.rate(rubric, None),
                Command::Clear => trial.restore(rubric),
                Command::Down => trial.go(1),
                Command::Up => trial.go(-1),
                Command::PageDown => trial.go(height),
                Command::PageUp => trial.go(-height),
                Command::First => trial.go(isize::MIN),
                Command::Last => trial.go(isize::MAX),
                Command::Back => {
                    self.overlay = trial.from.take().map(Overlay::Page);
                    return;
                }
                _ => {}
            }
        }
        self.overlay = Some(Overlay::WhatIf(trial));
        self.follow_trial();
    }

    /// Rows that criteria are listed in.
    fn trial_rows(&self) -> usize {
        layout::regions(self.size.0, self.size.1).map_or(1, |regions| usize::from(regions.body.height - 1).max(1))
    }

    /// Keeps the selected criterion in view.
    fn follow_trial(&mut self) {
        let height = self.trial_rows();
        let columns = usize::from(self.size.0);
        let Some(Overlay::WhatIf(trial)) = &self.overlay else { return };
        let Some(scoring) = self.listed() else { return };
        let lines = trial.lines(scoring.session.interview.rubric(), columns);
        let at = lines.iter().position(|(index, _)| *index == Some(trial.selected)).unwrap_or(0);
        // The first criterion of a section is shown with its heading.
        let offset = layout::follow(trial.offset, at, height, lines.len());
        let offset = if at > 0 && offset == at && lines[at - 1].0.is_none() { at - 1 } else { offset };
        if let Some(Overlay::WhatIf(trial)) = &mut self.overlay {
            trial.offset = offset;
        }
    }
}
