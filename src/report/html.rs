//! Cards, panels and rubrics as one self-contained page for a browser or a printer.
//!
//! Elements are written with `maud`, which escapes every text by construction; what comes from data is
//! cleaned of hidden characters first. The page holds no script, asks for nothing from anywhere, and
//! says so in its content security policy. Meaning never rests on colour alone.
//!
//! ```text
//! page      the shell: head, policy, style sheet
//! palette   the colours, light and dark, and which stand on which
//! parts     what cards and panels are made of: ratings, notes, facts
//! profile   a section against its bar, as a picture and as words
//! card      one card
//! panel     one panel
//! matrix    a panel's interviewers side by side
//! rubric    a level, or a chain of them
//! ```

mod card;
mod matrix;
mod page;
pub mod palette;
mod panel;
mod parts;
mod profile;
mod rubric;

pub use card::card;
pub use panel::panel;
pub use rubric::rubric;
