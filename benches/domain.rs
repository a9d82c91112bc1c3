//! What the rule costs on cards from today's size to the largest that is allowed. A rating key runs
//! it once, so it has to stay far below a frame; the witness runs when someone asks why, and a panel is
//! put together when it is opened.

use std::hint::black_box;

use assay::domain::panel::Panel;
use assay::domain::{grade, limits, rating, rubric, witness};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

#[path = "../tests/stage/rubrics.rs"]
mod rubrics;
#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "../tests/stage/panels.rs"]
mod stage;

fn rule(c: &mut Criterion) {
    let mut group = c.benchmark_group("rule");
    for size in [67, 134, 268, limits::CRITERIA] {
        let rubric = rubrics::sized(size);
        let ratings = rubrics::mixed(&rubric);
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter(|| grade::recommend(black_box(&rubric), black_box(&ratings)));
        });
    }
    group.finish();
}

fn witnesses(c: &mut Criterion) {
    let mut group = c.benchmark_group("witness");
    for size in [67, limits::CRITERIA] {
        let rubric = rubrics::sized(size);
        // The most there is to search: everything to gain, and everything to lose.
        let nothing = vec![None; rubric.len()];
        let all = vec![rating::Rating::from_number(3); rubric.len()];
        for (name, ratings) in [("gain", &nothing), ("lose", &all)] {
            let now = grade::recommend(&rubric, ratings);
            group.bench_function(BenchmarkId::new(name, size), |b| {
                b.iter(|| {
                    let (rubric, ratings) = (black_box(&rubric), black_box(ratings));
                    if name == "gain" {
                        witness::gain(rubric, ratings, &now)
                    } else {
                        witness::lose(rubric, ratings, &now)
                    }
                });
            });
        }
    }
    group.finish();
}

fn panels(c: &mut Criterion) {
    let mut group = c.benchmark_group("panel");
    // The usual panel, one far beyond it, and the largest family.
    for (cards, size) in [(12, 67), (200, 67), (12, limits::CRITERIA)] {
        let rubric = rubrics::sized(size);
        let handed_in: Vec<_> = (0..cards)
            .map(|n| {
                // Everyone sees the same candidate a little differently.
                let mut ratings = rubrics::mixed(&rubric);
                ratings.rotate_left(n % 5);
                stage::Card::rated(&n.to_string(), &format!("Person {n}"), &rubric, &ratings).submitted()
            })
            .collect();
        group.bench_function(BenchmarkId::new(format!("{cards} cards"), size), |b| {
            b.iter(|| Panel::new(black_box(handed_in.clone()), Vec::new()));
        });
    }
    group.finish();
}

criterion_group!(benches, rule, witnesses, panels);
criterion_main!(benches);
