//! The loop, the terminal and the effects: where plain data meets the world.
#![expect(clippy::disallowed_methods, reason = "runtime is the room that reads the clock and starts programs")]

pub mod saver;
