//! A handover as plain text, within 80 columns.

use super::{COLUMNS, Page};
use crate::report::handover::{ALL_COVERED, COVERED, FamilySheet, HandoverSheet, PROMISE};
use crate::text::{clean, pad, width};

/// Columns of the widest name that is not cut.
const NAME_COLUMNS: usize = 30;

/// A whole handover.
#[must_use]
pub fn handover(sheet: &HandoverSheet<'_>) -> String {
    let mut page = Page::default();
    let reference = sheet.candidate.reference.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
    page.paragraph("", &format!("Handover: {}{reference}", sheet.candidate.name));
    page.paragraph("", PROMISE);
    page.paragraph("", COVERED);
    for unread in sheet.unread {
        page.paragraph("! ", unread);
    }
    for family in sheet.families {
        one(&mut page, family);
    }
    page.text
}

fn one(page: &mut Page, family: &FamilySheet) {
    page.heading(&family.title());
    page.blank();
    let interviews = family.handover.interviews();
    let names: Vec<_> = interviews.iter().map(|one| clean(&one.interviewer)).collect();
    let columns = names.iter().map(|name| width(name)).max().unwrap_or(0).min(NAME_COLUMNS);
    for (one, name) in interviews.iter().zip(&names) {
        let draft = if one.submitted { "" } else { "; not submitted yet" };
        let lead = format!("  {}  {}  ", pad(name, columns), one.at.to_minute());
        page.paragraph(&lead, &format!("{}{draft}", FamilySheet::covered(one)));
    }
    for sentence in family.other_editions() {
        page.paragraph("  ! ", &sentence);
    }
    if family.handover.open() == 0 {
        page.heading(ALL_COVERED);
    } else {
        page.heading(&format!("Not covered: {}", family.open()));
        open(page, family);
    }
    if let Some(done) = family.done().filter(|_| family.handover.open() > 0) {
        page.heading("Covered:");
        page.paragraph("  ", &done);
    }
    page.heading("Next:");
    page.command(&family.next);
}

fn open(page: &mut Page, family: &FamilySheet) {
    let mut level = "";
    for section in family.handover.sections() {
        if section.level.id != level {
            level = &section.level.id;
            page.heading(&format!("  {}", section.level.label_with_grade()));
        }
        page.blank();
        page.paragraph("    ", &format!("{}: {}", section.section.title, family.open_of(&section)));
        let rows: Vec<(usize, String)> = family.handover.open_of(&section).map(|i| (i, family.mark(i))).collect();
        let marks = rows.iter().map(|(_, mark)| width(mark)).max().unwrap_or(0);
        for (criterion, mark) in rows {
            let title = pad(&clean(&family.criterion(criterion).title), COLUMNS - 6 - 2 - marks);
            page.line(format!("      {title}  {mark:>marks$}").trim_end());
        }
    }
}
