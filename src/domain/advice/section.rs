//! Sections: bars that decide nothing or everything, and must-haves.

use super::Advice;
use crate::domain::rubric::{Level, Section, SectionKind};

/// Most must-haves of a level that go without saying: with three, one misjudged step in twenty turns
/// away one able candidate in seven.
const MUST_HAVES: usize = 3;

/// Advice on one section, with paths relative to it.
pub(super) fn advice(section: &Section) -> Vec<Advice> {
    let mut advice = Vec::new();
    let count = section.criteria.len();
    if section.kind == SectionKind::Additional {
        for (index, criterion) in section.criteria.iter().enumerate().filter(|(_, criterion)| criterion.must_have) {
            advice.push(Advice::new(
                format!("criteria[{index}].must_have"),
                "idle-must-have",
                format!("{:?} is a must-have in an additional section", criterion.title),
                "Additional sections never decide a grade, so this must-have has no effect: it looks like a bar and is \
                 none.",
                "Move the criterion to a required section, or take the must-have away.",
            ));
        }
        return advice;
    }
    if count == 0 || section.criteria.iter().any(|criterion| !(1..=3).contains(&criterion.weight)) {
        return advice;
    }
    let (need, most) = (section.need(), section.max_points());
    if count == 1 {
        advice.push(Advice::new(
            "criteria",
            "single-criterion-section",
            "holds one criterion, whose rating alone decides the level",
            "Every required section has to reach its bar, so one answer outweighs all others of the level together.",
            "Put the criterion into a neighbouring section, or give it company.",
        ));
    } else if need == most {
        advice.push(Advice::new(
            "bar_percent",
            "strict-bar",
            format!(
                "a bar of {} percent needs {need} of {most} points: all {count} criteria at Meets",
                section.bar_percent
            ),
            "One answer that is Partial, or misheard, loses the level, however good the rest is.",
            "Lower the bar (75 is usual) and mark as must-have what truly cannot be missing.",
        ));
    }
    if 2 * need <= most {
        advice.push(Advice::new(
            "bar_percent",
            "lenient-bar",
            format!(
                "a bar of {} percent needs {need} of {most} points: Partial throughout passes it",
                section.bar_percent
            ),
            "A candidate who meets not one criterion of the section still reaches its bar, so it proves nothing.",
            "Raise the bar above 50 (75 is usual), or make the section an additional one.",
        ));
    }
    advice
}

/// Advice on a level with more must-haves than it can bear.
pub(super) fn must_haves(level: &Level) -> Option<Advice> {
    let required =
        || level.sections.iter().filter(|section| section.kind == SectionKind::Required).flat_map(|s| &s.criteria);
    let (all, must) = (required().count(), required().filter(|criterion| criterion.must_have).count());
    if must <= MUST_HAVES {
        return None;
    }
    // Out of 10,000 able candidates, those of whom no must-have is misjudged when one in twenty is.
    let kept = (0..must).fold(10_000_usize, |kept, _| kept * 95 / 100);
    let lost = (10_000 - kept) / 100;
    Some(Advice::new(
        "sections",
        "many-must-haves",
        format!("{must} of its {all} required criteria are must-haves"),
        format!(
            "Each is a veto. If one rating in twenty is a step too low, {lost} of 100 able candidates fail for a \
             must-have alone."
        ),
        "Keep it for what cannot be learned on the job or made up for: two or three a level.",
    ))
}
