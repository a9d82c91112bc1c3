//! The short interviews to practise on, with the expert's ratings: `practice/*.toml`, built in.

use serde::Deserialize;

use super::catalog::Family;
use crate::domain::practice::{Exercise, Keyed, Turn};
use crate::domain::rating::{Answer, Rating};
use crate::domain::rubric::Rubric;

/// The format of a file.
const FORMAT: &str = "assay.practice/1";

/// Each by its id, from easier to harder.
const BUILT_IN: [(&str, &str); 5] = [
    ("school-board", include_str!("../../practice/1-school-board.toml")),
    ("registry", include_str!("../../practice/2-registry.toml")),
    ("insurer", include_str!("../../practice/3-insurer.toml")),
    ("forty-runners", include_str!("../../practice/4-forty-runners.toml")),
    ("clones", include_str!("../../practice/5-clones.toml")),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExerciseFile {
    format: String,
    title: String,
    level: String,
    /// A line for each turn: who, a colon, and what was said.
    transcript: String,
    lesson: String,
    key: Vec<KeyFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    criterion: String,
    rating: u8,
    reason: String,
}

/// The built-in exercises, with the criteria of the built-in family.
///
/// # Panics
/// If the built-in files are broken, which the tests rule out.
#[must_use]
pub fn built_in() -> Vec<Exercise> {
    let family = Family::built_in();
    let top = family.levels.last().expect("the built-in family has levels").id.clone();
    let rubric = family.rubric_to(&top).expect("the built-in family is sound");
    let exercise = |(id, text): (&str, &str)| {
        exercise(id, text, &rubric).unwrap_or_else(|why| panic!("the built-in practice {id} is sound: {why}"))
    };
    BUILT_IN.into_iter().map(exercise).collect()
}

fn exercise(id: &str, text: &str, rubric: &Rubric) -> Result<Exercise, String> {
    let file: ExerciseFile = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.format != FORMAT {
        return Err(format!("its format is not {FORMAT}"));
    }
    let level = rubric.level_index(&file.level).ok_or("there is no such level")?;
    let turn = |line: &str| {
        let (speaker, words) = line.split_once(": ").ok_or_else(|| format!("nobody says {line:?}"))?;
        Ok(Turn { speaker: speaker.to_owned(), words: words.to_owned() })
    };
    let keyed = |KeyFile { criterion, rating, reason }: KeyFile| {
        let index = rubric.index_of(&criterion).ok_or_else(|| format!("there is no criterion {criterion}"))?;
        let of = rubric.place(index).level;
        if of > level {
            return Err(format!("{criterion} is above its level"));
        }
        let rated = || Rating::from_number(i64::from(rating)).map(Answer::Rated);
        let answer = if rating == 0 { Some(Answer::NoData) } else { rated() };
        Ok(Keyed {
            criterion: rubric.criterion(index).clone(),
            level: rubric.levels()[of].label(),
            answer: answer.ok_or_else(|| format!("{rating} is no rating"))?,
            reason,
        })
    };
    Ok(Exercise {
        id: id.to_owned(),
        title: file.title,
        level: rubric.levels()[level].label(),
        turns: file.transcript.lines().map(turn).collect::<Result<_, String>>()?,
        key: file.key.into_iter().map(keyed).collect::<Result<_, String>>()?,
        lesson: file.lesson,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::practice::ANSWERS;

    fn words(exercise: &Exercise) -> usize {
        exercise.turns.iter().map(|turn| turn.words.split_whitespace().count()).sum()
    }

    /// The texts between quotation marks.
    fn quoted(reason: &str) -> Vec<&str> {
        reason.split('“').skip(1).map(|rest| rest.split_once('”').expect("a quotation ends").0).collect()
    }

    #[test]
    fn five_short_interviews_each_with_a_handful_of_criteria_and_a_lesson() {
        let exercises = built_in();
        assert_eq!(exercises.len(), 5);
        let levels: HashSet<&str> = exercises.iter().map(|exercise| exercise.level.as_str()).collect();
        assert_eq!(levels.len(), 4, "every level of the family");
        for exercise in &exercises {
            let Exercise { id, title, turns, key, lesson, .. } = exercise;
            // Ten minutes for all five: two hundred words are a minute of reading.
            assert!((200..=280).contains(&words(exercise)), "{id}: {} words", words(exercise));
            assert!((4..=6).contains(&key.len()) && !title.is_empty() && !lesson.is_empty(), "{id}");
            let speakers: HashSet<&str> = turns.iter().map(|turn| turn.speaker.as_str()).collect();
            assert!(speakers.len() == 2 && speakers.contains("You"), "{id}: {speakers:?}");
            assert!(turns.windows(2).all(|pair| pair[0].speaker != pair[1].speaker), "{id}: they take turns");
            let ids: HashSet<&str> = key.iter().map(|keyed| keyed.criterion.id.as_str()).collect();
            assert_eq!(ids.len(), key.len(), "{id}: each criterion once");
        }
    }

    #[test]
    fn every_reason_quotes_what_was_said() {
        for exercise in built_in() {
            let said: Vec<&str> = exercise.turns.iter().map(|turn| turn.words.as_str()).collect();
            for Keyed { criterion, reason, .. } in &exercise.key {
                let quoted = quoted(reason);
                assert!(!quoted.is_empty(), "{}: {reason}", criterion.id);
                for words in quoted {
                    assert!(said.iter().any(|turn| turn.contains(words)), "{}: nobody says {words:?}", criterion.id);
                }
            }
        }
    }

    #[test]
    fn every_answer_occurs_about_as_often_and_no_one_answer_is_a_safe_guess() {
        let exercises = built_in();
        let key: Vec<Answer> = exercises.iter().flat_map(|exercise| &exercise.key).map(|keyed| keyed.answer).collect();
        for answer in ANSWERS {
            let times = key.iter().filter(|keyed| **keyed == answer).count();
            assert!((key.len() / 6..=key.len() / 4).contains(&times), "{} occurs {times} times", answer.label());
            for exercise in &exercises {
                let here = exercise.key.iter().filter(|keyed| keyed.answer == answer).count();
                assert!(here * 2 <= exercise.key.len(), "{}: {} is most of the key", exercise.id, answer.label());
            }
        }
    }

    #[test]
    fn a_file_that_is_not_sound_says_what_is_wrong() {
        let sound = BUILT_IN[2].1;
        let rubric = Family::built_in().rubric_to("staff").expect("there is a Staff level");
        for (from, to, said) in [
            ("practice/1", "practice/2", "format"),
            ("\"senior\"", "\"principal\"", "level"),
            ("\"senior\"", "\"associate\"", "above its level"),
            ("senior.direction", "senior.diction", "criterion"),
            ("rating = 3", "rating = 5", "no rating"),
            ("You: ", "You, ", "nobody says"),
        ] {
            let why = exercise("x", &sound.replacen(from, to, 1), &rubric).expect_err(said);
            assert!(why.contains(said), "{why}");
        }
    }
}
