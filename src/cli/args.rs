//! The arguments as clap reads them: names, help and examples, and nothing else.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::folders::Places;
use super::output::Destination;
use super::request::{ColorChoice, ThemeChoice};
use super::what_if::{Supposed, supposed};
use crate::domain::limits;
use crate::runtime::Given;
use crate::text;
pub(super) use plan::PlanArguments;
pub(super) use rubric::{ImportArguments, RubricCommand, RubricFormat};

mod plan;
mod rubric;

/// A terminal interview scorecard: rate live, see which grade is proved, save a card that can be
/// checked with a pencil.
#[derive(Debug, Parser)]
#[command(
    name = "assay",
    version,
    max_term_width = 100,
    after_help = "Examples:\n  assay                                   open the home screen\n  assay new --candidate 'Ana Ruiz' --level senior\n  assay check interview.json --json\n\nExit codes: 0 done, 1 something is wrong with what was checked, 2 usage or environment."
)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) places: Places,
    /// When to use colour; `auto` heeds `NO_COLOR`
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorChoice,
    /// What the terminal's background is; `auto` heeds `COLORFGBG`
    #[arg(long, global = true, value_enum, value_name = "THEME", default_value = "auto", env = "ASSAY_THEME")]
    pub(super) theme: ThemeChoice,
    /// Who you are, as on your cards; else `name` in settings.toml, else the interviewer of last time
    #[arg(long = "as", global = true, value_name = "NAME", value_parser = name)]
    pub(super) me: Option<String>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start an interview; what is missing is asked on a form
    #[command(
        after_help = "Examples:\n  assay new --candidate 'Ana Ruiz' --level senior --minutes 60 --focus leadership-skills\n  assay new --plan plan.json --as Ana\n\nA plan of `assay plan` says family, level, minutes, interviewer and focus; --minutes may differ from it."
    )]
    New(NewArguments),
    /// Share the criteria of a level out over a panel: who asks what, and what there is no time for
    #[command(
        after_help = "Examples:\n  assay plan --level senior --minutes 60 --interviewers 'Ana,Ben,Chi'\n  assay plan --level senior --interviewers 'Ana,Ben,Chi' --overlap 10 -o plan.json\n  assay new --plan plan.json --as Ana\n\nOf each interview 5 % is kept free for the opening and 10 % for the candidate's own questions. It says what two\nask, what nobody does, and what would be enough for all."
    )]
    Plan(PlanArguments),
    /// Go on with a draft
    #[command(after_help = "Examples:\n  assay resume\n  assay resume 0192f3c4")]
    Resume {
        /// Id of the draft or its unique beginning; without it, the newest draft
        id: Option<String>,
    },
    /// List saved cards and drafts, newest first
    #[command(after_help = "Examples:\n  assay list --candidate ana\n  assay list --json")]
    List {
        /// Only candidates whose name holds this text
        #[arg(long, value_name = "NAME")]
        candidate: Option<String>,
        /// Print a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Show one card: on a terminal as a read-only scoring screen, else as text
    #[command(
        after_help = "Examples:\n  assay show 0192f3c4\n  assay show 0192f3c4 --format text\n  assay show 0192f3c4 -o ana-ruiz.html\n  assay show 0192f3c4 --why                 what proves its grade, and what would change it\n  assay show interview.json --format csv -o ratings.csv --force"
    )]
    Show {
        /// Id of the card, the unique beginning of one, or a file
        card: PathBuf,
        /// Print it like this instead; with `-o`, the file's ending says so too
        #[arg(long, value_enum)]
        format: Option<ShowFormat>,
        /// Print why its grade is what it is, to be checked with a pencil
        #[arg(long, conflicts_with = "format")]
        why: bool,
        #[command(flatten)]
        destination: Destination,
    },
    /// Say what would follow for saved cards if ratings or the bar were otherwise; no card changes
    #[command(
        name = "whatif",
        after_help = "Examples:\n  assay whatif 0192f3c4 --bar 80\n  assay whatif 0192f3c4 --set senior.mentoring-juniors=2 --set direction=3\n  assay whatif cards/*.json --bar 60 --json\n\nA rating of 0 supposes that nothing is known. A criterion is named by its id, or by what follows its level in it where that names one alone."
    )]
    WhatIf {
        /// Ids of cards, their unique beginnings, or files
        #[arg(required = true, value_name = "CARD")]
        cards: Vec<PathBuf>,
        /// Suppose this bar, in percent, in every required section
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
        bar: Option<u32>,
        /// Suppose this rating of a criterion; may be given several times
        #[arg(long, value_name = "CRITERION=RATING", value_parser = supposed)]
        set: Vec<Supposed>,
        /// Print a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Open a candidate's panel: on a terminal its screen, else its report
    #[command(
        after_help = "Examples:\n  assay panel 'Ana Ruiz'\n  assay panel 'Ana Ruiz' --format text\n  assay panel 'Ana Ruiz' -o ana-ruiz.html\n  assay panel 'Ana Ruiz' --format csv -o ratings.csv --force"
    )]
    Panel(PanelArguments),
    /// Tell whoever interviews next what is not covered yet, without any rating or note
    #[command(
        after_help = "Examples:\n  assay handover 'Ana Ruiz'\n  assay handover 'Ana Ruiz' --format md | less\n  assay handover 'Ana Ruiz' -o handover.json\n\nCards and drafts of everybody are looked through. What is printed depends only on which criteria have a rating,\nnever on which rating."
    )]
    Handover(HandoverArguments),
    /// Look at a made-up candidate's panel; your own folders are left alone
    #[command(
        after_help = "Example:\n  assay demo\n\nThe sample lies in a temporary folder that is removed when you leave. Without a terminal it stays, and what lies where is printed."
    )]
    Demo,
    /// Rate five short invented interviews, and compare with an expert's ratings and reasons
    #[command(
        after_help = "Example:\n  assay practice\n\nTen minutes, before the first real interview. You rate blind; once an interview is rated you see where you were\nlenient or severe, and why the expert rated as they did. It goes on where you left it, and is no card."
    )]
    Practice,
    /// Recompute the recommendation of cards, verify seals and amendments, and hold decisions against
    /// the cards that they rest on
    #[command(
        after_help = "Examples:\n  assay check interview.json\n  assay check 0192f3c4 cards/*.json --json\n  assay check panel-0192f3c4\n  assay check ~/.local/share/assay\n  assay check --notes 0192f3c4\n\nOf an amendment and of a decision the cards in the same folder are read too. What cannot be told without them is a note and nothing wrong.\n\nWith --notes each finding says why and what to write instead. It is advice and fails nothing; the exit code is 1 only where a card cannot be read. Your own words go to notes/*.toml in the settings folder."
    )]
    Check {
        /// Files, ids, unique beginnings of ids, or folders with cards
        #[arg(required = true, value_name = "CARD")]
        cards: Vec<PathBuf>,
        /// Look through the notes instead: words that must not weigh, verdicts without behaviour
        #[arg(long)]
        notes: bool,
        /// Print a JSON array with one object a card
        #[arg(long)]
        json: bool,
    },
    /// List, show, check, import, make and compare rubrics
    #[command(subcommand, after_help = "Examples:\n  assay rubric list\n  assay rubric check my-rubrics/gardener")]
    Rubric(RubricCommand),
    /// Print the JSON Schema of a file format
    #[command(after_help = "Example:\n  assay schema scorecard > scorecard.schema.json")]
    Schema {
        /// Which format
        #[arg(value_enum)]
        of: SchemaOf,
    },
    /// Print a completion script for a shell
    #[command(after_help = "Example:\n  assay completions bash > ~/.local/share/bash-completion/completions/assay")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  assay man > ~/.local/share/man/man1/assay.1")]
    Man,
}

#[derive(Args, Debug)]
pub(super) struct PanelArguments {
    /// Name of the candidate, or a part of it that fits one alone
    pub(super) candidate: String,
    /// Print it like this instead of opening the screen; with `-o`, the file's ending says so too
    #[arg(long, value_enum)]
    pub(super) format: Option<PanelFormat>,
    #[command(flatten)]
    pub(super) destination: Destination,
    /// Show the panel although your own interview is not submitted; its decision will say so
    #[arg(long)]
    pub(super) reveal: bool,
}

#[derive(Args, Debug)]
pub(super) struct HandoverArguments {
    /// Name of the candidate, or a part of it that fits one alone
    pub(super) candidate: String,
    /// The requisition or applicant id, where two candidates have one name
    #[arg(long = "ref", value_name = "REF", value_parser = name)]
    pub(super) reference: Option<String>,
    /// Print it like this; with `-o`, the file's ending says so too
    #[arg(long, value_enum)]
    pub(super) format: Option<PlainFormat>,
    #[command(flatten)]
    pub(super) destination: Destination,
}

/// How a list is printed that is no report on a candidate.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PlainFormat {
    /// For people, within 80 columns
    #[value(alias = "txt")]
    Text,
    /// For an issue or a wiki
    Md,
    /// For other programs
    Json,
}

impl PlainFormat {
    /// The format that a file's ending asks for.
    pub(super) fn of(file: &Path) -> Option<Self> {
        Self::from_str(file.extension()?.to_str()?, true).ok()
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PanelFormat {
    /// For people, within 80 columns
    #[value(alias = "txt")]
    Text,
    /// For an issue or a wiki
    Md,
    /// A page for a browser or printer, whole in one file
    Html,
    /// A table with a row for each interviewer and criterion
    Csv,
    /// For other programs
    Json,
}

impl PanelFormat {
    /// The format that a file's ending asks for.
    pub(super) fn of(file: &Path) -> Option<Self> {
        Self::from_str(file.extension()?.to_str()?, true).ok()
    }
}

#[derive(Args, Debug)]
pub(super) struct NewArguments {
    /// Name of the candidate
    #[arg(long, value_name = "NAME", value_parser = name)]
    candidate: Option<String>,
    /// A requisition or applicant id
    #[arg(long = "ref", value_name = "REF", value_parser = name)]
    reference: Option<String>,
    /// Id of the target level
    #[arg(long)]
    level: Option<String>,
    /// Id of the job family
    #[arg(long)]
    family: Option<String>,
    /// Name of the interviewer
    #[arg(long, value_name = "NAME", value_parser = name)]
    interviewer: Option<String>,
    /// Planned length in minutes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(limits::PLANNED_MINUTES)))]
    minutes: Option<u32>,
    /// Sections in focus, separated by commas; single criteria as LEVEL/SECTION/CRITERION
    #[arg(long, value_name = "SECTION", value_delimiter = ',')]
    focus: Vec<String>,
    /// Begin with what this plan of `assay plan` says of you, see --as
    #[arg(long, value_name = "FILE", conflicts_with_all = ["level", "family", "focus"])]
    pub(super) plan: Option<PathBuf>,
}

impl From<NewArguments> for Given {
    fn from(given: NewArguments) -> Self {
        let NewArguments { candidate, reference, level, family, interviewer, minutes, focus, plan: _ } = given;
        Self { candidate, reference, level, family, interviewer, minutes, focus, remark: None }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ShowFormat {
    /// For people, within 80 columns
    #[value(alias = "txt")]
    Text,
    /// For an issue or a wiki
    Md,
    /// A page for a browser or printer, whole in one file
    Html,
    /// A table with a row for each criterion
    Csv,
    /// What to paste into Greenhouse, by field, then the same as its JSON scorecard
    Greenhouse,
    /// The JSON scorecard of `greenhouse` alone
    GreenhouseJson,
    /// The card's file itself, hidden characters escaped
    Json,
}

impl ShowFormat {
    /// The format that a file's ending asks for.
    pub(super) fn of(file: &Path) -> Option<Self> {
        Self::from_str(file.extension()?.to_str()?, true).ok()
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SchemaOf {
    /// One level of a job family
    Rubric,
    /// A submitted card
    Scorecard,
    /// A panel's decision
    Panel,
    /// A plan of who asks what
    Plan,
}

/// A name on one line, as it could have been typed into the form.
fn name(given: &str) -> Result<String, String> {
    let name = text::typed(given).replace('\n', " ").trim().to_owned();
    match name.chars().count() {
        0 => Err("it is empty".to_owned()),
        length if length > limits::NAME_CHARS => {
            Err(format!("it has {length} characters; at most {} are allowed", limits::NAME_CHARS))
        }
        _ => Ok(name),
    }
}
