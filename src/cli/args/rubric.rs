//! The arguments of the `rubric` commands.

use std::path::PathBuf;

use clap::Subcommand;

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
    #[command(after_help = "Examples:\n  assay rubric show senior\n  assay rubric show senior --json > senior.json")]
    Show {
        /// Id of the level
        level: String,
        /// Id of the family, where several have such a level
        #[arg(long)]
        family: Option<String>,
        /// Print the rubric file
        #[arg(long)]
        json: bool,
    },
    /// Check rubric files: every error at once, with file and place
    #[command(after_help = "Examples:\n  assay rubric check\n  assay rubric check my-rubrics/gardener --json")]
    Check {
        /// Folders of rubric files; without one, the user's own rubrics and the built-in family
        #[arg(value_name = "FOLDER")]
        folders: Vec<PathBuf>,
        /// Print a JSON array with one object a file, and one a folder that holds none
        #[arg(long)]
        json: bool,
    },
    /// Print the folder for your own rubrics
    #[command(after_help = "Example:\n  mkdir -p \"$(assay rubric path)/gardener\"")]
    Path,
}
