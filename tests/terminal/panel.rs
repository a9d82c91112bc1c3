//! The hiring panel, whole: three interviews by keys, the panel, an amendment, the decision, the report.

use std::path::PathBuf;

use crate::stage::{Home, Terminal};
use crate::{SIZE, saved};

/// Interviews Jo Roe for Senior: everything Meets, but for the keys given first; and submits.
fn interview(home: &Home, interviewer: &str, keys: &str) {
    let flags = ["new", "--candidate", "Jo Roe", "--level", "senior", "--interviewer", interviewer];
    let mut terminal = Terminal::start(home.assay(&flags), SIZE);
    saved(&terminal);
    terminal.send(keys);
    terminal.send(&"\t3".repeat(43));
    terminal.wait_for_text("43 rated");
    saved(&terminal);
    terminal.send("sll");
    terminal.wait_for_text("[yes]");
    terminal.send("jl");
    terminal.wait_for_text("NOTHING IS MISSING");
    terminal.send("S");
    terminal.wait_for_text("Submit this scorecard?");
    terminal.send("y");
    terminal.wait_for_text("scorecards/jo-roe/");
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);
}

#[test]
fn from_three_interviews_to_a_decision_and_its_report() {
    let home = Home::new();
    // Leadership, the section after Experience: Ana finds two criteria short, Ben one, Chi none.
    interview(&home, "Ana Ruiz", "]jj1nRecalls no junior by name\x1bj1nAnswered just what was asked\x1b");
    interview(&home, "Ben Adler", "]jj2nPaired often, without an aim\x1bj1nNever looked past the question\x1b");
    interview(&home, "Chi Nguyen", "]3");

    let mut terminal = Terminal::start(home.assay(&["--as", "Ana Ruiz"]), SIZE);
    terminal.wait_for_text("RECENT CARDS");
    terminal.send("c");
    terminal.wait_for_text("1 of 1");
    terminal.send("jo\r");
    terminal.wait_for_text("panel of 3");
    terminal.wait_for_text("Agenda  2 decide");
    terminal.wait_for_text("Recalls no junior by name");

    // Ana's own card, amended: the mentoring was Partial after all.
    terminal.send("\r");
    terminal.wait_for_text("read-only, sealed");
    terminal.send("A");
    terminal.wait_for_text("amending your card");
    saved(&terminal);
    terminal.send("2");
    terminal.wait_for_text("2 ◐▸Partial");
    terminal.send("s\rShe sent the plan she had made with one\x1b");
    terminal.wait_for_text("NOTHING IS MISSING");
    terminal.send("S");
    terminal.wait_for_text("Submit this scorecard?");
    terminal.send("y");
    terminal.wait_for_text("panel of 3");
    terminal.wait_for_text("before: 1 Not shown");
    terminal.send("w");
    terminal.wait_for_text("Ana Ruiz amended.");
    terminal.send("\x1b");

    // The decision, with a reason where it is not what the rule recommends.
    terminal.send("D");
    terminal.wait_for_text("THE PANEL'S DECISION");
    terminal.send("ll");
    terminal.wait_for_text("[yes]");
    terminal.send("jlll");
    terminal.wait_for_text("[Senior]");
    terminal.send("j\rThe mentoring can be lear");
    terminal.wait_for_text("The mentoring can be lear");
    // A file on its way to its place may be gone before it is read.
    let kept = |file: &PathBuf| {
        let whole = file.extension().is_some_and(|extension| extension == "json");
        let ours = whole && file.starts_with(home.data().join("deciding"));
        ours && Home::read(file).contains("The mentoring can be lear")
    };
    terminal.wait_for("the reason on disk", |_| home.files().iter().any(kept));
    terminal.kill9();

    let mut terminal = Terminal::start(home.assay(&["panel", "jo", "--as", "Ana Ruiz"]), SIZE);
    terminal.wait_for_text("panel of 3");
    terminal.send("D");
    terminal.wait_for_text("The mentoring can be lear");
    terminal.wait_for_text("[Senior]");
    terminal.send("jj\rned on the job.\x1b");
    terminal.send("j ");
    terminal.wait_for_text("[x] Ana Ruiz");
    terminal.send("S");
    terminal.wait_for_text("decided: yes, Senior");
    terminal.send("q");
    assert_eq!(terminal.wait_for_exit().exit_code(), 0);

    let mut check = Terminal::start(home.assay(&["check", home.data().to_str().expect("a plain path")]), SIZE);
    assert_eq!(check.wait_for_exit().exit_code(), 0, "every card and the decision: {}", check.contents());
    let mut report = Terminal::start(home.assay(&["panel", "Jo Roe", "--format", "json"]), (100, 1_000));
    assert_eq!(report.wait_for_exit().exit_code(), 0);
    let told = report.contents();
    for words in ["\"why\": \"is replaced by", "The mentoring can be learned on the job.", "\"single_rated\": 0"] {
        assert!(told.contains(words), "{words} in {told}");
    }
}

#[test]
fn while_ones_own_interview_is_under_way_nobody_elses_card_colours_it() {
    let home = Home::new();
    interview(&home, "Ana Ruiz", "]3");
    let flags = ["new", "--candidate", "Jo Roe", "--level", "senior", "--interviewer", "Ben Adler"];
    let mut own = Terminal::start(home.assay(&flags), SIZE);
    saved(&own);
    own.send("3");
    own.wait_for_text("1 rated");
    saved(&own);
    own.send("q");
    assert_eq!(own.wait_for_exit().exit_code(), 0);

    let mut terminal = Terminal::start(home.assay(&["--as", "Ben Adler"]), SIZE);
    terminal.wait_for_text("not yet");
    terminal.send("G\r");
    terminal.wait_for_text("your own interview of Jo Roe is not submitted");
    assert!(!terminal.contents().contains("Meets"));
    let mut ana = Terminal::start(home.assay(&["--as", "Ana Ruiz"]), SIZE);
    ana.wait_for_text("RECENT CARDS");
    ana.send("G\r");
    ana.wait_for_text("read-only, sealed");
}
