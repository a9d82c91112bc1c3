//! The form before an interview.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::paint;
use super::theme::Theme;
use crate::app::layout;
use crate::app::prose::{Line, Tone, flow};
use crate::app::setup::{FormField, InFocus, Setup};
use crate::text;

/// Column at which values begin.
const VALUES: u16 = 16;

/// Draws the form.
pub fn form(setup: &Setup, theme: Theme, area: Rect, frame: &mut Frame<'_>) {
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let selected = setup.field();
    let mut lines: Vec<(Option<FormField>, Line)> = Vec::new();
    for field in setup.fields() {
        if field == FormField::Section(0) {
            lines.extend(trouble(setup, usize::from(area.width)));
            lines.push((None, focus_heading(setup)));
        }
        lines.push((Some(field), field_line(setup, field, usize::from(area.width))));
        if field == FormField::Level {
            lines.extend(holds(setup).map(|line| (None, line)));
        }
    }
    if setup.sections.is_empty() {
        lines.extend(trouble(setup, usize::from(area.width)));
    }
    if setup.families.is_empty() {
        lines.push((None, Line::new().word(Tone::Muted, "Reading the rubrics …")));
    }
    let at = lines.iter().position(|(field, _)| *field == Some(selected)).unwrap_or(0);
    let height = usize::from(area.height);
    let offset = layout::follow(0, at, height, lines.len());
    paint::lines(frame.buffer_mut(), area, lines.iter().map(|(_, line)| line), offset, theme);
    let Some(row) = paint::rows(area).nth(at - offset) else { return };
    paint::text_at(frame.buffer_mut(), row, row.x, row.y, "▌", theme.style(Tone::Accent));
    if let Some(input) = setup.input_of(selected) {
        let room = usize::from(row.width.saturating_sub(VALUES + 1));
        let column = input.visual_cursor().min(room);
        frame.set_cursor_position(Position { x: row.x + VALUES + u16::try_from(column).unwrap_or(0), y: row.y });
    } else {
        let width = u16::try_from(lines[at].1.width()).unwrap_or(0).min(row.width);
        paint::select(frame.buffer_mut(), Rect { x: row.x + 1, width: width.saturating_sub(1), ..row });
    }
}

fn field_line(setup: &Setup, field: FormField, columns: usize) -> Line {
    let label = match field {
        FormField::Candidate => "  Candidate     ",
        FormField::Reference => "  Reference     ",
        FormField::Family => "  Job family    ",
        FormField::Level => "  Level         ",
        FormField::Interviewer => "  Interviewer   ",
        FormField::Minutes => "  Minutes       ",
        FormField::Section(_) => "  ",
    };
    let line = Line::new().word(Tone::Plain, label);
    let typed = |hint: &str| {
        let value = setup.input_of(field).map_or("", |input| input.value());
        let line = line.clone();
        if value.is_empty() { line.and(Tone::Muted, hint) } else { line.and(Tone::Strong, value) }
    };
    match field {
        FormField::Candidate => typed(&setup.default_candidate),
        FormField::Reference => typed("optional: a requisition or applicant id"),
        FormField::Interviewer => typed("Interviewer"),
        FormField::Minutes => typed("60"),
        FormField::Family => {
            let title = setup.families.get(setup.family).map(|family| family.title.clone()).unwrap_or_default();
            line.and(Tone::Strong, &format!("{title}  ({} of {})", setup.family + 1, setup.families.len()))
        }
        FormField::Level => levels(setup, &line, columns),
        FormField::Section(index) => {
            let choice = &setup.sections[index];
            let (mark, tone) = match choice.focus {
                InFocus::Nothing => ("[ ] ", Tone::Plain),
                InFocus::Part => ("[/] ", Tone::Strong),
                InFocus::Whole => ("[x] ", Tone::Strong),
            };
            let title = text::pad(&text::clean(&format!("{} · {}", choice.level, choice.title)), 40);
            let holds = match choice.focus {
                InFocus::Part => {
                    let (part, all) = (choice.part.len(), choice.criteria);
                    format!(" {part:>2} of {all} criteria, {:>3} min", choice.part_minutes)
                }
                _ => format!(" {:>2} criteria, {:>3} min", choice.criteria, choice.minutes),
            };
            line.word(tone, mark).and(tone, &title).and(Tone::Muted, &holds)
        }
    }
}

/// What is wrong, from a line on that is there in any case.
fn trouble(setup: &Setup, columns: usize) -> Vec<(Option<FormField>, Line)> {
    let mut lines = Vec::new();
    match &setup.trouble {
        Some(words) => flow(&mut lines, Line::new().word(Tone::Bad, "! "), Tone::Bad, words, columns),
        None => lines.push(Line::new()),
    }
    lines.into_iter().map(|line| (None, line)).collect()
}

fn focus_heading(setup: &Setup) -> Line {
    let heading = Line::new().word(Tone::Accent, "In focus");
    match setup.focus_minutes() {
        (0, _) => heading.word(Tone::Muted, "  optional: the sections you are to cover (Space)"),
        (sum, Some(planned)) => heading.and(Tone::Muted, &format!("  about {sum} of {planned} min")),
        (sum, None) => heading.and(Tone::Muted, &format!("  about {sum} min")),
    }
}

/// How much the chosen level holds.
fn holds(setup: &Setup) -> Option<Line> {
    let level = setup.families.get(setup.family)?.levels.get(setup.level)?;
    let rubric = setup.rubric()?;
    let own = level.criteria().count();
    let below = rubric.len() - own;
    let words = match below {
        0 => format!("{own} criteria, the lowest level"),
        _ => format!("{own} criteria of its own, and {below} of the levels below it"),
    };
    Some(Line::new().word(Tone::Plain, "                ").and(Tone::Muted, &words))
}

/// The levels with the chosen one in brackets, and its grade. Where they do not fit the chosen one
/// stands alone.
fn levels(setup: &Setup, label: &Line, columns: usize) -> Line {
    let Some(family) = setup.families.get(setup.family) else { return label.clone() };
    let Some(chosen) = family.levels.get(setup.level) else { return label.clone() };
    let bracketed = format!("[{}]", chosen.label());
    let grade = chosen.grade.map(|grade| format!("  grade {grade}")).unwrap_or_default();
    let mut line = label.clone();
    for (i, level) in family.levels.iter().enumerate() {
        line = if i == setup.level {
            line.and(Tone::Strong, &bracketed)
        } else {
            line.and(Tone::Muted, &format!(" {} ", level.label()))
        };
    }
    if line.width() + text::width(&grade) <= columns {
        return line.and(Tone::Accent, &grade);
    }
    let place = format!("  {} of {}", setup.level + 1, family.levels.len());
    label.clone().and(Tone::Strong, &bracketed).and(Tone::Accent, &grade).and(Tone::Muted, &place)
}
