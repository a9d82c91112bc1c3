//! The arguments of the `rubric` commands.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::output::Destination;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RubricCommand {
    /// List families and their levels
    #[command(after_help = "Example:\n  assay rubric list --json")]
    List {
        /// Print a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Show the criteria of a level with anchors and questions
    #[command(
        after_help = "Examples:\n  assay rubric show senior\n  assay rubric show senior --json > senior.json\n  assay rubric show senior -o senior.html\n  assay rubric show staff --chain --format md\n\n--format and -o make a page for people who do not have the program."
    )]
    Show {
        /// Id of the level
        level: String,
        /// Id of the family, where several have such a level
        #[arg(long)]
        family: Option<String>,
        /// Print the rubric file
        #[arg(long, conflicts_with_all = ["format", "chain", "file"])]
        json: bool,
        /// Print a page for people like this; with `-o`, the file's ending says so too
        #[arg(long, value_enum)]
        format: Option<RubricFormat>,
        /// With the levels below it
        #[arg(long)]
        chain: bool,
        #[command(flatten)]
        destination: Destination,
    },
    /// Check rubric files: every error at once with file and place, and advice with reasons
    #[command(
        after_help = "Examples:\n  assay rubric check\n  assay rubric check gardener --strict\n  assay rubric check my-rubrics/gardener --json\n  assay rubric check my-rubrics/gardener/senior.json\n\nExit codes: 0 no error, 1 an error, or with --strict any advice."
    )]
    Check {
        /// Ids of families, folders of rubric files, or rubric files; without one, your own rubrics and
        /// the built-in family
        #[arg(value_name = "FAMILY|DIR|FILE")]
        named: Vec<PathBuf>,
        /// Print a JSON array with one object a file, and one for what could not be looked through
        #[arg(long)]
        json: bool,
        /// Let advice fail the check too
        #[arg(long)]
        strict: bool,
    },
    /// Make a rubric of a job description or job family in Markdown
    #[command(
        after_help = "Examples:\n  assay rubric import job-families/cook.md --dry-run\n  assay rubric import job-families/cook.md\n  assay rubric import job-families/cook.md --update\n  assay rubric import cook.md --chain --family cook -o my-rubrics/cook\n\nRequirements and extras become criteria; responsibilities what to listen for at a level. Whatever is not read is\nsaid with its line. Nothing is written where rubric files are already, unless --update merges into them."
    )]
    Import(ImportArguments),
    /// Tell what changed between two versions of a family, and which saved cards it would move
    #[command(
        after_help = "Examples:\n  assay rubric diff built-in professional-services-engineer\n  assay rubric diff last-year/gardener my-rubrics/gardener --regrade\n  assay rubric diff old/senior.json new/senior.json --json\n\nA version is the id of a family, a folder with a family's files, or the file of one level; then that level\nalone is compared. `built-in` is the family that comes with the program, also where a copy of yours has taken\nits place. A folder that is called like a family is given as `./NAME`.\n\n--regrade puts the ratings of each saved card to the rule under the new levels up to the card's target. Saved\ncards are never changed. A difference is no error: the exit code is 0 with it and without."
    )]
    Diff {
        /// The old version
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// The new version
        #[arg(value_name = "NEW")]
        new: PathBuf,
        /// Name the saved cards that would recommend something else under the new version
        #[arg(long)]
        regrade: bool,
        /// Print a JSON object
        #[arg(long)]
        json: bool,
    },
    /// Make a small family from nothing, on a form
    #[command(after_help = "Example:\n  assay rubric new")]
    New,
    /// Print the folder for your own rubrics
    #[command(after_help = "Example:\n  mkdir -p \"$(assay rubric path)/gardener\"")]
    Path,
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub(in crate::cli) struct ImportArguments {
    /// The document
    #[arg(value_name = "FILE.md")]
    pub(in crate::cli) file: PathBuf,
    /// Write the rubric files into this folder, in the place of the one for your own rubrics
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Id of the family; without it, one made of the title
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) family: Option<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Merge into the files that are there: ids, anchors and questions stay, what the document added,
    /// changed or dropped follows it
    #[arg(long)]
    pub(in crate::cli) update: bool,
    /// Take the document's order for the ladder, where a level does not say what it extends
    #[arg(long)]
    pub(in crate::cli) chain: bool,
    /// Print what was read as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum RubricFormat {
    /// Within 80 columns
    #[value(alias = "txt")]
    Text,
    /// For an issue or a wiki
    Md,
    /// A page for a browser or printer, whole in one file
    Html,
}

impl RubricFormat {
    /// The format that a file's ending asks for.
    pub(in crate::cli) fn of(file: &Path) -> Option<Self> {
        Self::from_str(file.extension()?.to_str()?, true).ok()
    }
}
