//! The limits that keep one hostile or runaway file from hurting the rest. They are promises to
//! users (see the README), so they are stated once, here.

/// Largest file that is read, in bytes. A draft's journal has its own limit.
pub const FILE_BYTES: u64 = 4_000_000;
/// Largest job description that is imported, in bytes.
pub const DOCUMENT_BYTES: u64 = 32_000_000;
/// Largest journal that is folded, in bytes: several hundred thousand key presses.
pub const JOURNAL_BYTES: u64 = 64_000_000;
/// Deepest nesting of JSON arrays and objects.
pub const JSON_DEPTH: usize = 64;
/// Most values (texts, numbers, arrays, objects …) in one JSON file: keeps the memory for a hostile
/// file of tiny values within bounds. A family of 500 criteria needs a tenth of it.
pub const JSON_VALUES: usize = 100_000;
/// Most criteria in one family.
pub const CRITERIA: usize = 500;
/// Longest single text (a note, a statement, takeaways), in bytes.
pub const TEXT_BYTES: usize = 64_000;
/// Longest name of a person or reference, in characters.
pub const NAME_CHARS: usize = 200;
/// Longest interview that can be planned, in minutes.
pub const PLANNED_MINUTES: u32 = 600;
/// Most interviewers in one plan.
pub const INTERVIEWERS: usize = 20;
/// Longest id of a family or level, in bytes: these end up in file names.
pub const ID_BYTES: usize = 100;
/// Longest id of a section or criterion, in characters.
pub const KEY_CHARS: usize = 200;
