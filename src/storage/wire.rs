//! The file formats as plain records: what stands in a file, field by field and in file order.
//!
//! No rule lives here. Conversions to the domain report every problem with its JSON path; unknown
//! fields are kept, so that a rewrite loses nothing a later version added.

pub mod moment;
pub mod rubric;

/// A field at fault: its JSON path and what is wrong with it, both possibly holding raw text of the
/// file.
pub type FieldProblem = (String, String);

/// Checks a file's `format` against the one this version reads, such as `assay.rubric/1`.
#[must_use]
pub fn format_problem(found: &str, known: &str) -> Option<FieldProblem> {
    if found == known {
        return None;
    }
    let major = |format: &str| format.rsplit_once('/').and_then(|(_, number)| number.parse::<u32>().ok());
    let kind = |format: &str| format.rsplit_once('/').map(|(kind, _)| kind.to_owned());
    let newer = kind(found) == kind(known) && major(found) > major(known);
    let message = if newer {
        format!("was written by a newer assay: {found:?}; this one reads {known:?}")
    } else {
        format!("is {found:?}, where {known:?} was expected")
    };
    Some(("format".to_owned(), message))
}
