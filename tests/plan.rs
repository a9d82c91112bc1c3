//! The plan of a panel: it covers what there is time for, never overruns, and says what it leaves open.

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "stage/rubrics.rs"]
mod rubrics;

use std::collections::BTreeSet;

use assay::domain::limits;
use assay::domain::plan::{Enough, Plan, PlanError, Share, Why, asking, opening, questions};
use assay::domain::rubric::{Rubric, SectionKind};
use assay::domain::{rating, rubric};
use assay::storage::catalog::Family;
use proptest::collection::vec;
use proptest::prelude::*;

fn names(number: usize) -> Vec<String> {
    (1..=number).map(|n| format!("Interviewer {n}")).collect()
}

fn plan(rubric: &Rubric, minutes: u32, interviewers: usize, overlap: usize) -> Plan {
    Plan::new(rubric.clone(), minutes, &names(interviewers), overlap).expect("the plan is sound")
}

/// Sections as their criteria: minutes and must-have; each a level of its own after the first of a level.
type Sections = Vec<(bool, Vec<(u32, bool)>)>;

fn built(levels: &[Sections]) -> Rubric {
    let ids: Vec<String> = (0..levels.len()).map(|at| format!("l{at}")).collect();
    let build = |at: usize| {
        let sections = levels[at].iter().enumerate().map(|(number, (required, criteria))| {
            let id = format!("s{number}");
            let make = if *required { rubrics::section } else { rubrics::additional };
            let mut section = make(&ids[at], &id, criteria.len());
            for (criterion, &(minutes, must_have)) in section.criteria.iter_mut().zip(criteria) {
                (criterion.minutes, criterion.must_have) = (minutes, must_have);
            }
            section
        });
        rubrics::level(&ids[at], at.checked_sub(1).map(|below| ids[below].as_str()), sections.collect())
    };
    rubrics::rubric((0..levels.len()).map(build).collect())
}

/// One level of sections whose criteria all take as long as is said.
fn level(sections: &[&[u32]]) -> Rubric {
    built(&[sections.iter().map(|minutes| (true, minutes.iter().map(|&m| (m, false)).collect())).collect()])
}

/// Rubrics of all kinds: with minutes as people write them, and with minutes that hardly fit together.
fn random() -> impl Strategy<Value = Rubric> {
    let minutes = proptest::sample::select(vec![3..=5_u32, 0..=12, 1..=30, 8..=20, 0..=70]);
    minutes.prop_flat_map(|minutes| {
        let criteria = vec((minutes, prop::bool::weighted(0.15)), 1..=6);
        let required = vec((Just(true), criteria.clone()), 1..=3);
        let extra = vec((Just(false), criteria), 0..=1);
        let level = (required, extra).prop_map(|(mut required, extra)| {
            required.extend(extra);
            required
        });
        vec(level, 1..=3).prop_map(|levels| built(&levels))
    })
}

fn required(rubric: &Rubric) -> Vec<usize> {
    (0..rubric.len()).filter(|&i| rubric.section_of(i).kind == SectionKind::Required).collect()
}

/// Who asks a criterion.
fn askers(plan: &Plan, criterion: usize) -> Vec<usize> {
    let asks = |share: &usize| plan.shares()[*share].parts.iter().any(|part| part.criteria.contains(&criterion));
    (0..plan.shares().len()).filter(asks).collect()
}

/// Must-haves that are covered, and all criteria that are.
fn covered(plan: &Plan) -> (usize, usize) {
    let rubric = plan.rubric();
    let covered: Vec<usize> = required(rubric).into_iter().filter(|&i| !askers(plan, i).is_empty()).collect();
    (covered.iter().filter(|&&i| rubric.criterion(i).must_have).count(), covered.len())
}

/// Everything that has to hold of any plan.
fn hold(plan: &Plan) {
    let (rubric, time) = (plan.rubric(), asking(plan.minutes()));
    for share in plan.shares() {
        let minutes: u32 = share.parts.iter().flat_map(|part| &part.criteria).map(|&i| plan.minutes_of(i)).sum();
        assert_eq!((share.planned, share.planned + share.free), (minutes, time), "nobody is planned over their time");
        assert_eq!(minutes, share.parts.iter().map(|part| part.minutes).sum::<u32>());
        for part in &share.parts {
            let range = rubric.section_range(part.level, part.section);
            assert!(part.criteria.iter().all(|i| range.contains(i)) && part.criteria.is_sorted());
            assert_eq!(part.whole, part.criteria.len() == range.len());
        }
    }
    let twice: BTreeSet<usize> = plan.overlaps().iter().map(|overlap| overlap.criterion).collect();
    assert_eq!(twice.len(), plan.overlaps().len(), "nothing overlaps twice");
    assert!(twice.len() <= plan.wanted());
    for overlap in plan.overlaps() {
        assert_ne!(overlap.first, overlap.second);
        let both: BTreeSet<usize> = [overlap.first, overlap.second].into();
        assert_eq!(askers(plan, overlap.criterion).into_iter().collect::<BTreeSet<_>>(), both);
    }
    let open: BTreeSet<usize> = plan.uncovered().iter().map(|open| open.criterion).collect();
    assert_eq!(open.len(), plan.uncovered().len(), "nothing is said to be uncovered twice");
    for i in 0..rubric.len() {
        let wanted = usize::from(required(rubric).contains(&i));
        let times = askers(plan, i).len() + usize::from(open.contains(&i));
        assert_eq!(times, wanted + usize::from(twice.contains(&i)), "each is asked or said to be left open");
    }
    for open in plan.uncovered() {
        let most = plan.shares().iter().map(|share| share.free).max().unwrap_or(0);
        assert!(open.minutes > most, "it would still fit");
        assert_eq!(open.why == Why::TooLong, open.minutes > time);
    }
    let mut free: Vec<u32> = plan.shares().iter().map(|share| share.free).collect();
    for extra in plan.additional() {
        assert_eq!(rubric.levels()[extra.level].sections[extra.section].kind, SectionKind::Additional);
        free[extra.share] = free[extra.share].checked_sub(extra.minutes).expect("additional sections fit as well");
    }
}

/// Whether each section fits, given to the first who has room for it.
fn fits_first(rubric: &Rubric, minutes: u32, interviewers: usize) -> bool {
    let mut rooms = vec![u64::from(asking(minutes)); interviewers];
    rubric.levels().iter().enumerate().all(|(level, content)| {
        content.sections.iter().enumerate().filter(|(_, section)| section.kind == SectionKind::Required).all(
            |(s, _)| {
                let sum: u64 =
                    rubric.section_range(level, s).map(|i| u64::from(rubric.criterion(i).minutes.max(1))).sum();
                let room = rooms.iter_mut().find(|room| **room >= sum);
                room.map(|room| *room -= sum).is_some()
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn the_plan_covers_and_never_overruns(
        rubric in random(), minutes in 1..=130_u32, interviewers in 1..=5_usize, overlap in 0..=12_usize,
    ) {
        let found = plan(&rubric, minutes, interviewers, overlap);
        hold(&found);
        prop_assert_eq!(&plan(&rubric, minutes, interviewers, overlap), &found, "the same plan again");
        let bare = plan(&rubric, minutes, interviewers, 0);
        prop_assert_eq!(covered(&bare), covered(&found), "overlaps cost no coverage");
        if fits_first(&rubric, minutes, interviewers) {
            prop_assert_eq!(found.uncovered(), &[]);
        }
        for share in bare.shares() {
            for part in &share.parts {
                let asked = rubric.section_range(part.level, part.section).filter(|&i| !askers(&bare, i).is_empty());
                let asked: u32 = asked.map(|i| bare.minutes_of(i)).sum();
                let could = asked > part.minutes && asked <= part.minutes + share.free;
                prop_assert!(!could, "a section is cut that fits somebody whole");
            }
        }
    }

    #[test]
    fn more_time_and_more_interviewers_never_cover_less(
        rubric in random(), minutes in 1..=60_u32, interviewers in 1..=3_usize,
    ) {
        let mut before = (0, (0, 0));
        for minutes in minutes..minutes + 8 {
            let found = covered(&plan(&rubric, minutes, interviewers, 0));
            prop_assert!(found >= before.1 || asking(minutes) < before.0, "{minutes} minutes cover less");
            prop_assert!(covered(&plan(&rubric, minutes, interviewers + 1, 0)) >= found, "one more covers less");
            before = (asking(minutes), found);
        }
    }

    #[test]
    fn what_is_said_to_be_enough_is_enough(
        rubric in random(), minutes in 1..=60_u32, interviewers in 1..=3_usize,
    ) {
        let found = plan(&rubric, minutes, interviewers, 0);
        let Enough { minutes: longer, interviewers: more } = found.enough();
        if let Some(longer) = longer {
            prop_assert!(longer > minutes);
            prop_assert!(plan(&rubric, longer, interviewers, 0).uncovered().is_empty());
        }
        if let Some(more) = more {
            prop_assert!(plan(&rubric, minutes, more, 0).uncovered().is_empty());
        }
        prop_assert!(!found.uncovered().is_empty() || found.enough() == Enough::default());
    }
}

/// The titles of the levels that each interviewer takes part in, and their minutes.
fn at_a_glance(plan: &Plan) -> Vec<(Vec<&str>, u32)> {
    let levels = |share: &Share| {
        let mut levels: Vec<&str> =
            share.parts.iter().map(|part| plan.rubric().levels()[part.level].id.as_str()).collect();
        levels.dedup();
        levels
    };
    plan.shares().iter().map(|share| (levels(share), share.planned)).collect()
}

#[test]
fn the_opening_and_the_candidates_questions_are_kept_free() {
    assert_eq!((opening(60), questions(60), asking(60)), (3, 6, 51));
    assert_eq!((opening(45), questions(45), asking(45)), (3, 5, 37));
    assert_eq!([asking(1), asking(2), asking(3)], [0, 0, 1]);
    // Both are rounded up, so a minute more can leave a minute less.
    assert_eq!([asking(20), asking(21)], [17, 16]);
}

#[test]
fn three_interviewers_of_an_hour_share_senior_out_by_level() {
    let rubric = Family::built_in().rubric_to("senior").expect("there is a Senior level");
    let found = plan(&rubric, 60, 3, 0);
    hold(&found);
    assert_eq!(found.uncovered(), []);
    let glance = at_a_glance(&found);
    assert_eq!(glance.iter().map(|(levels, _)| levels.len()).collect::<Vec<_>>(), [1; 3], "a level each: {glance:?}");
    let parts = || found.shares().iter().flat_map(|share| &share.parts);
    assert!(parts().all(|part| part.whole), "sections stay whole");
    assert_eq!(parts().count(), 7);
}

#[test]
fn a_single_interviewer_asks_what_fits_must_haves_first() {
    let long: Vec<(u32, bool)> = (0..20).map(|n| (5, n >= 12)).collect();
    let found = plan(&built(&[vec![(true, long)]]), 60, 1, 3);
    hold(&found);
    assert_eq!(covered(&found), (8, 10), "51 minutes hold ten of five");
    assert_eq!(found.overlaps(), [], "with nobody there is no overlap");
    assert_eq!(found.enough(), Enough { minutes: Some(118), interviewers: Some(2) });
}

#[test]
fn a_section_is_cut_only_where_it_fits_nobody() {
    let found = plan(&level(&[&[10; 6], &[10; 2]]), 60, 2, 0);
    hold(&found);
    assert_eq!(found.uncovered(), []);
    let whole: Vec<Vec<bool>> =
        found.shares().iter().map(|share| share.parts.iter().map(|part| part.whole).collect()).collect();
    assert_eq!(whole.concat().iter().filter(|whole| !**whole).count(), 2, "the long one is cut in two: {whole:?}");
    assert_eq!(whole.concat().iter().filter(|whole| **whole).count(), 1);
}

#[test]
fn nobody_sits_idle_while_another_is_full() {
    let found = plan(&level(&[&[5; 5], &[5; 5]]), 60, 2, 0);
    assert_eq!(at_a_glance(&found).iter().map(|(_, planned)| *planned).collect::<Vec<_>>(), [25, 25]);
    let found = plan(&level(&[&[1], &[1; 3], &[50]]), 70, 3, 0);
    assert!(found.shares().iter().all(|share| share.planned > 0));
}

#[test]
fn a_tight_fit_is_found() {
    // Neither first fit nor longest first packs these; only 26+25, 26+25 and 17+17+17 do.
    let found = plan(&level(&[&[17], &[26], &[17], &[25], &[26], &[17], &[25]]), 60, 3, 0);
    assert_eq!(found.uncovered(), []);
}

#[test]
fn what_is_too_long_and_what_has_no_room_are_told_apart() {
    let found = plan(&level(&[&[52, 51], &[10]]), 60, 1, 0);
    hold(&found);
    let why: Vec<(usize, Why)> = found.uncovered().iter().map(|open| (open.criterion, open.why)).collect();
    assert_eq!(why.len(), 2);
    assert!(why.contains(&(0, Why::TooLong)));
    assert_eq!(found.enough().interviewers, None, "no number of interviewers makes an hour longer");
    let long = plan(&level(&[&[10; 2], &[10; 2], &[90]]), 60, 2, 0);
    hold(&long);
    assert_eq!(long.shares().iter().map(|share| share.planned).collect::<Vec<_>>(), [20, 20], "the rest is shared out");
    let never = plan(&level(&[&[4_000_000_000, 4_000_000_000, 4]]), 60, 2, 0);
    hold(&never);
    assert_eq!(never.enough(), Enough::default());
}

#[test]
fn overlaps_are_spread_over_pairs_and_sections() {
    let rubric = Family::built_in().rubric_to("senior").expect("there is a Senior level");
    let found = plan(&rubric, 60, 3, 6);
    hold(&found);
    assert_eq!((found.uncovered().len(), found.overlaps().len()), (0, 6));
    let pairs: BTreeSet<[usize; 2]> = found
        .overlaps()
        .iter()
        .map(|overlap| [overlap.first.min(overlap.second), overlap.first.max(overlap.second)])
        .collect();
    assert_eq!(pairs.len(), 3, "every pair shares some");
    let sections: BTreeSet<_> = found
        .overlaps()
        .iter()
        .map(|overlap| {
            let place = rubric.place(overlap.criterion);
            (place.level, place.section)
        })
        .collect();
    assert!(sections.len() >= 4, "{sections:?}");
    assert!(plan(&rubric, 60, 3, 50).overlaps().len() < 50, "there is no time for so many");
}

#[test]
fn who_asks_has_to_be_told_apart() {
    let rubric = rubrics::sized(20);
    let refused = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        Plan::new(rubric.clone(), 60, &names, 0).expect_err("there is no such plan")
    };
    assert_eq!(refused(&[]), PlanError::Nobody);
    assert_eq!(refused(&["Ana Ruiz", "Ben", " ana  RUIZ"]), PlanError::Twice(" ana  RUIZ".to_owned()));
    let many = names(limits::INTERVIEWERS + 1);
    assert_eq!(Plan::new(rubric.clone(), 60, &many, 0), Err(PlanError::TooMany(many.len())));
    assert_eq!(Plan::new(rubric, 0, &names(1), 0), Err(PlanError::Minutes(0)));
}

#[test]
fn the_largest_family_is_planned_for_the_largest_panel() {
    let rubric = rubrics::sized(limits::CRITERIA);
    for minutes in [60, 120] {
        hold(&plan(&rubric, minutes, limits::INTERVIEWERS, 40));
    }
}
