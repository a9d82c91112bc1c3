//! The scoring screen by value.
