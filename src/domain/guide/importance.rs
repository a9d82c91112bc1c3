//! How much a criterion weighs in whether a level is met, as exact fractions.
//!
//! The measure is Birnbaum's (Z. W. Birnbaum, "On the importance of different components in a
//! multicomponent system", 1969): the chance that the level is met if this criterion is Exceeds, less the
//! chance if it is Not shown, with every other unknown criterion independently and equally likely to be
//! rated 1, 2, 3 or 4. The chances are a device to order questions with; they say nothing of a candidate.
//!
//! A section of weights `w` passes by its sum of points, so its chances come from counting: the ways to
//! each sum are the coefficients of the product of `1 + x^w + 2·x^(2w)`, one factor a criterion. Since only
//! three weights occur, these follow from each other by a short recurrence. Without one criterion they follow
//! by dividing its factor out again, whose constant term is 1. Sections share no criterion, so their chances
//! multiply.

use std::ops::Range;

use num_bigint::BigUint;

use crate::domain::grade::{Recommendation, SectionResult};
use crate::domain::rating::Rating;
use crate::domain::rubric::Rubric;

/// An exact fraction, not reduced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// What is divided.
    pub numerator: BigUint,
    /// What it is divided by; a power of 4.
    pub denominator: BigUint,
}

/// The importance of every unknown criterion for one level.
///
/// Credits that are already earned count: the credited criterion has its points for sure. Credits still to
/// come do not, so with ladders this is what the criteria decide by themselves. Without ladders it is
/// exactly what enumerating every way in which the unknown could turn out gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Importance {
    /// The class of each open criterion that the level rests on: criteria of one class weigh the same.
    classes: Vec<Option<usize>>,
    /// One a class, over 4^(open − 1).
    numerators: Vec<BigUint>,
    /// The ways in which the level is met, over 4^open.
    met: BigUint,
    open: usize,
}

impl Importance {
    /// Weighs every unknown criterion for `level` and all below it. `now` is the rule's word on `ratings`.
    ///
    /// # Panics
    /// If `ratings` or `now` belong to another rubric.
    #[must_use]
    pub fn new(rubric: &Rubric, ratings: &[Option<Rating>], now: &Recommendation, level: usize) -> Self {
        let open = open(ratings, now);
        let mut classes = vec![None; rubric.len()];
        let (mut numerators, mut sections) = (Vec::new(), Vec::new());
        for (l, level) in now.levels.iter().enumerate().take(level + 1) {
            for result in &level.sections {
                let range = rubric.section_range(l, result.section);
                let section = Count::new(rubric, &open, range.clone(), result);
                let ways = Ways::new(&section);
                let mut known = [None; 4];
                for i in range.filter(|&i| open[i]) {
                    let criterion = rubric.criterion(i);
                    let weight = criterion.weight as usize;
                    // What a must-have earns is counted on already, whatever its weight.
                    let class = if criterion.must_have { 0 } else { weight };
                    classes[i] = Some(*known[class].get_or_insert_with(|| {
                        numerators.push((sections.len(), ways.deciding(class)));
                        numerators.len() - 1
                    }));
                }
                sections.push(ways.passing);
            }
        }
        let others = products_of_others(&sections);
        Self {
            numerators: numerators.into_iter().map(|(section, own)| own * &others[section]).collect(),
            met: sections.iter().product(),
            open: classes.iter().flatten().count(),
            classes,
        }
    }

    /// The importance of a criterion: between 0 and 1, and 0 for whatever is known or gates nothing.
    #[must_use]
    pub fn of(&self, criterion: usize) -> Fraction {
        match self.numerator(criterion) {
            Some(numerator) => Fraction { numerator: numerator.clone(), denominator: completions(self.open - 1) },
            None => Fraction { numerator: BigUint::ZERO, denominator: completions(0) },
        }
    }

    /// The chance that the level is met, under the same assumptions.
    #[must_use]
    pub fn chance(&self) -> Fraction {
        Fraction { numerator: self.met.clone(), denominator: completions(self.open) }
    }

    /// The importance of an open criterion that the level rests on, over a denominator common to all.
    pub(super) fn numerator(&self, criterion: usize) -> Option<&BigUint> {
        self.classes[criterion].map(|class| &self.numerators[class])
    }
}

/// The criteria whose own rating can still change something: neither rated nor credited.
pub(super) fn open(ratings: &[Option<Rating>], now: &Recommendation) -> Vec<bool> {
    let mut open: Vec<bool> = ratings.iter().map(Option::is_none).collect();
    for credit in &now.credits {
        open[credit.criterion] = false;
    }
    open
}

/// What a required section still needs, and the open criteria that may give it.
struct Count {
    /// Points that the open criteria without must-have have to give; nothing where a must-have is lost.
    needed: Option<usize>,
    /// How many of them there are of weight 1, 2 and 3.
    optional: [u32; 3],
    /// How many must-haves are open.
    must_haves: usize,
}

impl Count {
    fn new(rubric: &Rubric, open: &[bool], range: Range<usize>, result: &SectionResult) -> Self {
        let (mut optional, mut must_haves, mut counted_on) = ([0; 3], 0, 0);
        for criterion in range.filter(|&i| open[i]).map(|i| rubric.criterion(i)) {
            if criterion.must_have {
                must_haves += 1;
                counted_on += 2 * criterion.weight;
            } else {
                optional[criterion.weight as usize - 1] += 1;
            }
        }
        let attainable = result.missing_must_haves.iter().all(|&i| open[i]);
        let needed = attainable.then(|| result.shortfall().saturating_sub(counted_on) as usize);
        Self { needed, optional, must_haves }
    }
}

/// In how many ways the open criteria of a section could turn out, by what comes of them.
struct Ways {
    /// For each sum of points that is too little, the ways to it without regard to must-haves.
    short: Vec<BigUint>,
    /// The ways in which everything but the must-haves is enough.
    enough: BigUint,
    /// The ways in which the section passes.
    passing: BigUint,
    must_haves: usize,
}

impl Ways {
    fn new(count: &Count) -> Self {
        let &Count { needed, optional, must_haves } = count;
        let Some(needed) = needed else {
            let (enough, passing) = (BigUint::ZERO, BigUint::ZERO);
            return Self { short: Vec::new(), enough, passing, must_haves };
        };
        let short = sums(optional, needed);
        let all = completions(optional.iter().sum::<u32>() as usize);
        let enough = all - short.iter().sum::<BigUint>();
        // Two of a must-have's four ratings are Meets or better.
        let passing = &enough << must_haves;
        Self { short, enough, passing, must_haves }
    }

    /// The ways of the others in which a criterion decides: the section passes with it Exceeds and fails
    /// with it Not shown. A class is a weight, or 0 for a must-have.
    fn deciding(&self, class: usize) -> BigUint {
        if class == 0 {
            return &self.enough << (self.must_haves - 1);
        }
        let others = without(&self.short, class);
        let almost = others.len().saturating_sub(2 * class);
        others[almost..].iter().sum::<BigUint>() << self.must_haves
    }
}

/// For each sum of points under `limit`, in how many ways criteria of these weights give it.
///
/// The product F of powers of the factors obeys F'·Q = F·N, with Q the product of the factors that occur and N
/// the same with each factor in turn replaced by its derivative, times its power. Comparing the terms of one
/// degree gives each coefficient from the few before it.
fn sums(criteria: [u32; 3], limit: usize) -> Vec<BigUint> {
    let occurring = || (1..).zip(criteria).filter(|&(_, criteria)| criteria > 0);
    let besides = |weight: usize| {
        let others = occurring().filter(|&(other, _)| other != weight);
        others.fold(vec![1], |product, (other, _)| multiplied(&product, &[(0, 1), (other, 1), (2 * other, 2)]))
    };
    let all = besides(0);
    let mut slope = vec![0; all.len()];
    for (weight, criteria) in occurring() {
        let term = multiplied(&besides(weight), &[(weight - 1, weight), (2 * weight - 1, 4 * weight)]);
        for (sum, term) in slope.iter_mut().zip(term) {
            *sum += criteria as usize * term;
        }
    }

    let mut sums: Vec<BigUint> = Vec::with_capacity(limit);
    sums.extend((limit > 0).then(|| BigUint::from(1_u8)));
    for points in 1..limit {
        let (mut more, mut less) = (BigUint::ZERO, BigUint::ZERO);
        for back in 1..all.len().min(points + 1) {
            let known = &sums[points - back];
            let (given, taken) = (slope[back - 1], (points - back) * all[back]);
            if given > taken {
                more += known * (given - taken);
            } else {
                less += known * (taken - given);
            }
        }
        sums.push((more - less) / points);
    }
    sums
}

/// A small polynomial times another, which is given as exponents and coefficients, lowest first.
fn multiplied(polynomial: &[usize], by: &[(usize, usize)]) -> Vec<usize> {
    let degree = by.last().map_or(0, |&(exponent, _)| exponent);
    let mut product = vec![0; polynomial.len() + degree];
    for (at, coefficient) in polynomial.iter().enumerate() {
        for &(exponent, times) in by {
            product[at + exponent] += coefficient * times;
        }
    }
    product
}

/// The ways to each sum with one criterion of this weight fewer.
fn without(sums: &[BigUint], weight: usize) -> Vec<BigUint> {
    let mut rest: Vec<BigUint> = Vec::with_capacity(sums.len());
    for (points, ways) in sums.iter().enumerate() {
        let mut ways = ways.clone();
        if let Some(partial) = points.checked_sub(weight) {
            ways -= &rest[partial];
        }
        if let Some(meets) = points.checked_sub(2 * weight) {
            ways -= &rest[meets] << 1_u8;
        }
        rest.push(ways);
    }
    rest
}

/// For each section the product of all the others.
fn products_of_others(sections: &[BigUint]) -> Vec<BigUint> {
    let mut products = vec![BigUint::from(1_u8); sections.len()];
    let mut before = BigUint::from(1_u8);
    for (product, section) in products.iter_mut().zip(sections) {
        product.clone_from(&before);
        before *= section;
    }
    let mut after = BigUint::from(1_u8);
    for (product, section) in products.iter_mut().zip(sections).rev() {
        *product *= &after;
        after *= section;
    }
    products
}

/// In how many ways so many criteria can be rated.
fn completions(criteria: usize) -> BigUint {
    BigUint::from(1_u8) << (2 * criteria)
}
