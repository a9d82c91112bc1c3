//! What the mouse does: it points at what the layout says is there.

use ratatui::layout::{Position, Rect};

use crate::app::keymap::Command;
use crate::app::layout::{self, Regions};
use crate::app::message::{Effect, MouseAction};
use crate::app::scoring::{Act, Scoring};
use crate::app::{App, Screen};

impl App {
    pub(in crate::app) fn point(&mut self, action: MouseAction, column: u16, row: u16) -> Vec<Effect> {
        let Some(regions) = layout::regions(self.size.0, self.size.1) else { return Vec::new() };
        let at = Position { x: column, y: row };
        let effects = match (&self.overlay, &self.screen) {
            (Some(overlay), _) => match action {
                MouseAction::WheelDown if overlay.scrolls() => self.run_overlay(Command::Down),
                MouseAction::WheelUp if overlay.scrolls() => self.run_overlay(Command::Up),
                _ => Vec::new(),
            },
            (None, Screen::Scoring(scoring)) => {
                let act = scoring.pointed(action, column, row);
                self.toast = None;
                // A click that was only meant to bring the window to the front may rate.
                if let Some(Act::Record(_)) = &act {
                    self.toast = Some("rated by a click; u takes it back".to_owned());
                }
                act.map(|act| self.act(&act)).unwrap_or_default()
            }
            (None, Screen::Card(card)) => {
                let act = card.scoring.pointed(action, column, row);
                act.map(|act| self.act(&act)).unwrap_or_default()
            }
            (None, Screen::Preview(scoring)) => {
                let act = scoring.pointed(action, column, row);
                act.map(|act| self.act(&act)).unwrap_or_default()
            }
            (None, Screen::Families(_)) => self.point_families(action, &regions, at),
            (None, Screen::Adapting(_)) => self.point_adapting(action, at),
            (None, Screen::Home) => self.point_home(action, &regions, at),
            (None, Screen::Summary(_)) => self.point_summary(action, &regions, at),
            (None, Screen::Setup(_)) => match action {
                MouseAction::WheelDown => self.run(Command::Next),
                MouseAction::WheelUp => self.run(Command::Previous),
                MouseAction::Click => Vec::new(),
            },
            (None, Screen::Sketch(_)) => self.point_sketch(action, &regions, at),
            (None, Screen::Practice(_)) => self.point_practice(action, at),
            (None, Screen::Candidates(_)) => self.point_candidates(action, &regions, at),
            (None, Screen::Panel(_)) => self.point_panel(action, at),
            (None, Screen::Deciding(_)) => self.point_deciding(action, &regions, at),
            (None, Screen::Opening(_) | Screen::Closed(_)) => Vec::new(),
        };
        self.settle();
        effects
    }

    pub(in crate::app) fn point_home(&mut self, action: MouseAction, regions: &Regions, at: Position) -> Vec<Effect> {
        match action {
            MouseAction::WheelDown => return self.run(Command::Down),
            MouseAction::WheelUp => return self.run(Command::Up),
            MouseAction::Click if !regions.body.contains(at) => return Vec::new(),
            MouseAction::Click => {}
        }
        let columns = usize::from(regions.body.width.saturating_sub(2));
        let line = self.home.offset + usize::from(at.y - regions.body.y);
        if let Some((Some(item), _)) = self.home.lines(columns).get(line) {
            let at = self.home.items().iter().position(|i| i == item).unwrap_or(0);
            if self.home.cursor == at {
                return self.run(Command::Open);
            }
            self.home.cursor = at;
        }
        Vec::new()
    }

    fn point_sketch(&mut self, action: MouseAction, regions: &Regions, at: Position) -> Vec<Effect> {
        match action {
            MouseAction::WheelDown => return self.run(Command::Next),
            MouseAction::WheelUp => return self.run(Command::Previous),
            MouseAction::Click => {}
        }
        let area = layout::sketch_form(regions);
        let Screen::Sketch(form) = &mut self.screen else { return Vec::new() };
        if area.contains(at) {
            let line = form.offset + usize::from(at.y - area.y);
            if let Some((Some(row), _)) = form.page(usize::from(area.width)).get(line) {
                form.select(*row);
            }
        }
        Vec::new()
    }

    fn point_candidates(&mut self, action: MouseAction, regions: &Regions, at: Position) -> Vec<Effect> {
        match action {
            MouseAction::WheelDown => return self.run(Command::Down),
            MouseAction::WheelUp => return self.run(Command::Up),
            MouseAction::Click => {}
        }
        let Screen::Candidates(list) = &mut self.screen else { return Vec::new() };
        // A search line and column heads stand over the rows.
        let Some(line) = usize::from(at.y).checked_sub(usize::from(regions.body.y) + 2) else { return Vec::new() };
        let row = list.offset + line;
        if line >= list.height() || row >= list.count() {
            return Vec::new();
        }
        if list.cursor == row {
            return self.run(Command::Open);
        }
        list.go(row);
        Self::weigh(list)
    }

    fn point_panel(&mut self, action: MouseAction, at: Position) -> Vec<Effect> {
        let Screen::Panel(view) = &mut self.screen else { return Vec::new() };
        let Some((_, panes)) = view.layout() else { return Vec::new() };
        let in_detail = panes.detail.contains(at);
        match action {
            MouseAction::WheelDown if in_detail => view.scroll_detail(true),
            MouseAction::WheelUp if in_detail => view.scroll_detail(false),
            MouseAction::WheelDown => return self.run(Command::Down),
            MouseAction::WheelUp => return self.run(Command::Up),
            MouseAction::Click if panes.list.contains(at) => {
                let row = view.offset + usize::from(at.y - panes.list.y);
                if row < view.rows().len() {
                    view.go(row);
                    if let Some(member) = view.member_at(panes.list, at.x) {
                        view.select_member(member);
                    }
                }
            }
            MouseAction::Click => {}
        }
        Vec::new()
    }

    fn point_deciding(&mut self, action: MouseAction, regions: &Regions, at: Position) -> Vec<Effect> {
        match action {
            MouseAction::WheelDown => return self.run(Command::Down),
            MouseAction::WheelUp => return self.run(Command::Up),
            MouseAction::Click if !regions.body.contains(at) => return Vec::new(),
            MouseAction::Click => {}
        }
        let now = self.now;
        let Screen::Deciding(form) = &mut self.screen else { return Vec::new() };
        let columns = usize::from(regions.body.width.saturating_sub(2));
        let line = form.offset + usize::from(at.y - regions.body.y);
        if let Some((Some(item), _)) = form.page(columns, now).get(line) {
            let row = form.items().iter().position(|i| i == item).unwrap_or(0);
            if form.cursor == row {
                return self.run(Command::Open);
            }
            form.cursor = row;
        }
        Vec::new()
    }

    pub(in crate::app) fn point_summary(
        &mut self,
        action: MouseAction,
        regions: &Regions,
        at: Position,
    ) -> Vec<Effect> {
        let now = self.now;
        match action {
            MouseAction::WheelDown => return self.run(Command::Down),
            MouseAction::WheelUp => return self.run(Command::Up),
            MouseAction::Click if !regions.body.contains(at) => return Vec::new(),
            MouseAction::Click => {}
        }
        let Screen::Summary(summary) = &mut self.screen else { return Vec::new() };
        let columns = usize::from(regions.body.width.saturating_sub(2));
        let line = summary.offset + usize::from(at.y - regions.body.y);
        if let Some((Some(item), _)) = summary.page(columns, now).get(line) {
            let at = summary.items().iter().position(|i| i == item).unwrap_or(0);
            if summary.cursor == at {
                return self.run(Command::Open);
            }
            summary.cursor = at;
        }
        Vec::new()
    }
}

impl Scoring {
    /// What the mouse would do here.
    fn pointed(&self, action: MouseAction, column: u16, row: u16) -> Option<Act> {
        let (_, panes) = self.layout()?;
        let inside = |area: Rect| area.contains(Position { x: column, y: row });
        let in_detail = inside(panes.detail);
        match action {
            MouseAction::WheelDown if in_detail => self.decide(Command::DetailDown),
            MouseAction::WheelUp if in_detail => self.decide(Command::DetailUp),
            MouseAction::WheelDown => self.decide(Command::Down),
            MouseAction::WheelUp => self.decide(Command::Up),
            MouseAction::Click if in_detail => self.click_detail(usize::from(row - panes.detail.y)),
            MouseAction::Click if inside(panes.list) => {
                let act = self.click_row(usize::from(row - panes.list.y))?;
                (act != Act::Go(self.cursor)).then_some(act)
            }
            MouseAction::Click => None,
        }
    }
}
