//! How far the interviewers of a panel agree: Krippendorff's alpha with a jackknife interval.
//!
//! It stands beside the panel's grade and never enters it. Counts are integers; the statistic itself
//! is the one place of the domain that needs fractions.

/// How different two ratings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// The same or not.
    Nominal,
    /// By how many of all ratings lie between the two. Ratings have an order but no known distances,
    /// so this is the one that panels are shown.
    Ordinal,
    /// By the square of the difference of the two numbers.
    Interval,
}

/// How far a panel agrees, with how sure that is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Alpha under the ordinal metric: 1 is full agreement, 0 what chance would give, below that
    /// is opposition. Nothing where it is not defined.
    pub alpha: Option<f64>,
    /// The 95 % interval of [`jackknife`], lower end first.
    pub interval: Option<(f64, f64)>,
    /// Criteria with two or more ratings: the units that alpha rests on.
    pub criteria: usize,
    /// Interviewers who rated at least one of those.
    pub raters: usize,
}

/// What may be shown of an [`Agreement`], so that a shaky number is not taken for a firm one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Showing {
    /// No criterion was rated by two interviewers.
    NothingShared,
    /// All shared ratings are the same one: nothing tells agreement from having no choice.
    NoVariation,
    /// Too few raters or criteria, and no interval that would say how shaky alpha is.
    TooFew,
    /// Too few raters or criteria: the interval first, alpha after it.
    IntervalFirst {
        /// Lower and upper end.
        interval: (f64, f64),
        /// The estimate.
        alpha: f64,
    },
    /// Alpha, then its interval where there is one.
    AlphaFirst {
        /// The estimate.
        alpha: f64,
        /// Lower and upper end.
        interval: Option<(f64, f64)>,
    },
}

/// From this many shared criteria on, with three or more raters, alpha may be shown first.
pub const ENOUGH_CRITERIA: usize = 10;
/// From this many raters on, with ten or more shared criteria, alpha may be shown first.
pub const ENOUGH_RATERS: usize = 3;

impl Agreement {
    /// How far the ratings agree: `ratings[rater][unit]`, with nothing where a rater gave none.
    ///
    /// The result does not depend on the order of the raters. Time grows with the square of the
    /// number of units, because the interval leaves out each in turn.
    #[must_use]
    pub fn of(ratings: &[Vec<Option<u8>>]) -> Self {
        let length = ratings.iter().map(Vec::len).max().unwrap_or(0);
        let given = |unit: usize| ratings.iter().filter_map(move |rater| rater.get(unit).copied().flatten());
        let shared: Vec<usize> = (0..length).filter(|&unit| given(unit).count() > 1).collect();
        let units: Vec<Vec<u8>> = shared.iter().map(|&unit| given(unit).collect()).collect();
        let took_part =
            |rater: &&Vec<Option<u8>>| shared.iter().any(|&unit| rater.get(unit).copied().flatten().is_some());
        Self {
            alpha: alpha(&units, Metric::Ordinal),
            interval: jackknife(&units, Metric::Ordinal),
            criteria: units.len(),
            raters: ratings.iter().filter(took_part).count(),
        }
    }

    /// What may be shown of it: with two raters or fewer than ten shared criteria the interval first,
    /// or nothing.
    #[must_use]
    pub fn showing(&self) -> Showing {
        let firm = self.raters >= ENOUGH_RATERS && self.criteria >= ENOUGH_CRITERIA;
        match (self.alpha, self.interval) {
            (None, _) if self.criteria == 0 => Showing::NothingShared,
            (None, _) => Showing::NoVariation,
            (Some(alpha), interval) if firm => Showing::AlphaFirst { alpha, interval },
            (Some(alpha), Some(interval)) => Showing::IntervalFirst { interval, alpha },
            (Some(_), None) => Showing::TooFew,
        }
    }
}

/// Krippendorff's alpha over units, each with the ratings that it was given.
///
/// Units with fewer than two ratings drop out. Nothing where no two ratings differ: without any
/// variation agreement is not defined, and it is not 1.
///
/// With o(c,k) the ordered pairs of ratings c and k in a unit over its number of ratings less one,
/// summed over the units, n(c) the ratings c in all units and n their sum:
/// α = 1 − (n − 1) · Σ o(c,k) δ²(c,k) / Σ n(c) n(k) δ²(c,k). The ordinal δ²(c,k) is the square of
/// the sum of n(g) from c to k less half of n(c) + n(k).
/// (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011.)
#[must_use]
pub fn alpha(units: &[Vec<u8>], metric: Metric) -> Option<f64> {
    Table::new(units).alpha(metric, None)
}

/// How often each rating was given to each unit that was rated twice or more.
struct Table {
    /// The ratings that occur, lowest first.
    values: Vec<u8>,
    /// One count a value.
    units: Vec<Vec<f64>>,
}

impl Table {
    fn new(units: &[Vec<u8>]) -> Self {
        let shared: Vec<&[u8]> = units.iter().map(Vec::as_slice).filter(|unit| unit.len() > 1).collect();
        let mut values: Vec<u8> = shared.concat();
        values.sort_unstable();
        values.dedup();
        let count = |unit: &[u8], value: u8| unit.iter().map(|&given| f64::from(u8::from(given == value))).sum();
        let units = shared.iter().map(|unit| values.iter().map(|&value| count(unit, value)).collect()).collect();
        Self { values, units }
    }

    /// Alpha of all units but one.
    fn alpha(&self, metric: Metric, but: Option<usize>) -> Option<f64> {
        let size = self.values.len();
        let mut totals = vec![0.0; size];
        let mut together = vec![vec![0.0; size]; size];
        for (_, unit) in self.units.iter().enumerate().filter(|(unit, _)| Some(*unit) != but) {
            let others = unit.iter().sum::<f64>() - 1.0;
            for c in 0..size {
                totals[c] += unit[c];
                for k in c + 1..size {
                    together[c][k] += unit[c] * unit[k] / others;
                }
            }
        }
        let (mut observed, mut expected) = (0.0, 0.0);
        for c in 0..size {
            for k in c + 1..size {
                let distance = match metric {
                    Metric::Nominal => 1.0,
                    Metric::Ordinal => totals[c..=k].iter().sum::<f64>() - f64::midpoint(totals[c], totals[k]),
                    Metric::Interval => f64::from(self.values[k]) - f64::from(self.values[c]),
                };
                // Each pair stands for both of its orders, above and below the line alike.
                observed += together[c][k] * distance.powi(2);
                expected += totals[c] * totals[k] * distance.powi(2);
            }
        }
        let all: f64 = totals.iter().sum();
        (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
    }
}

/// The 95 % interval of alpha by the delete-one-unit jackknife: α ± t·s, with s² = (m − 1)/m · Σ (αᵢ − ᾱ)²
/// over the m shared units, αᵢ alpha without unit i, ᾱ their mean, and t the two-sided 95 % point of
/// Student's distribution with m − 1 degrees of freedom.
/// (Tukey, "Bias and confidence in not-quite large samples", 1958; Efron and Tibshirani, "An
/// Introduction to the Bootstrap", 1993, chapter 11.)
///
/// Both ends are cut to −1 and 1, between which alpha lies under each [`Metric`].
/// Nothing with fewer than three shared units, or where alpha is not defined once some unit is left
/// out: then everything hangs on that unit, and no interval would say so.
#[must_use]
pub fn jackknife(units: &[Vec<u8>], metric: Metric) -> Option<(f64, f64)> {
    let table = Table::new(units);
    let whole = table.alpha(metric, None)?;
    if table.units.len() < 3 {
        return None;
    }
    let number = f64::from(u32::try_from(table.units.len()).ok()?);
    let without: Vec<f64> =
        (0..table.units.len()).map(|left_out| table.alpha(metric, Some(left_out))).collect::<Option<_>>()?;
    let mean = without.iter().sum::<f64>() / number;
    let squares: f64 = without.iter().map(|alpha| (alpha - mean).powi(2)).sum();
    let reach = student_95(number - 1.0) * ((number - 1.0) / number * squares).sqrt();
    Some(((whole - reach).max(-1.0), (whole + reach).min(1.0)))
}

/// The two-sided 95 % point of Student's t, as a series in one over the degrees of freedom
/// (Abramowitz and Stegun, 26.7.5): within 1 % from two degrees on, within 0.1 % from four.
fn student_95(degrees: f64) -> f64 {
    const NORMAL: f64 = 1.959_963_984_540_054;
    let odd = |factors: [f64; 5]| factors.iter().rev().fold(0.0, |sum, factor| sum * NORMAL * NORMAL + factor) * NORMAL;
    let terms = [
        odd([1.0, 1.0, 0.0, 0.0, 0.0]) / 4.0,
        odd([3.0, 16.0, 5.0, 0.0, 0.0]) / 96.0,
        odd([-15.0, 17.0, 19.0, 3.0, 0.0]) / 384.0,
        odd([-945.0, -1920.0, 1482.0, 776.0, 79.0]) / 92_160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / degrees) + NORMAL
}

#[cfg(test)]
mod tests;
