//! `demo`: sample data in a folder of its own, opened in the panel screen.

use std::process::ExitCode;

use super::output::Outcome;
use crate::demo::Sample;
use crate::domain::panel::Submitted;
use crate::runtime::Action;
use crate::storage::archive::Paths;
use crate::storage::draft::DraftSummary;
use crate::storage::{pool, shown};
use crate::text::clean;

/// Opens the sample's panel, and removes the sample when the screens are left.
pub(super) fn open(screens: impl FnOnce(Paths, Action) -> ExitCode) -> ExitCode {
    let sample = match Sample::new() {
        Ok(sample) => sample,
        Err(error) => return Outcome::failed(&error.into()).print(),
    };
    let action = Action::Panel { candidate: sample.candidate().to_owned(), reveal: false };
    let code = screens(sample.paths().clone(), action);
    let folder = shown(sample.folder());
    let told = match sample.remove() {
        Ok(()) => format!("assay: the sample data is removed again, with all you entered there: {folder}"),
        Err(error) => format!("assay: the sample data could not be removed ({error}): {folder}"),
    };
    // Whoever ended the program in another way is told nothing: the terminal may be gone.
    if code == ExitCode::SUCCESS { Outcome::default().message(told).print() } else { code }
}

/// Leaves the sample where it is, and tells what lies there.
pub(super) fn print() -> anyhow::Result<Outcome> {
    let sample = Sample::new()?;
    let data = shown(&sample.paths().data);
    let gathered = pool::gather(sample.paths(), sample.candidate());
    let card = |card: &Submitted| ("card ", card.card.content().id.clone(), card.interviewer().to_owned());
    let draft = |draft: &DraftSummary| ("draft", draft.id.clone(), draft.interviewer.clone());
    let files = gathered.submitted.iter().map(card).chain(gathered.drafts.iter().map(draft));
    let mut out = format!("Sample data of a candidate who does not exist: {}\n", clean(sample.candidate()));
    for (kind, id, whose) in files {
        out.push_str(&clean(&format!("  {kind}  {id}  {whose}")));
        out.push('\n');
    }
    out.push_str("\nIt stays until you remove it. To look around:\n");
    for command in ["panel sample".to_owned(), "list".to_owned(), format!("check {data}")] {
        out.push_str(&["  assay --data-dir ", &data, " ", &command, "\n"].concat());
    }
    let _ = sample.keep();
    Ok(Outcome::text(out))
}
