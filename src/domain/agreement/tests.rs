//! Published examples to twelve digits, what is not defined, and the interval by hand.

use super::*;

/// Units from one line a rater, as the examples are printed.
fn table(raters: &[&str]) -> Vec<Vec<Option<u8>>> {
    raters.iter().map(|line| line.split(' ').map(|sign| sign.parse().ok()).collect()).collect()
}

fn units(raters: &[&str]) -> Vec<Vec<u8>> {
    let table = table(raters);
    (0..table[0].len()).map(|unit| table.iter().filter_map(|rater| rater[unit]).collect()).collect()
}

const FOUR_OBSERVERS: [&str; 4] =
    ["1 2 3 3 2 1 4 1 2 - - -", "1 2 3 3 2 2 4 1 2 5 - 3", "- 3 3 3 2 3 4 2 2 5 1 -", "1 2 3 3 2 4 4 1 2 5 1 -"];
const THREE_RATERS: [&str; 3] = ["3 3 2 4 - 1 3 2", "3 2 2 4 3 1 - 2", "4 3 1 4 3 - 3 3"];

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-12
}

#[test]
fn published_examples_come_out_to_twelve_digits() {
    for (raters, expected) in [
        (&FOUR_OBSERVERS[..], [0.743_421_052_631_579, 0.815_387_503_754_881_4, 0.849_107_142_857_142_8]),
        (&THREE_RATERS[..], [0.483_870_967_741_935_5, 0.785_267_642_410_499_5, 0.795_918_367_346_938_8]),
    ] {
        for (metric, expected) in [Metric::Nominal, Metric::Ordinal, Metric::Interval].into_iter().zip(expected) {
            let found = alpha(&units(raters), metric).expect("it is defined");
            assert!(close(found, expected), "{metric:?}: {found} instead of {expected}");
        }
    }
}

#[test]
fn units_with_one_rating_do_not_count() {
    let agreement = Agreement::of(&table(&FOUR_OBSERVERS));
    assert_eq!((agreement.criteria, agreement.raters), (11, 4), "only one observer saw the last unit");
    assert!(close(agreement.alpha.expect("it is defined"), 0.815_387_503_754_881_4));
    let mut longer = units(&FOUR_OBSERVERS);
    longer.push(vec![1]);
    longer.push(vec![]);
    assert_eq!(alpha(&longer, Metric::Ordinal), agreement.alpha);
    assert_eq!(jackknife(&longer, Metric::Ordinal), agreement.interval);
}

#[test]
fn the_order_of_raters_does_not_matter() {
    let mut raters = table(&FOUR_OBSERVERS);
    let before = Agreement::of(&raters);
    raters.rotate_left(1);
    raters.swap(0, 2);
    assert_eq!(Agreement::of(&raters), before);
}

#[test]
fn without_variation_agreement_is_not_defined() {
    for raters in [&["3 3 3", "3 3 3"][..], &["3 - 4", "- 3 -"], &["1 2 3"], &["- -", "- -"]] {
        assert_eq!((alpha(&units(raters), Metric::Ordinal), jackknife(&units(raters), Metric::Ordinal)), (None, None));
    }
    assert_eq!(alpha(&[], Metric::Nominal), None);
    assert_eq!(Agreement::of(&[]), Agreement::default());
    assert_eq!(Agreement::of(&table(&["3 3 3", "3 3 3"])).showing(), Showing::NoVariation);
    assert_eq!(Agreement::of(&table(&["3 - 4", "- 3 -"])).showing(), Showing::NothingShared);
}

#[test]
fn full_agreement_is_one_and_opposition_is_below_zero() {
    assert_eq!(alpha(&units(&["1 2 3 4", "1 2 3 4"]), Metric::Ordinal), Some(1.0));
    for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval] {
        let (all, flip) = (vec!["1 4"; 50].join(" "), vec!["4 1"; 50].join(" "));
        let alpha = alpha(&units(&[&all, &flip]), metric).expect("it is defined");
        assert!((-1.0..-0.9).contains(&alpha), "{metric:?}: as far from agreement as it can be, {alpha}");
    }
}

#[test]
fn the_interval_is_that_of_the_pseudo_values() {
    // Tukey's way: the standard error of the mean of the pseudo-values m·α − (m − 1)·αᵢ.
    let units: Vec<Vec<u8>> = units(&THREE_RATERS);
    let whole = alpha(&units, Metric::Ordinal).expect("it is defined");
    let pseudo: Vec<f64> = (0..units.len())
        .map(|i| {
            let mut rest = units.clone();
            rest.remove(i);
            8.0 * whole - 7.0 * alpha(&rest, Metric::Ordinal).expect("it is defined")
        })
        .collect();
    let mean = pseudo.iter().sum::<f64>() / 8.0;
    let error = (pseudo.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (8.0 * 7.0)).sqrt();
    let (low, high) = jackknife(&units, Metric::Ordinal).expect("eight units are enough");
    // 2.364624 is the printed two-sided 95 % point for seven degrees of freedom.
    assert!((low - (whole - 2.364_624 * error)).abs() < 1e-4, "{low}");
    assert!((high - (whole + 2.364_624 * error).min(1.0)).abs() < 1e-4, "{high}");
    assert!(low < whole && whole < high);
}

#[test]
fn students_points_are_the_printed_ones() {
    for (degrees, printed, tolerance) in [
        (2.0, 4.302_653, 0.01),
        (3.0, 3.182_446, 0.002),
        (4.0, 2.776_445, 0.001),
        (9.0, 2.262_157, 1e-4),
        (66.0, 1.996_564, 1e-6),
    ] {
        let found = student_95(degrees);
        assert!((found / printed - 1.0).abs() < tolerance, "{degrees}: {found}");
    }
}

#[test]
fn the_interval_ends_where_alpha_does() {
    let (low, high) = jackknife(&units(&["1 2 3 4 3 2", "1 2 3 4 3 1"]), Metric::Ordinal).expect("six are enough");
    assert!(close(high, 1.0) && low < 1.0);
    let (low, high) = jackknife(&units(&["3 2 3 1 3 3", "2 3 3 1 3 3"]), Metric::Ordinal).expect("six are enough");
    assert!(close(low, -1.0) && close(high, 1.0));
}

#[test]
fn no_interval_where_it_would_rest_on_too_little() {
    assert!(alpha(&units(&["1 3", "2 4"]), Metric::Ordinal).is_some());
    assert_eq!(jackknife(&units(&["1 3", "2 4"]), Metric::Ordinal), None, "two units");
    assert!(jackknife(&units(&["1 3 2", "2 3 2"]), Metric::Ordinal).is_some(), "three units");
    assert_eq!(jackknife(&units(&["3 3 3 3", "3 3 3 2"]), Metric::Ordinal), None, "all hangs on one unit");
}

#[test]
fn a_shaky_number_is_not_shown_first() {
    let firm = Agreement::of(&table(&FOUR_OBSERVERS));
    assert!(matches!(firm.showing(), Showing::AlphaFirst { interval: Some(_), .. }));
    for shaky in [Agreement { raters: 2, ..firm }, Agreement { criteria: 9, ..firm }] {
        assert!(matches!(shaky.showing(), Showing::IntervalFirst { .. }));
        assert_eq!(Agreement { interval: None, ..shaky }.showing(), Showing::TooFew);
    }
    let edge = Agreement { raters: 3, criteria: 10, ..firm };
    assert!(matches!(edge.showing(), Showing::AlphaFirst { .. }));
    assert!(matches!(Agreement { interval: None, ..edge }.showing(), Showing::AlphaFirst { interval: None, .. }));
}
