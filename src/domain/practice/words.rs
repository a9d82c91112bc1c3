//! What a comparison says, in words: where somebody leans, by exact counts, and what to watch for.

use std::fmt::Write as _;

use super::{Before, Difference, Session, Tally};
use crate::domain::count::{counted, criteria};
use crate::domain::panel::words::agreement;
use crate::domain::rating::Answer;

/// A difference in a few words, for a column.
#[must_use]
pub fn short(difference: Difference) -> String {
    match difference {
        Difference::Same => "= same".to_owned(),
        Difference::Up(steps) => format!("↑ {steps} up"),
        Difference::Down(steps) => format!("↓ {steps} down"),
        Difference::Unfounded => "! no data".to_owned(),
        Difference::Missed => "! missed".to_owned(),
    }
}

/// A difference in words, with its sign.
#[must_use]
pub fn difference(difference: Difference) -> String {
    let steps = |steps: u8| counted(usize::from(steps), "step", "steps");
    match difference {
        Difference::Same => "= the same".to_owned(),
        Difference::Up(n) => format!("↑ {} higher: lenient", steps(n)),
        Difference::Down(n) => format!("↓ {} lower: severe", steps(n)),
        Difference::Unfounded => "! you rated what gave no data".to_owned(),
        Difference::Missed => "! there was something to rate".to_owned(),
    }
}

/// How many answers are the expert's, and how many nearly.
#[must_use]
pub fn same(tally: &Tally) -> String {
    let (same, near) = (tally.same(), tally.within_a_step());
    format!("{same} of {} as the expert, {near} within one step", criteria(tally.count()))
}

/// Where the ratings lean, as an exact count.
#[must_use]
pub fn leaning(tally: &Tally) -> String {
    let (up, down) = tally.up_and_down();
    let steps = |n: i64| counted(usize::try_from(n).unwrap_or(0), "step", "steps");
    let over = format!("over {} rated by both", criteria(tally.rated()));
    match (up, down) {
        (0, 0) => format!("no step up or down {over}"),
        (up, 0) => format!("{} up {over}: lenient", steps(up)),
        (0, down) => format!("{} down {over}: severe", steps(down)),
        (up, down) if up == down => format!("{} up and {down} down {over}: even", steps(up)),
        (up, down) if up > down => format!("{} up, {down} down {over}: lenient by {}", steps(up), up - down),
        (up, down) => format!("{} up, {down} down {over}: severe by {}", steps(up), down - up),
    }
}

/// What was rated without data, and the other way round; nothing where there is none of either.
#[must_use]
pub fn no_data(tally: &Tally) -> Option<String> {
    let unfounded = (tally.unfounded() > 0).then(|| format!("rated {} that gave none", tally.unfounded()));
    let missed = (tally.missed() > 0).then(|| format!("left {} out that gave some", tally.missed()));
    let said: Vec<String> = unfounded.into_iter().chain(missed).collect();
    (!said.is_empty()).then(|| format!("you {}", said.join(" and ")))
}

/// Which of the expert's answers most often became another one; nothing where none did twice.
#[must_use]
pub fn shift(tally: &Tally) -> Option<String> {
    let (expert, yours, times) = tally.shift().filter(|(.., times)| *times > 1)?;
    Some(format!("the expert's {} became your {} {times} times", expert.label(), yours.label()))
}

/// How far you and the expert agree, and how sure that is.
#[must_use]
pub fn alpha(tally: &Tally) -> String {
    agreement(&tally.agreement())
}

/// With fewer criteria than this nothing is said of a leaning.
const FEW: usize = 8;

/// What to watch for in the next interview, in one sentence.
#[must_use]
pub fn watch(tally: &Tally) -> &'static str {
    let ((up, down), rated) = (tally.up_and_down(), i64::try_from(tally.rated()).unwrap_or(i64::MAX));
    // A quarter of a step a criterion, and never a single one: below that it may be chance.
    let leans = (rated / 4).max(2);
    let (unfounded, missed) = (tally.unfounded(), tally.missed());
    // A mistaken 0 is worth about two steps.
    let outweighs = |times: usize| i64::try_from(times * 2).is_ok_and(|steps| steps >= (up - down).abs());
    if tally.count() < FEW {
        "Too few criteria to say: go on with the next interview."
    } else if unfounded >= 2 && unfounded >= missed && outweighs(unfounded) {
        "Rate what was asked and answered: a passing remark, a yes to a leading question or a cut-off answer is 0."
    } else if missed >= 2 && outweighs(missed) {
        "0 is for what gave nothing: a weak or contrary answer is evidence, and has a rating of its own."
    } else if up - down >= leans {
        "Before a 3 or a 4, name the words that cover each clause of its anchor; the one that is missing makes it lower."
    } else if down - up >= leans {
        "Ask nothing of an answer that its anchor does not: once every clause is covered it is a 3, however it was told."
    } else if up + down >= leans * 2 {
        "You do not lean, you scatter: read the anchors above and below before each rating, and note what decided it."
    } else {
        "Nothing stands out. Compare one real interview with a colleague, criterion by criterion, before your next panel."
    }
}

/// What the round before came to.
#[must_use]
pub fn before(before: &Before) -> String {
    let Before { of, same, steps } = before;
    let leaning = match steps {
        0 => "even".to_owned(),
        n if *n > 0 => format!("lenient by {n}"),
        n => format!("severe by {}", n.unsigned_abs()),
    };
    format!("{same} of {} as the expert, {leaning}", criteria(*of))
}

/// Everything answered as plain text, for when it cannot be kept.
#[must_use]
pub fn as_text(session: &Session) -> String {
    let mut out = String::new();
    for (at, exercise) in session.exercises().iter().enumerate() {
        let items = exercise.key.iter().enumerate();
        let given: Vec<(&str, Answer)> =
            items.filter_map(|(item, keyed)| Some((&*keyed.criterion.title, session.answer(at, item)?))).collect();
        if !given.is_empty() {
            out.push_str(&exercise.title);
            out.push('\n');
        }
        for (title, answer) in given {
            let _ = writeln!(out, "  {}  {title}", answer.label());
        }
    }
    out
}
