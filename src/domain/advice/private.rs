//! Questions that pry: a table, with what may be asked instead.

use super::words::Entry;

const REASON: &str = "The answer proves nothing about the work, and where somebody is turned down after it, it is \
                      evidence of discrimination.";
const PAY: &str = "Past pay carries past unfairness into the offer; in many places it may not be asked.";

const fn row(words: &'static [&'static str], reason: &'static str, instead: &'static str) -> Entry {
    Entry { words, unless: &[], reason, instead, of_others: false, where_it_is_the_work: &[] }
}

/// The table.
pub(super) const PRIVATE: &[Entry] = &[
    row(
        &[
            "how old are you",
            "your age",
            "when were you born",
            "your date of birth",
            "what year did you graduate",
            "when did you graduate",
        ],
        REASON,
        "Leave it out; ask for what was done, whenever that was.",
    ),
    row(
        &[
            "are you married",
            "are you single",
            "your marital status",
            "your husband|wife|spouse|partner do|work",
            "your husband|wife|spouse",
            "do you have children|kids|a family",
            "have any children|kids",
            "planning children|a family",
            "plan to have children|kids",
            "want children|kids",
            "are you pregnant",
            "who looks after your children|kids",
            "childcare arrangements",
        ],
        REASON,
        "State the hours and the travel, and ask everyone alike whether they can do them.",
    ),
    row(
        &[
            "where are you from",
            "where were you born",
            "your nationality",
            "your accent",
            "your mother tongue",
            "your native language",
            "where is your name from",
            "your ethnic",
            "your race",
        ],
        REASON,
        "Leave it out; a right to work is checked with papers, the same way for everyone.",
    ),
    row(
        &[
            "your religion",
            "are you religious",
            "which church",
            "your faith",
            "who did you vote for",
            "your political views",
            "your politics",
            "your sexual orientation",
            "are you gay",
            "a union member",
            "in a union",
        ],
        REASON,
        "Leave it out.",
    ),
    row(
        &[
            "are you disabled",
            "any disabilities|disability",
            "your health",
            "sick days|leave did you",
            "how many sick days",
            "any medical conditions",
            "have you ever been ill",
            "do you take medication",
            "your weight",
            "your height",
        ],
        REASON,
        "Name the task and ask everyone alike whether they can do it, and with which adjustment.",
    ),
    row(
        &[
            "your current salary",
            "your present salary",
            "your last salary",
            "your previous salary",
            "salary history",
            "how much do you earn",
            "how much did you earn",
        ],
        PAY,
        "Say what the job pays.",
    ),
];
