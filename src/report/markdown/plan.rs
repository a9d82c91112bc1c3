//! A plan of a panel for an issue or a wiki.

use super::page::{Page, escape};
use crate::domain::plan::Plan;
use crate::report::plan;

/// A whole plan.
#[must_use]
pub fn plan(planned: &Plan) -> String {
    let mut page = Page::default();
    page.heading(1, &format!("Plan: {}", escape(&plan::subject(planned))));
    page.paragraph(&escape(&plan::time(planned)));
    for share in planned.shares() {
        page.heading(2, &format!("{}: {}", escape(&share.interviewer), plan::load(share)));
        let rows = plan::rows(planned, share).into_iter().map(|row| {
            let titles: Vec<String> = row.criteria.iter().map(|title| escape(title)).collect();
            let titles = if titles.is_empty() { String::new() } else { format!(": {}", titles.join("; ")) };
            [row.when(), row.length(), format!("{}{titles}", escape(&row.what))]
        });
        page.table(&["When", "How long", "What"], rows);
    }
    page.heading(2, "Agreement");
    page.paragraph(&escape(&plan::overlap(planned)));
    list(&mut page, &plan::overlaps(planned));
    if let Some(open) = plan::uncovered(planned) {
        page.heading(2, "Not covered");
        page.paragraph(&escape(&open));
        list(&mut page, &plan::gaps(planned));
    }
    let additional = plan::additional(planned);
    if !additional.is_empty() {
        page.heading(2, "Where time is left");
        page.paragraph(plan::ADDITIONAL);
        list(&mut page, &additional);
    }
    page.text()
}

fn list(page: &mut Page, items: &[String]) {
    page.list(items.iter().map(|item| escape(item)));
}
