//! What lies over a screen: note editor, palette, attest, questions.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::paint;
use super::theme::Theme;
use crate::app::App;
use crate::app::detail;
use crate::app::layout::{self, Regions};
use crate::app::overlay::{Attest, Editor, Palette, Prompt};
use crate::app::prose::{Line, Tone, flow};
use crate::app::session::SaveState;
use crate::domain::count;
use crate::domain::explain;
use crate::domain::interview::LevelChoice;
use crate::domain::notes::Finding;
use crate::domain::rating::{Answer, Basis, Rating};
use crate::text;

/// Rows under a text that are kept for a remark on it: so many in a box of so many, or half of a smaller one.
const REMARK_ROWS: [(u16, u16); 2] = [(6, 12), (3, 0)];

/// The note editor, where the list was: the criterion stays in view.
pub fn editor(editor: &Editor, theme: Theme, regions: &Regions, frame: &mut Frame<'_>) {
    let area = layout::editor(regions);
    let inside = paint::framed(frame.buffer_mut(), area, &editor.title, theme);
    // Kept free whether or not there is a remark, so that nothing moves while somebody types.
    let rows = REMARK_ROWS.iter().find(|(_, room)| inside.height >= *room).map_or(0, |(rows, _)| *rows);
    let kept = rows.min(inside.height / 2);
    let writing = Rect { height: inside.height - kept, ..inside };
    frame.render_widget(&editor.input.area, writing);
    let buf = frame.buffer_mut();
    paint::scrub(buf, writing);
    for (column, row) in editor.marked(writing.width, writing.height) {
        if let Some(cell) = buf.cell_mut((writing.x + column, writing.y + row)) {
            cell.modifier.insert(Modifier::UNDERLINED);
        }
    }
    let Some(remark) = editor.remark() else { return };
    let lines = remark_lines(remark, usize::from(inside.width), usize::from(kept));
    let below = Rect { y: writing.bottom(), height: kept, ..inside };
    for (row, line) in paint::rows(below).zip(&lines) {
        paint::line(buf, row, line, theme);
    }
    if lines.len() > usize::from(kept) && kept > 0 {
        paint::text_right(buf, below, below.bottom() - 1, " …", theme.style(Tone::Muted));
    }
}

/// A remark in so many rows: why, and what to write. Where only one of them fits it is what to write, which
/// helps at once; the summary has both.
fn remark_lines(remark: &Finding, columns: usize, rows: usize) -> Vec<Line> {
    let said = |words: &str| {
        let (mut lines, words) = (Vec::new(), format!("“{}”: {words}", remark.words));
        flow(&mut lines, Line::new().word(Tone::Pending, "~ "), Tone::Muted, &words, columns);
        lines
    };
    let whole = said(&format!("{} {}", remark.why, remark.instead));
    if whole.len() <= rows { whole } else { said(&remark.instead) }
}

/// The command palette.
pub fn palette(palette: &Palette, theme: Theme, regions: &Regions, frame: &mut Frame<'_>) {
    let area = layout::middle(regions, 72, 18);
    let buf = frame.buffer_mut();
    let inside = paint::framed(buf, area, "Commands", theme);
    let value = text::clean(palette.input.value()).into_owned();
    let x = paint::text_at(buf, inside, inside.x, inside.y, "> ", theme.style(Tone::Accent));
    paint::text_at(buf, inside, x, inside.y, &value, theme.style(Tone::Strong));
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let matches = palette.matches();
    if matches.is_empty() {
        paint::text_at(buf, list, list.x, list.y, "no command matches", theme.style(Tone::Muted));
    }
    let offset = layout::follow(0, palette.selected, usize::from(list.height), matches.len());
    for (i, (row, binding)) in paint::rows(list).zip(matches.iter().skip(offset)).enumerate() {
        let keys = binding.keys_text();
        let start = paint::text_right(buf, row, row.y, &keys, theme.style(Tone::Accent));
        let left = Rect { width: start.saturating_sub(row.x + 1), ..row };
        let style = if i + offset == palette.selected { theme.style(Tone::Selected) } else { theme.style(Tone::Plain) };
        paint::text_at(buf, left, left.x, left.y, binding.help, style);
    }
    let cursor = u16::try_from(palette.input.visual_cursor()).unwrap_or(0);
    frame.set_cursor_position(Position { x: (x + cursor).min(inside.right().saturating_sub(1)), y: inside.y });
}

/// Attesting a section: what would be rated, how, on what basis.
pub fn attest(attest: &Attest, app: &App, theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let Some(scoring) = app.scoring() else { return };
    let rubric = scoring.session.interview.rubric();
    let wanted = u16::try_from(attest.criteria.len()).unwrap_or(20) + 9;
    let area = layout::middle(regions, 74, wanted);
    let inside = paint::framed(buf, area, &format!("Attest: {}", attest.section), theme);
    let answer = Some(Answer::Rated(attest.rating));
    let columns = usize::from(inside.width);
    let mut lines = Vec::new();
    let ratings = Rating::ALL.map(|option| (option.to_string(), option == attest.rating));
    choices(&mut lines, "Rating  ", ratings.into_iter(), columns);
    let bases = Basis::ALL.map(|option| (option.label().to_owned(), option == attest.basis));
    choices(&mut lines, "Basis   ", bases.into_iter(), columns);
    if answer.is_some_and(Answer::needs_note) {
        lines.push(Line::new().word(Tone::Pending, "Each of them will need a note before you can submit."));
    }
    lines.push(Line::new());
    let n = attest.criteria.len();
    let words = format!("{} not yet rated:", count::criteria(n));
    lines.push(Line::of(Tone::Accent, &words));
    for &index in &attest.criteria {
        lines.push(
            Line::new()
                .word(Tone::Rating(answer), "  ")
                .word(Tone::Rating(answer), detail::shape(answer))
                .and(Tone::Plain, &format!(" {}", rubric.criterion(index).title)),
        );
    }
    paint::lines(buf, inside, lines.iter(), 0, theme);
}

/// Choices in a row, the chosen one in brackets, on as many lines as they need.
fn choices(lines: &mut Vec<Line>, label: &'static str, options: impl Iterator<Item = (String, bool)>, columns: usize) {
    let mut line = Line::new().word(Tone::Plain, label);
    for (option, chosen) in options {
        if line.width() + text::width(&option) + 2 > columns {
            lines.push(std::mem::take(&mut line));
            line = line.word(Tone::Plain, "        ");
        }
        line = if chosen {
            line.and(Tone::Strong, &format!("[{option}]"))
        } else {
            line.and(Tone::Muted, &format!(" {option} "))
        };
    }
    lines.push(line);
}

/// Submit?
pub fn confirm(app: &App, theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let Some(scoring) = app.scoring() else { return };
    let session = &scoring.session;
    let interview = &session.interview;
    let area = layout::middle(regions, 66, 10);
    let inside = paint::framed(buf, area, "Submit this scorecard?", theme);
    let columns = usize::from(inside.width);
    let level = match interview.level_choice() {
        LevelChoice::Level(id) => interview
            .rubric()
            .level_index(id)
            .map(|i| interview.rubric().levels()[i].label_with_grade())
            .unwrap_or_default(),
        _ => "no level".to_owned(),
    };
    let overall = interview.overall().map_or("undecided", crate::domain::decision::Overall::label);
    let mut lines = Vec::new();
    let name = text::fit(&text::clean(&interview.start().candidate.name), columns.saturating_sub(14)).into_owned();
    lines.push(Line::new().word(Tone::Muted, "Candidate     ").and(Tone::Strong, &name));
    lines.push(Line::new().word(Tone::Muted, "Your decision ").and(Tone::Strong, &format!("{overall}, {level}")));
    flow(
        &mut lines,
        Line::new().word(Tone::Muted, "The rule      "),
        Tone::Plain,
        &explain::headline(interview.rubric(), &session.recommendation),
        columns,
    );
    lines.push(Line::new());
    flow(&mut lines, Line::new(), Tone::Plain, "It is sealed: nothing can be edited afterwards.", columns);
    lines.push(Line::new());
    lines.push(
        Line::new()
            .word(Tone::Strong, "y")
            .word(Tone::Plain, " submit    ")
            .word(Tone::Strong, "n")
            .word(Tone::Plain, " not yet"),
    );
    paint::lines(buf, inside, lines.iter(), 0, theme);
}

/// A one-line question.
pub fn prompt(prompt: &Prompt, theme: Theme, regions: &Regions, frame: &mut Frame<'_>) {
    let area = layout::middle(regions, 64, 3);
    let buf = frame.buffer_mut();
    let inside = paint::framed(buf, area, prompt.question, theme);
    let room = usize::from(inside.width.saturating_sub(1));
    let scroll = prompt.input.visual_scroll(room);
    let value: String = text::clean(prompt.input.value()).chars().skip(scroll).collect();
    paint::text_at(buf, inside, inside.x, inside.y, &value, theme.style(Tone::Strong));
    let cursor = u16::try_from(prompt.input.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
    frame.set_cursor_position(Position { x: (inside.x + cursor).min(inside.right().saturating_sub(1)), y: inside.y });
}

/// Leaving while something is not saved: how to get the text out.
pub fn unsaved(app: &App, theme: Theme, regions: &Regions, buf: &mut Buffer) {
    let area = layout::middle(regions, 66, 11);
    let inside = paint::framed(buf, area, "Not everything is saved", theme);
    let columns = usize::from(inside.width);
    let why = match app.save_state() {
        Some(SaveState::NotSaved(why)) => why,
        _ => "it is being tried".to_owned(),
    };
    let mut lines = Vec::new();
    flow(&mut lines, Line::new(), Tone::Bad, &format!("NOT SAVED: {why}"), columns);
    for (key, words) in [
        ("e", "save the text of the interview in another folder"),
        ("c", "copy the text of the interview to the clipboard"),
        ("p", "leave, and print the text in the terminal"),
        ("Esc", "stay here"),
    ] {
        lines.push(Line::new().and(Tone::Strong, &text::pad(key, 5)).word(Tone::Plain, words));
    }
    // Last, so that the keys are in view where only they fit.
    flow(&mut lines, Line::new(), Tone::Muted, "It is tried again every second.", columns);
    paint::lines(buf, inside, lines.iter(), 0, theme);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::notes::built_in;

    #[test]
    fn the_whole_of_every_built_in_remark_fits_the_editor_of_a_usual_terminal() {
        for entry in built_in().entries() {
            let remark = Finding {
                code: entry.code,
                span: None,
                words: "eighteen columns .".to_owned(),
                why: entry.why.clone(),
                instead: entry.instead.clone(),
            };
            let said = |columns| {
                let lines = remark_lines(&remark, columns, 3);
                let text: Vec<String> = lines.iter().map(|line| line.plain().trim().to_owned()).collect();
                (lines.len(), text.join(" "))
            };
            let (rows, text) = said(78);
            assert!(rows <= 3 && text.contains(&entry.why), "{}: {rows} rows", entry.id);
            assert!(said(36).1.contains(&entry.instead), "{}: what to write goes before why", entry.id);
        }
    }
}
