//! The app by value.
