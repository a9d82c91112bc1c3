//! Every screen as a picture, at the sizes that matter, and every screen under hostile text.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test screens` takes all pictures
//! anew; `git diff tests/snapshots` then shows what changed.

use assay::app::Purpose;
use assay::app::message::{
    CandidateItem, CardItem, ClosedPanel, DraftItem, HomeData, Message, PanelContent, PanelRead, SketchRead, Standing,
};
use assay::app::setup::Given;
use assay::domain::interview::Start;
use play::{Stage, home_data};

#[path = "screens/hostile.rs"]
mod hostile;
#[path = "stage/panel_open.rs"]
mod panel_open;
#[expect(dead_code, reason = "shared with the panel's own tests that need more of it")]
#[path = "stage/panels.rs"]
mod panels;
#[expect(dead_code, reason = "shared with the app's own tests and benches that need more of it")]
#[path = "stage/play.rs"]
mod play;
#[path = "stage/shot.rs"]
mod shot;

/// Plays a script and compares its screenshots with their pictures.
fn compare(stage: &mut Stage, script: &str) {
    stage.play(script);
    let pictures: Vec<_> = stage.shots.drain(..).map(|shot| (shot.name.clone(), shot.text(), shot)).collect();
    for (name, text, shot) in pictures {
        let cursor = shot.cursor.map_or_else(String::new, |at| format!("cursor at column {}, row {}\n", at.x, at.y));
        picture(&name, &format!("{text}{cursor}"));
    }
}

/// As [`compare`], and how every cell looks: where selection or colour is the point.
fn compare_looks(stage: &mut Stage, script: &str) {
    stage.play(script);
    let pictures: Vec<_> = stage.shots.drain(..).collect();
    for shot in pictures {
        picture(&shot.name, &format!("{}\n{}\n{}", shot.text(), shot.looks(), shot::LEGEND));
    }
}

fn picture(name: &str, content: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    // Framed with empty lines, so that the first column stays where it is.
    settings.bind(|| insta::assert_snapshot!(name, format!("\n{content}")));
}

/// Screenshots at both sizes of which 80x24 is promised in full.
fn both(name: &str) -> String {
    format!("<80x24><shot {name}-80x24><120x40><shot {name}-120x40><80x24>")
}

/// A Senior interview a quarter of an hour in: ratings, notes, a flag, credits, something failed.
fn midway() -> Stage {
    let mut stage = Stage::scoring("senior");
    stage.play("3<4min>j4nRan three regions on two clouds; measured the failover<Esc><5min>j");
    stage.play("2nBuilt it to another's plan; the load is missing<Esc>!<6min>");
    stage.play("]3j3j0nran out of time<Esc>]3j3");
    stage
}

/// Everything answered, nothing decided.
fn answered() -> Stage {
    let mut stage = midway();
    while stage.interview().tally().open > 0 {
        stage.play("<Tab>3");
    }
    stage
}

#[test]
fn the_guide() {
    let mut stage = midway();
    compare(&mut stage, "<80x24>><shot guide-next>><shot guide-here>h<shot guide-hidden>h");
    // Five of six points is the least that Experience needs: without it Senior is lost.
    let mut stage = Stage::scoring("senior");
    compare(&mut stage, "1<shot guide-stop><120x40><shot guide-stop-120x40>");
    while let Some(index) = stage.on_scoring().decisive() {
        stage.play(if index % 5 == 0 { ">2" } else { ">3" });
        assert_ne!(stage.on_scoring().decisive(), Some(index), "what is rated is not asked again");
    }
    compare(&mut stage, "<80x24><shot guide-settled>");
}

#[test]
fn remarks_on_notes() {
    let mut stage = Stage::scoring("senior");
    stage.reads_word_lists();
    stage.play("2nShe seems too old for a team this fast, and only one tool was named");
    compare_looks(&mut stage, &both("remark"));
    compare(&mut stage, "<40x10><shot remark-40x10><80x24><Ctrl-x><shot remark-dismissed><Esc>");
    stage.play("j1nWeak answer<Esc>");
    compare(&mut stage, "<shot remark-whole>");
    stage.play("j3nJust like me at that age<Esc>s");
    assert!(stage.shows("nothing here keeps you from submitting"));
    compare(&mut stage, "<120x40><shot remarks-summary><80x24>");
    let remarks = stage.on_summary().remarks.len();
    while stage.on_summary().selected_remark().is_none() {
        stage.play("j");
    }
    let texts: Vec<String> = stage.interview().marks().iter().map(|mark| mark.note.clone()).collect();
    stage.play("x");
    assert_eq!(stage.on_summary().remarks.len(), remarks - 1);
    stage.play("u");
    assert_eq!(stage.on_summary().remarks.len(), remarks, "undo brings it back");
    assert_eq!(stage.interview().marks().iter().map(|mark| mark.note.clone()).collect::<Vec<_>>(), texts);
}

#[test]
fn what_if() {
    let mut stage = midway();
    let recorded = stage.interview().marks().to_vec();
    compare_looks(&mut stage, &format!("wW3gjj1{}", both("what-if")));
    compare(&mut stage, "<40x10><shot what-if-40x10><80x24>");
    stage.play("<Esc><Esc>");
    assert_eq!(stage.interview().marks(), recorded, "leaving restores everything");
    compare(&mut answered(), "<120x40>w<shot why-proved>");
}

#[test]
fn where_the_time_went() {
    let mut stage = midway();
    compare(&mut stage, &format!("t{}<Esc>", both("time")));
    compare(&mut stage, "<Tab><39min>");
    assert!(stage.shows("section"), "while the clock runs, the minutes are beside their plan");
    compare(&mut stage, &both("questions-due"));
    compare(&mut stage, "<40x10><shot questions-due-40x10>");
}

#[test]
fn a_panel() {
    let mut stage = Stage::first_start();
    stage.play("c");
    stage.hear(Message::CandidatesRead { people: candidates(), problems: Vec::new() });
    compare(&mut stage, &both("candidates"));
    compare(&mut stage, "roe<shot candidates-searched><Enter>");
    stage.hear(panel_open::read(panel_open::open(panel_open::cards()), None));
    compare(&mut stage, &both("panel"));
    compare(&mut stage, "l<Tab>l<shot panel-contested>k<shot panel-section>");
    compare(
        &mut stage,
        &format!("f<120x40>g<shot panel-all>w{}<Esc>p{}<Esc>f", both("panel-why"), both("panel-profile")),
    );
    compare(&mut stage, "<40x10><shot panel-40x10>d<shot panel-40x10-detail>d<80x24>");
    compare(&mut stage, &format!("D{}", both("deciding")));
    compare(&mut stage, "lljlj<Enter>The record speaks for them<Esc>j <shot deciding-reasoned>");
}

#[test]
fn a_panel_that_waits() {
    let mut stage = Stage::new(&Purpose::Panel { name: "Jo Roe".to_owned(), reveal: false });
    let closed = ClosedPanel {
        name: "Jo Roe".to_owned(),
        me: "Ana Ruiz".to_owned(),
        draft: "mine".to_owned(),
        submitted: vec!["Ben Adler, 2026-11-20 09:30".to_owned(), "Chi Nguyen, 2026-11-21 11:00".to_owned()],
        outstanding: vec!["Ana Ruiz".to_owned()],
    };
    let read = PanelRead { name: "Jo Roe".to_owned(), me: None, content: PanelContent::Closed(closed) };
    stage.hear(Message::PanelRead(Box::new(read)));
    compare(&mut stage, &both("panel-closed"));
}

fn candidates() -> Vec<CandidateItem> {
    let person = |name: &str, cards, drafts| CandidateItem {
        name: name.to_owned(),
        reference: "REQ-7".to_owned(),
        interviewers: "Ana Ruiz".to_owned(),
        levels: "Senior".to_owned(),
        cards,
        drafts,
        newest: "2026-11-20 09:30".to_owned(),
        standing: (cards > 1).then(|| Standing {
            grade: "Senior".to_owned(),
            status: "settled".to_owned(),
            decision: if drafts == 0 { "yes Senior".to_owned() } else { String::new() },
        }),
    };
    vec![person("Jo Roe", 3, 1), person("陳大文", 1, 0), person("Mia Costa", 2, 0), person("Eli Brandt", 0, 2)]
}

#[test]
fn a_saved_card() {
    let rated = midway();
    let mut stage = Stage::first_start();
    stage.hear(play::card_read(rated.replayed(), Some("Ana Ruiz")));
    compare(&mut stage, &both("card"));
    compare(&mut stage, "j<40x10><shot card-40x10>d<shot card-40x10-detail>");
}

#[test]
fn home() {
    let mut stage = Stage::new(&Purpose::Home);
    compare(&mut stage, "<shot home-reading>");
    stage = Stage::first_start();
    compare(&mut stage, &both("home-first-start"));
    compare(&mut stage, "<40x10><shot home-first-start-40x10>");
    stage = Stage::home(lived_in());
    compare_looks(&mut stage, &both("home"));
    stage.hear(Message::Submitted { path: "/home/ana/.local/share/assay/scorecards/noor-haddad/0192f3c4.json".into() });
    compare(&mut stage, "<shot home-submitted>");
}

fn lived_in() -> HomeData {
    let draft = |candidate: &str, level: &str, trouble: Option<&str>| DraftItem {
        id: candidate.to_owned(),
        candidate: candidate.to_owned(),
        level: level.to_owned(),
        last_at: "2026-11-23 14:40".to_owned(),
        progress: "12 of 43".to_owned(),
        trouble: trouble.map(str::to_owned),
        usable: trouble.is_none(),
    };
    let card = |candidate: &str, level: &str, overall: &str| CardItem {
        file: candidate.to_owned(),
        candidate: candidate.to_owned(),
        level: level.to_owned(),
        interviewer: "Ana Ruiz".to_owned(),
        submitted_at: "2026-11-20 09:30".to_owned(),
        recommended: level.to_owned(),
        overall: overall.to_owned(),
    };
    HomeData {
        drafts: vec![
            draft("Jo Lindqvist", "Senior", None),
            draft("Eli Brandt", "Staff", Some("open in another window (process 4711)")),
        ],
        cards: vec![
            card("Mia Costa", "Staff", "yes"),
            card("陳大文", "Senior", "strong no"),
            card("A name that is much longer than its column allows", "Associate", "no decision"),
        ],
        problems: vec![
            "/home/ana/.local/share/assay/scorecards/kim/1.json: $.ratings[3].rating: 5 is no rating".into(),
        ],
        ..home_data()
    }
}

#[test]
fn setup() {
    let mut stage = Stage::first_start();
    compare(&mut stage, &format!("n{}", both("setup")));
    compare_looks(&mut stage, "Noor Haddad<Tab><Tab><shot setup-level><Tab><Tab><Tab> <Tab> <shot setup-focus>");
    compare(
        &mut stage,
        "<Shift-Tab><Shift-Tab>0<Enter><shot setup-trouble><40x10><shot setup-40x10><Home><Shift-Tab><Shift-Tab><shot setup-40x10-level>",
    );
    let mut stage = Stage::new(&Purpose::Resume(play::ID.to_owned()));
    compare(&mut stage, "<shot opening>");
}

#[test]
fn a_plan_in_the_form_and_on_the_list() {
    let rubric = play::start("senior").rubric;
    let part = rubric.section_range(2, 1).skip(1).take(2).map(|i| rubric.criterion_key(i));
    let focus: Vec<String> = [rubric.section_key(2, 0)].into_iter().chain(part).collect();
    let given = Given {
        level: Some("senior".to_owned()),
        interviewer: Some("Ana Ruiz".to_owned()),
        focus: focus.clone(),
        remark: Some(
            "the rubric has changed since the plan was made (Senior): 1 criterion that you were to ask is gone"
                .to_owned(),
        ),
        ..Given::default()
    };
    let mut stage = Stage::new(&Purpose::New(given));
    stage.hear(Message::HomeRead(Box::new(home_data())));
    compare(&mut stage, &both("plan-form"));
    stage.open(Start { focus, ..play::start("senior") }, &[]);
    compare_looks(&mut stage, &format!("jjj{}", both("plan-scoring")));
}

#[test]
fn a_new_family() {
    let mut stage = Stage::new(&Purpose::Sketch);
    let taken = vec!["professional-services-engineer".to_owned()];
    stage.hear(Message::SketchRead(Box::new(SketchRead { kept: None, taken, notices: Vec::new() })));
    compare(&mut stage, "<shot sketch-blank>");
    stage.play("Landscape Gardener<Enter><Enter><Enter>4<Enter>Senior<Enter>5<Enter><Enter><Enter>");
    stage.play("Plants: has planted a border that lived through its first winter<Enter>Prunes trees and trains others");
    stage.play("<Enter><Enter>Extras<Tab><Right>");
    compare_looks(&mut stage, &both("sketch"));
    compare(
        &mut stage,
        "<Ctrl-o><shot sketch-look><Esc><40x10><Tab>A line much longer than its room<shot sketch-40x10>",
    );
    compare(
        &mut stage,
        "<80x24><Ctrl-s><shot sketch-missing>Plans a season: has planned one<120x40><shot sketch-ready>",
    );
}

#[test]
fn practice() {
    let mut stage = Stage::new(&Purpose::Practice);
    compare(&mut stage, "<shot practice-opening>");
    stage.hear(play::practice_read(None));
    compare(&mut stage, &both("practice-first"));
    compare(&mut stage, "<40x10><shot practice-40x10>d<shot practice-40x10-criterion>d<80x24>");
    stage.play("]]2<Tab>2<Tab><Tab>1k");
    compare_looks(&mut stage, &both("practice-blind"));
    compare(&mut stage, "<Enter><shot practice-missing>4");
    compare_looks(&mut stage, &format!("<Enter>j{}", both("practice-compared")));
    compare(&mut stage, "jj<shot practice-unfounded><40x10><shot practice-40x10-compared><80x24>");
    compare(&mut stage, &format!("s{}", both("practice-so-far")));
    stage.play("[");
    for _ in 0..4 {
        stage.play("<Enter>");
        while !stage.shows("all rated") {
            stage.play("<Tab>3");
        }
        stage.play("<Enter>");
    }
    compare_looks(&mut stage, &format!("<Enter>{}", both("practice-summary")));
    compare(&mut stage, "<40x10><shot practice-40x10-summary><80x24>rr");
    stage
        .hear(Message::PracticeDropped(Ok(Some("/home/ana/.local/share/assay/practice/done/round-1.json".to_owned()))));
    compare(&mut stage, "<shot practice-afresh>s<shot practice-before>");
    compare_looks(&mut stage, "[<disk fails>3<shot practice-not-saved>");
}

#[test]
fn scoring() {
    let mut stage = Stage::scoring("senior");
    compare_looks(&mut stage, &both("scoring-fresh"));
    stage = midway();
    compare_looks(&mut stage, &both("scoring-midway"));
    compare_looks(&mut stage, "]]]<120x40><shot scoring-credits>");
    compare(&mut stage, "<80x24>gjzkZ<shot scoring-folded>Zf<shot scoring-unrated>f<shot scoring-flagged>");
    stage = Stage::scoring("staff");
    compare(&mut stage, &both("scoring-staff"));
    compare(&mut stage, "<200x50><shot scoring-staff-200x50>");
}

#[test]
fn one_pane() {
    let mut stage = midway();
    compare(&mut stage, "<40x10>gjj<shot scoring-40x10-list>d<shot scoring-40x10-detail>");
    compare(
        &mut stage,
        "n<shot note-40x10><Esc>s<shot summary-40x10><Esc>w<shot why-40x10><Esc>?<shot help-40x10><Esc>",
    );
    compare(&mut stage, "<39x9><shot too-small-39x9><12x5><shot too-small-12x5>");
}

#[test]
fn overlays() {
    let mut stage = midway();
    compare(&mut stage, &format!("w{}<Esc>", both("why")));
    compare(&mut stage, &format!("?{}rate<shot help-searched><Esc>", both("help")));
    compare_looks(&mut stage, &format!(":{}cl<Down><shot palette-searched><Esc>", both("palette")));
    compare_looks(&mut stage, &format!("gn and a<Enter>second line{}<Esc>", both("note")));
    compare_looks(&mut stage, &format!("]]a2<Right>{}<Esc>", both("attest")));
    compare_looks(&mut stage, "/kubernetes<shot search>x<shot search-nothing><Esc>");
}

#[test]
fn summary() {
    let mut stage = midway();
    compare_looks(&mut stage, &format!("4s{}", both("summary-missing")));
    compare(&mut stage, "GGkkk<Enter><shot prompt><Esc>");
    stage = answered();
    compare(&mut stage, "s<Right><Right>j<Right><Right><Right><Right>j<Enter>Their record speaks for it.<Esc>");
    compare_looks(&mut stage, &both("summary-ready"));
    compare(&mut stage, &format!("S{}", both("confirm")));
    compare(&mut stage, "y<shot submitting>");
}

#[test]
fn rubrics() {
    let mut stage = Stage::first_start();
    compare(&mut stage, "R<shot rubrics-reading>");
    stage.hear(play::rubrics_read(false));
    compare(&mut stage, &both("rubrics"));
    compare(&mut stage, &format!("jj<Enter>{}", both("rubric-level")));
    compare_looks(&mut stage, &format!("jj{}", both("rubric-criterion")));
    compare_looks(&mut stage, &format!("<Enter>j{}", both("rubric-fields")));
    compare_looks(&mut stage, &format!("<Enter> Names<Enter>G<Up><Up><Up><Up><Right>{}", both("rubric-numbers")));
    compare(&mut stage, &format!("gj<Enter> and writes it down{}<Esc>", both("rubric-typing")));
    compare(&mut stage, &format!("G<Up><Enter>git{}<Esc>", both("rubric-implies")));
    compare(&mut stage, &format!("S{}<Enter>", both("rubric-split")));
    compare_looks(&mut stage, &format!("<Esc>d{}<Esc>", both("rubric-changes")));
    compare_looks(&mut stage, &format!("aTools{}<Esc><Esc>", both("rubric-adding")));
    compare(&mut stage, &format!("p{}<Esc>", both("rubric-preview")));
    compare(&mut stage, &format!("q{}<Esc>", both("rubric-leaving")));
    compare(
        &mut stage,
        "<40x10><shot rubric-40x10><Enter><shot rubric-40x10-fields>j<Enter>w<shot rubric-40x10-typing>",
    );
    compare(&mut stage, "<Esc><Esc>q<shot rubric-40x10-leaving>");
}

#[test]
fn not_saved() {
    let mut stage = midway();
    compare(&mut stage, "<disk stalls>j3<shot saving><1s><shot not-saved-slow>");
    compare_looks(&mut stage, "<disk fails><shot not-saved>q<shot unsaved><40x10><shot unsaved-40x10>");
}
