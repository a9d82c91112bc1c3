//! Words that praise a character and say nothing of what somebody does: a table, with what to ask instead.

use super::words::Entry;

const REASON: &str = "Everybody claims it and nobody can disprove it, so it is rated on how likeable or how \
                      similar to the interviewer somebody seems.";
const SLANG: &str = "It describes nobody's work, and people who do not picture themselves as one do not apply.";
const GENERAL: &str = "It names a whole field of skills at once: two interviewers rate two different things under it.";

const fn character(words: &'static [&'static str], unless: &'static [&'static str], instead: &'static str) -> Entry {
    Entry { words, unless, reason: REASON, instead, of_others: true, where_it_is_the_work: &[] }
}

const fn slang(words: &'static [&'static str], unless: &'static [&'static str]) -> Entry {
    Entry {
        words,
        unless,
        reason: SLANG,
        instead: "Name the hardest task of the job that such a person would do well.",
        of_others: false,
        where_it_is_the_work: &[],
    }
}

const fn general(words: &'static [&'static str], instead: &'static str) -> Entry {
    Entry { words, unless: &[], reason: GENERAL, instead, of_others: true, where_it_is_the_work: &[] }
}

/// The table.
pub(super) const TRAITS: &[Entry] = &[
    character(
        &[
            "self starter",
            "selfstarter",
            "go getter",
            "takes initiative",
            "shows initiative",
            "demonstrate initiative",
            "demonstrates initiative",
        ],
        &[],
        "Say what is started unasked: \"Finds and fixes causes of repeated complaints before being asked\".",
    ),
    character(
        &[
            "self motivated",
            "self driven",
            "self directed",
            "highly motivated",
            "well motivated",
            "motivated individual",
            "motivated person",
            "highly driven",
        ],
        &["highly driven by"],
        "Say what is carried through alone: \"Plans a week's work and finishes it without reminders\".",
    ),
    character(
        &["team player", "works well with others", "good team spirit", "team spirit"],
        &[],
        "Say what is done for the others: \"Shows unfinished work early and changes it after comments\".",
    ),
    character(
        &["passionate", "passion for", "passion and", "a passion", "passion towards", "passion about"],
        &["passion fruit", "passion play", "compassion and"],
        "Say what the interest led to: something made, learned or changed because of it.",
    ),
    character(
        &[
            "enthusiastic",
            "enthusiasm for",
            "enthusiasm",
            "eager to learn",
            "hungry to learn",
            "thirst for knowledge",
            "love of learning",
            "fast learner",
            "quick learner",
            "learns quickly",
            "lifelong learner",
        ],
        &[],
        "Ask for something learned for a task: what, how, and what was done with it.",
    ),
    character(
        &["work ethic", "hard working", "hardworking", "hard worker", "diligent", "industrious"],
        &["ethic board", "work ethics policy"],
        "Say what is delivered, how often and at what standard.",
    ),
    character(
        &[
            "positive attitude",
            "can do attitude",
            "positive mindset",
            "positive outlook",
            "positive disposition",
            "solution oriented mindset",
            "right attitude",
            "winning attitude",
            "good attitude",
            "great attitude",
        ],
        &[],
        "Say what happens when a plan fails: \"Proposes the next step within a day and tells those affected\".",
    ),
    character(
        &[
            "detail oriented",
            "attentive to detail",
            "attention to detail",
            "eye for detail",
            "detail minded",
            "meticulous",
        ],
        &[],
        "Say which faults must not slip through, and how they are found: \"Reconciles each run before release\".",
    ),
    character(
        &[
            "results driven",
            "results oriented",
            "result oriented",
            "goal oriented",
            "goal driven",
            "strong sense of urgency",
            "sense of urgency",
            "sense of ownership",
            "bias for action",
        ],
        &[],
        "Name the result and how it was measured.",
    ),
    character(
        &[
            "proactive",
            "resilient person",
            "thick skin",
            "thick skinned",
            "inquisitive",
            "intellectually curious",
            "curious mind",
            "growth mindset",
            "entrepreneurial spirit",
            "entrepreneurial mindset",
            "out of the box",
            "outside the box",
        ],
        &[
            "proactive maintenance|monitoring|research|support|alerting|threat|care|measures|backlog",
            "proactive remediation",
        ],
        "Say in which situation it shows and what is then done.",
    ),
    character(
        &[
            "people person",
            "likeable",
            "charismatic",
            "outgoing",
            "extrovert",
            "extroverted",
            "bubbly",
            "sense of humour|humor",
            "humble",
            "servant leader",
            "natural leader",
            "born leader",
            "natural born leader",
            "great personality",
            "pleasant personality",
            "dynamic personality",
            "dynamic individual",
            "dynamic person",
        ],
        &[
            "outgoing mail|call|payment|goods|traffic|post|invoice",
            "outgoing shipment|message|transfer|stock|inspection|parcel|email|connection",
            "outgoing and incoming",
        ],
        "Say what others get from working with this person that can be observed.",
    ),
    character(
        &[
            "thrives under pressure",
            "works well under pressure",
            "work well under pressure",
            "thrive in a fast paced",
            "thrives in a fast paced",
            "ability to work under pressure",
            "stress resistant",
            "stress resilient",
        ],
        &[],
        "Describe the pressure (a queue, a deadline, an incident) and what is done first.",
    ),
    character(
        &[
            "high degree of professionalism",
            "professional demeanour|demeanor",
            "strong professionalism",
            "highly organized|organised",
            "trustworthy person",
            "honest person",
        ],
        &[],
        "Name the conduct that matters: what is kept confidential, on time or in order, and how one would know.",
    ),
    slang(&["rock star", "rockstar"], &["rock star concert"]),
    slang(
        &[
            "ninja",
            "superstar",
            "super star",
            "wizard",
            "unicorn",
            "jedi",
            "superhero",
            "hacker mentality",
            "hustler",
            "badass",
            "guru",
            "whiz",
            "wunderkind",
        ],
        &[
            "setup wizard",
            "install wizard",
            "wizard setup",
            "installation wizard",
            "import wizard",
            "wizard dialog",
            "ninja build",
            "wizards and forms",
            "step wizard",
            "unicorn company|startup|web|server",
        ],
    ),
    slang(
        &["a players", "top talent", "best of the best", "world class individual", "killer instinct"],
        &["top talent acquisition"],
    ),
    general(
        &[
            "communication skills",
            "communicator",
            "communicates well",
            "communication and interpersonal skills",
            "presentation skills",
        ],
        "Name the occasion, the listener and the result: \"Explains an outage so that customers know what to do\".",
    ),
    general(
        &[
            "interpersonal skills",
            "people skills",
            "soft skills",
            "social skills",
            "team skills",
            "collaboration skills",
        ],
        "Name whom this person works with and what has to come of it.",
    ),
    general(
        &["leadership skills", "leadership qualities", "leadership abilities", "management skills"],
        "Say whom they lead and to what: \"Sets weekly goals with five engineers and clears what blocks them\".",
    ),
    general(
        &[
            "problem solving skills",
            "analytical skills",
            "critical thinker",
            "strategic thinker",
            "problem solver",
            "analytical thinker",
            "decision making skills",
            "critical thinking skills",
            "thinking skills",
        ],
        "Name a problem of the job and what solving it looks like.",
    ),
    general(
        &[
            "organizational skills",
            "organisational skills",
            "organization skills",
            "time management skills",
            "multitasker",
            "multi tasker",
            "multitasking skills",
            "multi tasking",
            "prioritization skills",
            "prioritisation skills",
            "planning skills",
        ],
        "Say what has to be kept in order: how many things at once, and what happens when two collide.",
    ),
];
