//! Every screen as a picture, at the sizes that matter.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test screens` accepts all pictures
//! anew; `git diff tests/snapshots` then shows what changed.

#[expect(dead_code, reason = "shared with the app's own tests and benches that need more of it")]
#[path = "stage/play.rs"]
mod play;
#[expect(dead_code, reason = "as above")]
#[path = "stage/shot.rs"]
mod shot;

use play::Stage;

#[test]
fn probe() {
    let mut stage = Stage::scoring("senior");
    stage.play("<shot a><120x40><shot b>3jj2nMissing the drift clause<shot c><Esc>s<shot d>");
    for shot in &stage.shots {
        println!("== {} {:?}\n{}", shot.name, shot.cursor, shot.text());
    }
    println!("{}\n{}", stage.shots[1].looks(), shot::LEGEND);
}
