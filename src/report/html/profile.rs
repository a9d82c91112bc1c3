//! A section against its bar, as a picture and as words.
//!
//! ```text
//! ██████████████▏- - - - - - -▕     ┃        earned, still reachable, out of reach, the bar
//! ```
//! What is still reachable is an empty box with a broken edge, because unknown is not a number.

use maud::{Markup, html};

use super::parts::name;
use crate::domain::grade::{SectionResult, SectionState};
use crate::domain::rubric::Level;
use crate::text::clean;

/// Height of the picture in pixels; its width is whatever there is room for.
const HEIGHT: u32 = 18;
/// Where the box of points begins, so that the bar stands out above and below.
const TOP: u32 = 4;

/// The picture of one section. `label` is raw text and says which section, and whose.
#[must_use]
pub fn picture(label: &str, result: &SectionResult) -> Markup {
    let SectionResult { earned, need, max, reachable, .. } = *result;
    let label = format!("{}: {}", clean(label), arithmetic(result));
    let bar = percent(need, max);
    html! {
        svg.profile role="img" aria-label=(label) width="100%" height=(HEIGHT) {
            title { (label) }
            rect.track x="0" y=(TOP) width="100%" height=(HEIGHT - 2 * TOP) {}
            @if reachable > earned {
                rect.reachable x=(percent(earned, max)) y=(TOP) width=(percent(reachable - earned, max)) height=(HEIGHT - 2 * TOP) {}
            }
            @if earned > 0 {
                rect.earned x="0" y=(TOP) width=(percent(earned, max)) height=(HEIGHT - 2 * TOP) {}
            }
            // The line in the colour of the page under the bar keeps it apart from what is earned.
            line.halo x1=(bar) x2=(bar) y1="0" y2=(HEIGHT) {}
            line.bar x1=(bar) x2=(bar) y1="0" y2=(HEIGHT) {}
        }
    }
}

/// What the pictures mean.
#[must_use]
pub fn legend() -> Markup {
    let sample = |class: &str| {
        html! {
            svg.sample aria-hidden="true" width="26" height=(HEIGHT) {
                @match class {
                    "bar" => line.bar x1="50%" x2="50%" y1="0" y2=(HEIGHT) {},
                    class => rect class=(class) x="1" y=(TOP) width="24" height=(HEIGHT - 2 * TOP) {},
                }
            }
        }
    };
    html! {
        ul.legend {
            li { (sample("earned")) "points earned" }
            li { (sample("reachable")) "still reachable: not asked, or no data" }
            li { (sample("bar")) "the bar: what the section needs" }
        }
    }
}

/// The required sections of one level, each with picture, points and state.
#[must_use]
pub fn table(caption: &Markup, level: &Level, sections: &[SectionResult]) -> Markup {
    html! {
        table.sections role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { "Required section" }
                    th.picture scope="col" role="columnheader" { "Profile" }
                    th scope="col" role="columnheader" { "Points" }
                    th scope="col" role="columnheader" { "State" }
                }
            }
            tbody role="rowgroup" {
                @for result in sections {
                    @let title = &level.sections[result.section].title;
                    tr role="row" {
                        th scope="row" role="rowheader" { (name(title)) }
                        td.picture role="cell" { (picture(title, result)) }
                        td.points role="cell" { (arithmetic(result)) }
                        td.state role="cell" { (state(result.state)) }
                    }
                }
            }
        }
    }
}

/// A state as shape and word.
#[must_use]
pub fn state(state: SectionState) -> Markup {
    let sign = match state {
        SectionState::Passed => "✓",
        SectionState::Failed => "✕",
        SectionState::Open => "…",
    };
    html! { span.state { span.sign aria-hidden="true" { (sign) } (state.id()) } }
}

fn arithmetic(result: &SectionResult) -> String {
    let SectionResult { earned, need, max, reachable, .. } = result;
    format!("{earned} of {max}, needs {need}, at most {reachable}")
}

/// A share of the width, to a hundredth of a percent.
fn percent(part: u32, whole: u32) -> String {
    let hundredths = u64::from(part) * 10_000 / u64::from(whole.max(1));
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(earned: u32, reachable: u32) -> SectionResult {
        SectionResult {
            section: 0,
            earned,
            need: 6,
            max: 8,
            reachable,
            state: SectionState::Open,
            missing_must_haves: Vec::new(),
            lost_must_haves: Vec::new(),
        }
    }

    #[test]
    fn the_picture_shows_what_is_known_and_what_can_still_come() {
        let drawn = picture("Skills", &result(3, 7)).into_string();
        assert!(drawn.contains("aria-label=\"Skills: 3 of 8, needs 6, at most 7\""), "{drawn}");
        assert!(drawn.contains("class=\"earned\" x=\"0\" y=\"4\" width=\"37.50%\""), "{drawn}");
        assert!(drawn.contains("class=\"reachable\" x=\"37.50%\" y=\"4\" width=\"50.00%\""), "{drawn}");
        assert!(drawn.contains("class=\"bar\" x1=\"75.00%\""), "{drawn}");
        let settled = picture("Skills", &result(0, 0)).into_string();
        assert!(!settled.contains("\"earned\"") && !settled.contains("\"reachable\""), "{settled}");
    }
}
