//! A handover as Markdown.

use super::page::{Page, escape};
use crate::report::handover::{ALL_COVERED, COVERED, FamilySheet, HandoverSheet, PROMISE};

/// A whole handover.
#[must_use]
pub fn handover(sheet: &HandoverSheet<'_>) -> String {
    let mut page = Page::default();
    let reference = sheet.candidate.reference.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
    page.heading(1, &format!("Handover: {}", escape(&format!("{}{reference}", sheet.candidate.name))));
    page.paragraph(&format!("{PROMISE} {COVERED}"));
    page.list(sheet.unread.iter().map(|unread| format!("**Check:** {}", escape(unread))));
    for family in sheet.families {
        one(&mut page, family);
    }
    page.text()
}

fn one(page: &mut Page, family: &FamilySheet) {
    page.heading(2, &escape(&family.title()));
    let rows = family.handover.interviews().iter().map(|one| {
        let state = if one.submitted { "submitted" } else { "not submitted yet" };
        [escape(&one.interviewer), one.at.to_minute(), FamilySheet::covered(one), state.to_owned()]
    });
    page.table(&["Interviewer", "When", "Covered", "Card"], rows);
    page.list(family.other_editions().iter().map(|sentence| format!("**Check:** {}", escape(sentence))));
    if family.handover.open() == 0 {
        page.paragraph(ALL_COVERED);
    } else {
        page.heading(3, &format!("Not covered: {}", family.open()));
        for section in family.handover.sections() {
            let place = format!("{}, {}", section.level.label_with_grade(), section.section.title);
            page.paragraph(&format!("**{}**: {}", escape(&place), family.open_of(&section)));
            page.list(family.handover.open_of(&section).map(|criterion| {
                let title = escape(&family.criterion(criterion).title);
                match family.mark(criterion) {
                    mark if mark.is_empty() => title,
                    mark => format!("{title} ({mark})"),
                }
            }));
        }
        if let Some(done) = family.done() {
            page.paragraph(&format!("**Covered:** {}", escape(&done)));
        }
    }
    page.paragraph("Next:");
    page.verbatim(&family.next.join(" "));
}
