//! Who is interviewed.

/// Who was interviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Name.
    pub name: String,
    /// A requisition or applicant id, if given.
    pub reference: Option<String>,
}
