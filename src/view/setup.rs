//! The form before an interview.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::paint;
use super::theme::Theme;
use crate::app::layout;
use crate::app::prose::{Line, Tone};
use crate::app::setup::{FormField, Setup};
use crate::text;

/// Column at which values begin.
const VALUES: u16 = 16;

/// Draws the form.
pub fn form(setup: &Setup, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let selected = setup.field();
    let mut lines: Vec<(Option<FormField>, Line)> = Vec::new();
    if let Some(trouble) = &setup.trouble {
        lines.push((None, Line::new().word(Tone::Bad, "! ").and(Tone::Bad, trouble)));
    }
    for field in setup.fields() {
        if field == FormField::Section(0) {
            lines.push((None, Line::new()));
            lines.push((
                None,
                Line::new()
                    .word(Tone::Accent, "In focus")
                    .word(Tone::Muted, "  optional: the sections you are to cover (Space)"),
            ));
        }
        lines.push((Some(field), field_line(setup, field)));
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
    if let Some(input) = input(setup, selected) {
        let room = usize::from(row.width.saturating_sub(VALUES + 1));
        let column = input.visual_cursor().min(room);
        frame.set_cursor_position(Position { x: row.x + VALUES + u16::try_from(column).unwrap_or(0), y: row.y });
    } else {
        let width = u16::try_from(lines[at].1.width()).unwrap_or(0).min(row.width);
        paint::select(frame.buffer_mut(), Rect { x: row.x + 1, width: width.saturating_sub(1), ..row });
    }
}

fn input(setup: &Setup, field: FormField) -> Option<&Input> {
    match field {
        FormField::Candidate => Some(&setup.candidate),
        FormField::Reference => Some(&setup.reference),
        FormField::Interviewer => Some(&setup.interviewer),
        FormField::Minutes => Some(&setup.minutes),
        FormField::Family | FormField::Level | FormField::Section(_) => None,
    }
}

fn field_line(setup: &Setup, field: FormField) -> Line {
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
    let typed = |input: &Input, hint: &str| {
        if input.value().is_empty() {
            line.clone().and(Tone::Muted, hint)
        } else {
            line.clone().and(Tone::Strong, input.value())
        }
    };
    match field {
        FormField::Candidate => typed(&setup.candidate, &setup.default_candidate),
        FormField::Reference => typed(&setup.reference, "optional: a requisition or applicant id"),
        FormField::Interviewer => typed(&setup.interviewer, "Interviewer"),
        FormField::Minutes => typed(&setup.minutes, "60"),
        FormField::Family => {
            let title = setup.families.get(setup.family).map(|family| family.title.clone()).unwrap_or_default();
            line.and(Tone::Strong, &format!("{title}  ({} of {})", setup.family + 1, setup.families.len()))
        }
        FormField::Level => levels(setup, line),
        FormField::Section(index) => {
            let choice = &setup.sections[index];
            let (mark, tone) = if choice.on { ("[x] ", Tone::Strong) } else { ("[ ] ", Tone::Plain) };
            let title = text::pad(&text::clean(&format!("{} · {}", choice.level, choice.title)), 40);
            line.word(tone, mark)
                .and(tone, &title)
                .and(Tone::Muted, &format!(" {:>2} criteria, {:>3} min", choice.criteria, choice.minutes))
        }
    }
}

/// The chosen level with its grade and how much it holds, and what lies beside it.
fn levels(setup: &Setup, mut line: Line) -> Line {
    let Some(family) = setup.families.get(setup.family) else { return line };
    for (i, level) in family.levels.iter().enumerate() {
        let label = level.label();
        line = if i == setup.level {
            line.and(Tone::Strong, &format!("[{label}]"))
        } else {
            line.and(Tone::Muted, &format!(" {label} "))
        };
    }
    let Some(level) = family.levels.get(setup.level) else { return line };
    let own = level.criteria().count();
    let all = setup.rubric().map_or(own, |rubric| rubric.len());
    let grade = level.grade.map(|grade| format!("grade {grade}, ")).unwrap_or_default();
    line.and(Tone::Accent, &format!("  {grade}{own} criteria of {all}"))
}
