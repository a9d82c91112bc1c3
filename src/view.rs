//! What is drawn: the app's state as cells. Drawing takes `&App` and changes nothing, so drawing
//! twice gives the same picture. Where things are comes from [`crate::app::layout`].
//!
//! ```text
//! ┌ chrome::header ─────────────────────────────┐  candidate, target, clock
//! │ scoring::list                               │
//! ├ scoring::divider ───────────────────────────┤  beside each other when wide
//! │ scoring::detail                             │
//! ├ chrome::grade ──────────────────────────────┤  proved, reachable, what blocks
//! └ chrome::footer ─────────────────────────────┘  keys that work now, saved or not
//! ```
//! Home, setup, summary and pages take the place of list and detail; overlays lie over them.

mod candidates;
mod chrome;
mod overlays;
mod pages;
mod paint;
mod panel;
mod practice;
mod rubrics;
mod scoring;
mod setup;
mod sketch;
pub mod theme;
mod what_if;

use ratatui::Frame;

use crate::app::layout;
use crate::app::overlay::Overlay;
use crate::app::{App, Screen};
use theme::Theme;

/// Draws the whole screen.
pub fn draw(app: &App, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let Some(regions) = layout::regions(area.width, area.height) else {
        chrome::too_small(theme, area, frame.buffer_mut());
        return;
    };
    chrome::header(app, theme, regions.header, frame.buffer_mut());
    match &app.screen {
        Screen::Home => pages::home(app, theme, regions.body, frame.buffer_mut()),
        Screen::Opening(words) => pages::message(words, theme, regions.body, frame.buffer_mut()),
        Screen::Setup(setup) => setup::form(setup, theme, regions.body, frame),
        Screen::Scoring(scoring) | Screen::Preview(scoring) => {
            scoring::draw(scoring, app.now.mono_ms, theme, &regions, frame.buffer_mut());
        }
        Screen::Card(card) => scoring::draw(&card.scoring, app.now.mono_ms, theme, &regions, frame.buffer_mut()),
        Screen::Candidates(list) => candidates::draw(list, theme, &regions, frame),
        Screen::Panel(view) => panel::draw(view, theme, &regions, frame.buffer_mut()),
        Screen::Closed(closed) => pages::closed(closed, theme, regions.body, frame.buffer_mut()),
        Screen::Deciding(form) => pages::deciding(form, app, theme, regions.body, frame.buffer_mut()),
        Screen::Families(families) => rubrics::families(families, theme, &regions, frame.buffer_mut()),
        Screen::Adapting(adapting) => rubrics::adapting(adapting, app, theme, &regions, frame),
        Screen::Sketch(form) => sketch::draw(form, theme, &regions, frame),
        Screen::Practice(practice) => practice::draw(practice, theme, frame.buffer_mut()),
        Screen::Summary(summary) => pages::summary(summary, app, theme, regions.body, frame.buffer_mut()),
    }
    match &app.screen {
        Screen::Sketch(form) => sketch::standing(form, theme, regions.grade, frame.buffer_mut()),
        Screen::Practice(practice) => practice::standing(practice, theme, &regions, frame.buffer_mut()),
        _ => chrome::grade(app, theme, regions.grade, frame),
    }
    if let Some(overlay) = &app.overlay {
        draw_overlay(overlay, app, theme, &regions, frame);
    }
    chrome::footer(app, theme, regions.footer, frame.buffer_mut());
}

fn draw_overlay(overlay: &Overlay, app: &App, theme: Theme, regions: &layout::Regions, frame: &mut Frame<'_>) {
    match overlay {
        Overlay::Editor(editor) => overlays::editor(editor, theme, regions, frame),
        // These are drawn in their places.
        Overlay::Search(_) | Overlay::Writing(_) => {}
        Overlay::Choose(choose) => rubrics::choose(choose, theme, regions, frame),
        Overlay::Split(split) => rubrics::split(split, theme, regions, frame.buffer_mut()),
        Overlay::LeaveWork => rubrics::leave_work(app, theme, regions, frame.buffer_mut()),
        Overlay::Theirs(why) => rubrics::theirs(why, theme, regions, frame.buffer_mut()),
        Overlay::Page(page) => pages::page(page, app, theme, regions.body, frame.buffer_mut()),
        Overlay::Help(help) => pages::help(help, theme, regions.body, frame),
        Overlay::Palette(palette) => overlays::palette(palette, theme, regions, frame),
        Overlay::Attest(attest) => overlays::attest(attest, app, theme, regions, frame.buffer_mut()),
        Overlay::WhatIf(trial) => {
            if let Some(scoring) = app.listed() {
                let rubric = scoring.session.interview.rubric();
                what_if::draw(trial, rubric, theme, regions.body, frame.buffer_mut());
            }
        }
        Overlay::Confirm => overlays::confirm(app, theme, regions, frame.buffer_mut()),
        Overlay::Prompt(prompt) => overlays::prompt(prompt, theme, regions, frame),
        Overlay::Unsaved => overlays::unsaved(app, theme, regions, frame.buffer_mut()),
    }
}
