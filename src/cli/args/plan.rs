//! The arguments of `plan`.

use clap::Args;

use super::{PlainFormat, name};
use crate::cli::output::Destination;
use crate::domain::interview::USUAL_MINUTES;
use crate::domain::limits;

#[derive(Args, Debug)]
pub(in crate::cli) struct PlanArguments {
    /// Id of the target level
    #[arg(long)]
    pub(in crate::cli) level: String,
    /// Id of the job family, where several have such a level
    #[arg(long)]
    pub(in crate::cli) family: Option<String>,
    /// Length of each interview in minutes
    #[arg(long, value_name = "N", default_value_t = USUAL_MINUTES, value_parser = clap::value_parser!(u32).range(1..=i64::from(limits::PLANNED_MINUTES)))]
    pub(in crate::cli) minutes: u32,
    /// Who interviews, separated by commas
    #[arg(long, required = true, value_name = "NAME,…", value_delimiter = ',', value_parser = name)]
    pub(in crate::cli) interviewers: Vec<String>,
    /// How many criteria two interviewers ask, so that agreement can be measured
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=500))]
    pub(in crate::cli) overlap: u32,
    /// Print it like this; with `-o`, the file's ending says so too
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<PlainFormat>,
    #[command(flatten)]
    pub(in crate::cli) destination: Destination,
}
