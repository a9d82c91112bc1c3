//! The scoring screen by value: what each command records and where it leads.

use super::*;
use crate::app::message::{Effect, Message, MouseAction};
use crate::app::overlay::Overlay;
use crate::app::tests::play::{self, Stage, events};
use crate::domain::interview::Start;

/// A Senior interview: levels 0 to 2, the cursor on the first criterion of Senior.
fn senior() -> Stage {
    Stage::scoring("senior")
}

fn id(stage: &Stage) -> String {
    let scoring = stage.on_scoring();
    scoring.id(scoring.selected().expect("a criterion is selected"))
}

fn rated(criterion: &str, rating: i64) -> Event {
    let rating = Rating::from_number(rating).expect("1 to 4");
    Event::Rated { criterion: criterion.to_owned(), answer: Answer::Rated(rating), basis: Basis::Interview }
}

fn undone() -> Vec<Event> {
    vec![Event::Undone]
}

fn cursor(stage: &Stage) -> Row {
    stage.on_scoring().cursor
}

/// The criterion at a place.
fn at(stage: &Stage, level: usize, section: usize, criterion: usize) -> Row {
    Row::Criterion(stage.interview().rubric().section_range(level, section).start + criterion)
}

/// Whether cursor and list fit each other: what every message has to leave behind.
pub(in crate::app) fn assert_sound(scoring: &Scoring) {
    assert!(scoring.rows.contains(&scoring.cursor), "{:?} is not listed in {:?}", scoring.cursor, scoring.rows);
    assert!(scoring.is_selectable(scoring.cursor), "{:?} cannot be selected", scoring.cursor);
    assert!(scoring.shown() < scoring.session.interview.rubric().len());
    if let Some((_, panes)) = scoring.layout()
        && panes.list.height > 0
    {
        let seen = scoring.offset..scoring.offset + usize::from(panes.list.height);
        assert!(seen.contains(&scoring.cursor_index()), "the selected row is out of sight");
    }
}

#[test]
fn the_first_rating_starts_the_clock_and_later_ones_only_rate() {
    let mut stage = senior();
    let (first, effects) = (id(&stage), stage.play("3"));
    assert_eq!(events(&effects), [Event::ClockStarted, rated(&first, 3)]);
    assert_eq!(stage.play("3"), [], "the same answer again changes nothing");
    assert_eq!(events(&stage.play("4")), [rated(&first, 4)]);
    stage.play("j");
    let second = id(&stage);
    assert_ne!(first, second);
    assert_eq!(events(&stage.play("1")), [rated(&second, 1)]);
}

#[test]
fn a_clock_that_was_used_is_not_started_by_a_rating() {
    let mut stage = senior();
    assert_eq!(events(&stage.play(" ")), [Event::ClockStarted]);
    assert_eq!(events(&stage.play(" ")), [Event::ClockPaused]);
    let first = id(&stage);
    assert_eq!(events(&stage.play("2")), [rated(&first, 2)]);
}

#[test]
fn no_data_is_an_answer_and_backspace_takes_any_answer_away() {
    let mut stage = senior();
    let criterion = id(&stage);
    assert_eq!(stage.play("<Backspace>"), [], "nothing to clear");
    let no_data = Event::Rated { criterion: criterion.clone(), answer: Answer::NoData, basis: Basis::Interview };
    assert_eq!(events(&stage.play("0")), [Event::ClockStarted, no_data]);
    assert_eq!(stage.play("0"), []);
    assert_eq!(events(&stage.play("<Backspace>")), [Event::Cleared { criterion }]);
    assert_eq!(stage.interview().mark(stage.on_scoring().shown()).answer, None);
}

#[test]
fn moving_skips_headings_and_stops_at_the_ends() {
    let mut stage = senior();
    let first = at(&stage, 2, 0, 0);
    assert_eq!(cursor(&stage), first);
    for keys in ["k", "<Up>", "<PgUp>", "g", "<Home>", "["] {
        assert_eq!(stage.play(keys), []);
        assert_eq!(cursor(&stage), first, "{keys}");
    }
    stage.play("j<Down>j");
    assert_eq!(cursor(&stage), at(&stage, 2, 1, 0), "past the heading of the next section");
    stage.play("k");
    assert_eq!(cursor(&stage), at(&stage, 2, 0, 2));
    stage.play("G");
    let last = *stage.on_scoring().rows().last().expect("a list");
    assert_eq!(cursor(&stage), last);
    stage.play("j<PgDn>]<End>");
    assert_eq!(cursor(&stage), last);
    let mut pages = 0;
    while cursor(&stage) != first {
        stage.play("<PgUp>");
        pages += 1;
        assert!(pages < 20, "paging up arrives");
    }
    assert!(pages > 2, "a page is not the whole list");
}

#[test]
fn brackets_go_from_section_to_section() {
    let mut stage = senior();
    stage.play("]");
    assert_eq!(cursor(&stage), at(&stage, 2, 1, 0));
    stage.play("jj[");
    assert_eq!(cursor(&stage), at(&stage, 2, 0, 0), "back is to the start of the section before");
    stage.play("]]]]");
    assert_eq!(cursor(&stage), at(&stage, 1, 0, 0), "after the last section of a level comes the level below");
}

#[test]
fn tab_goes_round_through_what_is_not_rated() {
    let mut stage = senior();
    stage.play("3j3g<Tab>");
    assert_eq!(cursor(&stage), at(&stage, 2, 0, 2), "rated ones are passed over");
    stage.play("G<Tab>");
    assert_eq!(cursor(&stage), at(&stage, 2, 0, 2), "round the end");
    stage.play("<Shift-Tab>");
    assert_eq!(cursor(&stage), *stage.on_scoring().rows().last().expect("a list"), "and round the start");
}

#[test]
fn no_data_counts_as_asked_for_tab() {
    let mut stage = senior();
    stage.play("j0g<Tab>");
    assert_eq!(cursor(&stage), at(&stage, 2, 0, 2));
}

#[test]
fn the_guide_leads_to_what_decides_most_per_minute() {
    let mut stage = senior();
    stage.play(">");
    assert_eq!(cursor(&stage), at(&stage, 0, 1, 0), "two minutes in a section that needs most of its points");
    // On a card of one level no higher rung can make good what was not shown.
    let mut stage = Stage::scoring("associate");
    let experience = at(&stage, 0, 0, 1);
    stage.play("1gj1>");
    assert_eq!(cursor(&stage), experience, "the only level has failed: nothing decides any more");
    assert!(stage.shows("You can stop, or ask for the record"));
    stage.play("u3gj");
    assert_eq!(cursor(&stage), experience);
    stage.play("3");
    assert_eq!(cursor(&stage), experience, "the guide never moves by itself");
}

#[test]
fn the_guide_leads_to_focus_first_and_back_to_no_data_last() {
    let start = Start { focus: vec!["senior/leadership-skills".to_owned()], ..play::start("senior") };
    let mut stage = senior();
    stage.open(start, &[]);
    let section = |stage: &Stage| {
        let Row::Criterion(index) = cursor(stage) else { panic!("a criterion is selected") };
        let place = stage.interview().rubric().place(index);
        (place.level, place.section)
    };
    for key in ["0", "3", "3"] {
        stage.play("g>");
        assert_eq!(section(&stage), (2, 1));
        stage.play(key);
    }
    stage.play("g>3g>");
    assert_ne!(section(&stage), (2, 1), "it stands at its bar, and what gave no answer there decides nothing");
    let mut stage = Stage::scoring("associate");
    for _ in 0..11 {
        stage.play("0j");
    }
    stage.play(">");
    assert_eq!(cursor(&stage), at(&stage, 0, 1, 0), "nothing else is left to ask");
}

#[test]
fn a_hidden_guide_says_nothing_and_still_leads() {
    let mut stage = senior();
    assert!(stage.shows("6 of 7 open"));
    stage.play("h");
    assert!(!stage.shows("6 of 7 open"));
    stage.play(">");
    assert_eq!(cursor(&stage), at(&stage, 0, 1, 0));
}

#[test]
fn a_fold_stands_for_what_it_hides() {
    let mut stage = senior();
    let rows = stage.on_scoring().rows().len();
    stage.play("jz");
    assert_eq!(cursor(&stage), Row::Section(2, 0));
    assert_eq!(stage.on_scoring().rows().len(), rows - 3);
    assert!(!stage.app.footer().iter().any(|row| row.action == "rate"), "the footer does not offer to rate it");
    assert_eq!(stage.play("3"), [], "a folded group is opened, not rated");
    assert_eq!(stage.on_scoring().rows().len(), rows);
    assert_eq!(cursor(&stage), at(&stage, 2, 0, 0));
    stage.play("Z");
    assert_eq!(cursor(&stage), Row::Level(2));
    stage.play("j");
    assert_eq!(cursor(&stage), at(&stage, 1, 0, 0));
    stage.play("kz");
    assert_eq!(stage.on_scoring().rows().len(), rows, "z on a folded level unfolds it");
}

#[test]
fn a_jump_into_a_fold_opens_it() {
    let mut stage = senior();
    stage.play("3zg");
    assert_eq!(cursor(&stage), Row::Section(2, 0));
    stage.play("u");
    assert_eq!(cursor(&stage), at(&stage, 2, 0, 0), "undo shows what it takes back");
}

#[test]
fn a_filter_keeps_the_selected_row() {
    let mut stage = senior();
    stage.play("jf");
    assert_eq!(stage.on_scoring().filter, Filter::Unrated);
    assert!(stage.shows("showing: unrated"));
    let second = cursor(&stage);
    stage.play("3");
    assert_eq!(cursor(&stage), second, "what was just rated does not vanish under the cursor");
    assert!(stage.on_scoring().rows().contains(&second));
    stage.play("j");
    assert!(!stage.on_scoring().rows().contains(&second), "it goes once the cursor has left it");
    stage.play("f");
    assert_eq!(stage.on_scoring().filter, Filter::All, "nothing is flagged and nothing in focus: passed over");
    stage.play("!ff");
    assert_eq!(stage.on_scoring().filter, Filter::Flagged);
    let criteria = |row: &&Row| matches!(row, Row::Criterion(_));
    assert_eq!(stage.on_scoring().rows().iter().filter(criteria).count(), 1);
    assert!(stage.shows("[flagged]"));
}

#[test]
fn a_filter_that_fits_nothing_any_more_still_shows_the_cursor() {
    let mut stage = Stage::scoring("associate");
    // Everything but the last section is rated, then that one is attested while it is folded.
    let count = stage.interview().rubric().len();
    stage.play(&"3j".repeat(count - 3));
    stage.play("fz");
    assert_eq!(cursor(&stage), Row::Section(0, 2));
    assert_sound(stage.on_scoring());
    stage.play("a<Enter>");
    assert_sound(stage.on_scoring());
    assert_eq!(stage.interview().tally().open, 0, "{:?}", stage.interview().tally());
}

#[test]
fn search_runs_from_the_cursor_round_and_escape_goes_back() {
    let mut stage = senior();
    stage.play("jj");
    let from = cursor(&stage);
    stage.play("/kubernetes");
    let found = cursor(&stage);
    assert_ne!(found, from);
    assert!(stage.shows("Kubernetes"));
    stage.play("<Tab>");
    let next = cursor(&stage);
    assert_ne!(next, found);
    stage.play("<Up>");
    assert_eq!(cursor(&stage), found);
    stage.play("<Esc>");
    assert_eq!(cursor(&stage), from);
    stage.play("/kubernetes<Tab><Enter>");
    assert_eq!(cursor(&stage), next, "Enter stays");
    stage.play("/<Enter>");
    assert_ne!(cursor(&stage), next, "an empty search goes on with the last one");
    stage.play("/zebra crossing");
    assert!(stage.shows("nothing matches"));
    stage.play("<Esc>");
    assert!(stage.app.overlay.is_none());
}

#[test]
fn search_finds_a_match_before_the_cursor_by_going_round() {
    let mut stage = senior();
    let first = cursor(&stage);
    let title = stage.selected().to_owned();
    stage.play(&format!("G/{title}"));
    assert_eq!(cursor(&stage), first);
}

#[test]
fn escape_from_search_restores_folds_and_filter() {
    let mut stage = senior();
    stage.play("Zf");
    assert_eq!(cursor(&stage), Row::Level(2));
    let rows = stage.on_scoring().rows().to_vec();
    stage.play("/kubernetes<Tab><Esc>");
    assert_eq!(cursor(&stage), Row::Level(2));
    assert_eq!(stage.on_scoring().rows(), rows);
    assert_eq!(stage.on_scoring().filter, Filter::Unrated);
}

#[test]
fn a_flag_is_put_up_and_taken_down() {
    let mut stage = senior();
    let criterion = id(&stage);
    assert_eq!(events(&stage.play("!")), [Event::Flagged { criterion: criterion.clone(), on: true }]);
    assert_eq!(events(&stage.play("!")), [Event::Flagged { criterion, on: false }]);
}

#[test]
fn attesting_rates_what_is_open_in_the_section_once() {
    let mut stage = senior();
    stage.play("3j");
    let rubric = stage.interview().rubric().clone();
    let open: Vec<String> = rubric.section_range(2, 0).skip(1).map(|i| rubric.criterion(i).id.clone()).collect();
    assert_eq!(stage.play("a2<Right>"), [], "choosing records nothing");
    let event = Event::Attested { criteria: open, rating: Rating::Partial, basis: Basis::Resume };
    assert_eq!(events(&stage.play("<Enter>")), [event]);
    assert!(stage.shows("attested 2"));
    assert_eq!(stage.play("a"), []);
    assert!(stage.app.overlay.is_none());
    assert!(stage.shows("every criterion of this section is already rated"));
    assert_eq!(events(&stage.play("u")), undone());
    assert_eq!(stage.interview().tally().rated, 1, "one undo takes the whole attestation back");
    assert_eq!(stage.play("a<Esc>"), []);
    assert_eq!(stage.interview().tally().rated, 1);
}

#[test]
fn rating_what_was_attested_records_the_interview_as_its_basis() {
    let mut stage = senior();
    stage.play("a<Enter>");
    let criterion = id(&stage);
    let recorded = events(&stage.play("3"));
    assert_eq!(recorded.last(), Some(&rated(&criterion, 3)));
}

#[test]
fn stretching_puts_the_next_level_on_top_and_undo_takes_it_off() {
    let mut stage = senior();
    stage.play("j3");
    let recorded = events(&stage.play("+"));
    assert!(matches!(&recorded[..], [Event::Stretched { level }] if level.id == "staff"), "{recorded:?}");
    assert_eq!(stage.interview().rubric().target().id, "staff");
    assert_eq!(cursor(&stage), at(&stage, 3, 0, 0), "the new level is where the work is");
    assert_eq!(stage.play("+"), []);
    assert!(stage.shows("there is no level above"));
    stage.play("4");
    assert_eq!(events(&stage.play("uu")), [Event::Undone, Event::Undone]);
    assert_eq!(stage.interview().rubric().target().id, "senior");
    assert_sound(stage.on_scoring());
    assert_eq!(events(&stage.play("<Ctrl-r><Ctrl-r>")), [Event::Redone, Event::Redone]);
    assert_eq!(stage.interview().mark(stage.on_scoring().shown()).rating(), Some(Rating::Exceeds));
}

#[test]
fn a_level_that_no_longer_fits_is_not_offered_and_the_screen_says_why() {
    let mut levels = play::family().levels;
    // As if the rung of the ladder below had been renamed since the draft was begun.
    Arc::make_mut(&mut levels[3]).sections[0].criteria[0].implies = vec!["senior.renamed".to_owned()];
    let mut stage = Stage::first_start();
    stage.open(play::start("senior"), &levels);
    assert_eq!(stage.on_scoring().decide(Command::Stretch), None);
    assert_eq!(stage.play("+"), []);
    assert!(stage.shows("Staff no longer fits: the rubric was edited since this draft began"));
    let mut stage = Stage::first_start();
    stage.open(play::start("intermediate"), &levels);
    assert_eq!(events(&stage.play("+")).len(), 1, "the level in between still fits");
    assert_eq!(stage.play("+"), []);
    assert!(stage.shows("Staff no longer fits"));
}

#[test]
fn undo_and_redo_go_to_what_they_change() {
    let mut stage = senior();
    let first = cursor(&stage);
    assert_eq!(stage.play("u"), []);
    assert!(stage.shows("nothing to undo"));
    stage.play("3G");
    assert_eq!(events(&stage.play("u")), undone());
    assert_eq!(cursor(&stage), first);
    stage.play("G");
    assert_eq!(events(&stage.play("<Ctrl-r>")), [Event::Redone]);
    assert_eq!(cursor(&stage), first);
    assert_eq!(stage.play("<Ctrl-r>"), []);
    assert!(stage.shows("nothing to redo"));
}

#[test]
fn the_detail_scrolls_and_starts_at_the_top_of_the_next_criterion() {
    let mut stage = senior();
    assert_eq!(stage.on_scoring().detail_scroll, 0);
    stage.play("K");
    assert_eq!(stage.on_scoring().detail_scroll, 0);
    stage.play("JJJJJJJJJJ");
    let end = stage.on_scoring().detail_scroll;
    assert!(end > 0);
    assert!(stage.shows("source:"), "the end of the page is in view");
    stage.play("J");
    assert_eq!(stage.on_scoring().detail_scroll, end, "and no further");
    stage.play("j");
    assert_eq!(stage.on_scoring().detail_scroll, 0);
    stage.play("v<120x40>");
    let page = stage.screenshot("").text();
    assert!(page.find("Ask ") < page.find("1 ○ Not shown"), "v puts the questions first:\n{page}");
}

#[test]
fn one_pane_at_a_time_switches_between_list_and_detail() {
    let mut stage = senior();
    stage.play("d");
    assert!(!stage.on_scoring().detail_only, "where both fit there is nothing to switch");
    stage.play("<40x10>");
    assert!(!stage.shows("Not shown"));
    stage.play("d");
    assert!(stage.shows("Not shown"), "{}", stage.screenshot("").text());
    assert_eq!(events(&stage.play("3")).len(), 2, "rating works there too");
    stage.play("<Left>");
    assert!(!stage.shows("Not shown"));
}

#[test]
fn a_click_selects_folds_and_rates() {
    let mut stage = senior();
    let second = at(&stage, 2, 0, 1);
    let Row::Criterion(index) = second else { panic!("a criterion") };
    let title = stage.interview().rubric().criterion(index).title.clone();
    assert_eq!(stage.play(&format!("<120x40><click {title}>")), []);
    assert_eq!(cursor(&stage), second);
    let criterion = id(&stage);
    assert_eq!(events(&stage.play("<click Partial  >")), [Event::ClockStarted, rated(&criterion, 2)]);
    assert_eq!(stage.play("<click Partial  >"), []);
    stage.play("<click Leadership skills>");
    assert!(stage.on_scoring().is_folded(2, Some(1)));
    assert_eq!(cursor(&stage), second, "folding another section moves nothing");
    stage.play("<click Leadership skills><wheel-down Leadership skills>");
    assert_eq!(cursor(&stage), at(&stage, 2, 0, 2), "the wheel moves in the list");
    stage.play("<80x24><wheel-down ○ Not shown>");
    assert!(stage.on_scoring().detail_scroll > 0, "and scrolls the detail");
    stage.play("<wheel-up ↑>");
    assert_eq!(stage.on_scoring().detail_scroll, 0);
}

#[test]
fn a_click_on_nothing_does_nothing() {
    let mut stage = senior();
    let before = stage.on_scoring().clone();
    for (column, row) in [(0, 0), (79, 23), (500, 500), (0, 9), (79, 22)] {
        assert_eq!(stage.hear(Message::Mouse { action: MouseAction::Click, column, row }), []);
    }
    assert_eq!(stage.on_scoring(), &before);
}

#[test]
fn the_footer_offers_only_what_works() {
    let mut stage = senior();
    let offers = |stage: &Stage, action: &str| stage.app.footer().iter().any(|row| row.action == action);
    assert!(offers(&stage, "rate") && !offers(&stage, "undo") && !offers(&stage, "detail"));
    stage.play("3");
    assert!(offers(&stage, "undo"));
    stage.play("<40x10>");
    assert!(offers(&stage, "detail"));
}

#[test]
fn a_part_of_a_section_in_focus_is_asked_and_listed_alone() {
    let mut stage = senior();
    let mut start = play::start("senior");
    let leadership = start.rubric.section_range(2, 1);
    let asked: Vec<usize> = leadership.clone().skip(2).collect();
    start.focus = asked.iter().map(|&i| start.rubric.criterion_key(i)).collect();
    let minutes: u32 = asked.iter().map(|&i| start.rubric.criterion(i).minutes).sum();
    stage.open(start, &[]);
    assert_eq!(cursor(&stage), Row::Criterion(asked[0]), "it begins with what is in focus");
    assert!(stage.shows("•"));
    stage.play("g>");
    let Row::Criterion(next) = cursor(&stage) else { panic!("a criterion is selected") };
    assert!(asked.contains(&next), "> stays in focus");
    stage.play("ff");
    assert_eq!(stage.on_scoring().filter, Filter::Focus);
    let listed =
        |stage: &Stage| stage.on_scoring().rows().iter().filter(|row| matches!(row, Row::Criterion(_))).count();
    assert_eq!(listed(&stage), 2);
    assert!(stage.shows("focus 2"));
    stage.play(" t");
    assert!(stage.shows(&format!("of {minutes:>3} min")), "the plan of the section is that of what is in focus");
}

#[test]
fn the_cursor_starts_where_work_is_left_focus_first() {
    let mut stage = senior();
    let mut start = crate::app::tests::play::start("senior");
    start.focus = vec!["intermediate/advanced-skills".to_owned()];
    stage.open(start, &[]);
    let place = stage.interview().rubric().place(stage.on_scoring().shown());
    assert_eq!((place.level, place.section), (1, 1));
    assert!(stage.shows("focus"));
    stage.play("ff");
    assert_eq!(stage.on_scoring().filter, Filter::Focus);
    assert!(matches!(stage.play("?")[..], []));
    assert!(matches!(stage.app.overlay, Some(Overlay::Help(_))));
}

#[test]
fn a_note_is_many_small_edits_and_one_close() {
    let mut stage = senior();
    let field = crate::domain::interview::Field::Note(id(&stage));
    assert_eq!(stage.play("n"), []);
    let edit = |at: usize, remove: usize, insert: &str| Event::TextEdited {
        field: field.clone(),
        at,
        remove,
        insert: insert.to_owned(),
    };
    assert_eq!(events(&stage.play("so")), [edit(0, 0, "s"), edit(1, 0, "o")]);
    assert_eq!(events(&stage.play("<Left>é")), [edit(1, 0, "é")]);
    assert_eq!(events(&stage.play("<Enter>")), [edit(3, 0, "\n")]);
    assert_eq!(events(&stage.play("<Backspace><Backspace>")), [edit(3, 1, ""), edit(1, 2, "")]);
    assert_eq!(events(&stage.play("<paste 1\t2>")), [edit(1, 0, "1    2")], "a paste is one edit");
    assert_eq!(events(&stage.play("<Esc>")), [Event::TextClosed]);
    assert_eq!(stage.interview().text(&field), Some("s1    2o"));
    assert_eq!(events(&stage.play("u")), undone());
    assert_eq!(stage.interview().text(&field), Some(""), "what was typed is one step");
    assert!(matches!(stage.play("n<Ctrl-e>")[..], [Effect::EditExternally(ref text)] if text.is_empty()));
}

#[test]
fn where_only_a_must_have_is_missing_it_is_the_one_to_ask() {
    let family = crate::app::tests::play::family();
    let mut levels: Vec<_> = family.levels.iter().take(1).map(|level| (**level).clone()).collect();
    let section = &mut levels[0].sections[1];
    assert_eq!(section.criteria.len(), 7);
    section.criteria[5].must_have = true;
    section.bar_percent = 50;
    let rubric = crate::domain::rubric::Rubric::new(levels.into_iter().map(Arc::new).collect()).expect("sound");
    let mut stage = senior();
    stage.open(crate::app::tests::play::start_of(rubric), &[]);
    // The first section is passed, and the second has its points but not its must-have.
    stage.play("3j3j3j3j3j3j3j3");
    stage.play(">");
    assert_eq!(cursor(&stage), at(&stage, 0, 1, 5), "the must-have, and not the open criterion before it");
    assert_eq!(stage.play(">"), []);
    assert!(stage.shows("this is the one to ask next"));
}

#[test]
fn tab_on_the_last_unrated_one_says_that_it_is_the_last() {
    let mut stage = senior();
    while stage.interview().tally().open > 1 {
        stage.play("3<Tab>");
    }
    assert_eq!(stage.play("<Tab>"), []);
    assert!(stage.shows("this is the last one that is not rated"));
    stage.play("3<Tab>");
    assert!(stage.shows("nothing is left to rate here"));
}
