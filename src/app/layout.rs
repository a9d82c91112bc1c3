//! Where things are: a pure function of what is shown and the size of the terminal, shared by
//! drawing, scrolling and the mouse.
//!
//! ```text
//! header   candidate, target, clock
//! list     criteria by level and section      } side by side, stacked,
//! detail   the selected criterion             } or one at a time
//! grade    proved grade and what blocks the next level
//! footer   keys that work now, and whether all is saved
//! ```

use ratatui::layout::Rect;

/// Smallest terminal that shows anything but a message.
pub const SMALLEST: (u16, u16) = (40, 10);

/// Columns of the longest line of running text.
const LONGEST_LINE: u16 = 96;

/// How list and detail share the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Side by side.
    Wide,
    /// One over the other.
    Stacked,
    /// One at a time.
    Single,
}

/// The regions that every screen has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regions {
    /// How list and detail share the body.
    pub arrangement: Arrangement,
    /// First row.
    pub header: Rect,
    /// Everything between header and grade line.
    pub body: Rect,
    /// The grade line: two rows, three with a rule above where there is room, or one where there is
    /// little.
    pub grade: Rect,
    /// Last row.
    pub footer: Rect,
}

/// The regions of the scoring screen's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// Criteria; empty where only the detail is shown.
    pub list: Rect,
    /// The line or column between them; empty where there is none.
    pub divider: Rect,
    /// The selected criterion; empty where only the list is shown.
    pub detail: Rect,
}

/// Cuts the terminal into regions, or says that it is too small.
#[must_use]
pub fn regions(columns: u16, rows: u16) -> Option<Regions> {
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        return None;
    }
    let arrangement = if columns >= 100 && rows >= 20 {
        Arrangement::Wide
    } else if columns >= 64 && rows >= 20 {
        Arrangement::Stacked
    } else {
        Arrangement::Single
    };
    let grade_rows = match rows {
        0..14 => 1,
        14..30 => 2,
        _ => 3,
    };
    let body_rows = rows - 2 - grade_rows;
    Some(Regions {
        arrangement,
        header: Rect::new(0, 0, columns, 1),
        body: Rect::new(0, 1, columns, body_rows),
        grade: Rect::new(0, 1 + body_rows, columns, grade_rows),
        footer: Rect::new(0, rows - 1, columns, 1),
    })
}

/// Cuts the body of the scoring screen.
#[must_use]
pub fn panes(regions: &Regions, detail_only: bool) -> Panes {
    let body = regions.body;
    let none = Rect::new(body.x, body.y, 0, 0);
    match regions.arrangement {
        Arrangement::Wide => {
            let list = (body.width * 9 / 20).clamp(52, 66);
            Panes {
                list: Rect { width: list, ..body },
                divider: Rect { x: list, width: 1, ..body },
                // Longer lines are hard to read.
                detail: Rect { x: list + 2, width: (body.width - list - 3).min(LONGEST_LINE), ..body },
            }
        }
        Arrangement::Stacked => {
            let list = (body.height * 2 / 5).max(6);
            Panes {
                list: Rect { height: list, ..body },
                divider: Rect { y: body.y + list, height: 1, ..body },
                detail: Rect { x: 1, y: body.y + list + 1, width: body.width - 2, height: body.height - list - 1 },
            }
        }
        Arrangement::Single if detail_only => {
            Panes { list: none, divider: none, detail: Rect { x: 1, width: body.width - 2, ..body } }
        }
        Arrangement::Single => Panes { list: body, divider: none, detail: none },
    }
}

/// The regions of a body in which an interview is read and rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What was said; empty where only the criterion is shown.
    pub text: Rect,
    /// The line or column between them; empty where there is none.
    pub divider: Rect,
    /// The criteria, a row each; empty where they do not stand beside the text.
    pub list: Rect,
    /// The selected criterion; empty where only the text is shown.
    pub detail: Rect,
}

/// Cuts a body in which an interview is read and its criteria are rated, so that both are in view wherever
/// they fit. Without criteria the text has all of it.
#[must_use]
pub fn reading(regions: &Regions, criteria: Option<usize>, detail_only: bool) -> Reading {
    let body = regions.body;
    let none = Rect::new(body.x, body.y, 0, 0);
    let whole = Rect { x: 1, width: (body.width - 2).min(LONGEST_LINE), ..body };
    let Some(criteria) = criteria else { return Reading { text: whole, divider: none, list: none, detail: none } };
    match regions.arrangement {
        Arrangement::Wide => {
            let left = (body.width * 11 / 20).min(82);
            let right = left + 2;
            let beside = Rect { x: right, width: (body.width - right - 1).min(LONGEST_LINE), ..body };
            // A blank row parts the list from what it lists.
            let rows = u16::try_from(criteria).unwrap_or(u16::MAX).min(body.height / 2);
            Reading {
                text: Rect { x: 1, width: left - 2, ..body },
                divider: Rect { x: left, width: 1, ..body },
                list: Rect { height: rows, ..beside },
                detail: Rect { y: body.y + rows + 1, height: body.height - rows - 1, ..beside },
            }
        }
        Arrangement::Stacked => {
            // The criterion has the rows that its anchors need at 80x24.
            let text = (body.height - 1) * 3 / 7;
            Reading {
                text: Rect { height: text, ..whole },
                divider: Rect { y: body.y + text, height: 1, ..body },
                list: none,
                detail: Rect { y: body.y + text + 1, height: body.height - text - 1, ..whole },
            }
        }
        Arrangement::Single if detail_only => Reading { text: none, divider: none, list: none, detail: whole },
        Arrangement::Single => Reading { text: whole, divider: none, list: none, detail: none },
    }
}

/// Where the form that makes a family stands: over half of a wide body, else over all of it.
#[must_use]
pub fn sketch_form(regions: &Regions) -> Rect {
    let body = regions.body;
    let width = if regions.arrangement == Arrangement::Wide { body.width * 11 / 20 } else { body.width };
    Rect { x: body.x + 1, width: width.saturating_sub(2), ..body }
}

/// Rows of the list of candidates: the body under its search line and its column heads.
#[must_use]
pub fn candidate_rows((columns, rows): (u16, u16)) -> usize {
    regions(columns, rows)
        .map_or(0, |regions| usize::from((regions.body.height + regions.grade.height).saturating_sub(3)))
}

/// Where the note editor stands: over the list, so that the criterion stays in view; over
/// everything where only one pane fits.
#[must_use]
pub fn editor(regions: &Regions) -> Rect {
    match regions.arrangement {
        Arrangement::Single => regions.body,
        _ => panes(regions, false).list,
    }
}

/// A box in the middle of the body, as large as wanted and possible.
#[must_use]
pub fn middle(regions: &Regions, columns: u16, rows: u16) -> Rect {
    let body = regions.body;
    let (width, height) = (columns.min(body.width), rows.min(body.height));
    Rect::new(body.x + (body.width - width) / 2, body.y + (body.height - height) / 3, width, height)
}

/// First visible row that keeps `selected` in view. When it leaves the view the list moves by a
/// good part of a page, so that the eye finds its place and most moves scroll nothing.
#[must_use]
pub fn follow(offset: usize, selected: usize, height: usize, total: usize) -> usize {
    let last = total.saturating_sub(height);
    let offset = offset.min(last);
    // Two rows of context stay.
    let step = height.saturating_sub(3);
    if selected < offset {
        selected.saturating_sub(step).min(last)
    } else if height > 0 && selected >= offset + height {
        (selected + 1 + step).saturating_sub(height).min(last).min(selected)
    } else {
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_function_at_80_by_24_and_one_pane_at_40_by_10() {
        assert_eq!(regions(80, 24).map(|r| r.arrangement), Some(Arrangement::Stacked));
        assert_eq!(regions(120, 40).map(|r| r.arrangement), Some(Arrangement::Wide));
        assert_eq!(regions(40, 10).map(|r| r.arrangement), Some(Arrangement::Single));
        assert_eq!(regions(39, 10), None);
        assert_eq!(regions(40, 9), None);
    }

    proptest! {
        #[test]
        fn regions_tile_the_terminal(columns in 40_u16..500, rows in 10_u16..200, detail_only: bool, criteria in prop::option::of(0_usize..70)) {
            let r = regions(columns, rows).expect("large enough");
            prop_assert_eq!(r.header.height + r.body.height + r.grade.height + r.footer.height, rows);
            prop_assert_eq!(r.footer.y, rows - 1);
            let whole = Rect::new(0, 0, columns, rows);
            let p = panes(&r, detail_only);
            for area in [p.list, p.divider, p.detail, editor(&r), middle(&r, 60, 20)] {
                prop_assert!(area.is_empty() || whole.contains(area.as_position()) && whole.intersection(area) == area);
            }
            prop_assert!(!p.list.intersects(p.detail) || p.list.is_empty() || p.detail.is_empty());
            let reading = reading(&r, criteria, detail_only);
            let parts = [reading.text, reading.divider, reading.list, reading.detail];
            for (i, area) in parts.iter().enumerate().filter(|(_, area)| !area.is_empty()) {
                prop_assert_eq!(r.body.intersection(*area), *area);
                prop_assert!(parts[..i].iter().all(|other| other.is_empty() || !other.intersects(*area)));
            }
            prop_assert!(!reading.text.is_empty() || !reading.detail.is_empty());
        }

        #[test]
        fn the_selected_row_is_always_in_view(offset in 0_usize..100, selected in 0_usize..100, height in 1_usize..40, extra in 1_usize..50) {
            let total = selected + extra;
            let offset = follow(offset, selected, height, total);
            prop_assert!(offset <= selected && selected < offset + height);
            prop_assert_eq!(follow(offset, selected, height, total), offset);
        }
    }
}
