//! What reading a job description costs, from the size of a usual one to a thousand times that, and in
//! the shapes that are hardest to read. Ten times the size has to cost ten times as much.

use std::hint::black_box;
use std::time::Duration;

use assay::import::{self, Options};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

#[path = "../tests/stage/documents.rs"]
mod documents;

const SIZES: [(&str, usize); 4] = [("10 kB", 10_000), ("100 kB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];

/// A document becomes a family.
fn import(text: &str) {
    let document = import::read(black_box(text.as_bytes()), "page");
    black_box(import::family(&document, &Options::default()));
}

fn sizes(c: &mut Criterion, name: &str, shape: fn(usize) -> String) {
    let mut group = c.benchmark_group(name);
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    for (size, bytes) in SIZES {
        let text = shape(bytes);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |b| b.iter(|| import(&text)));
    }
    group.finish();
}

fn realistic(c: &mut Criterion) {
    sizes(c, "import/realistic", documents::realistic);
}

fn worst(c: &mut Criterion) {
    for &(name, shape) in documents::SHAPES {
        sizes(c, &format!("import/{name}"), shape);
    }
}

/// The same document again, into the family that was made of it.
fn update(c: &mut Criterion) {
    let text = documents::realistic(60_000);
    let family = import::family(&import::read(text.as_bytes(), "page"), &Options::default());
    c.bench_function("update/60 kB", |b| b.iter(|| import::update(black_box(&family.levels), family.clone())));
}

criterion_group!(benches, realistic, worst, update);
criterion_main!(benches);
