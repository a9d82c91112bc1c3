//! What three interviewers found about Robin Vega, who does not exist, and what a fourth has begun.
//!
//! It is a table and some texts, to be read and changed by people who hire. The tests say what a
//! panel has to come to with it.

use crate::domain::decision::Overall;

/// The candidate. The name says what the data is, wherever it is shown.
pub const CANDIDATE: &str = "Sample: Robin Vega";
/// The candidate's reference.
pub const REFERENCE: &str = "DEMO";
/// The level that everybody asks for.
pub const TARGET: &str = "senior";

/// An interviewer, and what they wrote and decided besides the ratings.
pub struct Interviewer {
    /// Id of the interview; its beginning is the time at which it was set up.
    pub id: &'static str,
    /// Name.
    pub name: &'static str,
    /// When it was set up, in seconds since 1970.
    pub started_at: i64,
    /// The decision; nothing while the interview is a draft.
    pub decision: Option<Decision>,
}

/// What an interviewer wrote at the end.
pub struct Decision {
    /// Overall.
    pub overall: Overall,
    /// Id of the level.
    pub level: &'static str,
    /// Why it is not the level that the card recommends, where it is not.
    pub reason: &'static str,
    /// What to remember.
    pub takeaways: &'static str,
    /// What spoke for Robin.
    pub strengths: &'static str,
    /// What spoke against.
    pub concerns: &'static str,
}

/// The interviewers, in the order of the columns.
pub const INTERVIEWERS: [Interviewer; 4] = [
    Interviewer {
        id: "019cb2d1-7f40-7000-8000-00000000de01",
        name: "Ines Calder",
        started_at: 1_772_526_600,
        decision: Some(Decision {
            overall: Overall::Yes,
            level: "senior",
            reason: "",
            takeaways: "Could lead a delivery from the first month on. I would give a real mentoring task early.",
            strengths: "Sizes from measured load. Says unwelcome things to customers early and in plain words.",
            concerns: "Clashes between projects were settled by somebody else. Mentoring had no aim.",
        }),
    },
    Interviewer {
        id: "019cb3c8-b080-7000-8000-00000000de02",
        name: "Tomas Beck",
        started_at: 1_772_542_800,
        decision: Some(Decision {
            overall: Overall::No,
            level: "intermediate",
            reason: "I asked the technical half only, so my card alone proves no level. On what I heard: a very \
                     strong Intermediate. A Senior here sets a course for others, and I heard no case of it.",
            takeaways: "Superb at finding causes. Not yet somebody whom others follow.",
            strengths: "Load tests before going live; proves a cause instead of guessing it.",
            concerns: "No decision that others carried out. A lost site was never rehearsed.",
        }),
    },
    Interviewer {
        id: "019cb813-5280-7000-8000-00000000de03",
        name: "Yuna Park",
        started_at: 1_772_614_800,
        decision: Some(Decision {
            overall: Overall::StrongYes,
            level: "senior",
            reason: "The connection broke before the technical part was through, so my card proves less than I \
                     saw. What I heard about leading work and about customers carries a Senior.",
            takeaways: "Customers would ask for Robin by name.",
            strengths: "Makes a tangled thing clear with one drawing. Owns a failed cut-over in front of the customer.",
            concerns: "Pipelines beyond the basics go to a colleague.",
        }),
    },
    Interviewer {
        id: "019cbd02-c000-7000-8000-00000000de04",
        name: "Otto Lind",
        started_at: 1_772_697_600,
        decision: None,
    },
];

/// The answers, a column an interviewer: 4 Exceeds, 3 Meets, 2 Partial, 1 Not shown, 0 asked without a
/// usable answer, a Meets attested for the section, - not asked.
#[rustfmt::skip]
pub const ANSWERS: [(&str, &str); 43] = [
    //                                      Ines
    //                                      | Tomas
    //                                      | | Yuna
    //                                      | | | Otto
    ("associate.iac-years",                "3 - a 3"),
    ("associate.cloud-years",              "3 - a 3"),
    ("associate.gitlab-instances",         "3 3 a -"),
    ("associate.reference-architectures",  "3 3 a -"),

    ("associate.working-english",          "3 - 3 3"),
    ("associate.parallel-engagements",     "3 - 3 -"),
    ("associate.solution-orientation",     "3 - 3 3"),
    ("associate.consensus-and-status",     "4 - 3 -"),
    ("associate.self-management",          "3 - - 3"),
    ("associate.values-in-practice",       "2 - 2 -"),
    ("associate.remote-work",              "3 - 3 -"),

    ("associate.programming",              "- 3 - -"),
    ("associate.gitlab-product",           "3 - 3 -"),
    ("associate.computer-science",         "- 3 - -"),

    ("intermediate.iac-years",             "- 3 - -"),
    ("intermediate.cloud-years",           "- 3 - -"),
    ("intermediate.gitlab-tiers",          "3 3 3 -"),
    ("intermediate.gitlab-cicd",           "3 3 2 -"),

    ("intermediate.complex-communication", "3 2 4 -"),
    ("intermediate.independent-delivery",  "3 - 3 2"),
    ("intermediate.containers",            "3 3 - -"),
    ("intermediate.security-compliance",   "3 3 - -"),
    ("intermediate.docs-training",         "2 - - -"),

    ("intermediate.gitlab-kubernetes",     "- 2 - -"),
    ("intermediate.scripting",             "- 3 - -"),
    ("intermediate.enterprise-customers",  "3 - 3 -"),
    ("intermediate.platform-industry",     "3 - - -"),

    ("senior.iac-years",                   "3 3 3 -"),
    ("senior.cloud-years",                 "3 3 - -"),
    ("senior.enterprise-gitlab",           "3 4 3 -"),

    ("senior.parallel-projects",           "2 - 2 -"),
    ("senior.direction",                   "3 2 3 -"),
    ("senior.mentoring-juniors",           "2 - 2 -"),
    ("senior.next-question",               "3 3 3 -"),

    ("senior.cloud-mastery",               "3 3 - -"),
    ("senior.ha-dr",                       "3 2 0 -"),
    ("senior.troubleshooting",             "3 4 3 -"),
    ("senior.business-aspects",            "3 - 3 -"),

    ("senior.gitlab-longterm",             "- 3 - -"),
    ("senior.kubernetes-scale",            "- 1 - -"),
    ("senior.peak-performance",            "- - - -"),
    ("senior.multicultural-team",          "- - 4 -"),
    ("senior.community",                   "- 3 - -"),
];

/// The notes: criterion, interviewer, text. Everything but a plain Meets has one, and everything that
/// the interviewers see differently.
pub const NOTES: [(&str, &str, &str); 31] = [
    (
        "associate.consensus-and-status",
        "Ines Calder",
        "Two teams wanted different branching rules before a migration. Robin put both on one page with what each \
         would cost, had both leads agree in one call, and the rule still stood at hand-over. Two other projects took \
         over the weekly update: done, stuck, who has to act.",
    ),
    (
        "associate.consensus-and-status",
        "Yuna Park",
        "Settled the date of a code freeze with a customer's release manager, and remembered a second case. The \
         update shown to me had progress, blocker and who must act.",
    ),
    (
        "associate.values-in-practice",
        "Ines Calder",
        "Named iteration and transparency at once. Asked for a decision that followed from one: \"we always ship \
         small\". Missing: a case where keeping to it cost something.",
    ),
    (
        "associate.values-in-practice",
        "Yuna Park",
        "Spoke well about results for customers, but the example was a habit of the team and no decision of Robin's.",
    ),
    (
        "intermediate.gitlab-cicd",
        "Ines Calder",
        "Split a retailer's long pipeline into child pipelines, gave image builds runners of their own, and wrote \
         the registry's clean-up rules after it had filled a disk.",
    ),
    (
        "intermediate.gitlab-cicd",
        "Tomas Beck",
        "Pipelines with tagged runners, registry access by group, clean-up by policy. Turned security scanning on \
         because an audit asked for it, and knew what it found first.",
    ),
    (
        "intermediate.gitlab-cicd",
        "Yuna Park",
        "Builds pipelines that push images. For child pipelines, caches and scanning Robin pointed to a colleague. \
         Missing: an advanced feature put to use.",
    ),
    (
        "intermediate.complex-communication",
        "Ines Calder",
        "Made the failover of a storage node clear to me in a minute. On hearing it the customer had picked the \
         slower, safer cut-over.",
    ),
    (
        "intermediate.complex-communication",
        "Tomas Beck",
        "All of it was right, but it took three questions of mine to hear what had to be decided in the storage \
         outage. Missing: short without help.",
    ),
    (
        "intermediate.complex-communication",
        "Yuna Park",
        "Unasked, one drawing that ended three weeks of dispute over network zones. The customer's architects took \
         it to their board without Robin, and the decision came from it.",
    ),
    (
        "intermediate.independent-delivery",
        "Otto Lind",
        "Carried the technical part alone; scope and dates were with the engagement manager. To be asked again: \
         a workstream up to sign-off.",
    ),
    (
        "intermediate.docs-training",
        "Ines Calder",
        "Runbooks that a customer's operators worked from after hand-over. Missing: a lesson with exercises.",
    ),
    (
        "intermediate.gitlab-kubernetes",
        "Tomas Beck",
        "Runners on a cluster, and the chart once as a trial with its defaults. Never decided where Gitaly and the \
         database should live.",
    ),
    (
        "senior.enterprise-gitlab",
        "Ines Calder",
        "Two sites, 6,000 users, sized from the request rates of the old instance. Robin's part: Gitaly and the \
         load balancers. Sign-on had to pass the customer's proxy, and did.",
    ),
    (
        "senior.enterprise-gitlab",
        "Tomas Beck",
        "Unasked: load test with the customer's own monorepo before going live, fewer Sidekiq nodes than the \
         reference architecture because of it, and a look at the graphs after six months. The sizing had held.",
    ),
    (
        "senior.enterprise-gitlab",
        "Yuna Park",
        "Gave users, nodes and the part that was Robin's, and how four weeks' notice to the change board shaped the \
         plan.",
    ),
    (
        "senior.parallel-projects",
        "Ines Calder",
        "A migration and an upgrade in the same spring. When both needed one weekend, the engagement manager chose; \
         Robin had only prepared the choice. Missing: a clash settled alone.",
    ),
    (
        "senior.parallel-projects",
        "Yuna Park",
        "Two customers in one month, but the second was a health check of two days. Missing: a second project that \
         was complex.",
    ),
    (
        "senior.direction",
        "Ines Calder",
        "Led two engineers through the retailer's migration. Wrote down what comes back to Robin and what does not, \
         let one of them try a bulk export, stopped it when the dry run lost labels, and told the customer so.",
    ),
    (
        "senior.direction",
        "Tomas Beck",
        "The insurer's upgrade: shared out the tickets and kept them moving, but the architect set the course. \
         Asked twice for a decision that others carried out, or a wrong turn put right; heard lists of tasks.",
    ),
    (
        "senior.direction",
        "Yuna Park",
        "At the bank Robin set the order of work for two colleagues, overruled one on the runners with figures, and \
         stood before the customer when the first cut-over had to be rolled back.",
    ),
    (
        "senior.mentoring-juniors",
        "Ines Calder",
        "Paired with an associate every week and reviewed everything. Missing: an aim, and what the associate does \
         alone now.",
    ),
    (
        "senior.mentoring-juniors",
        "Yuna Park",
        "Answers questions fast and kindly. Asked when help was withdrawn: \"they still come to me\".",
    ),
    (
        "senior.ha-dr",
        "Ines Calder",
        "Took the retailer's system through the loss of a node, a zone and the site, with an hour and 15 minutes as \
         targets and what they cost. One rehearsal a year; told what the last one broke.",
    ),
    (
        "senior.ha-dr",
        "Tomas Beck",
        "Quorum and failover of nodes are solid. For a lost site there was a plan on paper; nobody had timed a \
         restore from it. Missing: a rehearsal.",
    ),
    ("senior.ha-dr", "Yuna Park", "The connection broke here and we ran out of time. Nothing usable."),
    (
        "senior.troubleshooting",
        "Ines Calder",
        "Slow merge request pages: query times ruled out the database, a capture the network; it was a hook that \
         scanned every push. From 9 seconds to 1.4.",
    ),
    (
        "senior.troubleshooting",
        "Tomas Beck",
        "A clock that drifted between two nodes, which nobody suspected. Robin made the fault happen at will, fixed \
         it with the vendor, put an alert on it, and showed the graph: no case in four months.",
    ),
    (
        "senior.troubleshooting",
        "Yuna Park",
        "Hanging jobs: ruled out network, name service and disk one by one, found a stuck mount. Had queue times \
         from before and after.",
    ),
    (
        "senior.kubernetes-scale",
        "Tomas Beck",
        "Asked for an application on many nodes: the largest was a build farm of three, run by somebody else. Nothing \
         of Robin's was released there.",
    ),
    (
        "senior.multicultural-team",
        "Yuna Park",
        "Colleagues in two other time zones rarely objected in calls, so Robin began to ask for objections in writing \
         beforehand. Checked with them after a quarter: five of seven came that way, and the team kept it.",
    ),
];
