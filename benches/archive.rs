//! What lists cost in small and large archives, with the index and without. The goal is a list of
//! ten thousand cards within a tenth of a second, and no wait that grows with what is in the cards.

#![expect(clippy::disallowed_methods, reason = "makes the files that are listed")]

use std::fs;
use std::time::Duration;

use assay::domain::scorecard::Scorecard;
use assay::domain::time::Moment;
use assay::storage::archive::{self, Paths};
use assay::storage::many::quiet;
use assay::storage::{candidates, card, pool};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

#[path = "../tests/stage/cards.rs"]
mod cards;

/// Cards of one candidate.
const PANEL: usize = 4;

/// Puts so many cards into an archive.
fn fill(paths: &Paths, count: usize) {
    let model = cards::card().content().clone();
    for number in 0..count {
        let mut content = model.clone();
        content.id = format!("0192f3c4-{:04x}-7cc0-9f00-{number:012x}", number / PANEL);
        content.candidate.name = format!("Candidate {}", number / PANEL);
        let later = i64::try_from(number).expect("a small number");
        content.submitted_at = Moment::new(content.submitted_at.unix_seconds() + later, 3_600);
        let folder = paths.scorecards().join(archive::folder_name(&content.candidate.name));
        let file = folder.join(format!("{}.json", content.id));
        let card = Scorecard::new(content).expect("the model is sound");
        fs::create_dir_all(&folder).expect("there is room");
        fs::write(file, card::to_bytes(&card)).expect("there is room");
    }
}

fn lists(c: &mut Criterion) {
    let mut group = c.benchmark_group("archive");
    group.sample_size(10).warm_up_time(Duration::from_millis(1));
    for size in [1_000, 10_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
        fill(&paths, size);
        group.bench_function(BenchmarkId::new("list cold", size), |b| {
            b.iter(|| {
                let _ = fs::remove_file(paths.index());
                listed(&paths, size);
            });
        });
        // By now every file has been left alone for long enough to be in the index.
        listed(&paths, size);
        group.bench_function(BenchmarkId::new("list warm", size), |b| b.iter(|| listed(&paths, size)));
        group.bench_function(BenchmarkId::new("candidates warm", size), |b| {
            b.iter(|| assert_eq!(candidates::list(&paths, &quiet).0.len(), size.div_ceil(PANEL)));
        });
        group.bench_function(BenchmarkId::new("newest 100 warm", size), |b| {
            b.iter(|| assert_eq!(archive::newest_cards(&paths, 100).0.len(), 100));
        });
        fs::remove_file(paths.index()).expect("it was made");
        group.bench_function(BenchmarkId::new("newest 100 cold", size), |b| {
            b.iter(|| assert_eq!(archive::newest_cards(&paths, 100).0.len(), 100));
        });
    }
    group.finish();
}

fn listed(paths: &Paths, size: usize) {
    assert_eq!(archive::list_cards(paths, &quiet).0.len(), size);
}

fn panel(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = Paths { data: folder.path().join("data"), config: folder.path().join("config") };
    for number in 0..12 {
        archive::write_card(&paths, &cards::card_of(&format!("0192f3c4-{number}"), "Ana Ruiz", number))
            .expect("there is room");
    }
    c.bench_function("archive/12 cards of a candidate", |b| {
        b.iter(|| assert_eq!(pool::gather(&paths, "Ana Ruiz").submitted.len(), 12));
    });
}

criterion_group!(benches, lists, panel);
criterion_main!(benches);
