//! A number with its noun, as sentences everywhere need it.

/// A number with its noun: `1 error`, `4 errors`.
#[must_use]
pub fn counted(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// A number of criteria: `1 criterion`, `4 criteria`.
#[must_use]
pub fn criteria(number: usize) -> String {
    counted(number, "criterion", "criteria")
}
