//! Who is seated, what is said of the others, and what an amendment did.

use super::*;
use crate::domain::examples::{self, level, section};
use crate::domain::explain;
use crate::domain::rating::Answer;
use stage::Card;

mod deciding;
#[expect(dead_code, reason = "shared with integration tests and benches that need more of it")]
#[path = "../../../tests/stage/panels.rs"]
pub(crate) mod stage;
mod wording;

/// Levels `low` (four criteria) and `top` (two), each in the edition given.
fn rubric(editions: &[(&str, &str)]) -> Rubric {
    let mut below = None;
    let levels = editions.iter().map(|&(id, edition)| {
        let criteria = if id == "low" { 4 } else { 2 };
        let mut one = level(id, below, vec![section(id, "craft", criteria)]);
        one.digest = format!("sha256:{id}-{edition}");
        below = Some(id);
        one
    });
    examples::rubric(levels.collect())
}

fn low() -> Rubric {
    rubric(&[("low", "1")])
}

fn both() -> Rubric {
    rubric(&[("low", "1"), ("top", "1")])
}

/// A card with these ratings from the first criterion on; 0 is no data, `-` not asked.
fn card(file: &str, interviewer: &str, rubric: &Rubric, ratings: &str) -> Card {
    let mut answers: Vec<Option<Answer>> = ratings
        .split_whitespace()
        .map(|sign| sign.parse().ok().map(|number| Rating::from_number(number).map_or(Answer::NoData, Answer::Rated)))
        .collect();
    answers.resize(rubric.len(), None);
    Card::new(file, interviewer, rubric, &answers)
}

fn panel(cards: impl IntoIterator<Item = Card>) -> Panel {
    Panel::new(cards.into_iter().map(Card::submitted).collect(), Vec::new()).expect("a card is pooled")
}

fn pooled(panel: &Panel) -> Vec<&str> {
    panel.members().iter().map(|member| member.submitted().file.as_str()).collect()
}

fn said(panel: &Panel) -> Vec<String> {
    panel.left_out().iter().map(words::left_out).collect()
}

#[test]
fn without_a_card_there_is_no_panel_and_every_file_is_named() {
    assert_eq!(Panel::new(Vec::new(), Vec::new()), Err(Vec::new()));
    let draft = LeftOut { file: "b".to_owned(), interviewer: Some("Ben".to_owned()), why: Why::Draft };
    let broken = LeftOut { file: "a".to_owned(), interviewer: None, why: Why::Damaged("not JSON".to_owned()) };
    let named = Panel::new(Vec::new(), vec![draft.clone(), broken.clone()]).expect_err("no card");
    assert_eq!(
        named.iter().map(words::left_out).collect::<Vec<_>>(),
        ["a: is damaged: not JSON", "b (Ben): is not submitted yet"]
    );
    let ana = card("c", "Ana", &low(), "3 3 3 3").submitted();
    let panel = Panel::new(vec![ana], vec![draft, broken]).expect("a card is pooled");
    assert_eq!((pooled(&panel), panel.left_out()), (vec!["c"], named.as_slice()));
}

#[test]
fn members_sit_by_name_and_keep_their_own_spelling() {
    let panel = panel([
        card("1", "  ben Adeyemi ", &low(), "3"),
        card("2", "Cleo", &low(), "3"),
        card("3", "ANA", &low(), "3"),
    ]);
    let names: Vec<&str> = panel.members().iter().map(Member::interviewer).collect();
    assert_eq!(names, ["ANA", "ben Adeyemi", "Cleo"]);
}

#[test]
fn a_cell_is_the_members_own_entry() {
    let panel = panel([card("b", "Ben", &both(), "3 0 - 1 4"), card("a", "Ana", &low(), "2")]);
    let note = |criterion, member| panel.cell(criterion, member).map(|entry| entry.note.as_str());
    assert_eq!((note(0, 0), note(0, 1)), (Some("Ana on 0"), Some("Ben on 0")));
    assert_eq!((note(1, 0), note(1, 1)), (None, Some("Ben on 1")));
    assert_eq!(panel.cell(1, 1).map(|entry| entry.answer), Some(Answer::NoData));
    assert_eq!((note(4, 0), note(4, 1)), (None, Some("Ben on 4")), "Ana's card has no top level");
    assert_eq!((note(0, 2), note(99, 0)), (None, None));
}

#[test]
fn a_card_reads_the_same_whatever_the_order_of_its_entries() {
    let mut shuffled = card("a", "Ana", &low(), "1 2 3 4");
    shuffled.content.entries.reverse();
    let numbers: Vec<u8> = panel([shuffled]).consensus().iter().flatten().map(|rating| rating.number()).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
}

#[test]
fn a_copy_counts_once_under_its_plainest_name() {
    let original = card("a.json", "Ana", &low(), "3 3 3 3").submitted();
    let copy = Submitted { file: "a (copy).json".to_owned(), ..original.clone() };
    for cards in [vec![original.clone(), copy.clone()], vec![copy, original]] {
        let panel = Panel::new(cards, Vec::new()).expect("a card is pooled");
        assert_eq!(pooled(&panel), ["a.json"]);
        assert_eq!(said(&panel), ["a (copy).json (Ana): is a copy of a.json"]);
    }
}

#[test]
fn cards_about_somebody_else_are_named() {
    let about = |file: &str, who: &str, name: &str, reference| card(file, who, &low(), "3").about(name, reference);
    let panel = panel([
        about("a", "Ana", "jo  roe ", Some("REQ-7")),
        about("b", "Ben", "Jo Roe", None),
        about("c", "Cleo", "Joe Ro", None).day(9),
        about("d", "Dov", "Jo Roe", Some("REQ-8")).day(-1),
    ]);
    assert_eq!(pooled(&panel), ["a", "b"]);
    assert_eq!(
        said(&panel),
        ["c (Cleo): is about another candidate, Joe Ro", "d (Dov): is about another candidate, Jo Roe (REQ-8)"]
    );
    assert_eq!(panel.candidate().reference.as_deref(), Some("REQ-7"), "the reference of whichever card gives one");
}

#[test]
fn of_two_families_that_of_most_interviewers_is_pooled_and_people_count_not_cards() {
    let other = |file: &str, day| {
        let mut level = level("low", None, vec![section("low", "craft", 4)]);
        (level.family, level.family_title) = ("cooks".to_owned(), "Cooks".to_owned());
        card(file, "Ana", &examples::rubric(vec![level]), "1 1 1 1").day(day)
    };
    let panel = panel([
        other("x", 1),
        other("y", 2),
        other("z", 3),
        card("a", "Ana", &low(), "3"),
        card("b", "Ben", &low(), "3"),
    ]);
    assert_eq!(pooled(&panel), ["a", "b"], "Ana's card of this family counts, though another is newer");
    assert_eq!(said(&panel)[0], "x (Ana): is for another job family, Cooks");
}

#[test]
fn a_chain_of_amendments_ends_at_its_newest_card() {
    let panel = panel([
        card("1", "Ana", &low(), "1 1 1 1").day(3),
        card("2", "Ana", &low(), "2 2 2 2").amending("1").day(2),
        // Wall clocks jump: the link counts, not the day.
        card("3", "ana ", &low(), "3 3 3 3").amending("2").day(1),
    ]);
    assert_eq!(pooled(&panel), ["3"]);
    assert_eq!(said(&panel), ["1 (Ana): is replaced by 2", "2 (Ana): is replaced by 3"]);
    assert_eq!(panel.remarks(), []);
}

#[test]
fn two_amendments_of_one_card_are_two_cards_of_one_person() {
    let panel = panel([
        card("1", "Ana", &low(), "1"),
        card("2", "Ana", &low(), "2").amending("1").day(1),
        card("3", "Ana", &low(), "3").amending("1").day(2),
    ]);
    assert_eq!(pooled(&panel), ["3"]);
    let older = "2 (Ana): is older than 3, which does not amend it; the newer one counts";
    assert_eq!(said(&panel), ["1 (Ana): is replaced by 3", older]);
}

#[test]
fn nobody_amends_somebody_elses_card_not_even_by_a_chain() {
    let panel = panel([
        card("a", "Ana", &low(), "3 3 3 3"),
        card("b", "Ben", &low(), "1 1 1 1").amending("a").day(1),
        card("c", "Ben", &low(), "2 2 2 2").amending("b").day(2),
    ]);
    assert_eq!(pooled(&panel), ["a"]);
    let why = "amends a card of Ana, which nobody else can amend";
    assert_eq!(said(&panel), [format!("b (Ben): {why}"), format!("c (Ben): {why}")]);
}

#[test]
fn an_amendment_of_a_card_that_is_not_here_stands_and_says_so() {
    let panel = panel([card("a", "Ana", &low(), "3").amending("gone"), card("b", "Ben", &low(), "3")]);
    assert_eq!(pooled(&panel), ["a", "b"]);
    let remarks: Vec<String> = panel.remarks().iter().map(words::remark).collect();
    assert_eq!(remarks, ["a (Ana): amends a card that is not here"]);
    assert_eq!(panel.before(0), None, "there is nothing to compare with");
    let twice = [card("1", "Ana", &low(), "3").amending("gone"), card("2", "Ana", &low(), "3").day(1)];
    assert_eq!(self::panel(twice).remarks(), [], "it is not pooled, so there is nothing to remark on");
}

#[test]
fn a_forged_ring_of_amendments_does_not_hang_and_the_newest_stands() {
    let ring = panel([card("1", "Ana", &low(), "1").amending("2"), card("2", "Ana", &low(), "2").amending("1").day(1)]);
    assert_eq!(pooled(&ring), ["2"]);
    let itself = panel([card("1", "Ana", &low(), "1").amending("1")]);
    assert_eq!(pooled(&itself), ["1"]);
    let two = [card("1", "Ana", &low(), "1").amending("2"), card("2", "Ben", &low(), "2").amending("1")];
    let nobody = Panel::new(two.map(Card::submitted).to_vec(), Vec::new()).expect_err("each amends the other's");
    assert_eq!(nobody.len(), 2);
}

#[test]
fn the_largest_agreeing_group_stands_and_the_differing_level_is_named() {
    let second = rubric(&[("low", "1"), ("top", "2")]);
    let panel = panel([
        card("a", "Ana", &both(), "3"),
        card("b", "Ben", &second, "3").day(9),
        card("c", "Cleo", &both(), "3"),
        card("d", "Dov", &low(), "3"),
    ]);
    assert_eq!(pooled(&panel), ["a", "c", "d"], "Dov agrees on all that is shared");
    let why = "asked another edition of Top than the pooled cards, so they cannot be compared";
    assert_eq!(said(&panel), [format!("b (Ben): {why}")]);
}

#[test]
fn of_equal_groups_that_of_the_newest_card_stands() {
    let other = rubric(&[("low", "2")]);
    let cards = |day| {
        [
            card("a", "Ana", &low(), "3"),
            card("b", "Ben", &low(), "3"),
            card("c", "Cleo", &other, "3").day(-5),
            card("d", "Dov", &other, "3").day(day),
        ]
    };
    assert_eq!(pooled(&panel(cards(1))), ["c", "d"]);
    assert_eq!(pooled(&panel(cards(-1))), ["a", "b"]);
}

#[test]
fn agreement_of_editions_is_a_choice_for_each_level() {
    let mixed = |low, top| rubric(&[("low", low), ("top", top)]);
    let panel = panel([
        card("a", "Ana", &mixed("1", "1"), "3"),
        card("b", "Ben", &mixed("1", "2"), "3"),
        card("c", "Cleo", &mixed("2", "1"), "3"),
        card("d", "Dov", &mixed("1", "2"), "3"),
        card("e", "Eve", &low(), "3").day(1),
        card("f", "Fay", &mixed("2", "1"), "3"),
        card("g", "Gil", &mixed("2", "1"), "3").day(-1),
    ]);
    // Low 1 with top 2 is asked by b, d and e; low 2 with top 1 by c, f and g, none of them as new as e.
    assert_eq!(pooled(&panel), ["b", "d", "e"]);
}

#[test]
fn a_digest_does_not_make_two_different_levels_the_same() {
    let mut forged = level("low", None, vec![section("low", "craft", 4)]);
    forged.digest = low().target().digest.clone();
    forged.sections[0].criteria[0].weight = 3;
    let forged = examples::rubric(vec![forged]);
    let panel =
        panel([card("a", "Ana", &low(), "3"), card("b", "Ben", &low(), "3"), card("c", "Cleo", &forged, "3").day(1)]);
    assert_eq!(pooled(&panel), ["a", "b"]);
}

#[test]
fn hundreds_of_editions_are_still_sorted_out() {
    let cards: Vec<Submitted> = (0..400)
        .map(|n| {
            let edition = |of: usize| (n % of).to_string();
            let rubric = rubric(&[("low", &edition(7)), ("mid", &edition(5)), ("top", &edition(3))]);
            card(&n.to_string(), &format!("Person {n}"), &rubric, "3").submitted()
        })
        .collect();
    let panel = Panel::new(cards, Vec::new()).expect("a card is pooled");
    // The numbers that leave one and the same remainder for 7, 5 and 3: four for most of the 105.
    assert_eq!(panel.members().len(), 4);
    assert_eq!(panel.left_out().len(), 396);
}

#[test]
fn levels_that_do_not_lead_to_the_top_are_said_to_be_aside() {
    let branch = rubric(&[("low", "1"), ("side", "1")]);
    let whole = rubric(&[("low", "1"), ("mid", "1"), ("top", "1")]);
    let panel = panel([
        card("a", "Ana", &whole, "3 3 3 3"),
        card("b", "Ben", &branch, "3 3 3 3 4"),
        card("c", "Cleo", &branch, "3 3 3 3"),
    ]);
    assert_eq!(panel.rubric().levels().len(), 3);
    let remarks: Vec<String> = panel.remarks().iter().map(words::remark).collect();
    let said = "asked Side, which does not lead to the panel's highest level; ratings there do not count";
    assert_eq!(remarks, [format!("b (Ben): {said}")], "Cleo's card has no answer there");
    assert_eq!(panel.consensus()[4..], [None; 4], "an answer at Side is none at the level in its place");
}

#[test]
fn a_profile_shows_what_is_known_and_not_more() {
    let panel = panel([card("a", "Ana", &both(), "3 2 - 0 4 -"), card("b", "Ben", &low(), "3 3 3 3")]);
    let said = |bars: Vec<Bar<'_>>| -> Vec<String> {
        let bar = |Bar { level, result, criteria, rated, asked }: Bar<'_>| {
            format!("{level}: {}; {rated} of {criteria} rated, asked {asked}", explain::arithmetic(result))
        };
        bars.into_iter().map(bar).collect()
    };
    assert_eq!(
        said(panel.profile(0)),
        [
            "0:  3 of  8 points, needs  6, at most  7  open; 2 of 4 rated, asked true",
            "1:  2 of  4 points, needs  3, at most  4  open; 1 of 2 rated, asked true",
        ]
    );
    assert_eq!(
        said(panel.profile(1)),
        [
            "0:  8 of  8 points, needs  6, at most  8  passed; 4 of 4 rated, asked true",
            "1:  0 of  4 points, needs  3, at most  4  open; 0 of 2 rated, asked false",
        ]
    );
    assert_eq!(
        said(panel.consensus_profile()),
        [
            "0:  7 of  8 points, needs  6, at most  7  passed; 4 of 4 rated, asked true",
            "1:  2 of  4 points, needs  3, at most  4  open; 1 of 2 rated, asked true",
        ]
    );
}

#[test]
fn before_an_amendment_the_old_card_is_in_its_place() {
    let draft = LeftOut { file: "d".to_owned(), interviewer: None, why: Why::Draft };
    let cards = [
        card("a", "Ana", &low(), "3 3 3 3"),
        card("b", "Ben", &low(), "3 3 3 3"),
        card("b2", "Ben", &low(), "1 1 1 3").amending("b").day(1),
    ];
    let after = Panel::new(cards.map(Card::submitted).to_vec(), vec![draft]).expect("a card is pooled");
    let before = after.before(1).expect("Ben's card amends another");
    assert_eq!((pooled(&before), pooled(&after)), (vec!["a", "b"], vec!["a", "b2"]));
    assert_eq!(said(&before), ["d: is not submitted yet"], "what storage left out stays left out");
    assert!(after.moved_since(&before) && !after.moved_since(&after));
    assert_eq!(
        words::moved(&before, &after),
        "The grade moved. Before: Low is proved, the highest level asked; no open criterion can change that. \
         Now: Below Low on this evidence; no open criterion can change that."
    );
    assert_eq!((after.before(0), after.before(2)), (None, None), "Ana's card amends nothing");
}

#[test]
fn a_grade_has_moved_where_its_levels_are_others() {
    let before = panel([card("a", "Ana", &low(), "3 3 3 3")]);
    let reopened = panel([card("a", "Ana", &both(), "3 3 3 3")]);
    assert!(reopened.moved_since(&before), "another level can be reached now");
    let shut = panel([card("a", "Ana", &both(), "3 3 3 3 1 1")]);
    assert!(!shut.moved_since(&before), "the same level is proved and settled");
    let branch = rubric(&[("low", "1"), ("side", "1")]);
    let [top, side] = [both(), branch].map(|rubric| panel([card("a", "Ana", &rubric, "3 3 3 3 3 3")]));
    assert!(side.moved_since(&top), "the second level is another one");
}
