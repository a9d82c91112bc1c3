//! Cards for people to read outside the program.
//!
//! Imports only the domain and `text`. Everything from data is cleaned here, because this is the
//! boundary where it is shown; nothing here touches a disk or a terminal.

pub mod text;
