//! The hiring panel: one candidate's submitted cards side by side, what they come to together, and
//! which disagreements decide that.
//!
//! A [`Panel`] is computed, never changed: with other cards it is made anew. It pools cards and
//! ratings but judges nothing itself; every grade here comes from [`recommend`].
//!
//! - The *consensus* on a criterion is the lower median of the own ratings that were given: of m
//!   ratings the ⌈m/2⌉-th smallest. No data is no rating. Credits follow from the consensus.
//! - The *levels* are those of the card with the highest target, and every grade of a panel is on
//!   these levels: also those without one interviewer, even the one who alone asked the highest level.
//!   What only that interviewer rated is unknown then, so it counts as still reachable, and the
//!   answers can be compared.

mod contest;
mod decision;
mod editions;
mod files;
mod member;
mod profile;
mod seats;
#[cfg(test)]
pub(crate) mod tests;
pub mod words;

use super::agreement::Agreement;
use super::candidate::Candidate;
use super::grade::{Recommendation, recommend};
use super::rating::Rating;
use super::rubric::Rubric;
use super::scorecard::Entry;
pub use contest::{Alternative, Contest};
pub use decision::{CardRef, LevelRef, Missing, PanelDecision, Record, Ruling, Since};
pub use files::{Aside, LeftOut, Remark, Submitted, Why};
pub use member::Member;
pub use profile::Bar;
use seats::Seats;

/// One candidate's pooled cards and what they come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    handed_in: Vec<Submitted>,
    others: Vec<LeftOut>,
    candidate: Candidate,
    rubric: Rubric,
    members: Vec<Member>,
    left_out: Vec<LeftOut>,
    remarks: Vec<Remark>,
    consensus: Vec<Option<Rating>>,
    recommendation: Recommendation,
    lowest: Recommendation,
    highest: Recommendation,
    without: Vec<Recommendation>,
    single_rated: Vec<usize>,
    contested: Vec<Contest>,
    agreement: Agreement,
}

impl Panel {
    /// Pools what can be pooled of one candidate's cards. `others` are the files that storage has left
    /// out already: drafts and damaged ones. The order of both does not matter.
    ///
    /// # Errors
    /// If no card can be pooled: every file, with why it is left out.
    pub fn new(mut cards: Vec<Submitted>, mut others: Vec<LeftOut>) -> Result<Self, Vec<LeftOut>> {
        cards.sort_by_cached_key(Submitted::age);
        others.sort_by(|a, b| a.file.cmp(&b.file));
        let Seats { seated, mut left_out, mut remarks } = Seats::take(cards.clone());
        left_out.extend_from_slice(&others);
        left_out.sort_by(|a, b| a.file.cmp(&b.file));
        // Newest first, and of equally long chains the last is taken.
        let Some(longest) = seated.iter().rev().max_by_key(|card| card.rubric().levels().len()) else {
            return Err(left_out);
        };
        let rubric = longest.rubric().clone();
        let reference = seated.iter().find_map(|card| card.candidate().reference.clone());
        let candidate = Candidate { reference, ..seated[0].candidate().clone() };
        let mut members: Vec<Member> = seated.into_iter().map(|card| Member::new(card, &rubric)).collect();
        members.sort_by_cached_key(|member| member.submitted().person());
        remarks.extend(members.iter().flat_map(|member| member.levels_aside(&rubric)));
        remarks.sort_by(|a, b| a.file.cmp(&b.file));

        let pool = Pool::new(&rubric, &members, None);
        let consensus = pool.pick(lower_median);
        let recommendation = recommend(&rubric, &consensus);
        let without = (0..members.len())
            .map(|member| recommend(&rubric, &Pool::new(&rubric, &members, Some(member)).pick(lower_median)));
        let numbers: Vec<Vec<Option<u8>>> = members
            .iter()
            .map(|member| member.ratings().iter().map(|rating| rating.map(Rating::number)).collect())
            .collect();
        Ok(Self {
            lowest: recommend(&rubric, &pool.pick(|sorted| sorted.first().copied())),
            highest: recommend(&rubric, &pool.pick(|sorted| sorted.last().copied())),
            without: without.collect(),
            single_rated: (0..rubric.len()).filter(|&criterion| pool.sorted[criterion].len() == 1).collect(),
            contested: contest::contested(&rubric, &members, &consensus, &recommendation),
            agreement: Agreement::of(&numbers),
            handed_in: cards,
            others,
            candidate,
            rubric,
            members,
            left_out,
            remarks,
            consensus,
            recommendation,
        })
    }

    /// Who was interviewed: the name as the newest pooled card has it, with the reference if any card
    /// gives one.
    #[must_use]
    pub fn candidate(&self) -> &Candidate {
        &self.candidate
    }

    /// The levels of the card with the highest target. Every index of a criterion or level below is
    /// one of this rubric.
    #[must_use]
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// The interviewers with their cards, by name.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The files that are not pooled, by name of the file.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// What there is to know about pooled cards, by name of the file.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// One member's answer to a criterion with its note, basis and time; nothing if it was not asked.
    #[must_use]
    pub fn cell(&self, criterion: usize, member: usize) -> Option<&Entry> {
        self.members.get(member)?.entry(criterion)
    }

    /// One rating a criterion: the lower median, or nothing where nobody rated it.
    #[must_use]
    pub fn consensus(&self) -> &[Option<Rating>] {
        &self.consensus
    }

    /// What the rule makes of the consensus: the panel's grade.
    #[must_use]
    pub fn recommendation(&self) -> &Recommendation {
        &self.recommendation
    }

    /// What the rule makes of everyone's lowest rating.
    #[must_use]
    pub fn lowest(&self) -> &Recommendation {
        &self.lowest
    }

    /// What the rule makes of everyone's highest rating.
    #[must_use]
    pub fn highest(&self) -> &Recommendation {
        &self.highest
    }

    /// What the rule makes of the others' consensus, one a member, on the panel's own levels.
    #[must_use]
    pub fn without(&self) -> &[Recommendation] {
        &self.without
    }

    /// The criteria that rest on one rating.
    #[must_use]
    pub fn single_rated(&self) -> &[usize] {
        &self.single_rated
    }

    /// The criteria with two or more different ratings, in the rubric's order.
    #[must_use]
    pub fn contested(&self) -> &[Contest] {
        &self.contested
    }

    /// The contested criteria of which another submitted rating changes floor or ceiling, in the
    /// rubric's order.
    pub fn decisive(&self) -> impl Iterator<Item = &Contest> {
        self.contested.iter().filter(|contest| contest.is_decisive())
    }

    /// What to talk about: the decisive criteria, then the other contested ones. Inside each part the
    /// rubric's order stays, so that what belongs together is talked about together.
    #[must_use]
    pub fn agenda(&self) -> Vec<&Contest> {
        let others = self.contested.iter().filter(|contest| !contest.is_decisive());
        self.decisive().chain(others).collect()
    }

    /// How far the interviewers agree.
    #[must_use]
    pub fn agreement(&self) -> &Agreement {
        &self.agreement
    }

    /// The panel as it was before one member's amendment was handed in: with the card that it replaced
    /// in its place. Nothing where the member's card replaces none of the given ones.
    #[must_use]
    pub fn before(&self, member: usize) -> Option<Self> {
        let now = self.members.get(member)?.submitted();
        let replaces = |file: &LeftOut| matches!(&file.why, Why::Superseded { by } if *by == now.file);
        self.left_out.iter().find(|file| replaces(file))?;
        let cards = self.handed_in.iter().filter(|card| card.seal != now.seal).cloned().collect();
        Self::new(cards, self.others.clone()).ok()
    }

    /// Whether the grade is another one than on `before`: what is proved, what can still be reached or
    /// how settled that is. Levels are compared by id, because an amendment may have added one.
    #[must_use]
    pub fn moved_since(&self, before: &Self) -> bool {
        let grade = |panel: &Self| {
            let id = |level: Option<usize>| level.map(|level| panel.rubric.levels()[level].id.clone());
            let now = &panel.recommendation;
            (id(now.floor), id(now.ceiling), now.status)
        };
        grade(self) != grade(before)
    }
}

/// The cards of a candidate that nobody has replaced, newest first: whatever was heard, whether or not it
/// can be pooled.
#[must_use]
pub fn heard(mut cards: Vec<Submitted>) -> Vec<Submitted> {
    cards.sort_by_cached_key(Submitted::age);
    Seats::heard(cards)
}

/// The ratings of each criterion, lowest first.
struct Pool {
    sorted: Vec<Vec<Rating>>,
}

impl Pool {
    fn new(rubric: &Rubric, members: &[Member], but: Option<usize>) -> Self {
        let counted = || members.iter().enumerate().filter(|(member, _)| Some(*member) != but);
        let sorted = (0..rubric.len()).map(|criterion| {
            let mut ratings: Vec<Rating> = counted().filter_map(|(_, member)| member.ratings()[criterion]).collect();
            ratings.sort_unstable();
            ratings
        });
        Self { sorted: sorted.collect() }
    }

    fn pick(&self, one: impl Fn(&[Rating]) -> Option<Rating>) -> Vec<Option<Rating>> {
        self.sorted.iter().map(|sorted| one(sorted)).collect()
    }
}

/// The ⌈m/2⌉-th smallest of m ratings: of an even number the lower one of the middle two, because a
/// grade is proved, not presumed.
fn lower_median(sorted: &[Rating]) -> Option<Rating> {
    sorted.len().checked_sub(1).map(|last| sorted[last / 2])
}
