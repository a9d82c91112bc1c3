//! Rubrics on the screen, by value: browsing, changing in place, keeping, saving, leaving.

use super::*;
use crate::app::keeping::Standing;
use crate::app::rubrics::adapting::Focus;
use crate::app::rubrics::fields::{Field, Manner};
use crate::app::rubrics::{FamilyRead, RubricsRead};
use crate::domain::adapt::{Adaptation, Origin, Work};
use crate::domain::advice::Advice;
use crate::domain::rubric::SectionKind;
use crate::storage::catalog;
use message::{FamilyNotSaved, FamilySaved};

/// The work that effects keep, the newest.
fn kept(effects: &[Effect]) -> &Work {
    let kept = effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepWork { work, .. } => Some(&**work),
        _ => None,
    });
    kept.unwrap_or_else(|| panic!("nothing is kept: {effects:?}"))
}

/// The built-in family at Senior, its first criterion selected.
fn criterion() -> Stage {
    let mut stage = Stage::adapting(2);
    stage.play("jj");
    assert_eq!(stage.criterion().id, "senior.iac-years");
    stage
}

/// The same with the cursor on the field of this label.
fn on_field(label: &str) -> Stage {
    let mut stage = criterion();
    stage.play("<120x40><Enter>");
    go_to_field(&mut stage, label);
    stage
}

fn go_to_field(stage: &mut Stage, label: &str) {
    let fields = stage.on_adapting().fields();
    let at = fields.iter().position(|field| field.label().trim() == label);
    let at = at.unwrap_or_else(|| panic!("there is no field {label:?}"));
    stage.play(&format!("g{}", "j".repeat(at)));
}

fn saved_levels(work: &Work) -> Vec<Arc<Level>> {
    let digest = |level: &Arc<Level>| Arc::new(Level { digest: "sha256:new".to_owned(), ..Level::clone(level) });
    work.now.iter().map(digest).collect()
}

fn saved(work: &Work) -> Message {
    let folder = "/home/ana/.config/assay/rubrics/professional-services-engineer".to_owned();
    let saved = FamilySaved { folder, levels: saved_levels(work), retired: Vec::new() };
    play::family_saved(Ok(saved))
}

fn to_save(effects: &[Effect]) -> (&Work, bool) {
    match effects {
        [Effect::SaveFamily { work, over }] => (work, *over),
        other => panic!("nothing is saved: {other:?}"),
    }
}

// Browsing

#[test]
fn families_and_levels_are_browsed_and_previewed_from_home() {
    let mut stage = Stage::first_start();
    assert_eq!(stage.play("R"), [Effect::ReadRubrics]);
    assert!(stage.shows("Reading the rubrics"));
    assert_eq!(stage.play("<Enter>p"), [], "nothing to open yet");
    stage.hear(play::rubrics_read(false));
    assert!(stage.shows("built in") && stage.shows("Senior Professional Services Engineer"));
    stage.play("jjp");
    assert!(stage.shows("as the interviewer sees it") && stage.shows("1 ○"), "{}", stage.screenshot("").text());
    assert_eq!(stage.play("34!n"), [], "nothing can be rated");
    stage.play("q");
    assert!(matches!(&stage.play("<Enter>")[..], [Effect::Advise { .. }]));
    assert!(stage.shows("Builds on   Intermediate (grade 6)"));
    stage.play("j");
    assert!(stage.shows("Counts as   required"));
    stage.play("j");
    assert!(stage.shows("Statement   Has four years"));
    stage.play("q");
    assert!(matches!(stage.app.screen, Screen::Families(_)), "nothing was changed, so nothing is asked");
    stage.play("q");
    assert!(matches!(stage.app.screen, Screen::Home));
}

#[test]
fn levels_and_sections_fold_and_the_cursor_stays_where_it_can_be_seen() {
    let mut stage = criterion();
    stage.play("z");
    assert!(!stage.shows("Infrastructure as code"));
    assert_eq!(stage.on_adapting().cursor.criterion, None, "on the heading that was folded");
    stage.play("z]]");
    assert!(stage.on_adapting().rows().contains(&stage.on_adapting().cursor));
    stage.play("Z");
    assert_eq!(stage.on_adapting().rows().len(), 4, "only the levels");
}

#[test]
fn a_click_selects_a_row_or_a_field_and_a_second_one_opens_it() {
    let mut stage = criterion();
    stage.play("<120x40><click GitLab at enterprise>");
    assert_eq!(stage.criterion().title, "GitLab at enterprise scale");
    stage.play("<click 3 Meets>");
    assert_eq!(stage.on_adapting().focus, Focus::Fields);
    stage.play("<click 3 Meets>");
    assert!(matches!(stage.app.overlay, Some(overlay::Overlay::Writing(_))));
    stage.play("<Esc><click ▾ Experience><click ▾ Experience>");
    assert!(!stage.shows("GitLab at enterprise"), "folded");
}

// Typing

#[test]
fn every_letter_typed_is_kept_at_once_and_a_run_of_them_is_undone_at_once() {
    let mut stage = on_field("Statement");
    let before = stage.criterion().statement.clone();
    stage.play("<Enter>");
    let effects = stage.play("!");
    let now = &kept(&effects).now[2].sections[0].criteria[0].statement;
    assert_eq!(*now, format!("{before}!"));
    stage.play("! And more");
    assert_eq!(stage.criterion().statement, format!("{before}!! And more"));
    assert_eq!(stage.on_adapting().standing(0), Standing::Kept);
    assert!(stage.shows("not saved yet") && stage.shows("kept"));
    stage.play("<Esc>");
    assert!(stage.app.overlay.is_none());
    let effects = stage.play("u");
    assert_eq!(stage.criterion().statement, before);
    assert_eq!(kept(&effects).now[2].sections[0].criteria[0].statement, before, "what is undone is kept too");
    stage.play("<Ctrl-r>");
    assert_eq!(stage.criterion().statement, format!("{before}!! And more"));
}

#[test]
fn tab_keeps_a_text_and_goes_on_with_the_next_field() {
    let mut stage = on_field("Title");
    stage.play("<Enter><Ctrl-w>many<Tab>.<Tab>.<Shift-Tab>?<Enter>");
    let criterion = stage.criterion();
    assert!(criterion.title.ends_with("in many"), "{}", criterion.title);
    assert!(criterion.statement.ends_with("..?") || criterion.statement.ends_with(".?"), "{}", criterion.statement);
    assert!(criterion.anchors[0].ends_with('.'));
    assert_eq!(stage.on_adapting().selected().map(Field::label), Some("Statement"), "the cursor follows");
}

#[test]
fn a_line_break_has_no_place_in_a_title_and_control_characters_nowhere() {
    let mut stage = on_field("Title");
    stage.play("<Enter><paste  and\nmore\u{1b}[31m>");
    assert!(stage.criterion().title.ends_with(" and more[31m"), "{:?}", stage.criterion().title);
    stage.play("<Tab><paste  one\ntwo><Esc>");
    assert!(stage.criterion().statement.ends_with(" one\ntwo"));
    let before = stage.on_adapting().levels().to_vec();
    stage.play("<paste xxSu>");
    assert!(stage.shows("press Enter on one first"));
    assert_eq!(stage.on_adapting().levels(), before, "a paste is never taken for keys");
}

#[test]
fn a_long_text_goes_to_the_editor_and_comes_back() {
    let mut stage = on_field("4 Exceeds");
    let before = stage.criterion().anchors[3].clone();
    let effects = stage.play("<Enter> more<Ctrl-e>");
    assert_eq!(effects.last(), Some(&Effect::EditExternally(format!("{before} more"))));
    let effects = stage.hear(Message::EditorReturned(Ok("Written\nelsewhere".to_owned())));
    assert_eq!(kept(&effects).now[2].sections[0].criteria[0].anchors[3], "Written\nelsewhere");
    stage.hear(Message::EditorReturned(Err("the editor reported a failure".to_owned())));
    assert!(stage.shows("the editor reported a failure"));
    assert_eq!(stage.criterion().anchors[3], "Written\nelsewhere");
}

#[test]
fn numbers_and_choices_change_with_the_arrows_and_numbers_can_be_typed() {
    let mut stage = on_field("Weight");
    stage.play("<Right><Right><Right>");
    assert_eq!(stage.criterion().weight, 3, "and no further");
    stage.play("j<Enter>");
    assert!(stage.criterion().must_have);
    stage.play("j+++-");
    assert_eq!(stage.criterion().minutes, 6);
    stage.play("<Enter>0<Enter>");
    assert_eq!(stage.criterion().minutes, 60);
    stage.play("<Enter>0");
    assert_eq!(stage.criterion().minutes, 600);
    stage.play("0");
    assert!(stage.shows("! a number from 0 to 600"), "{}", stage.screenshot("").text());
    assert_eq!(stage.criterion().minutes, 600);
    for way_out in ["<Enter>", "<Tab>", "<Shift-Tab>"] {
        stage.play(way_out);
        assert!(stage.shows("not taken: a number from 0 to 600; mend it") && stage.shows("6000"), "{way_out}");
    }
    stage.play("<Backspace><Enter>");
    assert!(stage.app.overlay.is_none() && !stage.shows("not taken"), "mended");
    stage.play("<Enter>0<Esc>");
    assert!(stage.shows("“6000” was not taken") && stage.app.overlay.is_none());
    assert_eq!(stage.criterion().minutes, 600);
    stage.play("<Esc>k<Enter>jj<Right>");
    let section = stage.on_adapting().cursor.section_of(stage.on_adapting().levels()).expect("a section");
    assert_eq!((section.kind, section.bar_percent), (SectionKind::Required, 80), "{}", stage.screenshot("").text());
}

#[test]
fn a_level_changes_its_title_grade_and_what_it_builds_on() {
    let mut stage = Stage::adapting(3);
    stage.play("<Enter><Enter> and Owner<Tab><Backspace>9<Enter>j<Left>");
    let level = stage.on_adapting().level().expect("a level").clone();
    assert!(level.title.ends_with(" and Owner"), "{}", level.title);
    assert_eq!(level.grade, Some(9));
    assert_eq!(level.extends.as_deref(), Some("intermediate"));
    assert!(stage.on_adapting().notes.counts().0 > 0, "what is implied is not below any more");
    assert!(stage.shows("fault"));
    stage.play("u");
    assert_eq!(stage.on_adapting().level().and_then(|level| level.extends.clone()).as_deref(), Some("senior"));
    stage.play("k<Left>");
    assert_eq!(stage.on_adapting().level().and_then(|level| level.grade), Some(8));
}

#[test]
fn questions_probes_and_lines_are_added_typed_and_removed() {
    let mut stage = on_field("Question");
    let before = stage.criterion().questions.len();
    let at =
        stage.on_adapting().fields().iter().position(|f| f.label() == "  +" && f.path() == "questions").expect("one");
    stage.play(&format!("g{}<Enter>", "j".repeat(at)));
    stage.play("What broke?<Enter>");
    assert_eq!(stage.criterion().questions[before].ask, "What broke?");
    stage.play("k<Right>");
    assert_eq!(stage.criterion().questions[before].kind, "situational");
    stage.play("jj<Enter>And then?<Esc>j<Enter><Esc>");
    assert_eq!(stage.criterion().questions[before].probes, ["And then?"], "an empty probe is none");
    stage.play("kx");
    assert_eq!(stage.criterion().questions[before].probes, Vec::<String>::new());
    stage.play("u");
    assert_eq!(stage.criterion().questions[before].probes, ["And then?"]);
    let at = stage.on_adapting().fields().iter().position(|f| f.path() == "look_for").expect("one");
    stage.play(&format!("g{}<Enter>Names the outage<Enter>", "j".repeat(at)));
    assert_eq!(stage.criterion().look_for.last().map(String::as_str), Some("Names the outage"));
    let at = stage.on_adapting().fields().iter().position(|f| f.path() == "questions").expect("one");
    stage.play(&format!("g{}<Enter><Esc>", "j".repeat(at)));
    assert_eq!(stage.criterion().questions.len(), before + 1, "a question without a word is none");
}

#[test]
fn each_removal_is_taken_back_by_itself_and_a_new_question_in_one_step() {
    let mut stage = on_field("Title");
    let before = stage.criterion().clone();
    let at = stage.on_adapting().fields().iter().position(|f| f.path() == "look_for").expect("one");
    stage.play(&format!("g{}<Enter>One<Enter>j<Enter>Two<Enter>", "j".repeat(at)));
    let lines = before.look_for.len();
    let two = stage.criterion().look_for.clone();
    stage.play("xkx");
    assert_eq!(stage.criterion().look_for.len(), two.len() - 2);
    stage.play("u");
    assert_eq!(stage.criterion().look_for.len(), lines + 1, "one step brings one line back");
    stage.play("u");
    assert_eq!(stage.criterion().look_for, two);
    stage.play("uu");
    assert_eq!(*stage.criterion(), before);
    let at = stage.on_adapting().fields().iter().position(|f| f.path() == "questions").expect("one");
    stage.play(&format!("g{}<Enter>Why?<Enter>k<Right>j<Enter> How?<Enter>", "j".repeat(at)));
    let question = |stage: &Stage| stage.criterion().questions.last().map(|q| (q.kind.clone(), q.ask.clone()));
    let is = |kind: &str, ask: &str| Some((kind.to_owned(), ask.to_owned()));
    assert_eq!(question(&stage), is("situational", "Why? How?"));
    stage.play("u");
    assert_eq!(question(&stage), is("situational", "Why?"), "its kind is not part of its words");
    stage.play("u");
    assert_eq!(question(&stage), is("behavioural", "Why?"));
    stage.play("u");
    assert_eq!(*stage.criterion(), before, "added as it was typed, gone in one step");
}

#[test]
fn tab_goes_to_the_lines_that_add_something_too() {
    let mut stage = on_field("Title");
    let before = stage.criterion().clone();
    let fields = stage.on_adapting().fields();
    let adding = fields.iter().filter(|field| field.manner() == Manner::New).count();
    stage.play("<Enter>");
    let mut seen = 0;
    for _ in 0..fields.len() {
        let Some(overlay::Overlay::Writing(writing)) = &stage.app.overlay else { break };
        seen += usize::from(!stage.on_adapting().fields().contains(&writing.field));
        stage.play("<Tab>");
    }
    assert_eq!(seen, adding, "every one of them once");
    assert_eq!(*stage.criterion(), before, "and what is not typed is not added");
    assert!(!stage.on_adapting().work.can_undo());
    go_to_field(&mut stage, "4 Exceeds");
    let questions = before.questions.len();
    let last = |stage: &Stage| match &stage.app.overlay {
        Some(overlay::Overlay::Writing(writing)) => Some(writing.field),
        _ => None,
    };
    stage.play("<Enter>");
    while last(&stage) != Some(Field::Ask(questions)) {
        stage.play("<Tab>");
    }
    stage.play("What broke?<Tab>And then?<Tab><Tab>");
    assert_eq!(stage.criterion().questions[questions].ask, "What broke?");
    assert_eq!(stage.criterion().questions[questions].probes, ["And then?"]);
    assert_eq!(last(&stage), Some(Field::Ask(questions + 1)));
    stage.play("<Shift-Tab>");
    assert_eq!(last(&stage), Some(Field::Probe(questions, 1)), "and back");
}

#[test]
fn the_page_is_made_once_a_letter_with_what_is_typed_in_it() {
    let mut stage = on_field("Statement");
    stage.play("<Enter>");
    assert!(stage.on_adapting().page().typing.is_some(), "what is drawn is what was followed");
    stage.play("x");
    assert!(stage.on_adapting().page().typing.is_some());
    let change = stage.on_adapting().changes();
    stage.hear(Message::Advised { change, advice: Vec::new() });
    assert!(stage.on_adapting().page().typing.is_some());
    stage.play("<Esc>");
    assert!(stage.on_adapting().page().typing.is_none());
}

#[test]
fn what_a_criterion_implies_is_chosen_by_title_from_lower_levels() {
    let mut stage = on_field("Implies");
    let before = stage.criterion().implies.clone();
    stage.play("<Enter>");
    assert!(stage.shows("[x]") || before.is_empty());
    stage.play("git");
    assert!(!stage.shows("Staff ·"), "nothing of a higher level");
    let chosen = match &stage.app.overlay {
        Some(overlay::Overlay::Choose(choose)) => choose.chosen().expect("one matches").clone(),
        other => panic!("{other:?}"),
    };
    let effects = stage.play("<Enter>");
    let now = &kept(&effects).now[2].sections[0].criteria[0].implies;
    assert_ne!(*now, before);
    stage.play("<Enter>");
    let mut now = stage.criterion().implies.clone();
    let mut was = before;
    now.sort();
    was.sort();
    assert_eq!(now, was, "a second Enter takes it back: {chosen:?}");
    stage.play("<Esc>");
    assert!(stage.app.overlay.is_none());
}

#[test]
fn the_scales_own_words_make_way_for_better_ones() {
    let mut stage = criterion();
    stage.play("aTools<Enter>");
    let generic = stage.criterion().anchors.clone();
    assert!(stage.criterion().generated_anchors && stage.shows("generated"));
    go_to_field(&mut stage, "3 Meets");
    stage.play("<Enter>");
    assert!(stage.shows("What does somebody say or do"), "{}", stage.screenshot("").text());
    stage.play("<Esc>");
    assert_eq!(stage.criterion().anchors, generic, "whoever only looks changes nothing");
    stage.play("<Enter>Shows two<Tab><Esc>");
    assert_eq!(stage.criterion().anchors[2], "Shows two");
    assert_eq!(stage.criterion().anchors[3], generic[3]);
    assert!(stage.shows("generated"), "the others are still the scale's own");
}

// Order, removal, splitting, adding

#[test]
fn criteria_move_and_go_and_come_back() {
    let mut stage = criterion();
    stage.play("J");
    assert_eq!(stage.criterion().id, "senior.iac-years", "the cursor goes with it");
    assert_eq!(stage.on_adapting().cursor.criterion, Some(1));
    stage.play("KK");
    assert_eq!(stage.on_adapting().cursor.criterion, Some(0), "not out of its level");
    stage.play("JJJ");
    let section = stage.on_adapting().cursor.section_of(stage.on_adapting().levels()).expect("a section");
    assert_eq!((section.title.as_str(), stage.on_adapting().cursor.criterion), ("Leadership skills", Some(0)));
    stage.play("K");
    assert_eq!(stage.on_adapting().cursor.criterion, Some(2), "back to the end of the one before");
    stage.play("KK");
    let before = stage.on_adapting().levels().to_vec();
    stage.play("x");
    assert!(stage.shows("u takes it back") && stage.criterion().id != "senior.iac-years");
    stage.play("u");
    assert_eq!(stage.on_adapting().levels(), before, "with everything that implied it");
    assert_eq!(stage.criterion().id, "senior.iac-years");
    stage.play("kk");
    assert_eq!(stage.play("J"), [], "levels stand as they build on each other");
}

#[test]
fn a_compound_criterion_is_cut_in_two_where_one_says() {
    let mut stage = criterion();
    let (id, questions) = (stage.criterion().id.clone(), stage.criterion().questions.clone());
    let count = stage.on_adapting().levels()[2].criteria().count();
    stage.play("S");
    assert!(stage.shows("Make two criteria"));
    stage.play("<Esc>");
    assert_eq!(stage.on_adapting().levels()[2].criteria().count(), count);
    stage.play("S<Left><Right><Enter>");
    assert_eq!(stage.on_adapting().levels()[2].criteria().count(), count + 1);
    assert!(stage.criterion().generated_anchors && stage.criterion().questions.is_empty(), "the second is selected");
    stage.play("k");
    assert_eq!((&stage.criterion().id, &stage.criterion().questions), (&id, &questions));
    stage.play("u");
    assert_eq!(stage.on_adapting().levels()[2].criteria().count(), count);
    stage.play("S<Enter>u");
    assert_eq!(stage.criterion().id, id, "taken back from its second half, the whole is selected, not its section");
}

#[test]
fn not_looked_at_is_not_said_to_be_without_advice() {
    let mut stage = Stage::adapting(2);
    assert!(stage.shows("looking for advice") && !stage.shows("no advice"));
    let change = stage.on_adapting().changes();
    stage.hear(Message::Advised { change, advice: Vec::new() });
    assert!(stage.shows("no faults  no advice"));
}

#[test]
fn an_empty_criterion_gets_its_id_from_its_title_and_none_without_one() {
    let mut stage = criterion();
    let count = stage.on_adapting().levels()[2].criteria().count();
    let effects = stage.play("aTells");
    assert!(kept(&effects).now[2].criteria().any(|c| c.title == "Tells"), "kept while it is typed");
    stage.play(" bad news early<Tab>Brings it before it is asked for.<Enter>");
    assert_eq!(stage.criterion().id, "senior.tells-bad-news-early");
    assert_eq!(stage.criterion().statement, "Brings it before it is asked for.");
    assert_eq!(stage.on_adapting().cursor.criterion, Some(1), "after the one that was selected");
    stage.play("uu");
    assert_eq!(stage.on_adapting().levels()[2].criteria().count(), count, "statement and criterion: two steps");
    stage.play("<Esc>a<Esc>");
    assert_eq!(stage.on_adapting().levels()[2].criteria().count(), count);
    assert!(stage.shows("nothing was added"));
}

#[test]
fn sections_and_levels_are_added_and_what_is_unfinished_cannot_be_saved() {
    let mut stage = Stage::adapting(3);
    stage.play("aCustomers<Enter>");
    let section = stage.on_adapting().levels()[3].sections.last().expect("one").clone();
    assert_eq!((section.title.as_str(), section.id.as_str()), ("Customers", "customers"));
    let effects = stage.play("<Esc>s");
    assert!(effects.is_empty() && stage.shows("NOT SAVED"), "{}", stage.screenshot("").text());
    assert!(stage.shows("needs at least one criterion"));
    stage.play("aAsks first<Enter><Esc>");
    assert_eq!(stage.on_adapting().notes.counts().0, 0);
    to_save(&stage.play("s"));
    stage.hear(play::family_saved(Err(FamilyNotSaved { why: vec!["disk".to_owned()], theirs: false })));
    stage.play("<Esc>APrincipal Engineer<Enter>");
    let level = stage.on_adapting().level().expect("a level").clone();
    assert_eq!((level.extends.as_deref(), level.grade), (Some("staff"), Some(9)));
}

#[test]
fn a_criterion_is_made_of_what_people_at_the_level_do() {
    let mut stage = criterion();
    stage.play("q");
    let mut levels = catalog::Family::built_in().levels;
    let lines = vec!["Plans migrations with customers".to_owned()];
    levels[2] = Arc::new(Level { look_for: lines, ..Level::clone(&levels[2]) });
    stage.hear(read(Adaptation::new(Origin::Saved, levels).work(), false));
    stage.play("<Enter>jja");
    assert!(stage.shows("Plans migrations with customers"));
    let effects = stage.play("<Down><Enter>");
    kept(&effects);
    assert!(stage.criterion().title.starts_with("Plans migrations"));
    assert!(matches!(stage.app.overlay, Some(overlay::Overlay::Writing(_))), "its title is looked at");
    assert_eq!(stage.on_adapting().levels()[2].look_for.len(), 1, "people still do it");
    stage.play("<Esc><Esc>a");
    assert!(stage.shows("(used) Plans migrations with customers"), "{}", stage.screenshot("").text());
}

fn read(work: Work, unsaved: bool) -> Message {
    let family = FamilyRead { work, built_in: Vec::new(), unsaved, outdated: false };
    let read =
        RubricsRead { families: vec![family], problems: vec!["x.json: broken".to_owned()], folder: String::new() };
    Message::RubricsRead(Box::new(read))
}

// What there is to say

#[test]
fn faults_stand_beside_their_field_and_are_gone_to_before_advice() {
    let mut stage = on_field("Title");
    let change = stage.on_adapting().changes();
    let advice = |level, path: &str, message: &str| Advice {
        level,
        path: path.to_owned(),
        code: "test",
        message: message.to_owned(),
        reason: "Because.".to_owned(),
        instead: "Do this.".to_owned(),
    };
    let all = vec![
        advice(2, "sections[0].criteria[0].anchors", "too much alike"),
        advice(1, "", "too long"),
        advice(2, "sections[99].criteria[0].title", "nowhere"),
    ];
    stage.hear(Message::Advised { change: change + 7, advice: all.clone() });
    assert_eq!(stage.on_adapting().notes.all.len(), 0, "advice on another state is none");
    stage.hear(Message::Advised { change, advice: all });
    assert!(stage.shows("· too much alike"));
    stage.play("<Esc><lt>");
    assert!(stage.shows("· nowhere: Because. Do this."), "{}", stage.screenshot("").text());
    stage.play(">");
    assert_eq!(stage.criterion().id, "senior.iac-years");
    assert!(stage.shows("Because. Do this."), "{}", stage.screenshot("").text());
    stage.play(">");
    assert!(stage.shows("too long"), "round and round: {}", stage.screenshot("").text());
    stage.play(">>");
    go_to_field(&mut stage, "Title");
    stage.play("<Enter><Ctrl-u>");
    while !stage.criterion().title.is_empty() {
        stage.play("<Backspace>");
    }
    assert!(stage.shows("! is empty; give the criterion a title"));
    stage.play("<Esc><Esc>j>");
    assert_eq!(stage.on_adapting().selected().map(Field::label), Some("Title"), "a fault comes first");
}

#[test]
fn what_has_changed_can_be_seen_before_it_is_saved() {
    let mut stage = on_field("Weight");
    stage.play("<Right><Esc>d");
    assert!(stage.shows("Against the built-in family  1 change, which can move a grade"));
    assert!(stage.shows("weight 1, now 2"), "{}", stage.screenshot("").text());
    stage.play("dq");
    assert!(stage.shows("Your changes are not saved"));
    let effects = stage.play("c");
    assert!(matches!(&effects[..], [Effect::Copy(text)] if text.contains("weight 1, now 2")));
}

// Keeping, saving, leaving

#[test]
fn saving_makes_a_built_in_family_ones_own_and_says_where() {
    let mut stage = on_field("Weight");
    assert_eq!(stage.play("s"), [], "nothing to save");
    stage.play("<Right>");
    let effects = stage.play("s");
    let (work, over) = to_save(&effects);
    assert_eq!((work.origin, over), (Origin::BuiltIn, false));
    assert!(work.now.iter().all(|level| level.adapted_from.is_some()));
    let before = stage.on_adapting().levels().to_vec();
    assert_eq!(stage.play("u<Right>s"), [], "while it is being saved nothing changes");
    assert_eq!(stage.on_adapting().levels(), before);
    let done = saved(work);
    stage.hear(done);
    assert!(stage.shows("/home/ana/.config/assay/rubrics") && stage.shows("is yours now"));
    stage.play("<Esc>");
    assert!(stage.shows("yours") && stage.shows("saved"));
    assert_eq!(stage.on_adapting().standing(0), Standing::Saved);
    stage.play("<Right>");
    let effects = stage.play("s");
    let (work, _) = to_save(&effects);
    assert_eq!(work.origin, Origin::Saved);
    stage.hear(saved(work));
    assert!(stage.app.overlay.is_none() && stage.shows("saved in /home/ana"));
    stage.play("uu");
    assert!(stage.on_adapting().work.is_changed(), "what is saved can still be undone");
}

#[test]
fn what_somebody_else_put_there_is_asked_about_before_anything_is_written_over() {
    let mut stage = on_field("Weight");
    stage.play("<Right>s");
    let theirs = FamilyNotSaved { why: vec!["senior.json: was changed".to_owned()], theirs: true };
    stage.hear(play::family_saved(Err(theirs.clone())));
    assert!(stage.shows("Somebody else changed these files") && stage.shows("senior.json: was changed"));
    assert_eq!(stage.play("n"), []);
    stage.play("s");
    stage.hear(play::family_saved(Err(theirs)));
    assert!(to_save(&stage.play("y")).1);
    let disk = FamilyNotSaved { why: vec!["No space left on device".to_owned()], theirs: false };
    stage.hear(play::family_saved(Err(disk)));
    assert!(stage.shows("NOT SAVED. What you changed is kept") && stage.shows("No space left"));
}

#[test]
fn leaving_asks_and_keeps_what_is_not_saved() {
    let mut stage = on_field("Weight");
    stage.play("<Right><Esc>q");
    assert!(stage.shows("Your changes are not saved"));
    stage.play("<Esc>");
    assert!(matches!(stage.app.screen, Screen::Adapting(_)), "stayed");
    assert_eq!(stage.play("q<Enter>"), [Effect::ReadRubrics]);
    assert!(matches!(stage.app.screen, Screen::Families(_)) && stage.shows("your changes are kept"));

    let mut stage = on_field("Weight");
    stage.play("<Right><Esc>q");
    let effects = stage.play("s");
    let done = saved(to_save(&effects).0);
    assert_eq!(stage.hear(done), [Effect::ReadRubrics]);
    assert!(matches!(stage.app.screen, Screen::Families(_)) && stage.shows("is yours now"));

    let mut stage = on_field("Weight");
    stage.play("<Right><Esc>q");
    assert_eq!(stage.play("x"), [Effect::GiveUpWork("professional-services-engineer".to_owned())]);
    stage.hear(play::given_up(Err("the disk is gone".to_owned())));
    assert!(matches!(stage.app.screen, Screen::Adapting(_)) && stage.shows("the disk is gone"));
    stage.play("qx");
    stage.hear(play::given_up(Ok(Some("/data/adapting/done/x.json".to_owned()))));
    assert!(matches!(stage.app.screen, Screen::Families(_)) && stage.shows("/data/adapting/done/x.json"));
}

#[test]
fn the_screen_says_kept_only_when_it_is_and_does_not_let_go_of_what_is_not() {
    let mut stage = on_field("Weight");
    stage.play("<disk stalls><Right>");
    assert!(stage.shows("keeping"));
    assert_eq!(stage.app.next_tick_ms(stage.now().mono_ms), Some(900));
    stage.play("<1s>");
    assert!(stage.shows("NOT KEPT: the disk is slow"));
    stage.play("<disk fails><Left>");
    assert!(stage.shows("NOT KEPT: No space left on device") || !stage.on_adapting().work.is_changed());
    stage.play("<Right>");
    assert!(stage.shows("NOT KEPT: No space left on device") && stage.shows("s saves it"));
    stage.play("<Esc>q<Enter>");
    assert!(matches!(stage.app.screen, Screen::Adapting(_)), "it would be lost");
    let effects = stage.play("p");
    let printed = |effects: &[Effect]| matches!(effects, [.., Effect::Quit { print: Some(text), .. }] if text.contains("weight 1, now 2"));
    assert!(printed(&effects), "{effects:?}");
    assert!(printed(&stage.play("<Ctrl-c><Ctrl-c>")), "also by force");
    stage.play("<Esc><disk works><Enter><Left><Right><Right>");
    assert!(stage.shows("kept"), "{}", stage.screenshot("").text());
}

#[test]
fn a_family_is_left_as_kept_only_once_the_disk_has_said_so() {
    let mut stage = on_field("Weight");
    stage.play("<disk stalls><Right><Esc>q");
    assert_eq!(stage.play("<Enter>"), [], "nobody knows yet");
    assert!(!stage.shows("are kept") && matches!(stage.app.screen, Screen::Adapting(_)));
    stage.play("<1s>");
    assert!(stage.shows("NOT KEPT: the disk is slow") && stage.shows("not left: p leaves"));
    let family = catalog::BUILT_IN.to_owned();
    let change = stage.on_adapting().changes();
    assert_eq!(stage.hear(Message::WorkKept { family: family.clone(), change }), [], "nobody waits any more");
    assert_eq!(stage.play("<Enter>"), [Effect::ReadRubrics]);

    let mut stage = on_field("Weight");
    stage.play("<disk stalls><Right><Esc>q<Enter>");
    let change = stage.on_adapting().changes();
    assert_eq!(stage.hear(Message::WorkKept { family: family.clone(), change: change - 1 }), []);
    assert_eq!(stage.hear(Message::WorkKept { family, change }), [Effect::ReadRubrics]);
    assert!(stage.shows("your changes are kept"));

    let mut stage = on_field("Weight");
    stage.play("<disk stalls><Right><Esc>q<Enter>");
    assert_eq!(stage.hear(Message::NotKept("No space left on device".to_owned())), []);
    assert!(stage.shows("NOT KEPT: No space left on device") && stage.shows("not left: p leaves"));
    stage.play("<disk stalls><Esc>");
    assert_eq!(stage.on_adapting().errand, None, "it can be changed again");
}

#[test]
fn a_family_is_made_from_the_list_and_from_home_and_one_comes_back_to_where_one_was() {
    let mut stage = Stage::first_start();
    let read = || {
        let taken = Vec::new();
        Message::SketchRead(Box::new(message::SketchRead { kept: None, taken, notices: Vec::new() }))
    };
    assert_eq!(stage.play("N"), [Effect::ReadSketch]);
    stage.hear(read());
    assert!(matches!(stage.app.screen, Screen::Sketch(_)));
    stage.play("Gardener<disk fails>s<Esc>");
    assert!(matches!(stage.app.screen, Screen::Sketch(_)) && stage.shows("not left: Ctrl-C twice"));
    stage.play("<disk works>!<Esc>");
    assert!(matches!(stage.app.screen, Screen::Home) && stage.shows("What you typed is kept"));
    stage.play("R");
    stage.hear(play::rubrics_read(false));
    assert_eq!(stage.play("jN"), [Effect::ReadSketch]);
    stage.hear(read());
    stage.play("Gardener<Enter><Enter><Enter>4<Enter><Enter><Enter>Sows: has sown<Ctrl-s>");
    let effects = stage.hear(Message::SketchSaved(Ok(vec!["It is there.".to_owned()])));
    assert_eq!(effects, [Effect::ReadRubrics], "the new one is among them");
    assert!(matches!(stage.app.screen, Screen::Families(_)) && stage.shows("It is there."));
}

#[test]
fn work_of_last_time_is_there_again() {
    let mut stage = on_field("Weight");
    let work = kept(&stage.play("<Right>")).clone();
    stage.play("<Esc>q<Enter>");
    stage.hear(read(work, true));
    assert!(stage.shows("changes that are not saved yet") && stage.shows("x.json: broken"));
    stage.play("<Enter>");
    assert!(stage.shows("your changes of last time are here"));
    stage.play("jj");
    assert_eq!(stage.criterion().weight, 2);
}

// What an interviewer sees of it

#[test]
fn what_people_at_a_level_do_stands_after_everything_about_the_criterion() {
    let family = catalog::Family::built_in();
    let mut levels = family.levels.clone();
    let lines = vec!["Plans migrations\u{202e} with customers".to_owned()];
    levels[2] = Arc::new(Level { look_for: lines, ..Level::clone(&levels[2]) });
    let chain = crate::domain::rubric::chain_to(&levels, "senior").expect("a chain");
    let rubric = crate::domain::rubric::Rubric::new(chain).expect("sound");
    let mut stage = Stage::first_start();
    stage.open(play::start_of(rubric), &[]);
    stage.play("<120x40>");
    let page: Vec<String> = stage.on_scoring().page().iter().map(prose::Line::plain).collect();
    let at = page.iter().position(|line| line == "What people at Senior do").expect("it is told");
    assert!(page[at + 1].starts_with("  – Plans migrations") && at + 2 == page.len(), "{page:#?}");
    assert!(page.iter().position(|line| line.starts_with("about ")).is_some_and(|about| about < at));
}

#[test]
fn a_family_that_was_left_is_opened_only_as_it_is_read_again() {
    let mut stage = on_field("Weight");
    let work = kept(&stage.play("<Right>")).clone();
    stage.play("<Esc>q<Enter>");
    assert!(stage.shows("Reading the rubrics"));
    assert_eq!(stage.play("<Enter>p"), [], "what was read before is older than what is kept");
    assert!(matches!(stage.app.screen, Screen::Families(_)));
    stage.hear(read(work, true));
    let effects = stage.play("<Enter>jj");
    assert!(matches!(&effects[..], [Effect::Advise { .. }]), "{effects:?}");
    assert_eq!(stage.criterion().weight, 2, "the earlier change is there");
    assert_eq!(stage.play("q<Enter>r"), [Effect::ReadRubrics, Effect::ReadRubrics]);
    assert!(stage.shows("Reading the rubrics"), "while it is read anew");
}

#[test]
fn an_answer_on_another_family_is_none_on_this_one() {
    let mut stage = on_field("Weight");
    let work = kept(&stage.play("<Right>")).clone();
    let left = stage.on_adapting().changes();
    let began = stage.on_adapting().work.began().to_vec();
    let elsewhere = |message: Message| play::on_family("cook", message);
    stage.play("s");
    stage.hear(elsewhere(saved(&work)));
    assert_eq!(stage.on_adapting().work.began(), began, "another family was saved");
    assert!(stage.shows("saving …"), "and this one not yet");
    stage.hear(play::family_saved(Err(FamilyNotSaved { why: vec!["disk".to_owned()], theirs: false })));
    stage.play("<Esc><Esc>qx");
    stage.hear(elsewhere(play::given_up(Ok(None))));
    assert!(matches!(stage.app.screen, Screen::Adapting(_)), "another family was given up");
    stage.hear(play::given_up(Ok(None)));
    stage.hear(read(work, true));
    stage.play("<disk stalls><Enter>");
    assert!(stage.on_adapting().changes() > left, "no two states have one number");
    stage.play("jj<Enter>");
    go_to_field(&mut stage, "Weight");
    stage.play("<Right>");
    stage.hear(Message::WorkKept { family: catalog::BUILT_IN.to_owned(), change: left });
    assert_eq!(stage.on_adapting().standing(0), Standing::Keeping, "what was kept before is older");
}

#[test]
fn nothing_is_left_or_changed_while_the_disk_is_asked_and_the_answer_finds_it_under_its_preview() {
    let mut stage = on_field("Weight");
    stage.play("<Right><Esc>sq");
    assert_eq!(stage.play("<Enter>"), [], "not while it is saved");
    assert_eq!(stage.play("x"), [], "nor given up");
    assert!(stage.shows("the family is being saved") && matches!(stage.app.screen, Screen::Adapting(_)));
    stage.hear(play::family_saved(Err(FamilyNotSaved { why: vec!["disk".to_owned()], theirs: false })));
    assert_eq!(stage.play("x"), [Effect::GiveUpWork(catalog::BUILT_IN.to_owned())]);
    let before = stage.on_adapting().levels().to_vec();
    stage.play("uJ");
    assert_eq!(stage.on_adapting().levels(), before);
    assert!(stage.shows("the changes are being given up"));
    stage.play("p");
    assert!(matches!(stage.app.screen, Screen::Preview(_)));
    assert_eq!(stage.hear(play::given_up(Ok(None))), [Effect::ReadRubrics]);
    assert!(matches!(stage.app.screen, Screen::Families(_)), "it is not shown as if it were kept");
}

#[test]
fn the_selected_level_stays_selected_whatever_is_read() {
    let mut stage = Stage::first_start();
    stage.play("R");
    let family = |id: &str, levels: &[&str]| {
        let level = |title: &&str| {
            let (family, id, title) = (id.to_owned(), title.to_lowercase(), (*title).to_owned());
            Arc::new(Level { family, id, title, ..Level::default() })
        };
        let work = Adaptation::new(Origin::Saved, levels.iter().map(level).collect()).work();
        FamilyRead { work, built_in: Vec::new(), unsaved: false, outdated: false }
    };
    let read = |families: Vec<FamilyRead>| {
        Message::RubricsRead(Box::new(RubricsRead { families, problems: Vec::new(), folder: String::new() }))
    };
    let selected = |stage: &Stage| match &stage.app.screen {
        Screen::Families(families) => {
            let item = families.selected().expect("one is selected");
            families.read.as_ref().expect("read").families[item.family].work.now[item.level].title.clone()
        }
        other => panic!("{other:?}"),
    };
    stage.hear(read(vec![family("a", &["Cook"]), family("b", &["Clerk", "Guide"])]));
    stage.play("jj");
    assert_eq!(selected(&stage), "Guide");
    stage.hear(read(vec![family("a", &["Cook", "Baker"]), family("b", &["Clerk", "Guide"])]));
    assert_eq!(selected(&stage), "Guide", "a level more in another family");
    stage.play("r");
    stage.hear(read(vec![family("b", &["Clerk", "Guide"])]));
    assert_eq!(selected(&stage), "Guide", "a family less, read anew");
    stage.hear(read(vec![family("a", &["Cook"]), family("b", &["Clerk"])]));
    assert_eq!(selected(&stage), "Clerk", "its family, where the level is gone");
}
