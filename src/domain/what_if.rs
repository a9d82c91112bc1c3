//! What would follow if something were otherwise. Nothing here is recorded; a [`Recommendation`] made here
//! is to be shown as supposed.
//!
//! Another bar is supposed with [`Rubric::with_bar`], other ratings with [`what_if`].

use super::explain;
use super::grade::{self, Recommendation};
use super::rating::Rating;
use super::rubric::Rubric;

/// The rule's word if these criteria, by index, were rated so or were unknown. Of several changes of one
/// criterion the last counts.
///
/// # Panics
/// If `ratings` belong to another rubric, or a criterion is none of it.
#[must_use]
pub fn what_if(rubric: &Rubric, ratings: &[Option<Rating>], changes: &[(usize, Option<Rating>)]) -> Recommendation {
    let mut supposed = ratings.to_vec();
    for &(criterion, rating) in changes {
        supposed[criterion] = rating;
    }
    grade::recommend(rubric, &supposed)
}

/// What would change, and how the grade would then stand.
#[must_use]
pub fn follows(rubric: &Rubric, now: &Recommendation, supposed: &Recommendation) -> String {
    let headline = explain::headline(rubric, supposed);
    match explain::change(rubric, now, supposed) {
        Some(change) if headline.starts_with(&change) => headline,
        Some(change) => format!("{change}. {headline}"),
        None => format!("The grade stays. {headline}"),
    }
}
