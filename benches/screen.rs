//! What a key costs from the message to the bytes for the terminal, at three sizes with all four
//! levels open; what opening a long draft and starting with the built-in rubrics cost.

use std::hint::black_box;
use std::io;

use assay::app::App;
use assay::app::key::Key;
use assay::app::message::{Message, Now};
use assay::domain::interview::{Interview, Recorded};
use assay::runtime::screen::Screen;
use assay::storage::catalog::Family;
use assay::storage::wire::event;
use assay::view;
use assay::view::theme::Theme;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use ratatui::Terminal;

#[expect(dead_code, reason = "shared with tests that need more of it")]
#[path = "../tests/stage/play.rs"]
mod play;
#[expect(dead_code, reason = "as above")]
#[path = "../tests/stage/shot.rs"]
mod shot;
use play::Stage;

const THEME: Theme = Theme { color: true, light: false };
const EVENTS: usize = 10_000;

/// One key after the other, there and back: what is drawn changes with each of them.
fn key(c: &mut Criterion) {
    for (name, keys) in [("rating key", ['3', '4']), ("movement key", ['j', 'k'])] {
        let mut group = c.benchmark_group(name);
        for (columns, rows) in [(80, 24), (200, 50), (300, 100)] {
            let mut stage = Stage::scoring("staff");
            stage.play(&format!("<{columns}x{rows}>jj3"));
            let now = stage.now();
            let mut terminal =
                Terminal::new(Screen::new(io::sink(), columns, rows, false)).expect("a sink has the size it is given");
            let mut keys = keys.into_iter().cycle();
            group.bench_function(BenchmarkId::from_parameter(format!("{columns}x{rows}")), |b| {
                b.iter(|| press(&mut stage.app, now, &mut terminal, keys.next().expect("keys go round")));
            });
        }
        group.finish();
    }
}

fn press(app: &mut App, now: Now, terminal: &mut Terminal<Screen<io::Sink>>, key: char) {
    black_box(app.update(now, Message::Key(Key::char(key))));
    terminal.draw(|frame| view::draw(app, THEME, frame)).expect("a sink takes all");
}

/// An interview of many events, as lines: ratings, moves between levels, notes letter by letter,
/// flags, undo and redo.
fn journal() -> Vec<Vec<u8>> {
    let mut stage = Stage::scoring("staff");
    while stage.journal.len() < EVENTS {
        stage.play("3j2nNames the tool but not how drift is found<Esc>j!]1u<Ctrl-r>");
        if stage.on_scoring().cursor_index() + 12 > stage.on_scoring().rows().len() {
            stage.play("g");
        }
    }
    stage.journal.truncate(EVENTS);
    stage.journal.iter().map(event::to_line).collect()
}

fn fold(c: &mut Criterion) {
    let lines = journal();
    let read = |line: &Vec<u8>| event::from_line(line.trim_ascii_end()).expect("our own line");
    let first = || event::from_first_line(lines[0].trim_ascii_end()).expect("our own line");
    let events: Vec<Recorded> = lines[1..].iter().map(read).collect();
    let mut group = c.benchmark_group("journal");
    group.bench_function(BenchmarkId::new("read and fold", EVENTS), |b| {
        b.iter(|| {
            let mut interview = Interview::begin(first()).expect("it begins with a start");
            for line in &lines[1..] {
                interview.apply(&read(line)).expect("our own event");
            }
            interview
        });
    });
    group.bench_function(BenchmarkId::new("fold", EVENTS), |b| {
        b.iter(|| {
            let mut interview = Interview::begin(first()).expect("it begins with a start");
            for recorded in &events {
                interview.apply(recorded).expect("our own event");
            }
            interview
        });
    });
    group.finish();
}

fn rubrics(c: &mut Criterion) {
    c.bench_function("parse the built-in rubrics", |b| b.iter(Family::built_in));
}

criterion_group!(benches, key, fold, rubrics);
criterion_main!(benches);
