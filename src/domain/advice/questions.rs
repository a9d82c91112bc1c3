//! The questions of a criterion: whether there are any, and whether they let somebody answer.

use std::sync::LazyLock;

use super::phrase::Text;
use super::private::PRIVATE;
use super::words::Table;
use super::{Advice, quoted};
use crate::domain::rubric::{Criterion, Question};

static PRIVATE_WORDS: LazyLock<Table> = LazyLock::new(|| Table::new(PRIVATE));

pub(super) fn advice(criterion: &Criterion) -> Vec<Advice> {
    if criterion.questions.is_empty() {
        return vec![Advice::new(
            "questions",
            "no-questions",
            "has no question",
            "Each interviewer makes one up on the spot, so candidates are asked different things and cannot be \
             compared.",
            "Write at least one question about something done (\"Tell me about the last time …\") with two probes.",
        )];
    }
    criterion.questions.iter().enumerate().flat_map(|(index, question)| of_question(index, question)).collect()
}

fn of_question(index: usize, question: &Question) -> Vec<Advice> {
    let path = format!("questions[{index}].ask");
    let text = Text::new(&question.ask);
    let mut advice = Vec::new();
    if text.words().is_empty() {
        advice.push(Advice::new(
            path.clone(),
            "empty-question",
            "the question is empty",
            "The interviewer sees that there should be something to ask, and has nothing.",
            "Write the question, or take it out.",
        ));
    }
    if let Some(cue) = leading(&question.ask) {
        advice.push(Advice::new(
            path.clone(),
            "leading-question",
            format!("{} tells the candidate which answer is wanted", quoted(cue)),
            "Nearly everybody gives the wanted answer, so all candidates sound alike.",
            "Ask for a case and leave the judgement open: \"Tell me about a time when …\".",
        ));
    } else if let Some(cue) = self_rating(&text) {
        advice.push(Advice::new(
            path.clone(),
            "self-rating-question",
            format!("{} asks candidates to rate themselves", quoted(cue)),
            "It measures confidence, not skill; the able are often the more modest.",
            "Ask for something done, or set a small case, and rate that yourself.",
        ));
    } else if is_closed(&text) {
        advice.push(Advice::new(
            path,
            "closed-question",
            format!("{} can be answered with yes or no", quoted(&question.ask)),
            "A yes gives nothing to rate; what was done stays with whoever happens to probe.",
            "Open it: \"Tell me about …\", \"How did you …\", \"What would you do when …\".",
        ));
    }
    for (place, asked) in asked(index, question) {
        for (entry, found) in PRIVATE_WORDS.hits(&Text::new(asked)) {
            let message = format!("{} asks about a private life", quoted(Text::new(asked).slice(found)));
            advice.push(Advice::new(place.clone(), "private-question", message, entry.reason, entry.instead));
        }
    }
    advice
}

/// The question and its probes with their paths.
fn asked(index: usize, question: &Question) -> Vec<(String, &str)> {
    let probes =
        question.probes.iter().enumerate().map(|(p, text)| (format!("questions[{index}].probes[{p}]"), text.as_str()));
    std::iter::once((format!("questions[{index}].ask"), question.ask.as_str())).chain(probes).collect()
}

/// What gives the wanted answer away.
fn leading(ask: &str) -> Option<&str> {
    const CUES: &[&str] = &[
        "dont|wouldnt|isnt|arent|didnt|cant|couldnt|shouldnt|wont|doesnt you|it|they|there|that|we",
        "agree that",
        "would you agree",
        "surely",
        "obviously",
        "as you know",
        "of course",
        "needless to say",
        "we all know",
        "everyone knows",
        "how important is",
        "how important are",
        "how much do you love|like|enjoy",
        "do you love|enjoy",
        "i assume",
    ];
    let text = Text::new(ask);
    let cue = CUES.iter().flat_map(|cue| text.find(cue)).min_by_key(|found| found.start);
    let tag = || {
        let last = text.words().len().checked_sub(1)?;
        let tagged = ["right", "correct", "yes", "no"].contains(&text.at(last))
            && text.gap(last).contains(',')
            && ask.trim_end().ends_with('?');
        tagged.then_some(last..last + 1)
    };
    let found = cue.or_else(tag)?;
    // The cue lives as long as the text does; only its words are cut anew.
    Some(text.slice(found))
}

fn self_rating<'a>(text: &Text<'a>) -> Option<&'a str> {
    const CUES: &[&str] = &[
        "rate yourself",
        "would you rate your",
        "do you rate your",
        "scale of # to #",
        "scale from # to #",
        "how good are you",
        "how comfortable are you",
        "how confident are you",
        "how well do you know",
        "what is your greatest|biggest weakness|strength",
        "your greatest|biggest weakness|strength|weaknesses|strengths",
        "how would you describe yourself",
        "are you good at",
        "how strong are you",
        "how familiar are you",
        "how experienced are you",
        "do you consider yourself",
    ];
    CUES.iter().flat_map(|cue| text.find(cue)).map(|found| text.slice(found)).next()
}

/// Whether yes or no is an answer: a question that begins with a helping verb and asks for nothing more.
fn is_closed(text: &Text) -> bool {
    const HELPING: &[&str] = &[
        "do", "did", "does", "have", "has", "had", "are", "is", "was", "were", "can", "could", "would", "will",
        "should", "may",
    ];
    const WHO: &[&str] = &["you", "your", "the", "a", "an", "there", "it", "they", "we", "this", "that", "any", "our"];
    const INVITING: &[&str] = &[
        "tell", "describe", "explain", "walk", "give", "show", "talk", "take", "share", "name", "say", "think",
        "outline", "sketch",
    ];
    const OPEN: &[&str] = &[
        "what", "how", "why", "which", "when", "where", "who", "tell", "describe", "walk", "explain", "give", "talk",
        "name", "in", "if",
    ];
    let begins = |at: usize| {
        at == 0
            || text.gap(at).contains(['?', '.', ',', ':', ';', '–', '—', '-'])
            || ["and", "so", "then", "or"].contains(&text.before(at, 1))
    };
    // The last question is the one that is answered.
    let Some(start) = (0..text.words().len()).rev().find(|&at| {
        HELPING.contains(&text.at(at))
            && WHO.contains(&text.at(at + 1))
            && (at == 0 || text.gap(at).contains(['?', '.', ':']))
    }) else {
        return false;
    };
    let rest = start + 1..text.words().len();
    let invites = (start + 2..start + 4).any(|at| INVITING.contains(&text.at(at)))
        && ["can", "could", "would", "will"].contains(&text.at(start));
    let opened =
        rest.clone().any(|at| begins(at) && OPEN.contains(&text.at(at)) && !["in", "if"].contains(&text.at(at)));
    let chooses =
        rest.clone().any(|at| text.at(at) == "or" && !["not", "more", "two", "so"].contains(&text.at(at + 1)));
    let after = text.words().len() > start
        && text.find("tell me").iter().chain(&text.find("example")).any(|found| found.start > start);
    let earlier = (0..start).any(|at| {
        begins(at) && OPEN.contains(&text.at(at)) && !["in", "if", "when", "who", "where"].contains(&text.at(at))
    });
    !(invites || opened || chooses || after || earlier)
}
