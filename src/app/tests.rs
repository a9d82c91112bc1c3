//! The app by value: what the world is asked for, and where screens lead.

use super::*;
use crate::domain::decision::Overall;
use crate::domain::interview::{Field, LevelChoice};
use message::{CardItem, DraftItem, MouseAction};
use play::{ID, Stage, events, home_data};

mod anything;
mod panels;
#[path = "../../tests/stage/play.rs"]
pub mod play;
mod practice;
mod rubrics;
#[expect(dead_code, reason = "shared with integration tests that need more of it")]
#[path = "../../tests/stage/shot.rs"]
pub mod shot;
mod sketch;

/// Everything Meets, a decision for Senior: ready to submit.
fn ready() -> Stage {
    let mut stage = Stage::scoring("senior");
    while stage.interview().tally().open > 0 {
        stage.play("3<Tab>");
    }
    stage.play("s<Right><Right>j<Right>");
    assert_eq!(stage.interview().overall(), Some(Overall::Yes));
    assert_eq!(*stage.interview().level_choice(), LevelChoice::Level("senior".to_owned()));
    stage
}

fn draft(id: &str, usable: bool) -> DraftItem {
    DraftItem {
        id: id.to_owned(),
        candidate: "Jo Lindqvist".to_owned(),
        level: "Senior".to_owned(),
        last_at: "2026-11-22 10:00".to_owned(),
        progress: "12 of 43".to_owned(),
        trouble: (!usable).then(|| "open in another window".to_owned()),
        usable,
    }
}

fn card(file: &str) -> CardItem {
    CardItem {
        file: file.to_owned(),
        candidate: "Mia Costa".to_owned(),
        level: "Staff".to_owned(),
        interviewer: "Ana Ruiz".to_owned(),
        submitted_at: "2026-11-20 09:30".to_owned(),
        recommended: "Senior".to_owned(),
        overall: "yes".to_owned(),
    }
}

fn quit(code: u8) -> Effect {
    Effect::Quit { code, print: None }
}

// Home and setup

#[test]
fn home_opens_drafts_and_cards_and_starts_interviews() {
    let mut data = home_data();
    data.drafts = vec![draft("held", false), draft("ready", true)];
    data.cards = vec![card("/cards/mia.json")];
    let mut stage = Stage::home(data);
    assert_eq!(stage.play("<Enter>"), [Effect::Open("ready".to_owned())], "the newest usable draft is selected");
    stage.hear(Message::OpenFailed("it is gone".to_owned()));
    assert!(stage.shows("it is gone"));
    assert_eq!(stage.play("k<Enter>"), []);
    assert!(stage.shows("open in another window"));
    assert_eq!(stage.play("G<Enter>"), [Effect::ReadCard("/cards/mia.json".to_owned())]);
    stage.hear(play::card_read(Stage::scoring("senior").replayed(), None));
    assert!(stage.shows("read-only"));
    assert_eq!(stage.play("qr"), [Effect::ReadHome], "q leads back home, r reads again");
    stage.play("n");
    assert!(matches!(stage.app.screen, Screen::Setup(_)));
    assert_eq!(stage.play("<Esc>q"), [quit(0)]);
}

#[test]
fn a_click_on_home_selects_and_a_second_one_opens() {
    let mut data = home_data();
    data.drafts = vec![draft("first", true), draft("second", true)];
    data.drafts[1].candidate = "Eli Brandt".to_owned();
    let mut stage = Stage::home(data);
    assert_eq!(stage.play("<click Eli Brandt>"), []);
    assert_eq!(stage.play("<click Eli Brandt>"), [Effect::Open("second".to_owned())]);
}

#[test]
fn a_click_beside_what_is_listed_opens_nothing() {
    let mut data = home_data();
    data.cards = (0..40).map(|i| card(&format!("/cards/{i}.json"))).collect();
    let mut stage = Stage::home(data);
    stage.play("G");
    let before = stage.app.home.clone();
    for row in [0, 22, 23] {
        for _ in 0..2 {
            assert_eq!(stage.hear(Message::Mouse { action: MouseAction::Click, column: 5, row }), []);
        }
    }
    assert_eq!(stage.app.home, before);
    assert!(matches!(stage.app.screen, Screen::Home));
}

#[test]
fn everything_on_home_can_be_seen_and_the_submitted_card_is_selected() {
    let mut data = home_data();
    data.drafts = vec![draft("first", true)];
    data.cards = (0..40).map(|i| card(&format!("/cards/{i}.json"))).collect();
    data.problems = vec!["/cards/torn.json: ends too early".to_owned()];
    let mut stage = Stage::home(data.clone());
    assert!(stage.shows("torn.json"));
    stage.play("G");
    assert!(stage.shows("Files: "), "what stands below the last card");
    let mut stage = ready();
    stage.play("Sy");
    stage.hear(Message::Submitted { path: "/cards/7.json".to_owned() });
    stage.hear(Message::HomeRead(Box::new(data)));
    assert_eq!(stage.app.home.selected(), home::Item::Card(7), "begun early, submitted last");
}

#[test]
fn enter_alone_starts_an_interview_with_defaults() {
    let mut stage = Stage::first_start();
    let effects = stage.play("n<Enter>");
    let [Effect::Begin { start, above }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(start.candidate.name, "Candidate of 15:05");
    assert_eq!((start.interviewer.as_str(), start.planned_minutes), ("Ana Ruiz", 60));
    assert_eq!(start.rubric.target().id, "senior");
    assert_eq!(above.iter().map(|level| level.id.as_str()).collect::<Vec<_>>(), ["staff"]);
}

#[test]
fn the_form_takes_names_level_time_and_focus() {
    let mut stage = Stage::first_start();
    stage.play("nNoor <paste Haddad\n><Tab>REQ 7<Tab><Right><Tab><Tab><Ctrl-u>45<Tab><Tab> ");
    let effects = stage.play("<Enter>");
    let [Effect::Begin { start, above }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(start.candidate.name, "Noor Haddad");
    assert_eq!(start.candidate.reference.as_deref(), Some("REQ 7"), "a space in a text is a space");
    assert_eq!(start.rubric.target().id, "staff");
    assert_eq!(start.planned_minutes, 45);
    assert_eq!(start.focus.len(), 1);
    assert!(start.focus[0].starts_with("staff/"), "{:?}", start.focus);
    assert_eq!(above.len(), 0);
}

#[test]
fn a_form_that_cannot_start_says_why_and_goes_there() {
    let mut stage = Stage::first_start();
    assert_eq!(stage.play("n<Tab><Tab><Tab><Tab>x901<Tab><Enter>"), []);
    assert!(stage.shows("planned minutes: a number from 1 to 600"));
    let effects = stage.play("<Backspace><Enter>");
    assert!(matches!(effects[..], [Effect::Begin { .. }]), "the cursor is on the minutes: {effects:?}");
}

#[test]
fn what_was_typed_in_the_form_is_there_when_it_is_opened_again() {
    let mut stage = Stage::first_start();
    stage.play("nNoor<Esc>");
    assert!(matches!(stage.app.screen, Screen::Home));
    stage.play("n");
    assert!(stage.shows("Noor"));
}

#[test]
fn arrows_move_in_a_name_and_pasted_minutes_are_digits() {
    let mut stage = Stage::first_start();
    let effects = stage.play("nNor<Left>o<Tab><Tab><Tab><Tab><paste 4 h 5\n><Enter>");
    let [Effect::Begin { start, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((start.candidate.name.as_str(), start.planned_minutes), ("Noor", 45));
}

#[test]
fn reading_the_folder_again_takes_nothing_back_that_was_chosen_in_the_form() {
    let mut stage = Stage::first_start();
    stage.play("nNoor<Tab><Tab><Left><Tab><Tab>45");
    let mut late = home_data();
    late.last_level = Some((late.families[0].id.clone(), "staff".to_owned()));
    late.planned_minutes = Some(90);
    stage.hear(Message::HomeRead(Box::new(late)));
    let effects = stage.play("<Enter>");
    let [Effect::Begin { start, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((start.rubric.target().id.as_str(), start.planned_minutes), ("intermediate", 45));
}

#[test]
fn a_command_line_that_says_all_passes_the_form_over() {
    let given = Given {
        candidate: Some("Noor Haddad".to_owned()),
        level: Some("staff".to_owned()),
        interviewer: Some("Ana Ruiz".to_owned()),
        ..Given::default()
    };
    let mut stage = Stage::new(&Purpose::New(given.clone()));
    let effects = stage.hear(Message::HomeRead(Box::new(home_data())));
    assert!(matches!(effects[..], [Effect::Begin { .. }]));
    let unknown = Given { level: Some("chief".to_owned()), ..given };
    let mut stage = Stage::new(&Purpose::New(unknown));
    assert_eq!(stage.hear(Message::HomeRead(Box::new(home_data()))), []);
    assert!(stage.shows("there is no level \"chief\""));
}

/// What a plan gives: a whole section, and two criteria of another.
fn planned() -> Given {
    let rubric = play::start("senior").rubric;
    let part = rubric.section_range(2, 1).take(2).map(|i| rubric.criterion_key(i));
    Given {
        level: Some("senior".to_owned()),
        interviewer: Some("Ana Ruiz".to_owned()),
        minutes: Some(45),
        focus: [rubric.section_key(0, 0)].into_iter().chain(part).collect(),
        ..Given::default()
    }
}

#[test]
fn the_form_shows_what_a_plan_put_in_focus_and_the_interview_begins_with_it() {
    let mut stage = Stage::new(&Purpose::New(planned()));
    assert_eq!(stage.hear(Message::HomeRead(Box::new(home_data()))), [], "the candidate is asked for");
    assert!(stage.shows("[/] Senior · Leadership skills") && stage.shows("2 of 4 criteria"));
    assert!(stage.shows("[x] Associate · Experience") && stage.shows("of 45 min"));
    let begun = |effects: &[Effect]| {
        let [Effect::Begin { start, .. }] = effects else { panic!("{effects:?}") };
        start.focus.clone()
    };
    let mut wanted = planned().focus;
    wanted.rotate_left(1);
    let mut as_given = Stage::new(&Purpose::New(planned()));
    as_given.hear(Message::HomeRead(Box::new(home_data())));
    assert_eq!(begun(&as_given.play("Noor<Enter>")), wanted);
    let to_leadership = "Noor<Tab><Tab><Tab><Tab><Tab><Tab>";
    assert_eq!(
        begun(&stage.play(&format!("{to_leadership} <Enter>"))),
        ["senior/leadership-skills", wanted[2].as_str()]
    );
}

#[test]
fn a_remark_on_the_plan_is_read_before_anything_begins() {
    let remark = Some("the rubric has changed since the plan was made".to_owned());
    let given = Given { candidate: Some("Noor".to_owned()), remark, ..planned() };
    let mut stage = Stage::new(&Purpose::New(given.clone()));
    assert_eq!(stage.hear(Message::HomeRead(Box::new(home_data()))), []);
    assert!(stage.shows("the rubric has changed since the plan was made"));
    assert!(matches!(stage.play("<Enter>")[..], [Effect::Begin { .. }]), "it keeps nobody from beginning");
    let mut stage = Stage::new(&Purpose::New(Given { remark: None, ..given }));
    assert!(matches!(stage.hear(Message::HomeRead(Box::new(home_data())))[..], [Effect::Begin { .. }]));
}

// Clock

#[test]
fn the_clock_counts_only_while_it_runs() {
    let mut stage = Stage::scoring("senior");
    stage.play("<5min>");
    assert!(stage.shows("‖ 00:00"));
    assert_eq!(stage.app.next_tick_ms(stage.now().mono_ms), None, "nothing wakes the program");
    stage.play(" <90s>");
    assert!(stage.shows("▶ 01:30"));
    stage.play(" <10min>");
    assert!(stage.shows("‖ paused 01:30"));
    stage.play(" <30min>");
    assert!(stage.shows("▶ 31:30 of 60:00   52 %"), "{}", stage.screenshot("").text());
}

#[test]
fn a_running_clock_wakes_once_a_second_and_is_journalled_once_a_minute() {
    let mut stage = Stage::scoring("senior");
    stage.play(" <1500ms>");
    assert_eq!(stage.app.next_tick_ms(stage.now().mono_ms), Some(500));
    assert_eq!(stage.play("<58s>"), []);
    assert_eq!(events(&stage.play("<1s>")), [Event::ClockTicked]);
    assert_eq!(stage.replayed().active_ms(), 60_000);
}

#[test]
fn a_clock_that_ran_when_the_program_died_is_paused_on_resume() {
    let mut stage = Stage::scoring("senior");
    stage.play("3<61s>j4");
    let interview = Box::new(stage.replayed());
    assert!(interview.clock_running());
    let on_disk = interview.next_seq() - 1;
    let mut again = Stage::first_start();
    again.journal.clone_from(&stage.journal);
    let opened = Message::Opened { interview, above: Vec::new(), notices: Vec::new(), on_disk: Some(on_disk) };
    assert_eq!(events(&again.hear(opened)), [Event::ClockPaused]);
    assert!(again.shows("the clock is paused"));
    again.play("<1min>");
    assert!(again.shows("‖ paused 01:01"));
    assert_eq!(again.selected(), stage.selected(), "the cursor is where it was");
    let recorded = events(&again.play("<Tab>3"));
    assert_eq!(recorded.first(), Some(&Event::ClockStarted), "the first rating goes on");
    assert_eq!(
        events(&again.play(" <Tab>3")).iter().filter(|e| **e == Event::ClockStarted).count(),
        0,
        "unless it was paused"
    );
}

// Saving

#[test]
fn the_screen_says_saved_only_when_all_is_on_disk() {
    let mut stage = Stage::scoring("senior");
    assert_eq!(stage.app.save_state(), Some(SaveState::Saved));
    stage.play("<disk stalls>3");
    assert_eq!(stage.app.save_state(), Some(SaveState::Saving));
    let seq = stage.journal.last().expect("a journal").seq;
    stage.hear(Message::Saved { seq: seq - 1 });
    assert_eq!(stage.app.save_state(), Some(SaveState::Saving), "one event is not on disk yet");
    stage.play("<899ms>");
    assert_eq!(stage.app.save_state(), Some(SaveState::Saving));
    stage.play("<1ms>");
    assert_eq!(stage.app.save_state(), Some(SaveState::NotSaved("the disk is slow".to_owned())));
    assert!(stage.shows("NOT SAVED: the disk is slow"));
    assert!(stage.app.interview_text().is_some_and(|text| text.contains("3 Meets")));
    stage.play("<disk works>");
    assert_eq!(stage.app.save_state(), Some(SaveState::Saved));
}

#[test]
fn the_program_wakes_to_say_that_the_disk_is_slow() {
    let mut stage = Stage::scoring("senior");
    stage.play("<disk stalls>!");
    assert_eq!(stage.app.next_tick_ms(stage.now().mono_ms), Some(900));
    stage.play("<900ms>");
    assert_eq!(stage.app.next_tick_ms(stage.now().mono_ms), None);
}

#[test]
fn a_failing_disk_is_told_with_its_reason_until_it_works() {
    let mut stage = Stage::scoring("senior");
    stage.play("<disk fails>3");
    assert!(stage.shows("NOT SAVED: No space left on device"));
    stage.play("j4");
    assert!(stage.shows("NOT SAVED"));
    stage.play("<disk works>");
    assert!(!stage.shows("NOT SAVED"));
    assert!(stage.shows("saved"));
}

// Leaving

#[test]
fn leaving_what_is_saved_closes_the_draft_and_goes_home() {
    let mut stage = Stage::scoring("senior");
    assert_eq!(stage.play("q"), [Effect::Close]);
    assert_eq!(stage.hear(Message::Closed(Ok(()))), [Effect::ReadHome]);
    assert!(matches!(stage.app.screen, Screen::Home));
}

#[test]
fn leaving_pauses_the_clock_and_waits_until_that_is_saved() {
    let mut stage = Stage::scoring("senior");
    stage.play(" <disk stalls>");
    assert_eq!(events(&stage.play("q")), [Event::ClockPaused]);
    assert!(matches!(stage.app.screen, Screen::Scoring(_)));
    assert_eq!(stage.play("<disk works>"), [Effect::Close]);
}

#[test]
fn a_program_started_for_a_draft_ends_with_it() {
    let mut stage = Stage::new(&Purpose::Resume(ID.to_owned()));
    stage.open(play::start("senior"), &[]);
    assert_eq!(stage.play("q"), [Effect::Close]);
    let told = format!("The draft is kept: assay resume {ID}");
    assert_eq!(stage.hear(Message::Closed(Ok(()))), [Effect::Quit { code: 0, print: Some(told) }]);
}

#[test]
fn going_on_after_q_is_staying() {
    let mut stage = Stage::scoring("senior");
    stage.play("<disk stalls>3qj");
    assert_eq!(stage.play("<disk works>"), [], "a key after q says that the user is still here");
    assert!(matches!(stage.app.screen, Screen::Scoring(_)));
}

#[test]
fn nothing_is_taken_once_the_draft_is_being_closed() {
    let mut stage = Stage::scoring("senior");
    assert_eq!(stage.play("q3nlost<paste words>"), [Effect::Close], "what could not be kept is not taken");
    assert_eq!(stage.interview().tally().rated, 0);
    assert_eq!(stage.hear(Message::Closed(Ok(()))), [Effect::ReadHome]);
    stage.play("n");
    assert!(matches!(stage.app.screen, Screen::Setup(_)), "and afterwards keys work again");
}

#[test]
fn leaving_what_cannot_be_saved_asks_how_to_get_the_text_out() {
    let mut stage = Stage::scoring("senior");
    stage.play("nWords that matter<Esc><disk fails>3");
    assert_eq!(stage.play("q"), events_of_a_paused_clock(&stage));
    assert!(stage.shows("Not everything is saved"));
    let effects = stage.play("c");
    assert!(matches!(&effects[..], [Effect::Copy(text)] if text.contains("Words that matter")));
    let effects = stage.play("e/mnt/stick<Enter>");
    let [Effect::SaveElsewhere { folder, text }] = &effects[..] else { panic!("{effects:?}") };
    assert!(folder == "/mnt/stick" && text.contains("Words that matter"));
    stage.hear(Message::SavedElsewhere(Ok("/mnt/stick/assay.txt".to_owned())));
    assert!(stage.shows("the text is in /mnt/stick/assay.txt"));
    assert!(stage.shows("Not everything is saved"), "and the question is still there");
    stage.play("e/mnt<Esc>");
    assert!(stage.shows("Not everything is saved"), "also after another thought");
    let effects = stage.play("p");
    assert!(
        matches!(&effects[..], [Effect::Quit { code: 0, print: Some(text) }] if text.contains("Words that matter"))
    );
}

/// What `q` records beside its question.
fn events_of_a_paused_clock(stage: &Stage) -> Vec<Effect> {
    let last = stage.journal.last().expect("a journal").clone();
    assert_eq!(last.event, Event::ClockPaused);
    vec![Effect::Record(vec![last])]
}

#[test]
fn staying_means_staying_when_the_disk_works_again() {
    let mut stage = Stage::scoring("senior");
    stage.play("<disk stalls>3q<1s>q");
    assert!(stage.shows("Not everything is saved"));
    stage.play("<Esc>");
    assert_eq!(stage.play("<disk works>"), []);
    assert!(matches!(stage.app.screen, Screen::Scoring(_)));
}

#[test]
fn a_save_that_works_while_the_question_stands_takes_the_question_away() {
    let mut stage = Stage::scoring("senior");
    stage.play("<disk fails>3q");
    assert!(stage.shows("Not everything is saved"));
    stage.play("<disk works>");
    assert!(stage.app.overlay.is_none());
    assert!(stage.shows("saved after all"));
}

#[test]
fn ctrl_c_twice_within_a_second_leaves_from_anywhere() {
    for script in ["", "n", "nwords<Esc>", "s", "/gitlab", "?", ":", "a", "w", "<20x5>"] {
        let mut stage = Stage::scoring("senior");
        stage.play(script);
        assert_eq!(stage.play("<Ctrl-c>"), [], "{script}");
        assert_eq!(stage.play("<900ms><Ctrl-c>"), [quit(130)], "{script}");
    }
}

#[test]
fn a_late_second_ctrl_c_counts_as_a_first() {
    let mut stage = Stage::scoring("senior");
    assert_eq!(stage.play("<Ctrl-c><1001ms><Ctrl-c>"), []);
    assert!(stage.shows("Ctrl-C again within a second leaves"));
    assert_eq!(stage.play("j<Ctrl-c>"), [], "a key between them starts anew");
    assert_eq!(stage.play("<Ctrl-c>"), [quit(130)]);
}

// Text

#[test]
fn a_paste_never_rates() {
    let mut stage = Stage::scoring("senior");
    assert_eq!(stage.play("<paste 3j4 u q>"), []);
    assert!(stage.shows("press n first"));
    assert_eq!(stage.interview().tally().rated, 0);
}

#[test]
fn the_external_editor_gets_the_text_and_gives_it_back() {
    let mut stage = Stage::scoring("senior");
    stage.play("nfirst");
    assert_eq!(stage.play("<Ctrl-e>"), [Effect::EditExternally("first".to_owned())]);
    let recorded = events(&stage.hear(Message::EditorReturned(Ok("first\nsecond".to_owned()))));
    let field = Field::Note(stage.interview().rubric().criterion(stage.on_scoring().shown()).id.clone());
    let edit = Event::TextEdited { field: field.clone(), at: 5, remove: 0, insert: "\nsecond".to_owned() };
    assert_eq!(recorded, [edit], "one small edit");
    assert_eq!(stage.hear(Message::EditorReturned(Err("the editor reported a failure".to_owned()))), []);
    assert!(stage.shows("the editor reported a failure"));
    assert_eq!(stage.interview().text(&field), Some("first\nsecond"), "the note is as it was");
}

#[test]
fn a_text_that_would_grow_past_its_limit_stays_as_it_is() {
    for too_much in ["y", "<Enter>", "<Tab>", "漢", "<paste two>"] {
        let mut stage = Stage::scoring("senior");
        stage.play("n");
        stage.hear(Message::Paste("x".repeat(63_999)));
        stage.play("éx");
        assert_eq!(stage.play(too_much), [], "{too_much}");
        assert!(stage.shows("at most 64000 bytes"), "{too_much}");
        assert_eq!(stage.play("<Ctrl-r>"), [], "{too_much}: making it again is no way round");
        assert_eq!(stage.replayed(), *stage.interview());
        let Some(overlay::Overlay::Editor(editor)) = &stage.app.overlay else { panic!("the note is open") };
        assert_eq!(editor.input.text().len(), 64_000, "{too_much}: what is seen is what is kept");
    }
}

#[test]
fn undo_in_the_editor_takes_back_typing() {
    let mut stage = Stage::scoring("senior");
    stage.play("none two<Ctrl-w>");
    let note = |stage: &Stage| stage.interview().mark(stage.on_scoring().shown()).note.clone();
    assert_eq!(note(&stage), "one ");
    stage.play("<Ctrl-u>");
    assert_eq!(note(&stage), "one two");
    stage.play("<Ctrl-r>");
    assert_eq!(note(&stage), "one ");
    assert_eq!(stage.replayed(), *stage.interview());
}

// What the user should know

#[test]
fn what_opening_a_draft_found_is_shown_in_full_before_anything_is_rated() {
    let mut stage = Stage::scoring("senior");
    stage.play("3nhalf a word");
    let interview = Box::new(stage.replayed());
    let mut again = Stage::first_start();
    again.journal.clone_from(&stage.journal);
    let notices = vec![format!("the last line was torn; {}", "the rest is kept ".repeat(9)), "a second one".to_owned()];
    again.hear(Message::Opened { interview, above: Vec::new(), notices, on_disk: None });
    assert!(again.shows("half a word") && !again.shows("was torn"), "the note that was open comes first");
    again.play("<Esc>");
    assert!(again.shows("the last line was torn") && again.shows("a second one"));
    again.play("<Esc>");
    assert!(again.app.overlay.is_none());
}

#[test]
fn a_notice_takes_no_key_away_while_the_candidate_talks() {
    let mut stage = Stage::scoring("senior");
    stage.hear(Message::Notice("another program removed this draft's file; it is written again".to_owned()));
    assert!(stage.shows("another program removed"));
    stage.play("3");
    assert_eq!(stage.interview().tally().rated, 1);
    stage.play("s");
    assert!(stage.shows("To know") && stage.shows("it is written again"), "the summary has time for it");
}

#[test]
fn a_card_that_is_read_late_replaces_nothing() {
    let mut stage = Stage::scoring("senior");
    stage.play("nmine");
    stage.hear(play::card_read(stage.replayed(), None));
    assert!(stage.shows("mine") && !stage.shows("read-only"));
    stage.play("<Esc>");
    stage.hear(play::card_read(stage.replayed(), None));
    assert!(matches!(stage.app.screen, Screen::Scoring(_)), "nor does it cover the list");
}

// A saved card

/// A card by Ana Ruiz, opened from home by somebody.
fn reading(me: Option<&str>) -> Stage {
    let mut rated = Stage::scoring("senior");
    rated.play("3j2nWithout the second clause<Esc>");
    let mut stage = Stage::first_start();
    stage.hear(play::card_read(rated.replayed(), me));
    stage
}

#[test]
fn a_saved_card_is_the_scoring_screen_with_nothing_to_change() {
    let mut stage = reading(None);
    let before = stage.screenshot("").text();
    assert!(before.contains("by Ana Ruiz, 2026-11-20 09:30") && before.contains("read-only, sealed"), "{before}");
    assert_eq!(stage.play("1234!n<Esc>a+u "), [], "{}", stage.screenshot("").text());
    assert!(matches!(stage.app.screen, Screen::Home), "Escape led home");
    let mut stage = reading(None);
    assert_eq!(stage.play("1!a+u<Backspace> "), []);
    assert_eq!(stage.screenshot("").text(), before);
    assert_eq!(stage.app.save_state(), None);
    stage.play("/without the second<Enter>");
    assert!(stage.shows("Without the second clause"), "notes are found and shown");
    stage.play("w");
    assert!(stage.shows("Why this grade"));
    stage.play("<Esc>s");
    assert!(stage.shows("The report of the card") && stage.shows("/cards/mia.json"));
}

#[test]
fn only_its_author_amends_a_card() {
    let mut stage = reading(None);
    assert_eq!(stage.play("A"), []);
    assert!(stage.shows("--as NAME"));
    let mut stage = reading(Some("Ben Adler"));
    assert_eq!(stage.play("A"), []);
    assert!(stage.shows("only Ana Ruiz amends this card"));
    let mut stage = reading(Some("Ana Ruiz"));
    assert_eq!(stage.play("A"), [Effect::Amend("/cards/mia.json".to_owned())]);
    stage.hear(Message::OpenFailed("the disk is gone".to_owned()));
    assert!(matches!(stage.app.screen, Screen::Home) && stage.shows("the disk is gone"));
}

#[test]
fn an_amendment_opens_where_its_card_was_read_and_has_no_clock() {
    let mut stage = reading(Some("Ana Ruiz"));
    stage.play("jjj");
    let wanted = stage.app.listed().expect("a card").shown();
    stage.play("A");
    let mut start = play::start("senior");
    let ended_at = stage.now().wall;
    start.amends = Some(crate::domain::interview::Amends { seal: "seal".to_owned(), ended_at });
    stage.open(start, &[]);
    assert_eq!(stage.on_scoring().shown(), wanted);
    assert!(stage.shows("amending your card"));
    assert_eq!(stage.play(" "), []);
    assert!(stage.shows("an amendment has no clock"));
    assert_eq!(events(&stage.play("3")).len(), 1, "nor does a rating start one");
    stage.play("s");
    assert!(stage.shows("AMENDMENT") && stage.shows("why you amend your card"));
    stage.play("G<Up>");
    assert!(!matches!(stage.on_summary().selected(), summary::Item::Interviewer), "it stays the same person's");
}

#[test]
fn a_file_that_is_no_card_says_why_and_leaves_everything_as_it_was() {
    let mut stage = Stage::first_start();
    let content = Err(vec!["! $.ratings[3].rating: 5 is no rating".to_owned()]);
    let read = message::CardRead { file: "/cards/kim.json".to_owned(), me: None, content };
    stage.hear(Message::CardRead(Box::new(read.clone())));
    assert!(stage.shows("/cards/kim.json") && stage.shows("5 is no rating"));
    stage.play("<Esc>");
    assert!(matches!(stage.app.screen, Screen::Home));
    let mut stage = Stage::new(&Purpose::Card("/cards/kim.json".to_owned()));
    assert_eq!(stage.hear(Message::CardRead(Box::new(read))), [Effect::ReadHome]);
    assert!(stage.shows("5 is no rating"));
}

#[test]
fn a_program_started_for_a_card_ends_with_it() {
    let mut stage = Stage::new(&Purpose::Card("/cards/mia.json".to_owned()));
    stage.hear(play::card_read(Stage::scoring("senior").replayed(), None));
    assert_eq!(stage.play("q"), [quit(0)]);
}

// What lies over a screen

#[test]
fn an_empty_text_says_what_it_is_for() {
    let mut stage = Stage::scoring("senior");
    stage.play("2n");
    assert!(stage.shows("Which clause was missing?"));
    stage.play("<Esc>3s");
    for (rows, words) in [("jj", "Why another level"), ("j", "What should the panel know first?")] {
        stage.play(rows);
        stage.play("<Enter>");
        assert!(stage.shows(words), "{}", stage.screenshot("").text());
        stage.hear(Message::EditorReturned(Ok(String::new())));
        assert!(stage.shows(words), "also after another editor");
        stage.play("<Esc>");
    }
}

#[test]
fn help_searches_by_word_and_by_key() {
    let mut stage = Stage::scoring("senior");
    stage.play("?RÉSUMÉ");
    assert!(stage.shows("a r s w"), "the marks too, in any case");
    stage.play("<Esc>");
    stage.play("?stretch");
    assert!(stage.shows("stretch the card to the next level"));
    assert!(!stage.shows("next criterion not yet rated"));
    stage.play("<Esc>?>");
    assert!(stage.shows("decides most per minute"));
    stage.play("<Esc>??");
    assert!(stage.app.overlay.is_none(), "a second ? closes it");
}

#[test]
fn the_palette_runs_what_is_chosen() {
    let mut stage = Stage::scoring("senior");
    stage.play(":flag crit");
    assert!(matches!(&events(&stage.play("<Enter>"))[..], [Event::Flagged { on: true, .. }]));
    stage.play(":<Down><Down><Up>");
    assert_eq!(events(&stage.play("<Enter>")).len(), 2, "the second row rates 2 and starts the clock");
    assert_eq!(stage.play(":no such command<Enter>"), []);
    assert!(stage.app.overlay.is_none());
    assert_eq!(stage.play("<Ctrl-p>mouse<Enter>"), [Effect::Mouse(false)]);
}

#[test]
fn why_scrolls_to_its_end_and_back() {
    let mut stage = Stage::scoring("senior");
    stage.play("w");
    assert!(stage.shows("Why this grade"));
    let top = stage.screenshot("");
    stage.play("G");
    let end = stage.screenshot("");
    assert_ne!(top.cells, end.cells);
    stage.play("jjjj<PgDn>");
    assert_eq!(stage.screenshot("").cells, end.cells);
    stage.play("<wheel-up Why this grade>j<wheel-down Why this grade>g");
    assert_eq!(stage.screenshot("").cells, top.cells);
    stage.play("w");
    assert!(stage.app.overlay.is_none());
}

#[test]
fn the_wheel_closes_nothing() {
    let mut submit = ready();
    submit.play("S");
    let mut unsaved = Stage::scoring("senior");
    unsaved.play("<disk fails>3q");
    let mut prompt = Stage::scoring("senior");
    prompt.play("sGkkk<Enter>x");
    let mut attest = Stage::scoring("senior");
    attest.play("a");
    let mut search = Stage::scoring("senior");
    search.play("/gitlab");
    for mut stage in [submit, unsaved, prompt, attest, search] {
        let before = format!("{:?}", stage.app.overlay);
        assert_ne!(before, "None");
        for action in [MouseAction::WheelDown, MouseAction::WheelUp] {
            assert_eq!(stage.hear(Message::Mouse { action, column: 10, row: 10 }), []);
        }
        assert_eq!(format!("{:?}", stage.app.overlay), before);
    }
}

#[test]
fn suspending_redrawing_and_the_mouse_are_asked_of_the_world() {
    let mut stage = Stage::scoring("senior");
    assert_eq!(stage.play("<Ctrl-z>"), [Effect::Suspend]);
    assert_eq!(stage.play("<Ctrl-l>"), [Effect::Redraw]);
    assert_eq!(stage.play("<Ctrl-t><Ctrl-t>"), [Effect::Mouse(false), Effect::Mouse(true)]);
}

#[test]
fn any_size_and_back_leaves_everything_as_it_was() {
    let mut stage = Stage::scoring("senior");
    stage.play("jj3nwords");
    let before = stage.screenshot("");
    stage.play("<0x0><1x1><39x9><40x10><500x200><64x20><80x24>");
    let after = stage.screenshot("");
    assert_eq!((before.text(), before.looks()), (after.text(), after.looks()));
    assert_eq!(events(&stage.play("x")).len(), 1, "and typing goes on");
}

#[test]
fn too_small_a_terminal_says_so_and_still_takes_keys() {
    let mut stage = Stage::scoring("senior");
    stage.play("<39x9>");
    assert!(stage.shows("39x9 is too small"));
    assert_eq!(events(&stage.play("3")).len(), 2);
}

// Summary

#[test]
fn the_summary_lists_what_is_missing_and_leads_there() {
    let mut stage = Stage::scoring("senior");
    stage.play("2j0jnA note alone<Esc>s");
    assert!(stage.shows("MISSING BEFORE IT CAN BE SUBMITTED (5)"));
    assert_eq!(stage.play("S"), []);
    assert!(stage.shows("5 things are still missing"));
    let first = stage.on_summary().selected();
    assert!(matches!(first, summary::Item::Missing(_)), "the cursor goes to the first of them");
    stage.play("<Enter>");
    let title = stage.selected().to_owned();
    assert!(stage.shows(&format!("Note: {}", &title[..20])));
    stage.play("Missed the second clause<Esc>");
    assert!(matches!(stage.app.screen, Screen::Summary(_)), "the note leads back");
    assert!(stage.shows("MISSING BEFORE IT CAN BE SUBMITTED (4)"));
    stage.play("<click has a note>");
    if matches!(stage.app.screen, Screen::Summary(_)) {
        stage.play("<Enter>");
    }
    assert!(matches!(stage.app.screen, Screen::Scoring(_)));
    assert_eq!(stage.on_scoring().shown(), stage.interview().rubric().section_range(2, 0).start + 2);
}

#[test]
fn the_decision_is_chosen_by_arrows_and_needs_a_reason_where_it_differs() {
    let mut stage = Stage::scoring("senior");
    stage.play("s");
    let chosen = |overall| [Event::OverallChosen { overall }];
    assert_eq!(events(&stage.play("<Right>")), chosen(Overall::NoDecision), "the first one leans to no side");
    assert_eq!(events(&stage.play("l")), chosen(Overall::Yes));
    stage.play("<Left><Left>h");
    assert_eq!(stage.interview().overall(), Some(Overall::StrongNo));
    assert_eq!(stage.play("<Left>"), [], "there is nothing before the first");
    assert_eq!(events(&stage.play("j<Right>")), [Event::LevelChosen { level: LevelChoice::None }]);
    assert!(stage.shows("NOTHING IS MISSING"), "nothing is proved and no level is chosen");
    let associate = LevelChoice::Level("associate".to_owned());
    assert_eq!(events(&stage.play("<Right>")), [Event::LevelChosen { level: associate }]);
    assert!(stage.shows("needed: the level is not the recommended one"));
    let recorded = events(&stage.play("j<Enter>Their record<Esc>"));
    assert!(matches!(&recorded[0], Event::TextEdited { field: Field::Reason, .. }));
    assert_eq!(recorded.last(), Some(&Event::TextClosed));
    assert!(stage.shows("NOTHING IS MISSING"));
    assert_eq!(events(&stage.play("u")), [Event::Undone]);
    assert!(!stage.shows("NOTHING IS MISSING"));
}

#[test]
fn names_can_be_corrected_in_the_summary() {
    let mut stage = Stage::scoring("senior");
    let recorded = events(&stage.play("sGkkk<Enter><Ctrl-u>Nour Haddad<Enter>"));
    assert!(
        matches!(&recorded[..], [Event::DetailsChanged { candidate, .. }] if candidate.name == "Nour Haddad"),
        "{recorded:?}"
    );
    assert_eq!(stage.play("<Enter><Ctrl-u><Enter>"), [], "a name is never empty");
    assert_eq!(stage.play("<Enter><Enter>"), [], "the same name is no change");
}

#[test]
fn names_that_no_card_can_hold_are_missing_and_lead_to_their_prompts() {
    // The form and the arguments ask for names, but a journal can come from another program.
    let mut start = play::start("senior");
    start.candidate.name = String::new();
    start.interviewer = "long ".repeat(50);
    let mut stage = Stage::first_start();
    stage.open(start, &play::family().levels);
    stage.play("s");
    assert!(stage.shows("name of the candidate, which is empty"));
    assert!(stage.shows("name of the interviewer, which is longer than 200 characters"));
    assert_eq!(stage.play("S"), []);
    let recorded = events(&stage.play("<Enter>Noor Haddad<Enter>"));
    assert!(matches!(&recorded[..], [Event::DetailsChanged { candidate, .. }] if candidate.name == "Noor Haddad"));
    assert_eq!(stage.play("Gk"), []);
    assert_eq!(stage.on_summary().selected(), summary::Item::Interviewer);
    stage.play("<Enter><Ctrl-u>Ana Ruiz<Enter>");
    assert_eq!(stage.on_summary().selected(), summary::Item::Interviewer, "the cursor stays on its line");
    assert_eq!(stage.interview().start().interviewer, "Ana Ruiz");
    assert!(!stage.shows("name of the"));
}

#[test]
fn submitting_asks_once_and_hands_over_the_card() {
    let mut stage = ready();
    assert!(stage.shows("NOTHING IS MISSING"));
    assert_eq!(stage.play("S"), []);
    assert!(stage.shows("Submit this scorecard?"));
    assert_eq!(stage.play("n"), []);
    let effects = stage.play("S<10s>y");
    let [.., Effect::Submit(card)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(card.content().id, ID);
    assert_eq!(card.content().decision.level, Some(2));
    assert_eq!(card.content().timing.active_seconds, 10);
    assert_eq!(card.content().entries.len(), stage.interview().rubric().len());
    assert!(stage.shows("writing the card"));
    let path = "/cards/noor-haddad/0192f3c4.json".to_owned();
    assert_eq!(stage.hear(Message::Submitted { path }), [Effect::ReadHome]);
    assert!(stage.shows("Submitted."));
    assert!(stage.shows("/cards/noor-haddad/0192f3c4.json"));
    let effects = stage.play("q");
    assert!(matches!(&effects[..], [Effect::Quit { code: 0, print: Some(text) }] if text.contains("0192f3c4.json")));
}

#[test]
fn nothing_is_taken_while_the_card_is_written() {
    let mut stage = ready();
    stage.play("Sy");
    let before = stage.interview().clone();
    assert_eq!(stage.play("<Left>u<Esc>1S<paste words>"), [], "what the card would not hold is not taken");
    assert_eq!(*stage.interview(), before);
    assert!(stage.shows("writing the card"));
    stage.hear(Message::SubmitFailed { why: "No space left on device".to_owned() });
    assert!(stage.shows("NOT SUBMITTED: No space left on device"));
    stage.play("<Esc>");
    assert!(matches!(stage.app.screen, Screen::Scoring(_)), "and then keys work again");
}

#[test]
fn escape_and_a_key_that_come_as_one_are_two_keys_again() {
    let mut stage = Stage::scoring("senior");
    stage.play("3nA note over a slow line<Alt-j>");
    assert!(stage.app.overlay.is_none(), "the note is closed");
    assert_eq!(stage.on_scoring().selected(), Some(stage.interview().rubric().section_range(2, 0).start + 1));
    let note = Field::Note(stage.interview().rubric().criterion(stage.on_scoring().shown() - 1).id.clone());
    assert_eq!(stage.interview().text(&note), Some("A note over a slow line"));
    let tab = key::Key { code: key::Code::Tab, ctrl: false, alt: true };
    stage.play("nmore");
    stage.hear(Message::Key(tab));
    assert!(stage.app.overlay.is_none(), "Tab and Enter come like that too");
    stage.play("nbeside<Alt-b>well ");
    assert!(stage.shows("well beside"), "a move by a word stays one");
    let before = stage.interview().clone();
    stage.play("<Esc><Alt-4>");
    assert_eq!(stage.interview().ratings(), before.ratings(), "where Escape leads nowhere, Alt does nothing");
}

#[test]
fn a_remark_is_dismissed_by_one_event_and_the_text_stays() {
    let mut stage = Stage::scoring("senior");
    stage.play("2nToo old for this");
    assert!(!stage.shows("too old"), "nothing is said before the words are read");
    stage.reads_word_lists();
    assert!(stage.shows("“Too old”"));
    let field = Field::Note(stage.interview().rubric().criterion(stage.on_scoring().shown()).id.clone());
    let dismissed = Event::Dismissed { field: field.clone(), finding: "protected:too old".to_owned() };
    assert_eq!(events(&stage.play("<Ctrl-x>")), [dismissed]);
    assert!(!stage.shows("“Too old”"));
    assert_eq!(stage.play("<Ctrl-x>"), [], "there is nothing left to dismiss");
    assert_eq!(stage.interview().text(&field), Some("Too old for this"));
    stage.play(", they said");
    assert!(!stage.shows("“Too old”"), "the same words stay dismissed");
    assert_eq!(stage.replayed(), *stage.interview());
}
