//! What is advised on criteria, sections and levels, and what is left alone. Statements have a corpus
//! of their own, `tests/scenarios/statements.toml`.

use proptest::prelude::*;

use super::*;
use crate::domain::examples;
use crate::domain::rating::Rating;
use crate::domain::rubric::{Question, Section, SectionKind};

/// A criterion to which nobody objects, about laying bricks.
fn sound(id: &str) -> Criterion {
    let kind = id.replace('.', "");
    Criterion {
        title: format!("Walls, {kind}"),
        statement: format!("Lays bricks for walls that stand plumb ({kind})."),
        anchors: [
            format!("Has watched others lay bricks; names no wall of their own ({kind})."),
            format!("Laid bricks to a line that a mason had set; cannot say how it was found ({kind})."),
            format!("Walks through one wall from footing to coping, and the course that had to come down ({kind})."),
            format!("Brings up a wall that a surveyor checked, and what was out by how much ({kind})."),
        ],
        questions: vec![Question {
            kind: "behavioural".to_owned(),
            ask: format!("Tell me about the last wall of kind {kind}."),
            probes: vec!["Which course gave trouble?".to_owned()],
        }],
        ..examples::criterion(id)
    }
}

fn section(id: &str, criteria: Vec<Criterion>) -> Section {
    Section { criteria, ..examples::section("x", id, 0) }
}

/// A level of sound criteria, three in each of two sections, changed as asked.
fn level(id: &str, extends: Option<&str>, change: impl FnOnce(&mut Level)) -> Arc<Level> {
    let of = |section: &str| (1..=3).map(|n| sound(&format!("{id}.{section}.{n}"))).collect();
    let mut level = examples::level(id, extends, vec![section("a", of("a")), section("b", of("b"))]);
    change(&mut level);
    Arc::new(level)
}

fn codes(advice: &[Advice]) -> Vec<&'static str> {
    advice.iter().map(|advice| advice.code).collect()
}

/// Level, path and code of everything that is advised on a family.
fn places(levels: &[Arc<Level>]) -> Vec<(usize, String, &'static str)> {
    of_family(levels).into_iter().map(|advice| (advice.level, advice.path, advice.code)).collect()
}

/// What is advised on a sound criterion after a change.
fn after(change: impl FnOnce(&mut Criterion)) -> Vec<Advice> {
    let mut criterion = sound("x");
    change(&mut criterion);
    of_criterion(&criterion)
}

fn anchored(anchors: [&str; 4]) -> Vec<Advice> {
    after(|criterion| criterion.anchors = anchors.map(str::to_owned))
}

fn asked(ask: &str) -> Vec<&'static str> {
    codes(&after(|criterion| criterion.questions[0].ask = ask.to_owned()))
}

#[test]
fn nothing_is_advised_where_nothing_is_amiss() {
    assert_eq!(of_criterion(&sound("x")), []);
    assert_eq!(of_family(&[level("one", None, |_| {}), level("two", Some("one"), |_| {})]), []);
    assert_eq!(of_family(&[]), []);
}

#[test]
fn every_piece_of_advice_says_what_why_and_what_instead() {
    let bare = examples::level("x", None, vec![examples::section("x", "a", 3), examples::section("x", "b", 1)]);
    let advice = of_family(&[Arc::new(bare)]);
    assert_eq!(advice.iter().filter(|advice| advice.code == "no-anchors").count(), 4);
    for Advice { message, reason, instead, code, .. } in &advice {
        assert!(!message.is_empty() && reason.len() > 30 && instead.len() > 10, "{code}: {message}");
    }
}

#[test]
fn missing_guidance_names_what_is_missing() {
    let found = after(|criterion| {
        *criterion = Criterion { anchors: Default::default(), questions: Vec::new(), ..criterion.clone() }
    });
    assert_eq!(codes(&found), ["no-anchors", "no-questions"]);
    let found = after(|criterion| {
        criterion.anchors[1].clear();
        criterion.anchors[3] = " ".to_owned();
    });
    assert_eq!((codes(&found), found[0].message.as_str()), (vec!["missing-anchors"], "has no anchor for 2 and 4"));
}

#[test]
fn generated_anchors_are_spoken_of_once_a_level() {
    let generated = |level: &mut Level| {
        for criterion in level.sections.iter_mut().flat_map(|section| &mut section.criteria).skip(1) {
            criterion.generated_anchors = true;
            criterion.anchors = Rating::ALL.map(|rating| rating.meaning().to_owned());
        }
    };
    let family = [level("one", None, generated), level("two", Some("one"), |_| {})];
    let advice = of_family(&family);
    assert_eq!(codes(&advice), [GENERATED_ANCHORS]);
    assert_eq!(advice[0].message, "the anchors of 5 of 6 criteria are generated");
    assert_eq!((generated_anchors(&family[0]), generated_anchors(&family[1])), (5, 0));
    // By itself, a criterion says so of itself.
    assert_eq!(codes(&of_criterion(&family[0].sections[0].criteria[1])), [GENERATED_ANCHORS]);
}

#[test]
fn anchors_that_tell_nothing_apart_are_named() {
    let meaning = Rating::ALL.map(Rating::meaning);
    for generic in [
        meaning,
        ["Below expectations", "Partially meets expectations", "Meets expectations", "Exceeds expectations"],
        ["Poor", "Fair", "Good", "Excellent"],
        ["No experience", "Some experience", "Good experience", "Expert"],
        [
            "Little understanding of the area",
            "Basic understanding",
            "Solid understanding of it",
            "Shows deep understanding",
        ],
    ] {
        let found = anchored(generic);
        assert_eq!(codes(&found), ["generic-anchors"], "{generic:?}");
        assert!(found[0].message.contains(generic[0]), "{}", found[0].message);
    }
    let found = anchored([
        "Some knowledge of bricks",
        "Good knowledge of bricks",
        "Solid knowledge of bricks",
        "Expert in bricks",
    ]);
    assert_eq!(codes(&found), ["interchangeable-anchors"]);
    let found = anchored(["Talks of walls", "Has laid a wall.", "has laid a wall", "Has laid an arch over a door"]);
    assert_eq!((codes(&found), found[0].message.as_str()), (vec!["same-anchors"], "anchors 2 and 3 say the same"));
    // Short, but of bricks.
    assert_eq!(
        anchored([
            "Never laid a brick",
            "Laid a brick with help",
            "Lays good bricks alone",
            "Teaches laying of bricks"
        ]),
        []
    );
}

#[test]
fn anchors_and_questions_that_stand_twice_name_the_first() {
    let one = level("one", None, |level| {
        let first = level.sections[0].criteria[0].clone();
        let copy = &mut level.sections[1].criteria[2];
        (copy.anchors, copy.questions) = (first.anchors, first.questions);
    });
    let advice = of_family(&[one]);
    assert_eq!(codes(&advice), ["shared-anchors", "repeated-question"]);
    assert!(advice.iter().all(|advice| advice.message.contains("Walls, onea1")), "{advice:?}");
    assert_eq!(advice[1].path, "sections[1].criteria[2].questions[0].ask");
}

#[test]
fn questions_that_close_lead_or_pry_are_named() {
    for ask in [
        "Do you know how to use a lathe?",
        "Have you ever led a team?",
        "Are you used to heights? ",
        "Can you read plans?",
        "Did the wall stand?",
    ] {
        assert_eq!(asked(ask), ["closed-question"], "{ask}");
    }
    for ask in [
        "Surely you test mortar first?",
        "You level each course, right?",
        "Wouldn't you agree that mortar matters?",
        "How important is safety to you?",
    ] {
        assert_eq!(asked(ask), ["leading-question"], "{ask}");
    }
    for ask in [
        "How would you rate your masonry?",
        "On a scale of 1 to 10, how good are you?",
        "What is your greatest weakness?",
    ] {
        assert_eq!(asked(ask), ["self-rating-question"], "{ask}");
    }
    for ask in [
        "How old are you?",
        "What does your husband do?",
        "Where are you from, and what brought you here?",
        "What is your current salary?",
    ] {
        assert_eq!(asked(ask), ["private-question"], "{ask}");
    }
    assert_eq!(asked(" ?"), ["empty-question"]);
    for ask in [
        "Can you walk me through a wall of yours?",
        "Could you please describe the last fault?",
        "Have you ever pulled down a wall? What was wrong with it?",
        "Would you pull it down or patch it?",
        "Is the wall plumb, and how do you know?",
        "When a course is out, do you take it down, and why?",
        "What did you do when the rain came?",
        "You find a crack. Whom do you tell, and what do you do first?",
        "Tell me about a wall that was not right.",
        "How do you set out the right angle?",
        "How old was the wall that you restored?",
    ] {
        assert_eq!(asked(ask), [""; 0], "{ask}");
    }
}

#[test]
fn a_proxy_is_found_wherever_it_would_be_rated() {
    let found = after(|criterion| {
        criterion.look_for = vec!["Mentions a degree in building".to_owned()];
        criterion.anchors[3] = "Has a diploma in masonry and laid a wall of their own".to_owned();
        criterion.anchors[0] = "Talks of a degree and of nothing laid".to_owned();
        criterion.questions[0].probes.push("Which clean driving licence do you hold?".to_owned());
    });
    // The degree and the diploma are one row: one thing to mend.
    let places: Vec<(&str, &str)> = found.iter().map(|advice| (advice.path.as_str(), advice.code)).collect();
    assert_eq!(places, [("look_for[0]", "proxy-word"), ("questions[0].probes[1]", "proxy-word")]);
    assert!(found[0].message.contains("\"degree\"") && found[1].message.contains("driving licence"), "{found:?}");
}

#[test]
fn a_driving_licence_is_no_proxy_where_driving_is_the_work() {
    let licence =
        |level: &mut Level| level.sections[0].criteria[0].statement = "Has a clean driving licence.".to_owned();
    let driver = |level: &mut Level| {
        licence(level);
        level.title = "Bus Driver".to_owned();
    };
    assert_eq!(
        places(&[level("one", None, licence)]),
        [(0, "sections[0].criteria[0].statement".to_owned(), "proxy-word")]
    );
    assert_eq!(places(&[level("one", None, driver)]), []);
}

#[test]
fn titles_that_are_cut_off_or_said_again_are_named() {
    let title = "Bricks, mortar, footings, walls, arches and chimneys";
    let found = after(|criterion| criterion.title = title.to_owned());
    assert_eq!(codes(&found), ["long-title"]);
    assert!(found[0].message.contains(&format!("{} columns", title.len())), "{}", found[0].message);
    assert_eq!(codes(&after(|criterion| criterion.title = "壁".repeat(22))), [""; 0]);
    assert_eq!(codes(&after(|criterion| criterion.title = "壁".repeat(23))), ["long-title"]);
    let found = after(|criterion| criterion.title = "Lays Bricks".to_owned());
    assert_eq!(found, []);
    let repeated = after(|criterion| {
        (criterion.title, criterion.statement) = ("Lays plumb walls".to_owned(), "Lays plumb walls.".to_owned());
    });
    assert_eq!(codes(&repeated), ["statement-repeats-title"]);
}

#[test]
fn minutes_are_summed_for_the_level_and_for_its_chain() {
    let long = |minutes: u32| {
        move |level: &mut Level| level.sections[0].criteria.iter_mut().for_each(|criterion| criterion.minutes = minutes)
    };
    // Three criteria of 12 minutes and three of 4.
    let family = [level("one", None, long(12)), level("two", Some("one"), long(4)), level("three", None, long(17))];
    let advice = of_family(&family);
    let told: Vec<(usize, &str)> = advice.iter().map(|advice| (advice.level, advice.message.as_str())).collect();
    let of = |level: usize| told.iter().find(|(at, _)| *at == level).map(|(_, message)| *message);
    assert_eq!(of(0), None);
    assert_eq!(of(1), Some("takes 24 minutes by itself and 72 with the levels below it; an interview holds about 60"));
    assert_eq!(of(2), Some("takes 63 minutes; an interview holds about 60"));
}

#[test]
fn bars_that_decide_nothing_or_everything_are_named() {
    let bar = |percent: u32| move |level: &mut Level| level.sections[0].bar_percent = percent;
    let found = |percent: u32| {
        places(&[level("one", None, bar(percent))]).into_iter().map(|(_, _, code)| code).collect::<Vec<_>>()
    };
    // Six points: 51 percent needs four, 83 five and 84 all of them.
    assert_eq!((found(50), found(51), found(83), found(84)), (vec!["lenient-bar"], vec![], vec![], vec!["strict-bar"]));
    let single = level("one", None, |level| level.sections[1].criteria.truncate(1));
    assert_eq!(places(&[single]), [(0, "sections[1].criteria".to_owned(), "single-criterion-section")]);
    // An additional section has no bar to speak of.
    let additional = level("one", None, |level| {
        level.sections[1].kind = SectionKind::Additional;
        level.sections[1].bar_percent = 100;
        level.sections[1].criteria.truncate(1);
    });
    assert_eq!(places(&[additional]), []);
}

#[test]
fn must_haves_are_counted_where_they_count() {
    let must = |count: usize| {
        move |level: &mut Level| {
            let criteria = level.sections.iter_mut().flat_map(|section| &mut section.criteria);
            criteria.take(count).for_each(|criterion| criterion.must_have = true);
        }
    };
    assert_eq!(places(&[level("one", None, must(3))]), []);
    let advice = of_family(&[level("one", None, must(5))]);
    assert_eq!(
        (codes(&advice), advice[0].message.as_str()),
        (vec!["many-must-haves"], "5 of its 6 required criteria are must-haves")
    );
    assert!(advice[0].reason.contains("22 of 100"), "{}", advice[0].reason);
    let idle = level("one", None, |level| {
        level.sections[1].kind = SectionKind::Additional;
        level.sections[1].criteria[2].must_have = true;
    });
    assert_eq!(places(&[idle]), [(0, "sections[1].criteria[2].must_have".to_owned(), "idle-must-have")]);
}

#[test]
fn a_level_that_seems_to_build_on_another_is_asked_about() {
    let titled = |id: &'static str, title: &'static str, grade: Option<u32>, extends: Option<&'static str>| {
        level(id, extends, move |level| (level.title, level.grade) = (title.to_owned(), grade))
    };
    let found = |levels: &[Arc<Level>]| -> Vec<(usize, String)> {
        let ladder = of_family(levels).into_iter().filter(|advice| advice.code == "undeclared-ladder");
        ladder.map(|advice| (advice.level, advice.instead)).collect()
    };
    let likely = |level: usize, lower: &str| {
        vec![(level, format!("Write \"extends\": {lower:?}; leave it if the two are careers apart."))]
    };
    let mason = || titled("mason", "Mason", None, None);
    assert_eq!(found(&[mason(), titled("senior", "Senior Mason", None, None)]), likely(1, "mason"));
    assert_eq!(found(&[titled("ii", "Mason II", None, None), titled("i", "Mason I", None, None)]), likely(0, "i"));
    assert_eq!(
        found(&[titled("a", "Pay Clerk", Some(5), None), titled("b", "Pay Analyst", Some(6), None)]),
        likely(1, "a")
    );
    // The nearest one below, and nothing where it is declared, apart, equal, or another career.
    let three =
        [mason(), titled("senior", "Senior Mason", None, Some("mason")), titled("staff", "Staff Mason", None, None)];
    assert_eq!(found(&three), likely(2, "senior"));
    for apart in [
        [mason(), titled("senior", "Senior Mason", None, Some("mason"))],
        [mason(), titled("carpenter", "Senior Carpenter", None, None)],
        [mason(), titled("manager", "Manager, Masonry", Some(8), None)],
        [titled("a", "Mason", Some(7), None), titled("b", "Senior Mason", Some(6), None)],
        [titled("a", "Mason", Some(6), None), titled("b", "Roofer", Some(6), None)],
        [titled("a", "Mason, Stone", None, None), titled("b", "Mason, Brick", None, None)],
    ] {
        assert_eq!(found(&apart), [], "{:?}", apart.each_ref().map(|level| &level.title));
    }
}

#[test]
fn a_criterion_that_seems_a_higher_rung_is_asked_about() {
    let says = |id: &'static str,
                extends: Option<&'static str>,
                title: &'static str,
                statement: &'static str,
                implies: &'static [&'static str]| {
        level(id, extends, move |level| {
            let criterion = &mut level.sections[0].criteria[0];
            (criterion.title, criterion.statement) = (title.to_owned(), statement.to_owned());
            criterion.implies = implies.iter().map(|id| (*id).to_owned()).collect();
        })
    };
    let found = |levels: &[Arc<Level>]| -> Vec<(usize, String)> {
        let rungs = of_family(levels).into_iter().filter(|advice| advice.code == "undeclared-implies");
        rungs.map(|advice| (advice.level, advice.instead)).collect()
    };
    let likely =
        vec![(1, "If whoever meets this one surely meets the other, add \"one.a.1\" to \"implies\".".to_owned())];
    let years = |id, extends, statement, implies| {
        says(id, extends, if id == "one" { "Roofs" } else { "Steep roofs" }, statement, implies)
    };
    let one = || years("one", None, "Has two years of experience building slate roofs.", &[]);
    assert_eq!(
        found(&[one(), years("two", Some("one"), "Has five years of experience building slate roofs.", &[])]),
        likely
    );
    assert_eq!(
        found(&[one(), years("two", Some("one"), "Has five years of experience building slate roofs.", &["one.a.1"])]),
        []
    );
    // Not below it, fewer years, or years of something else.
    assert_eq!(found(&[one(), years("two", None, "Has five years of experience building slate roofs.", &[])]), []);
    assert_eq!(
        found(&[one(), years("two", Some("one"), "Has five years of experience tiling bathrooms in hotels.", &[])]),
        []
    );
    let lower = || says("one", None, "Slate roofs: basic", "Lays slate under somebody's eye.", &[]);
    assert_eq!(
        found(&[lower(), says("two", Some("one"), "Slate roofs: advanced", "Plans the slating of a church.", &[])]),
        likely
    );
    assert_eq!(
        found(&[lower(), says("two", Some("one"), "Slate quarries: advanced", "Plans the slating of a church.", &[])]),
        []
    );
}

#[test]
fn unsound_families_are_advised_on_without_a_panic() {
    let circle = [level("one", Some("two"), |_| {}), level("two", Some("one"), |_| {})];
    assert!(of_family(&circle).iter().all(|advice| advice.code != "undeclared-ladder"));
    let nothing = level("one", None, |level| level.sections[0].criteria.clear());
    let heavy = level("two", None, |level| level.sections[0].criteria[0].weight = u32::MAX);
    let strange = level("three", Some("nobody"), |level| {
        level.sections[0].criteria[0].statement = "\u{202e}5–\u{0}years’’ \u{1f600}; ; . A, and".to_owned();
        level.sections[0].criteria[1].statement = "as well as and and or years a year 2-".to_owned();
        level.sections[0].criteria[2].statement = "word ".repeat(20_000);
    });
    assert!(!of_family(&[nothing, heavy, strange]).is_empty());
}

/// A text of what the rules look for and of anything else.
fn strange_text() -> impl Strategy<Value = String> {
    let telling = prop::sample::select(vec![
        "5",
        "2-4",
        "years",
        "a",
        "year",
        "of",
        "and",
        "as",
        "well",
        "has",
        "designs",
        "mentors",
        "experience",
        "native",
        "degree",
        ";",
        ". ",
        "'",
        "&",
        "or",
        "\u{2019}",
    ]);
    let piece = prop_oneof![telling.prop_map(str::to_owned), any::<String>(), Just(" ".to_owned())];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_breaks_the_advice(text in strange_text(), other in strange_text()) {
        let mut criterion = sound("x");
        criterion.title.clone_from(&other);
        criterion.statement.clone_from(&text);
        criterion.anchors[1].clone_from(&text);
        criterion.anchors[3].clone_from(&other);
        criterion.questions[0].ask.clone_from(&text);
        let advice = of_criterion(&criterion);
        prop_assert!(advice.iter().all(|advice| !advice.path.is_empty()));
        let two = |id: &str, extends| level(id, extends, |level| level.sections[0].criteria[0] = criterion.clone());
        let _ = of_family(&[two("one", None), two("two", Some("one"))]);
    }
}

#[test]
fn advice_on_years_quotes_them_whole_and_names_what_they_are_of() {
    let years = |statement: &str| {
        let advice = after(|criterion| criterion.statement = statement.to_owned());
        let [advice] = advice.as_slice() else { panic!("one piece expected: {advice:?}") };
        (advice.message.clone(), advice.instead.clone())
    };
    let (message, instead) = years("A minimum of five (5) years of experience with Kubernetes, or like it.");
    assert!(message.starts_with("\"five (5) years\" without"), "{message}");
    assert_eq!(instead, "Say what somebody must have done with Kubernetes, and at what scale.");
    let (_, instead) = years("3 years of experience in a similar role.");
    assert!(instead.contains("Has closed the books"), "{instead}");
}

#[test]
fn twins_of_a_level_are_told_and_those_of_two_levels_let_be() {
    let twin = |of: &str, level: &mut Level| {
        let first = level.sections[0].criteria[0].clone();
        let second = &mut level.sections[1].criteria[2];
        match of {
            "title" => second.title = first.title.to_uppercase(),
            _ => second.statement = format!("{}!", first.statement),
        }
    };
    let path = |of| format!("sections[1].criteria[2].{of}");
    assert_eq!(places(&[level("x", None, |level| twin("title", level))]), [(0, path("title"), "twin-title")]);
    assert_eq!(
        places(&[level("x", None, |level| twin("statement", level))]),
        [(0, path("statement"), "twin-statement")]
    );
    let low = level("low", None, |_| {});
    let title = low.sections[0].criteria[0].title.clone();
    let high = level("high", Some("low"), |level| level.sections[1].criteria[2].title = title);
    let advice = places(&[low, high]);
    assert!(advice.iter().all(|(.., code)| !code.starts_with("twin")), "a ladder raises what it asks: {advice:?}");
}

#[test]
fn a_statement_of_more_words_than_one_can_hold_in_mind_is_told() {
    let of =
        |words: usize| codes(&after(|criterion| criterion.statement = format!("Lays {}", "plumb ".repeat(words - 1))));
    assert_eq!((of(60), of(61)), (vec![], vec!["long-statement"]));
}
