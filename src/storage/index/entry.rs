//! A line of the index: what one file looked like, and what lists show of the card in it.
//!
//! What is read here may have been written by anybody, so it is held to the same rules as a card.

use std::borrow::Cow;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::candidate::Candidate;
use crate::domain::decision::Overall;
use crate::domain::grade::Status;
use crate::domain::limits;
use crate::domain::rubric::is_id;
use crate::domain::scorecard::name_fault;
use crate::storage::archive::{CardHead, LevelName, Seen};
use crate::storage::card::{CardProblem, Code};
use crate::storage::read::Look;
use crate::storage::wire::moment;

/// What stands behind the file's name.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryFile<'a> {
    size: u64,
    inode: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    /// Nothing for a file that could not be read as a card.
    #[serde(borrow)]
    card: Option<HeadFile<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    problems: Vec<ProblemFile<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadFile<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    candidate: Cow<'a, str>,
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    reference: Option<Cow<'a, str>>,
    #[serde(borrow)]
    interviewer: Cow<'a, str>,
    #[serde(borrow)]
    family: Cow<'a, str>,
    #[serde(borrow)]
    target: LevelNameFile<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recommended: Option<LevelNameFile<'a>>,
    #[serde(borrow)]
    status: Cow<'a, str>,
    #[serde(borrow)]
    overall: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<LevelNameFile<'a>>,
    #[serde(borrow)]
    submitted_at: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amends: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seal: Option<Cow<'a, str>>,
}

/// Id and grade of a level.
#[derive(Serialize, Deserialize)]
struct LevelNameFile<'a>(#[serde(borrow)] Cow<'a, str>, Option<u32>);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProblemFile<'a> {
    code: Code,
    #[serde(borrow)]
    path: Cow<'a, str>,
    #[serde(borrow)]
    message: Cow<'a, str>,
}

impl<'a> EntryFile<'a> {
    /// The entry of a file that looked like this when it was read.
    pub(super) fn new(seen: &'a Seen, look: &Look) -> Self {
        let (card, problems) = match seen {
            Seen::Card(head) => (Some(HeadFile::new(head)), &head.problems),
            Seen::NoCard(problems) => (None, problems),
        };
        let Look { size, inode, modified, changed } = *look;
        Self { size, inode, modified, changed, card, problems: problems.iter().map(ProblemFile::new).collect() }
    }

    /// What a line says of a file that looks like this; nothing if it is about another look, or says
    /// what no card could.
    pub(super) fn read(line: &'a str, file: &Path, look: &Look) -> Option<Seen> {
        let Self { size, inode, modified, changed, card, problems } = serde_json::from_str(line).ok()?;
        if (Look { size, inode, modified, changed }) != *look {
            return None;
        }
        let problems: Vec<CardProblem> = problems.into_iter().map(ProblemFile::convert).collect();
        match card {
            Some(head) => head.convert(file, problems).map(|head| Seen::Card(Box::new(head))),
            // A file that is no card for no reason would vanish from the list without a word.
            None => (!problems.is_empty()).then_some(Seen::NoCard(problems)),
        }
    }
}

impl<'a> HeadFile<'a> {
    fn new(head: &'a CardHead) -> Self {
        let CardHead {
            path: _,
            id,
            candidate,
            interviewer,
            family,
            target,
            recommended,
            status,
            overall,
            level,
            submitted_at,
            amends,
            seal,
            problems: _,
        } = head;
        Self {
            id: id.into(),
            candidate: (&candidate.name).into(),
            reference: candidate.reference.as_deref().map(Cow::Borrowed),
            interviewer: interviewer.into(),
            family: family.into(),
            target: LevelNameFile::new(target),
            recommended: recommended.as_ref().map(LevelNameFile::new),
            status: status.id().into(),
            overall: overall.id().into(),
            level: level.as_ref().map(LevelNameFile::new),
            submitted_at: submitted_at.to_string().into(),
            amends: amends.as_deref().map(Cow::Borrowed),
            seal: seal.as_deref().map(Cow::Borrowed),
        }
    }

    fn convert(self, file: &Path, problems: Vec<CardProblem>) -> Option<CardHead> {
        let fits = |text: &str| text.len() <= limits::TEXT_BYTES;
        let optional = |text: Option<Cow<'_, str>>| match text {
            Some(text) if !fits(&text) => None,
            text => Some(text.map(Cow::into_owned)),
        };
        let level = |name: Option<LevelNameFile<'_>>| match name {
            Some(name) => name.convert().map(Some),
            None => Some(None),
        };
        let person = |name: Cow<'_, str>| name_fault(&name).is_none().then(|| name.into_owned());
        Some(CardHead {
            path: file.to_owned(),
            id: identifier(self.id)?,
            candidate: Candidate { name: person(self.candidate)?, reference: optional(self.reference)? },
            interviewer: person(self.interviewer)?,
            family: identifier(self.family)?,
            target: self.target.convert()?,
            recommended: level(self.recommended)?,
            status: Status::from_id(&self.status)?,
            overall: Overall::from_id(&self.overall)?,
            level: level(self.level)?,
            submitted_at: moment::parse(&self.submitted_at).ok()?,
            amends: optional(self.amends)?,
            seal: optional(self.seal)?,
            problems,
        })
    }
}

impl<'a> LevelNameFile<'a> {
    fn new(name: &'a LevelName) -> Self {
        Self((&name.id).into(), name.grade)
    }

    fn convert(self) -> Option<LevelName> {
        Some(LevelName { id: identifier(self.0)?, grade: self.1 })
    }
}

impl<'a> ProblemFile<'a> {
    fn new(problem: &'a CardProblem) -> Self {
        let CardProblem { code, path, message } = problem;
        Self { code: *code, path: path.into(), message: message.into() }
    }

    fn convert(self) -> CardProblem {
        CardProblem::new(self.code, &self.path, &self.message)
    }
}

fn identifier(text: Cow<'_, str>) -> Option<String> {
    is_id(&text).then(|| text.into_owned())
}
