//! What is always in the same place: header, grade line, footer.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::theme::Theme;
use super::{paint, practice, rubrics};
use crate::app::card::Card;
use crate::app::keeping::Standing;
use crate::app::layout::{Arrangement, SMALLEST};
use crate::app::overlay::Overlay;
use crate::app::pace;
use crate::app::panel::PanelView;
use crate::app::prose::{Line, Tone};
use crate::app::rubrics::adapting::Focus;
use crate::app::session::{SaveState, Session};
use crate::app::what_if::WhatIf;
use crate::app::{App, Screen};
use crate::domain::explain;
use crate::domain::grade::{Recommendation, Status};
use crate::domain::rubric::Rubric;
use crate::text;

/// Says that the terminal is too small, in whatever room there is.
pub fn too_small(theme: Theme, area: Rect, buf: &mut Buffer) {
    let words = format!(
        "{}x{} is too small: assay needs {}x{}. Nothing is lost.",
        area.width, area.height, SMALLEST.0, SMALLEST.1
    );
    for (row, line) in paint::rows(area).zip(text::wrap(&words, usize::from(area.width))) {
        paint::text_at(buf, row, row.x, row.y, &line, theme.style(Tone::Plain));
    }
}

/// Who, which level, how long.
pub fn header(app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if let Some(view) = panel_of(app) {
        return panel_header(view, app, theme, inner, buf);
    }
    if let Screen::Adapting(adapting) = &app.screen {
        return rubrics::header(adapting, app, theme, inner, buf);
    }
    if let Screen::Practice(screen) = &app.screen {
        return practice::header(screen, theme, inner, buf);
    }
    let Some(scoring) = app.listed() else {
        let x = paint::text_at(buf, inner, inner.x, inner.y, "assay", theme.style(Tone::Accent));
        let words = match &app.screen {
            Screen::Setup(_) => "  new interview",
            Screen::Candidates(_) => "  candidates",
            Screen::Closed(_) => "  panel",
            Screen::Families(_) => "  rubrics",
            Screen::Sketch(_) => "  a new job family",
            _ => "  interview scorecards",
        };
        paint::text_at(buf, inner, x, inner.y, words, theme.style(Tone::Muted));
        return;
    };
    let session = &scoring.session;
    let (clock, tone) = match &app.screen {
        Screen::Card(card) => of_card(card, inner.width < 60),
        Screen::Preview(_) => ("as the interviewer sees it".to_owned(), Tone::Pending),
        _ if session.interview.start().amends.is_some() => ("amending your card".to_owned(), Tone::Pending),
        _ => clock(session, app.now.mono_ms, inner.width < 60),
    };
    let start = paint::text_right(buf, inner, inner.y, &clock, theme.style(tone));
    let left = Rect { width: start.saturating_sub(inner.x + 1), ..inner };
    let level = session.interview.rubric().target().label_with_grade();
    let level = format!("  {}", text::clean(&level));
    let name_room = usize::from(left.width).saturating_sub(text::width(&level)).max(8);
    let name = text::clean(&session.interview.start().candidate.name).into_owned();
    let x = paint::text_at(buf, left, left.x, left.y, &text::fit(&name, name_room), theme.style(Tone::Strong));
    let x = paint::text_at(buf, left, x, left.y, &level, theme.style(Tone::Accent));
    let extra = match &app.screen {
        Screen::Summary(_) => "  summary",
        _ => match scoring.filter {
            crate::app::scoring::Filter::All => "",
            crate::app::scoring::Filter::Unrated => "  [unrated]",
            crate::app::scoring::Filter::Flagged => "  [flagged]",
            crate::app::scoring::Filter::Focus => "  [focus]",
        },
    };
    let x = paint::text_at(buf, left, x, left.y, extra, theme.style(Tone::Pending));
    // Where list and detail stand side by side, no line between them has room for it.
    let wide = scoring.layout().is_some_and(|(regions, _)| regions.arrangement == Arrangement::Wide);
    if let Some((own, section)) = pace::here(scoring, app.now.mono_ms).filter(|_| wide) {
        let words = format!("{own} · {section}   ");
        if usize::from(left.right().saturating_sub(x)) > text::width(&words) + 2 {
            paint::text_right(buf, left, left.y, &words, theme.style(Tone::Muted));
        }
    }
}

/// The panel on the screen, also under its decision.
fn panel_of(app: &App) -> Option<&PanelView> {
    match &app.screen {
        Screen::Panel(view) => Some(view),
        Screen::Deciding(form) => Some(&form.view),
        _ => None,
    }
}

/// Whose panel it is, how many sit on it, and what it decided.
fn panel_header(view: &PanelView, app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let decided = view.decisions.first().map(|decided| {
        let tone = if decided.since.is_empty() { Tone::Good } else { Tone::Pending };
        let since = if decided.since.is_empty() { "" } else { ", changed since" };
        (format!("  decided: {}{since}", text::clean(&decided.short)), tone)
    });
    let members = view.panel.members().len();
    let revealed = if view.revealed { ", revealed" } else { "" };
    let begun = view.kept.is_some() && !matches!(app.screen, Screen::Deciding(_));
    let begun = begun.then(|| ("  a decision is begun: D".to_owned(), Tone::Pending));
    let (decision, tone) = begun.or(decided).unwrap_or_default();
    let start = paint::text_right(buf, area, area.y, &decision, theme.style(tone));
    let left = Rect { width: start.saturating_sub(area.x), ..area };
    let missing = view.missing_words().map(|(words, bad)| (format!("  {words}"), bad)).unwrap_or_default();
    let of = if members == 1 { "1 card".to_owned() } else { format!("panel of {members}") };
    let what = if matches!(app.screen, Screen::Deciding(_)) { "  decision" } else { "" };
    let level = format!("  {}  {of}{revealed}{what}", view.panel.rubric().target().label_with_grade());
    let level = text::clean(&level).into_owned();
    let room = usize::from(left.width).saturating_sub(text::width(&level) + text::width(&missing.0)).max(8);
    let name = text::fit(&text::clean(&view.panel.candidate().name), room).into_owned();
    let x = paint::text_at(buf, left, left.x, left.y, &name, theme.style(Tone::Strong));
    let x = paint::text_at(buf, left, x, left.y, &level, theme.style(Tone::Accent));
    let tone = if missing.1 { Tone::Bad } else { Tone::Pending };
    paint::text_at(buf, left, x, left.y, &missing.0, theme.style(tone));
}

/// Whose card it is, and whether it is what it claims to be.
fn of_card(card: &Card, narrow: bool) -> (String, Tone) {
    let by = text::clean(&card.scoring.session.interview.start().interviewer).into_owned();
    let by = text::fit(&by, if narrow { 12 } else { 24 }).into_owned();
    let day = if narrow { String::new() } else { format!(", {}", text::clean(&card.submitted_at)) };
    if card.marks.is_empty() { (format!("by {by}{day}"), Tone::Plain) } else { (format!("! by {by}{day}"), Tone::Bad) }
}

/// The clock and the share of the planned time.
fn clock(session: &Session, mono_ms: u64, narrow: bool) -> (String, Tone) {
    let seconds = session.active_ms(mono_ms) / 1_000;
    let planned = u64::from(session.interview.start().planned_minutes);
    let share = seconds * 100 / (planned * 60).max(1);
    let tone = match share {
        _ if !session.interview.clock_running() && session.interview.clock_used() => Tone::Pending,
        _ if !session.interview.clock_running() => Tone::Muted,
        0..90 => Tone::Plain,
        90..100 => Tone::Pending,
        _ => Tone::Bad,
    };
    let due = pace::questions_due(session, mono_ms);
    let sign = if session.interview.clock_running() { "▶" } else { "‖" };
    let paused = if session.interview.clock_used() && !session.interview.clock_running() { " paused" } else { "" };
    let time = format!("{sign}{paused} {:02}:{:02}", seconds / 60, seconds % 60);
    let words = match (narrow, due) {
        (true, false) => format!("{time}/{planned}m"),
        (true, true) => format!("their turn {time}"),
        (false, false) => format!("{time} of {planned:02}:00  {share:>3} %"),
        (false, true) => format!("their questions  {time} of {planned:02}:00  {share:>3} %"),
    };
    (words, tone)
}

/// The grade line: what is proved, how far it can go, what blocks the next level.
pub fn grade(app: &App, theme: Theme, area: Rect, frame: &mut Frame<'_>) {
    let buf = frame.buffer_mut();
    let view = panel_of(app);
    let scoring = app.listed();
    let adapting = match &app.screen {
        Screen::Adapting(adapting) => Some(adapting),
        _ => None,
    };
    if view.is_none() && scoring.is_none() && adapting.is_none() {
        return;
    }
    let area = if area.height > 2 {
        paint::text_at(buf, area, area.x, area.y, &"─".repeat(usize::from(area.width)), theme.style(Tone::Muted));
        Rect { y: area.y + 1, height: area.height - 1, ..area }
    } else {
        area
    };
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if let Some(adapting) = adapting {
        return rubrics::standing(adapting, theme, inner, buf);
    }
    if let Some(view) = view {
        return panel_grade(view, theme, inner, buf);
    }
    let Some(scoring) = scoring else { return };
    let session = &scoring.session;
    if let Some(Overlay::WhatIf(trial)) = &app.overlay {
        return hypothetical(trial, session.interview.rubric(), theme, inner, buf);
    }
    let tally = session.interview.tally();
    let counts = if inner.width < 60 {
        format!("{}/{}", tally.rated, session.interview.rubric().len())
    } else {
        counts(session, inner.width >= 98)
    };
    let end = paint::text_right(buf, inner, inner.y, &counts, theme.style(Tone::Plain));
    let left = Rect { width: end.saturating_sub(inner.x + 1), height: 1, ..inner };
    paint::line(buf, left, &standing(session.interview.rubric(), &session.recommendation, inner.width < 60), theme);
    if area.height < 2 {
        return;
    }
    let second = Rect { y: inner.y + 1, height: 1, ..inner };
    if let Some(Overlay::Search(search)) = &app.overlay {
        let x = paint::text_at(buf, second, second.x, second.y, "Search: ", theme.style(Tone::Accent));
        let value = text::clean(search.input.value()).into_owned();
        let end = paint::text_at(buf, second, x, second.y, &value, theme.style(Tone::Strong));
        match search.matches {
            None => {}
            Some(0) => _ = paint::text_at(buf, second, end + 2, second.y, "nothing matches", theme.style(Tone::Bad)),
            Some(n) => {
                let words = if n == 1 { "1 match".to_owned() } else { format!("{n} matches") };
                paint::text_at(buf, second, end + 2, second.y, &words, theme.style(Tone::Muted));
            }
        }
        let cursor = u16::try_from(search.input.visual_cursor()).unwrap_or(0);
        frame.set_cursor_position(Position { x: (x + cursor).min(second.right().saturating_sub(1)), y: second.y });
        return;
    }
    let rubric = session.interview.rubric();
    let x = paint::text_at(buf, second, second.x, second.y, "Next    ", theme.style(Tone::Accent));
    let words = match session.next_above() {
        Some(above) if session.recommendation.next_level().is_none() => {
            format!("the top of this card is proved: + stretches to {}, s sums up", above.label())
        }
        _ => scoring
            .guide_line(usize::from(second.right().saturating_sub(x)))
            .unwrap_or_else(|| explain::blocking(rubric, &session.recommendation)),
    };
    paint::text_at(buf, second, x, second.y, &text::clean(&words), theme.style(Tone::Plain));
}

/// The grade that would follow from what is only tried, marked as such.
fn hypothetical(trial: &WhatIf, rubric: &Rubric, theme: Theme, area: Rect, buf: &mut Buffer) {
    let first = Rect { height: 1, ..area };
    let end = paint::text_right(buf, first, first.y, "WHAT IF", theme.style(Tone::Pending));
    let left = Rect { width: end.saturating_sub(first.x + 1), ..first };
    paint::line(buf, left, &standing(rubric, &trial.now, area.width < 60), theme);
    if area.height > 1 {
        let second = Rect { y: area.y + 1, height: 1, ..area };
        let x = paint::text_at(buf, second, second.x, second.y, "Then    ", theme.style(Tone::Pending));
        paint::text_at(buf, second, x, second.y, &text::clean(&trial.outcome(rubric)), theme.style(Tone::Plain));
    }
}

/// How many criteria are rated and how many are not; with more room, why not.
fn counts(session: &Session, room: bool) -> String {
    let tally = session.interview.tally();
    let unknown = |i: usize| session.interview.mark(i).rating().is_none();
    let credited = session.recommendation.credits.iter().filter(|credit| unknown(credit.criterion)).count();
    let open = (tally.open + tally.no_data).saturating_sub(credited);
    let mut words = format!("{:>2} rated  {open:>2} open", tally.rated);
    if room && credited > 0 {
        words = format!("{credited} credited  {words}");
    }
    if room && tally.no_data > 0 {
        words = format!("{} no data  {words}", tally.no_data);
    }
    words
}

/// The panel's grade, how far apart its members are, and what blocks the next level.
fn panel_grade(view: &PanelView, theme: Theme, area: Rect, buf: &mut Buffer) {
    let rubric = view.panel.rubric();
    let narrow = area.width < 60;
    let name = |level: Option<usize>| level.map_or_else(|| "none".to_owned(), |level| rubric.levels()[level].label());
    let (lowest, highest) = (name(view.panel.lowest().floor), name(view.panel.highest().floor));
    let range =
        if narrow { String::new() } else { text::clean(&format!("lowest {lowest}  highest {highest}")).into_owned() };
    let first = Rect { height: 1, ..area };
    let end = paint::text_right(buf, first, first.y, &range, theme.style(Tone::Plain));
    let left = Rect { width: end.saturating_sub(first.x + 1), ..first };
    paint::line(buf, left, &standing(rubric, view.panel.recommendation(), narrow), theme);
    if area.height < 2 {
        return;
    }
    let second = Rect { y: area.y + 1, height: 1, ..area };
    let x = paint::text_at(buf, second, second.x, second.y, "Next    ", theme.style(Tone::Accent));
    let words = explain::blocking(rubric, view.panel.recommendation());
    paint::text_at(buf, second, x, second.y, &text::clean(&words), theme.style(Tone::Plain));
}

fn standing(rubric: &Rubric, now: &Recommendation, narrow: bool) -> Line {
    let name = |level: usize| match rubric.levels()[level].grade {
        Some(grade) if !narrow => format!("{} ({grade})", rubric.levels()[level].label()),
        _ => rubric.levels()[level].label(),
    };
    let (proved, tone) = match (now.floor, now.status) {
        (Some(level), _) => (name(level), Tone::Good),
        (None, Status::Settled) => (format!("below {}", name(0)), Tone::Bad),
        (None, _) => ("nothing yet".to_owned(), Tone::Plain),
    };
    let line = Line::new().word(Tone::Accent, "Proved  ").and(tone, &proved);
    match (now.status, now.ceiling) {
        (Status::Settled, _) => line.word(Tone::Muted, "  settled"),
        (status, Some(ceiling)) => line
            .and(Tone::Plain, &format!("  up to {}", name(ceiling)))
            .and(Tone::Pending, &format!("  {}", status.id())),
        (_, None) => line,
    }
}

/// The keys that work now, or a message; and whether everything is saved.
pub fn footer(app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let mut left = inner;
    let state = match (&app.screen, app.save_state()) {
        (Screen::Adapting(adapting), _) => kept(&adapting.standing(app.now.mono_ms), adapting.was_saved),
        (Screen::Sketch(form), _) => kept(&form.standing(app.now.mono_ms), false),
        (Screen::Practice(screen), _) => practice::saved(&screen.standing(app.now.mono_ms)),
        (Screen::Preview(_), _) => Some(("read-only".to_owned(), Tone::Plain)),
        (Screen::Card(card), _) => Some(match card.marks.first() {
            None => ("read-only, sealed".to_owned(), Tone::Plain),
            Some(mark) => (text::fit(&text::clean(mark), 40).into_owned(), Tone::Bad),
        }),
        (_, Some(SaveState::Saved)) => Some(("saved ".to_owned(), Tone::Plain)),
        (_, Some(SaveState::Saving)) => Some(("saving".to_owned(), Tone::Plain)),
        (_, Some(SaveState::NotSaved(why))) => Some((format!("NOT SAVED: {}", text::clean(&why)), Tone::Bad)),
        (_, None) => None,
    };
    if let Some((words, tone)) = state {
        let words = text::fit(&words, usize::from(inner.width)).into_owned();
        let start = paint::text_right(buf, inner, inner.y, &words, theme.style(tone));
        left.width = start.saturating_sub(inner.x + 2);
    }
    if let Some(toast) = &app.toast {
        paint::text_at(buf, left, left.x, left.y, &text::clean(toast), theme.style(Tone::Pending));
        return;
    }
    if let Some(words) = way_out(app) {
        paint::text_at(buf, left, left.x, left.y, words, theme.style(Tone::Pending));
        return;
    }
    let mut x = left.x;
    for row in app.footer() {
        let keys = row.short_keys();
        // A key or its action is never cut: what does not fit is left to help.
        let width = u16::try_from(text::width(&keys) + 1 + text::width(row.action)).unwrap_or(u16::MAX);
        if x + width > left.right() {
            continue;
        }
        let next = paint::text_at(buf, left, x, left.y, &keys, theme.style(Tone::Strong));
        x = paint::text_at(buf, left, next + 1, left.y, row.action, theme.style(Tone::Muted)) + 2;
    }
}

/// What helps where changes to a family are not kept.
fn way_out(app: &App) -> Option<&'static str> {
    let Screen::Adapting(adapting) = &app.screen else { return None };
    let is_lost = matches!(adapting.standing(app.now.mono_ms), Standing::NotKept(_)) && app.overlay.is_none();
    is_lost.then_some(match adapting.focus {
        Focus::List => "s saves it; q and then p prints it",
        Focus::Fields => "s saves it; q, q and then p prints it",
    })
}

/// How much of what is entered is on disk.
fn kept(standing: &Standing, was_saved: bool) -> Option<(String, Tone)> {
    match standing {
        Standing::Saved if was_saved => Some(("saved ".to_owned(), Tone::Plain)),
        Standing::Saved => None,
        Standing::Kept => Some(("kept  ".to_owned(), Tone::Plain)),
        Standing::Keeping => Some(("keeping".to_owned(), Tone::Plain)),
        Standing::NotKept(why) => Some((format!("NOT KEPT: {}", text::clean(why)), Tone::Bad)),
    }
}
