//! The pages of practice: what was said, the criterion with or without the expert's rating, and what all of
//! it comes to.

use super::Practice;
use crate::app::detail::{self, digit, shape};
use crate::app::prose::{Line, Tone, flow, flow_indented};
use crate::domain::practice::{ANSWERS, Difference, Exercise, Keyed, Tally, words};
use crate::domain::rating::Answer;
use crate::text;

/// How it is done, over the first interview.
const HOW: &str = "Read what was said and rate each criterion by it alone: 1 to 4, or 0 where it was not asked or \
                   nothing usable came of it. An expert's ratings are shown once all are rated.";

/// What 0 means here.
const NO_DATA: &str = "not asked, or nothing usable came of it";

/// Columns of the labels of the summary.
const LABELS: usize = 12;

impl Practice {
    /// What was said, line by line.
    pub(super) fn transcript(&self, exercise: &Exercise, columns: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        if self.at == 0 {
            flow(&mut lines, Line::new(), Tone::Muted, HOW, columns);
            lines.push(Line::new());
        }
        let widest = exercise.turns.iter().map(|turn| text::width(&text::clean(&turn.speaker))).max().unwrap_or(0);
        for turn in &exercise.turns {
            let speaker = text::pad(&text::clean(&turn.speaker), widest + 2);
            let name = if turn.speaker == "You" { Tone::Muted } else { Tone::Accent };
            flow(&mut lines, Line::of(name, &speaker), Tone::Plain, &turn.words, columns);
        }
        lines
    }

    /// The selected criterion. `titled` where its title stands nowhere else.
    pub(super) fn criterion(&self, columns: usize, titled: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        let Some((exercise, keyed)) = self.exercise().and_then(|e| Some((e, e.key.get(self.selected)?))) else {
            return lines;
        };
        let criterion = &keyed.criterion;
        if titled {
            flow(&mut lines, Line::new(), Tone::Strong, &criterion.title, columns);
        }
        flow(&mut lines, Line::new(), Tone::Plain, &criterion.statement, columns);
        if self.session.is_compared(self.at) {
            self.compared(&mut lines, keyed, columns);
            flow(&mut lines, Line::new().word(Tone::Accent, "Lesson  "), Tone::Strong, &exercise.lesson, columns);
            lines.push(Line::new());
        }
        let own = self.session.answer(self.at, self.selected);
        detail::anchors(&mut lines, criterion, own.and_then(Answer::rating), columns);
        let none = own == Some(Answer::NoData);
        let tone = Tone::Rating(Some(Answer::NoData));
        let lead = Line::new()
            .word(tone, "0 ?")
            .word(if none { tone } else { Tone::Muted }, if none { "▸" } else { " " })
            .word(if none { tone } else { Tone::Muted }, "No data  ");
        flow_indented(&mut lines, lead, Tone::Plain, NO_DATA, columns, 4);
        lines
    }

    /// Yours, the expert's, how they differ, and the expert's reason.
    fn compared(&self, lines: &mut Vec<Line>, keyed: &Keyed, columns: usize) {
        let yours = self.session.answer(self.at, self.selected);
        let said = |line: Line, answer: Option<Answer>| {
            let label = answer.map_or_else(|| "not rated".to_owned(), label);
            line.and(Tone::Rating(answer), &label)
        };
        let you = said(Line::new().word(Tone::Accent, "You     "), yours);
        let expert = said(Line::new().word(Tone::Accent, "Expert  "), Some(keyed.answer));
        lines.push(you);
        let difference = self.session.difference(self.at, self.selected);
        let differs = Line::of(tone_of(difference), &difference.map_or_else(String::new, words::difference));
        // As few lines as there is room for.
        for part in [expert, differs] {
            match lines.last_mut() {
                Some(line) if line.width() + 3 + part.width() <= columns => {
                    line.spans.push((Tone::Plain, "   ".into()));
                    line.spans.extend(part.spans);
                }
                _ => lines.push(part),
            }
        }
        flow(lines, Line::new().word(Tone::Accent, "Why     "), Tone::Plain, &keyed.reason, columns);
    }

    /// What everything compared so far comes to.
    pub(super) fn summary(&self, columns: usize) -> Vec<Line> {
        let (tally, mut lines) = (self.session.tally(), Vec::new());
        let say = |lines: &mut Vec<Line>, label: &str, tone: Tone, said: &str| {
            flow(lines, Line::of(Tone::Accent, &text::pad(label, LABELS)), tone, said, columns);
        };
        if tally.count() == 0 {
            let said = "Nothing is compared yet: rate every criterion of an interview, then Enter.";
            flow(&mut lines, Line::new(), Tone::Plain, said, columns);
        } else {
            say(&mut lines, "Same", Tone::Strong, &words::same(&tally));
            say(&mut lines, "Leaning", Tone::Plain, &words::leaning(&tally));
            if let Some(said) = words::no_data(&tally) {
                say(&mut lines, "No data", Tone::Plain, &said);
            }
            if let Some(said) = words::shift(&tally) {
                say(&mut lines, "Most often", Tone::Plain, &said);
            }
            say(&mut lines, "Watch", Tone::Strong, words::watch(&tally));
            say(&mut lines, "Alpha", Tone::Muted, &words::alpha(&tally));
        }
        if let Some(before) = &self.session.round().before {
            say(&mut lines, "Before", Tone::Muted, &words::before(before));
        }
        lines.push(Line::new());
        self.exercises(&mut lines, columns);
        if tally.count() > 0 {
            lines.push(Line::new());
            table(&mut lines, &tally);
        }
        lines
    }

    /// How each exercise went.
    fn exercises(&self, lines: &mut Vec<Line>, columns: usize) {
        for (at, exercise) in self.session.exercises().iter().enumerate() {
            let (all, tally) = (exercise.key.len(), self.session.tally_of(at));
            let open = self.session.missing(at).len();
            let (said, tone) = match open {
                _ if self.session.is_compared(at) => (format!("{} of {all} as the expert", tally.same()), Tone::Plain),
                0 => ("rated, not compared".to_owned(), Tone::Pending),
                n if n == all => ("not begun".to_owned(), Tone::Muted),
                n => (format!("{} of {all} rated", all - n), Tone::Pending),
            };
            let title = text::clean(&exercise.title).into_owned();
            let title = text::pad(&title, columns.saturating_sub(40).clamp(16, 30));
            let level = text::pad(&text::clean(&exercise.level), 13);
            let line = Line::of(Tone::Muted, &format!("{} ", at + 1)).and(Tone::Plain, &title);
            lines.push(line.and(Tone::Muted, &format!(" {level} ")).and(tone, &said));
        }
    }

    /// The criteria in a line: each rating, and once they are compared the expert's beside it.
    #[must_use]
    pub fn strip(&self) -> Line {
        let mut line = Line::new();
        let Some(exercise) = self.exercise() else { return line };
        for (item, keyed) in exercise.key.iter().enumerate() {
            let (yours, compared) = (self.session.answer(self.at, item), self.session.is_compared(self.at));
            let tone = if item == self.selected { Tone::Selected } else { Tone::Muted };
            line = line.and(tone, &format!("{}", item + 1)).word(Tone::Plain, " ");
            line = line.word(Tone::Rating(yours), digit(yours)).word(Tone::Rating(yours), shape(yours));
            if compared {
                let (expert, difference) = (Some(keyed.answer), self.session.difference(self.at, item));
                let sign = difference.map_or(" ", sign);
                line = line.word(tone_of(difference), sign);
                line = line.word(Tone::Rating(expert), digit(expert)).word(Tone::Rating(expert), shape(expert));
            }
            line = line.word(Tone::Plain, "  ");
        }
        line
    }

    /// What comes next, in a sentence.
    #[must_use]
    pub fn next_words(&self) -> String {
        let all = self.session.exercises().len();
        let on = if self.next_place() == all { "the summary" } else { "the next interview" };
        if self.exercise().is_none() {
            let done = "all of it is compared: r starts a new round, q leaves".to_owned();
            return if self.next_place() == all { done } else { format!("Enter goes on with {on}") };
        }
        if self.session.is_compared(self.at) {
            let same = self.session.tally_of(self.at).same();
            return format!("{same} of {} as the expert; Enter goes on with {on}", self.count());
        }
        match self.session.missing(self.at).len() {
            0 => "all rated: Enter shows the expert's ratings, and then yours stand".to_owned(),
            n => format!("{} of {} rated; Tab goes to the next open one", self.count() - n, self.count()),
        }
    }
}

/// How a difference looks; its sign and words say the same.
#[must_use]
pub fn tone_of(difference: Option<Difference>) -> Tone {
    match difference {
        None => Tone::Muted,
        Some(Difference::Same) => Tone::Good,
        Some(Difference::Up(1) | Difference::Down(1)) => Tone::Pending,
        Some(_) => Tone::Bad,
    }
}

/// A difference as one sign.
fn sign(difference: Difference) -> &'static str {
    match difference {
        Difference::Same => "=",
        Difference::Up(_) => "↑",
        Difference::Down(_) => "↓",
        Difference::Unfounded | Difference::Missed => "!",
    }
}

/// Number, shape and word of an answer.
fn label(answer: Answer) -> String {
    let word = answer.rating().map_or("No data", crate::domain::rating::Rating::label);
    format!("{} {} {word}", digit(Some(answer)), shape(Some(answer)))
}

/// Which of the expert's answers met which of yours.
fn table(lines: &mut Vec<Line>, tally: &Tally) {
    let head = |line: Line, answer: Answer| {
        let words = format!("{}{}", digit(Some(answer)), shape(Some(answer)));
        line.and(Tone::Rating(Some(answer)), &text::pad(&words, 5))
    };
    let first = Line::of(Tone::Muted, &text::pad("expert, down; you, across", 28));
    lines.push(ANSWERS.into_iter().fold(first, head));
    for expert in ANSWERS {
        let mut line = Line::of(Tone::Rating(Some(expert)), &text::pad(&format!("  {}", label(expert)), 28));
        for yours in ANSWERS {
            let times = tally.met(expert, yours);
            let (words, tone) = match times {
                0 => ("·".to_owned(), Tone::Muted),
                n if expert == yours => (n.to_string(), Tone::Good),
                n => (n.to_string(), Tone::Pending),
            };
            line = line.and(tone, &text::pad(&words, 5));
        }
        lines.push(line);
    }
}
