//! The interview by value.
