//! What the guide costs after a rating key: it has to stay under a tenth of a frame, 1.6 ms, at today's 67
//! criteria, and to grow calmly to the largest family. Sizes as the house has them, in twelve sections
//! with ladders, and as one section of mixed weights, which holds the most there is to count. Beside it
//! what the certificate costs.

use std::hint::black_box;

use assay::domain::certificate::Certificate;
use assay::domain::guide::Guide;
use assay::domain::rubric::Rubric;
use assay::domain::{grade, limits, rating, rubric};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

#[path = "../tests/stage/rubrics.rs"]
mod rubrics;

const SIZES: [usize; 4] = [67, 134, 268, limits::CRITERIA];

/// One section whose criteria weigh 1, 2 and 3.
fn one_section(criteria: usize) -> Rubric {
    let mut all = rubrics::section("only", "all", criteria);
    for (criterion, weight) in all.criteria.iter_mut().zip([1, 2, 3].into_iter().cycle()) {
        criterion.weight = weight;
    }
    rubrics::rubric(vec![rubrics::level("only", None, vec![all, rubrics::additional("only", "extra", 1)])])
}

fn guide(c: &mut Criterion) {
    let mut group = c.benchmark_group("guide");
    for size in SIZES {
        let (twelve, one) = (rubrics::sized(size), one_section(size - 1));
        // Where nothing is rated there is most to weigh.
        let nothing = vec![None; size];
        let midway: Vec<_> =
            rubrics::mixed(&twelve)[..size / 2].iter().copied().chain(nothing.clone()).take(size).collect();
        for (name, rubric, ratings) in [
            ("twelve sections", &twelve, &nothing),
            ("twelve sections, midway", &twelve, &midway),
            ("one section", &one, &nothing),
        ] {
            let now = grade::recommend(rubric, ratings);
            group.bench_function(BenchmarkId::new(name, size), |b| {
                b.iter(|| Guide::new(black_box(rubric), black_box(ratings), &now));
            });
        }
    }
    group.finish();
}

/// The certificate is found when someone asks why.
fn certificate(c: &mut Criterion) {
    let mut group = c.benchmark_group("certificate");
    for size in [67, limits::CRITERIA] {
        let rubric = rubrics::sized(size);
        // The most there is to choose from: everything proves, or nothing does.
        for (name, number) in [("proof", 3), ("ruled out", 2)] {
            let ratings = vec![rating::Rating::from_number(number); size];
            let now = grade::recommend(&rubric, &ratings);
            group.bench_function(BenchmarkId::new(name, size), |b| {
                b.iter(|| Certificate::new(black_box(&rubric), black_box(&ratings), &now));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, guide, certificate);
criterion_main!(benches);
