//! The app by value.

#[expect(dead_code, reason = "shared with integration tests and benches that need more of it")]
#[path = "../../tests/stage/play.rs"]
pub mod play;
#[expect(dead_code, reason = "as above")]
#[path = "../../tests/stage/shot.rs"]
pub mod shot;
