//! Hostile text in every place that takes text, on every screen, at any size: nothing panics, no cell
//! holds a character that has no place on a terminal, and columns stay where they are.

use std::sync::Arc;

use assay::app::layout::{self, Arrangement};
use assay::app::message::{
    CandidateItem, CardItem, CardRead, ClosedPanel, Decided, DraftItem, Family, FamilyNotSaved, FamilySaved, HomeData,
    Message, PanelContent, PanelOpen, PanelRead, PracticeRead, SavedCard, SketchRead, Standing,
};
use assay::app::overlay;
use assay::app::rubrics::adapting::Errand;
use assay::app::rubrics::{FamilyRead, RubricsRead};
use assay::app::scoring::Row;
use assay::app::{Purpose, Screen};
use assay::domain::adapt::{Adaptation, Origin};
use assay::domain::advice::Advice;
use assay::domain::candidate::Candidate;
use assay::domain::practice::{Before, Exercise, Given, Keyed, Round, Turn};
use assay::domain::rating::{Answer, Rating};
use assay::domain::rubric::{Criterion, Level, Question, Rubric, Section, SectionKind, Source};
use assay::domain::sketch::{LevelSketch, SectionSketch, Sketch};
use assay::text;
use proptest::prelude::*;

use super::play::{self, Stage};
use super::shot::Shot;
use super::{panel_open, panels};

/// What texts are made of, worst first.
fn piece() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "\u{1b}[31m",
        "\u{1b}]0;title\u{7}",
        "\u{9b}2J",
        "\u{85}",
        "\r",
        "\n",
        "\t",
        "\0",
        "\u{7f}", // controls
        "\u{202e}",
        "\u{2066}",
        "\u{200f}",
        "\u{61c}", // reading direction
        "\u{200b}",
        "\u{200d}",
        "\u{2060}",
        "\u{feff}",
        "\u{ad}",
        "\u{34f}",
        "\u{3164}",
        "\u{fe0f}",                    // not to be seen
        "\u{e0041}\u{e0042}\u{e007f}", // tags
        "e\u{301}",
        "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
        "\u{301}", // marks
        "漢字",
        "カタカナ",
        "ｗｉｄｅ",
        "\u{3000}",
        "한국어", // wide letters
        "👩\u{200d}👩\u{200d}👧",
        "🇩🇪",
        "👍🏽",
        "1\u{fe0f}\u{20e3}",
        "☂\u{fe0f}",
        "☂", // emoji
        "مرحبا",
        "שלום",
        "ไทยนี้",
        "हिन्दी",
        "க்ஷ",
        "ﷺ", // other scripts
        "<b>&amp;",
        "%s{}",
        "│┌",
        "…",
        " ",
        "  ",
    ])
    .prop_map(str::to_owned);
    prop_oneof![
        6 => odd,
        3 => "[a-zA-Z ]{1,12}",
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z]{60}",
    ]
}

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => prop::collection::vec(piece(), 1..8).prop_map(|pieces| pieces.concat()),
        2 => piece().prop_map(|piece| piece.repeat(10_000 / piece.chars().count())),
        1 => Just(String::new()),
    ]
}

/// A store of hostile texts that are handed out round and round.
struct Texts<'a>(std::iter::Cycle<std::slice::Iter<'a, String>>);

impl Texts<'_> {
    fn any(&mut self) -> String {
        self.0.next().cloned().unwrap_or_default()
    }

    /// A title or name: these are never blank in a rubric.
    fn title(&mut self) -> String {
        let text = self.any();
        if text.trim().is_empty() { "x".to_owned() } else { text }
    }

    fn level(&mut self, id: &str, extends: Option<&str>) -> Arc<Level> {
        Arc::new(Level {
            family: "hostile".to_owned(),
            family_title: self.any(),
            id: id.to_owned(),
            title: self.title(),
            grade: extends.map(|_| 4_000_000_000),
            extends: extends.map(str::to_owned),
            taken_out: vec![self.any()],
            levels_taken_out: vec![self.any()],
            digest: self.any(),
            source: Some(Source { document: self.any(), heading: self.any() }),
            adapted_from: Some(self.any()),
            look_for: vec![self.any(), self.any()],
            sections: (0..3).map(|s| self.section(id, s)).collect(),
        })
    }

    fn section(&mut self, level: &str, s: usize) -> Section {
        Section {
            id: format!("{s}"),
            title: self.any(),
            kind: if s == 2 { SectionKind::Additional } else { SectionKind::Required },
            bar_percent: 75,
            criteria: (0..4).map(|c| self.criterion(&format!("{level}.{s}.{c}"), level, s, c)).collect(),
        }
    }

    fn criterion(&mut self, id: &str, level: &str, s: usize, c: usize) -> Criterion {
        let implies = if level == "high" && s == 0 { vec![format!("low.{s}.{c}")] } else { Vec::new() };
        Criterion {
            id: id.to_owned(),
            title: self.title(),
            statement: format!("{} {}", self.any(), self.any()),
            source: self.any(),
            imported: Some(self.any()),
            weight: 1 + u32::try_from(c).unwrap_or(0) % 3,
            must_have: c == 1,
            minutes: u32::MAX,
            implies,
            competencies: vec![self.any(), self.any()],
            look_for: vec![self.any()],
            generated_anchors: c == 2,
            anchors: std::array::from_fn(|_| self.any()),
            questions: vec![Question { kind: self.any(), ask: self.any(), probes: vec![self.any()] }],
        }
    }

    fn home(&mut self, family: &Family) -> HomeData {
        let draft = DraftItem {
            id: self.any(),
            candidate: self.any(),
            level: self.any(),
            last_at: self.any(),
            progress: self.any(),
            trouble: Some(self.any()),
            usable: false,
        };
        let card = CardItem {
            file: self.any(),
            candidate: self.any(),
            level: self.any(),
            interviewer: self.any(),
            submitted_at: self.any(),
            recommended: self.any(),
            overall: self.any(),
        };
        HomeData {
            drafts: vec![draft; 2],
            cards: vec![card; 2],
            families: vec![family.clone(), Family { title: self.any(), ..family.clone() }],
            problems: vec![self.any(), self.any()],
            folder: self.any(),
            interviewer: self.any(),
            ..HomeData::default()
        }
    }
}

/// Every screen and overlay with texts in it, each reached from the one before.
fn parade(texts: &mut Texts, size: (u16, u16)) -> Vec<Shot> {
    let levels = vec![texts.level("low", None), texts.level("high", Some("low"))];
    let family = Family { id: "hostile".to_owned(), title: texts.any(), levels };
    let mut stage = Stage::home(texts.home(&family));
    let mut shots = Vec::new();
    let mut show = |stage: &mut Stage, name: &str| {
        let shot = stage.screenshot(name);
        check(stage, &shot);
        shots.push(shot);
    };
    stage.hear(Message::Resize { columns: size.0, rows: size.1 });
    show(&mut stage, "home");
    let unreadable = CardRead { file: texts.any(), me: None, content: Err(vec![texts.any(), texts.any()]) };
    stage.hear(Message::CardRead(Box::new(unreadable)));
    show(&mut stage, "no card");
    stage.play("<Esc>n");
    stage.hear(Message::Paste(texts.any()));
    stage.play("<Tab>");
    stage.hear(Message::Paste(texts.any()));
    show(&mut stage, "setup");
    stage.play("<Tab><Tab>");
    show(&mut stage, "setup level");
    stage.play("<Tab><Tab><Tab> <Tab> ");
    show(&mut stage, "setup focus");
    stage.hear(Message::OpenFailed(texts.any()));
    show(&mut stage, "toast");

    let rubric = Rubric::new(family.levels.clone()).expect("hostile, but a rubric");
    let mut start = play::start_of(rubric);
    start.candidate = Candidate { name: texts.any(), reference: Some(texts.any()) };
    start.interviewer = texts.any();
    start.focus = vec!["high/1".to_owned()];
    stage.open(start, &family.levels);
    show(&mut stage, "fresh");
    stage.play("g3!n");
    stage.hear(Message::Paste(texts.any()));
    show(&mut stage, "note");
    stage.play("<Home>");
    stage.hear(Message::EditorReturned(overlay::from_outside(&texts.any())));
    show(&mut stage, "note from elsewhere");
    stage.play("<Esc>");
    show(&mut stage, "noted");
    stage.play("4j2jnx<Esc>0j1d");
    show(&mut stage, "midway");
    stage.play("JJvG");
    show(&mut stage, "scrolled");
    stage.play("a");
    show(&mut stage, "attest");
    stage.play("<Enter>w");
    show(&mut stage, "why");
    stage.play("G");
    show(&mut stage, "why, at its end");
    for (keys, name) in [("<Esc>/", "search"), ("<Esc>?", "help"), ("<Esc>:", "palette")] {
        stage.play(keys);
        stage.hear(Message::Paste(texts.any()));
        show(&mut stage, name);
    }
    stage.play("<Esc><Esc>s");
    for field in ["jj", "jjj", "j"] {
        stage.play(field);
        stage.play("<Enter>");
        stage.hear(Message::Paste(texts.any()));
        show(&mut stage, "text in the summary");
        stage.play("<Esc>");
        if stage.app.overlay.is_some() {
            stage.play("<Esc>");
        }
    }
    show(&mut stage, "summary");
    stage.play("GGkkk<Enter>");
    stage.hear(Message::Paste(texts.any()));
    show(&mut stage, "prompt");
    stage.play("<Enter>G");
    show(&mut stage, "the end of the summary");
    stage.play("<disk stalls>");
    stage.hear(Message::SaveFailing { why: texts.any() });
    show(&mut stage, "not saved");
    stage.play("<Esc>q");
    show(&mut stage, "unsaved");
    let interview = stage.replayed();
    stage.hear(Message::Submitted { path: texts.any() });
    show(&mut stage, "submitted");
    let content = SavedCard {
        interview,
        submitted_at: texts.any(),
        marks: vec![texts.any()],
        report: vec![texts.any(), texts.any()],
    };
    let read = CardRead { file: texts.any(), me: Some(texts.any()), content: Ok(content) };
    stage.hear(Message::CardRead(Box::new(read)));
    show(&mut stage, "card");
    stage.play("A");
    show(&mut stage, "someone else's card");
    stage.play("s");
    show(&mut stage, "whole card");
    panel_parade(texts, &mut stage, &family, &mut show);
    rubric_parade(texts, &mut stage, &family, &mut show);
    sketch_parade(texts, size, &mut show);
    practice_parade(texts, size, &mut show);
    shots
}

/// The rubrics: families, one of them open, its fields typed, its lists and questions, its preview.
fn rubric_parade(texts: &mut Texts, stage: &mut Stage, family: &Family, show: &mut impl FnMut(&mut Stage, &str)) {
    stage.play("<Esc><Esc><Esc><Esc>R");
    let work = Adaptation::new(Origin::Saved, family.levels.clone()).work();
    let read = FamilyRead { work, built_in: family.levels.clone(), unsaved: true, outdated: true };
    let read = RubricsRead { families: vec![read], problems: vec![texts.any()], folder: texts.any() };
    stage.hear(Message::RubricsRead(Box::new(read)));
    show(stage, "rubrics");
    stage.play("G<Enter>");
    let advice = |texts: &mut Texts, level, path: &str| Advice {
        level,
        path: path.to_owned(),
        code: "hostile",
        message: texts.any(),
        reason: texts.any(),
        instead: texts.any(),
    };
    let paths = ["", "title", "sections[0]", "sections[0].criteria[0]", "sections[0].criteria[0].statement"];
    let all = paths.iter().map(|path| advice(texts, 1, path)).collect();
    stage.hear(Message::Advised { change: 0, advice: all });
    show(stage, "a level");
    stage.play("j");
    show(stage, "a section");
    stage.play("j");
    show(stage, "a criterion");
    stage.play("S");
    show(stage, "split");
    stage.play("<Esc>");
    for keys in ["<Enter>", "<Tab>", "<Tab>"] {
        stage.play("<Enter>");
        stage.play(keys);
        stage.hear(Message::Paste(texts.any()));
        show(stage, "a field");
        stage.play("<Home>");
        stage.hear(Message::EditorReturned(overlay::from_outside(&texts.any())));
        show(stage, "a field from elsewhere");
        stage.play("<Esc>");
    }
    stage.play("G");
    show(stage, "the last fields");
    stage.play("k<Enter>");
    stage.hear(Message::Paste(texts.any()));
    show(stage, "implies");
    stage.play("<Enter><Esc><Esc>a");
    show(stage, "add");
    stage.play("<Esc>d");
    show(stage, "changes");
    stage.play("<Esc>p");
    show(stage, "preview");
    stage.play("d");
    show(stage, "preview, its detail");
    stage.play("<Esc>");
    stage.hear(Message::NotKept(texts.any()));
    show(stage, "not kept");
    stage.play("q");
    show(stage, "leaving a rubric");
    stage.play("<Esc>");
    let why = vec![texts.any(), texts.any()];
    let id = &family.id;
    ask(stage, Errand::Save { leaves: false });
    stage.hear(play::on_family(id, play::family_saved(Err(FamilyNotSaved { why: why.clone(), theirs: true }))));
    show(stage, "theirs");
    stage.play("n");
    ask(stage, Errand::Save { leaves: false });
    stage.hear(play::on_family(id, play::family_saved(Err(FamilyNotSaved { why, theirs: false }))));
    show(stage, "a family that is not saved");
    stage.play("<Esc>");
    let levels = family.levels.clone();
    let saved = FamilySaved { folder: texts.any(), levels, retired: vec![texts.any()] };
    ask(stage, Errand::Save { leaves: false });
    stage.hear(play::on_family(id, play::family_saved(Ok(saved))));
    show(stage, "a family that is saved");
    stage.play("<Esc>");
    ask(stage, Errand::GiveUp);
    stage.hear(play::on_family(id, play::given_up(Ok(Some(texts.any())))));
    show(stage, "given up");
}

/// The disk is asked for something, whether or not the texts make a family that could be saved.
fn ask(stage: &mut Stage, errand: Errand) {
    if let Screen::Adapting(adapting) = &mut stage.app.screen {
        adapting.errand = Some(errand);
    }
}

/// The form that makes a family, with texts that were kept and pasted.
fn sketch_parade(texts: &mut Texts, size: (u16, u16), show: &mut impl FnMut(&mut Stage, &str)) {
    let section = |texts: &mut Texts| SectionSketch {
        title: texts.any(),
        criteria: vec![texts.any(), format!("{}: {}", texts.any(), texts.any())],
        ..SectionSketch::default()
    };
    let level = |texts: &mut Texts, extends| LevelSketch {
        title: texts.any(),
        grade: texts.any(),
        extends,
        sections: vec![section(texts), section(texts)],
    };
    let levels = vec![level(texts, None), level(texts, Some(0))];
    let kept = Some(Sketch { title: texts.any(), id: texts.any(), levels });
    let mut stage = Stage::new(&Purpose::Sketch);
    stage.hear(Message::Resize { columns: size.0, rows: size.1 });
    let read = SketchRead { kept, taken: vec![texts.any()], notices: vec![texts.any()] };
    stage.hear(Message::SketchRead(Box::new(read)));
    show(&mut stage, "notices of a sketch");
    stage.play("<Esc>");
    for station in ["sketch", "sketch further down", "sketch at the end"] {
        stage.hear(Message::Paste(texts.any()));
        show(&mut stage, station);
        stage.play("<PgDn><PgDn><Enter>");
    }
    stage.play("<Ctrl-s>");
    stage.hear(Message::SketchSaved(Err(texts.any())));
    show(&mut stage, "sketch not saved");
    stage.play("<Ctrl-o>");
    show(&mut stage, "sketched family");
}

/// Practice, as if even what is shipped with the program were hostile, and with a round that is.
fn practice_parade(texts: &mut Texts, size: (u16, u16), show: &mut impl FnMut(&mut Stage, &str)) {
    let exercise = |texts: &mut Texts, id: &str| Exercise {
        id: id.to_owned(),
        title: texts.any(),
        level: texts.any(),
        turns: (0..3).map(|_| Turn { speaker: texts.any(), words: texts.any() }).collect(),
        key: (0..3)
            .map(|c| Keyed {
                criterion: texts.criterion(&format!("{id}.{c}"), "x", 0, c),
                level: texts.any(),
                answer: Answer::Rated(Rating::ALL[c]),
                reason: texts.any(),
            })
            .collect(),
        lesson: texts.any(),
    };
    let answers = vec![(texts.any(), Answer::NoData), ("b.1".to_owned(), Answer::Rated(Rating::Exceeds))];
    let given = |exercise: String| Given { exercise, answers: answers.clone(), compared: true };
    let before = Some(Before { of: usize::MAX, same: 0, steps: i64::MIN });
    let kept = Some(Round { given: vec![given(texts.any()), given("b".to_owned())], before });
    let exercises = vec![exercise(texts, "a"), exercise(texts, "b")];
    let mut stage = Stage::new(&Purpose::Practice);
    stage.hear(Message::Resize { columns: size.0, rows: size.1 });
    let read = PracticeRead { exercises, kept, notices: vec![texts.any()] };
    stage.hear(Message::PracticeRead(Box::new(read)));
    show(&mut stage, "notices of practice");
    stage.play("<Esc>");
    show(&mut stage, "practice");
    stage.play("1j2j3 dJ");
    show(&mut stage, "practice rated");
    stage.play("<Enter>");
    show(&mut stage, "practice compared");
    stage.play("]");
    show(&mut stage, "practice with a strange round");
    stage.play("]");
    show(&mut stage, "practice summed up");
    stage.play("rr");
    stage.hear(Message::PracticeDropped(Err(texts.any())));
    show(&mut stage, "practice not put aside");
    stage.play("rr");
    stage.hear(Message::PracticeDropped(Ok(Some(texts.any()))));
    stage.hear(Message::NotKept(texts.any()));
    show(&mut stage, "practice not saved");
}

/// Candidates, a panel, its decision, and a panel that is not shown.
fn panel_parade(texts: &mut Texts, stage: &mut Stage, family: &Family, show: &mut impl FnMut(&mut Stage, &str)) {
    stage.play("<Esc><Esc>c");
    let person = CandidateItem {
        name: texts.any(),
        reference: texts.any(),
        interviewers: texts.any(),
        levels: texts.any(),
        cards: 2,
        drafts: 1,
        newest: texts.any(),
        standing: Some(Standing { grade: texts.any(), status: texts.any(), decision: texts.any() }),
    };
    stage.hear(Message::CandidatesRead { people: vec![person; 3], problems: vec![texts.any()] });
    show(stage, "candidates");
    stage.hear(Message::Paste(texts.any()));
    show(stage, "candidates searched");
    stage.play("<Esc><Enter>");
    let rubric = Rubric::new(family.levels.clone()).expect("hostile, but a rubric");
    let name = texts.title();
    let card = |texts: &mut Texts, i: usize| {
        let answers: Vec<Option<Answer>> =
            (0..rubric.len()).map(|at| Some(Answer::Rated(Rating::ALL[(at * (i + 1) + i) % 4]))).collect();
        let mut card = panels::Card::new(&format!("{i}{}", texts.any()), &texts.title(), &rubric, &answers);
        card.content.candidate = Candidate { name: name.clone(), reference: None };
        card.content.interviewer = texts.title().chars().take(200).collect();
        card.content.candidate.name = card.content.candidate.name.chars().take(200).collect();
        for entry in &mut card.content.entries {
            entry.note = texts.any();
        }
        card
    };
    let cards: Vec<panels::Card> = (0..3).map(|i| card(texts, i)).collect();
    let decided = Decided { said: texts.any(), short: texts.any(), file: texts.any(), since: vec![texts.any()] };
    let open = PanelOpen { decisions: vec![decided], problems: vec![texts.any()], ..panel_open::open(cards) };
    stage.hear(panel_open::read(open, None));
    show(stage, "panel");
    for (keys, name) in [("k", "panel section"), ("g", "panel level"), ("fG", "panel whole"), ("w", "panel why")] {
        stage.play(keys);
        show(stage, name);
    }
    stage.play("<Esc>p");
    show(stage, "profiles");
    stage.play("<Esc>D");
    show(stage, "deciding");
    stage.play("jj<Enter>");
    stage.hear(Message::Paste(texts.any()));
    show(stage, "deciding, the reason");
    stage.play("<Esc>G<Up><Enter>");
    stage.hear(Message::Paste(texts.any()));
    stage.play("<Enter>G");
    show(stage, "deciding, its end");
    stage.play("<Esc>r");
    let closed = ClosedPanel {
        name: texts.any(),
        me: texts.any(),
        draft: texts.any(),
        submitted: vec![texts.any()],
        outstanding: vec![texts.any()],
    };
    let read = PanelRead { name: texts.any(), me: None, content: PanelContent::Closed(closed) };
    stage.hear(Message::PanelRead(Box::new(read)));
    show(stage, "closed");
}

/// No cell holds what has no place on a terminal, and the list's columns are where they belong.
fn check(stage: &Stage, shot: &Shot) {
    for (i, cell) in shot.cells.content.iter().enumerate() {
        let symbol = cell.symbol();
        let at = shot.cells.pos_of(i);
        assert_eq!(text::clean(symbol), symbol, "{} holds {symbol:?} at {at:?}", shot.name);
    }
    if stage.app.overlay.is_some() || !matches!(stage.app.screen, assay::app::Screen::Scoring(_)) {
        return;
    }
    let scoring = stage.on_scoring();
    let Some((regions, panes)) = scoring.layout() else { return };
    let symbol = |x: u16, y: u16| shot.cells.cell((x, y)).map_or("", |cell| cell.symbol());
    let visible = scoring.rows().iter().skip(scoring.offset);
    for (row, y) in visible.zip(panes.list.y..panes.list.bottom()) {
        let Row::Criterion(index) = *row else { continue };
        let mark = stage.interview().mark(index);
        let (digit, shape) = (assay::app::detail::digit(mark.answer), assay::app::detail::shape(mark.answer));
        let credited = mark.rating() < Some(Rating::Meets)
            && scoring.session.recommendation.credits.iter().any(|credit| credit.criterion == index);
        let shape = if credited { "↑" } else { shape };
        let x = panes.list.x;
        assert_eq!((symbol(x + 3, y), symbol(x + 4, y)), (digit, shape), "row {y} of\n{}", shot.text());
        let signs = panes.list.right() - 5;
        assert_eq!(symbol(signs, y) == "!", mark.flagged, "the flag of row {y} of\n{}", shot.text());
        assert_eq!(symbol(signs + 3, y) == "≡", mark.has_note(), "the note of row {y} of\n{}", shot.text());
    }
    if regions.arrangement == Arrangement::Wide {
        for y in panes.divider.y..panes.divider.bottom() {
            assert_eq!(symbol(panes.divider.x, y), "│", "the divider of row {y} of\n{}", shot.text());
        }
    }
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        Just((80, 24)),
        Just((120, 40)),
        Just(layout::SMALLEST),
        (40_u16..200, 10_u16..60),
        (0_u16..45, 0_u16..12),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hostile_reaches_a_cell(texts in prop::collection::vec(hostile(), 1..40), size in size()) {
        parade(&mut Texts(texts.iter().cycle()), size);
    }
}

/// The parade passes every screen that it means to pass.
#[test]
fn the_parade_is_complete() {
    let tame = ["Tame".to_owned()];
    let shots = parade(&mut Texts(tame.iter().cycle()), (120, 40));
    for (name, words) in [
        ("home", "RECENT CARDS"),
        ("setup level", "In focus"),
        ("note", "Note: Tame"),
        ("attest", "Attest: Tame"),
        ("why", "The arithmetic"),
        ("search", "Search: Tame"),
        ("help", "Help Tame"),
        ("palette", "> Tame"),
        ("summary", "YOUR DECISION"),
        ("prompt", "Tame"),
        ("not saved", "NOT SAVED: Tame"),
        ("unsaved", "Not everything is saved"),
        ("submitted", "Submitted."),
        ("rubrics", "not saved yet"),
        ("a level", "What people at this level do"),
        ("a section", "Counts as"),
        ("a criterion", "Statement"),
        ("a field", "keep and close"),
        ("implies", "Implies: who meets"),
        ("split", "Make two criteria"),
        ("add", "+ an empty criterion"),
        ("changes", "What is not as it was"),
        ("preview", "as the interviewer sees it"),
        ("not kept", "NOT KEPT: Tame"),
        ("leaving a rubric", "Your changes are not saved"),
        ("theirs", "Somebody else changed"),
        ("a family that is not saved", "NOT SAVED. What you changed"),
        ("a family that is saved", "Kept aside: Tame"),
        ("given up", "kept in Tame"),
        ("sketch", "Levels, lowest first"),
        ("sketched family", "as it is so far"),
        ("practice", "rated blind"),
        ("practice compared", "as the expert"),
        ("practice with a strange round", "not rated"),
        ("practice summed up", "Leaning"),
        ("practice not put aside", "no new round"),
        ("practice not saved", "a new round; the last one is in Tame"),
    ] {
        let shot = shots.iter().find(|shot| shot.name == name).expect("a station of the parade");
        assert!(shot.find(words).is_some(), "{name} shows {words:?}:\n{}", shot.text());
    }
}
