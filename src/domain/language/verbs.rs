//! Verbs of work, in all their forms, by what kind of work they belong to: whether a statement tells
//! of a deed, and whether it tells of two.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::phrase::Text;

/// What kind of work a verb belongs to. Two verbs of one kind are taken for one skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::domain) enum Area {
    Make,
    Find,
    Steer,
    People,
    Tell,
    Trade,
    Money,
    Care,
    Clean,
    Cook,
    Drive,
    Grow,
    Mend,
    /// A deed that goes with any of them.
    Any,
}

/// The form in which a verb stands; verbs in a row share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::domain) enum Form {
    Base,
    Third,
    Past,
    Gerund,
}

/// Verbs by kind of work. Irregular ones give their past after a slash.
const VERBS: &[(Area, &str)] = &[
    (
        Area::Make,
        "administer architect assemble automate build/built code configure create deploy design develop \
         engineer implement install integrate maintain migrate modernise modernize operate optimise \
         optimize program prototype refactor ship",
    ),
    (
        Area::Find,
        "analyse analyze audit diagnose evaluate inspect investigate measure monitor research test \
         troubleshoot/troubleshot",
    ),
    (
        Area::Steer,
        "chair coordinate direct head lead/led manage organise organize oversee/oversaw plan prioritise \
         prioritize schedule",
    ),
    (Area::People, "coach hire mentor onboard recruit teach/taught train tutor"),
    (Area::Tell, "author document edit explain present publish speak/spoke translate write/wrote/written"),
    (Area::Trade, "buy/bought market negotiate pitch procure promote purchase sell/sold source"),
    (Area::Money, "balance bill budget forecast invoice reconcile"),
    (Area::Care, "care comfort feed/fed nurse treat vaccinate"),
    (Area::Clean, "clean iron mop sweep/swept wash"),
    (Area::Cook, "bake brew cook"),
    (Area::Drive, "drive/drove/driven fly/flew/flown sail steer"),
    (Area::Grow, "breed/bred cultivate mow plant prune sow"),
    (Area::Mend, "fit paint plaster repair restore sew/sewn weld"),
    (
        Area::Any,
        "achieve act adapt add address advise agree answer apply approve argue arrange ask assess assist \
         bring/brought calculate calm carry catch/caught change check choose/chose/chosen clear close \
         collect compare complete conduct contribute correct cover cut/cut decide defend define deliver \
         describe detect determine discover draft draw/drew/drawn earn enforce ensure escalate establish \
         estimate examine execute exchange facilitate file find/found finish fix follow form found \
         gather gain get/got give/gave/given grow/grew/grown guide handle help hold/held host identify \
         improve increase influence inform introduce invent join judge keep/kept launch \
         learn/learnt/learned lift listen load look lower make/made map meet/met mend model move name \
         notice offer open order own pack pay/paid perform persuade pick place plug post practise \
         practice prepare prevent price process produce propose protect prove put/put raise reach react \
         read/read receive recognise recognize recommend recover record reduce release remove replace \
         reply report represent request resolve respond restock return review run/ran/run save say/said \
         scale search secure see/saw/seen select send/sent serve set/set settle share show/showed/shown \
         sign simplify solve sort spot start state stop store streamline strengthen supervise supply \
         support switch take/took/taken talk tell/told tend trace track trade transform try tune turn \
         understand/understood undo update use verify visit volunteer wait walk weigh win/won work",
    ),
];

/// How a word can be read as a verb: its kind of work, its form, and the verb itself.
pub(in crate::domain) type Reading = (Area, Form, &'static str);

/// Every form of every verb.
static FORMS: LazyLock<HashMap<String, Vec<Reading>>> = LazyLock::new(|| {
    let mut forms: HashMap<String, Vec<Reading>> = HashMap::new();
    for (area, verbs) in VERBS {
        for verb in verbs.split_whitespace() {
            let mut parts = verb.split('/');
            let base = parts.next().unwrap_or_default();
            let mut add = |form: String, kind: Form| {
                let known = forms.entry(form).or_default();
                if !known.iter().any(|(_, seen, _)| *seen == kind) {
                    known.push((*area, kind, base));
                }
            };
            add(base.to_owned(), Form::Base);
            add(third(base), Form::Third);
            add(with_ending(base, "ing"), Form::Gerund);
            let irregular: Vec<&str> = parts.collect();
            if irregular.is_empty() {
                add(with_ending(base, "ed"), Form::Past);
            }
            for past in irregular {
                add(past.to_owned(), Form::Past);
            }
        }
    }
    forms
});

fn third(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(rest) if !rest.ends_with(['a', 'e', 'o', 'u']) => format!("{rest}ies"),
        _ if base.ends_with(['s', 'x', 'z', 'o']) || base.ends_with("sh") || base.ends_with("ch") => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

fn with_ending(base: &str, ending: &str) -> String {
    /// Short verbs that double their last letter, and longer ones that do by custom.
    const DOUBLE: &[&str] = &[
        "cut", "fit", "get", "map", "pack", "plan", "plug", "program", "put", "run", "set", "ship", "sew", "spot",
        "stop", "win",
    ];
    let vowel = ending.starts_with('e');
    if DOUBLE.contains(&base) && !base.ends_with("ck") && !base.ends_with('w') {
        let last = &base[base.len() - 1..];
        return format!("{base}{last}{ending}");
    }
    match base.strip_suffix('e') {
        Some(rest) if !rest.ends_with('e') => format!("{rest}{ending}"),
        _ => match base.strip_suffix('y') {
            Some(rest) if vowel && !rest.ends_with(['a', 'e', 'o', 'u']) => format!("{rest}ied"),
            _ => format!("{base}{ending}"),
        },
    }
}

/// What a word is as a verb: its kind of work in each form that it may stand in.
pub(in crate::domain) fn readings(word: &str) -> &'static [Reading] {
    FORMS.get(word).map_or(&[], Vec::as_slice)
}

/// Whether a word is one of these verbs, in any form.
pub(in crate::domain) fn is_form_of(word: &str, verbs: &[&str]) -> bool {
    let regular = |verb: &str| [third(verb), with_ending(verb, "ing"), with_ending(verb, "ed")];
    let spelled = |verb: &str| word == verb || regular(verb).iter().any(|form| form == word);
    verbs.iter().any(|verb| spelled(verb)) || readings(word).iter().any(|(_, _, base)| verbs.contains(base))
}

/// Words before which a verb begins a clause.
const CLAUSE: &[&str] = &["who", "that", "and", "or", "can", "they", "then", "has", "have", "also"];

/// Whether a text says, outside these ranges, that somebody does something.
pub(in crate::domain) fn tells_a_deed(text: &Text, beside: &[Range<usize>]) -> bool {
    (0..text.words().len()).filter(|index| !beside.iter().any(|range| range.contains(index))).any(|index| {
        readings(text.at(index)).iter().any(|(_, form, base)| match form {
            // What everybody does tells nothing.
            _ if *base == "work" => false,
            Form::Base if ["act", "adapt", "complete", "learn", "perform", "try", "understand"].contains(base) => false,
            Form::Third | Form::Past => begins_clause(text, index),
            Form::Base => is_bidden(text, index),
            Form::Gerund => false,
        })
    })
}

fn begins_clause(text: &Text, index: usize) -> bool {
    let before = text.before(index, 1);
    index == 0
        || CLAUSE.contains(&before)
        || before.ends_with("ly")
        || text.gap(index).contains([',', ';', ':', '.', '(', '–', '—'])
}

/// Whether a verb stands where somebody is told to do it, or able to: "can repair", "Resolve".
fn is_bidden(text: &Text, index: usize) -> bool {
    let adverb = usize::from(text.before(index, 1).ends_with("ly"));
    let at = index - adverb;
    let able = text.before(at, 1) == "to" && ["able", "ability", "capacity"].contains(&text.before(at, 2));
    let bids = |word: &str| {
        ["demonstrate", "exemplify"].contains(&word) || readings(word).iter().any(|(_, f, _)| *f == Form::Base)
    };
    let joined = text.before(at, 1) == "and" && bids(text.at(0));
    able || joined || text.before(at, 1) == "can" || at == 0 || text.gap(at).contains([':', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_known_in_every_form() {
        for (word, base, form) in [
            ("plans", "plan", Form::Third),
            ("planned", "plan", Form::Past),
            ("running", "run", Form::Gerund),
            ("led", "lead", Form::Past),
            ("applies", "apply", Form::Third),
            ("applied", "apply", Form::Past),
            ("deploying", "deploy", Form::Gerund),
            ("overseeing", "oversee", Form::Gerund),
            ("coaches", "coach", Form::Third),
            ("packed", "pack", Form::Past),
            ("written", "write", Form::Past),
            ("managed", "manage", Form::Past),
        ] {
            assert!(readings(word).iter().any(|(_, f, b)| (*f, *b) == (form, base)), "{word}: {:?}", readings(word));
        }
        assert!(readings("xylophone").is_empty());
        assert!(is_form_of("mentoring", &["mentor"]) && !is_form_of("mental", &["mentor"]));
    }

    #[test]
    fn a_deed_is_told_by_a_verb_that_begins_a_clause() {
        for text in [
            "Finds faults",
            "A self-starter who picks up open bugs",
            "Has led a team",
            "Can repair engines",
            "Quickly settles disputes",
        ] {
            assert!(tells_a_deed(&Text::new(text), &[]), "{text}");
        }
        for text in [
            "Strong work ethic",
            "Is a team player",
            "Passionate about designs",
            "Excellent leads",
            "",
            "Works hard, thrives",
        ] {
            assert!(!tells_a_deed(&Text::new(text), &[]), "{text}");
        }
    }
}
