//! A plan of a panel, within 80 columns.

use super::Page;
use crate::domain::plan::Plan;
use crate::report::plan;
use crate::text::clean;

/// A whole plan.
#[must_use]
pub fn plan(planned: &Plan) -> String {
    let mut page = Page::default();
    page.paragraph("", &format!("Plan: {}", plan::subject(planned)));
    page.paragraph("", &plan::time(planned));
    for share in planned.shares() {
        page.heading(&format!("{}: {}", share.interviewer, plan::load(share)));
        for row in plan::rows(planned, share) {
            page.paragraph(&format!("  {:<11}  {:>7}  ", row.when(), row.length()), &row.what);
            for title in &row.criteria {
                page.paragraph("                        - ", title);
            }
        }
    }
    page.heading(&plan::overlap(planned));
    list(&mut page, &plan::overlaps(planned));
    if let Some(open) = plan::uncovered(planned) {
        page.heading(&open);
        list(&mut page, &plan::gaps(planned));
    }
    let additional = plan::additional(planned);
    if !additional.is_empty() {
        page.heading(plan::ADDITIONAL);
        list(&mut page, &additional);
    }
    let [keep, begin] = plan::next(planned);
    page.heading(&format!("Next: keep it with {keep}, and each begins from it with"));
    page.paragraph("  ", &clean(&begin));
    page.text
}

fn list(page: &mut Page, items: &[String]) {
    for item in items {
        page.paragraph("  - ", item);
    }
}
