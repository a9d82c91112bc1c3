//! Who is interviewed.

/// Who was interviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Name.
    pub name: String,
    /// A requisition or applicant id, if given.
    pub reference: Option<String>,
}

/// Whether two spellings name the same person: upper and lower case and the amount of white space do
/// not matter. Everything else does, so that nobody is taken for somebody else.
#[must_use]
pub fn same_person(one: &str, other: &str) -> bool {
    name_key(one) == name_key(other)
}

/// What all spellings of a person's name have in common, to sort and to look up by.
#[must_use]
pub fn name_key(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
