//! Words as a shell takes them, for commands that are printed to be copied.

use super::clean;

/// One word of a command line, in quotes where it needs them. What is hidden in it is shown.
#[must_use]
pub fn word(text: &str) -> String {
    let text = clean(text);
    let plain =
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | ','));
    if plain { text.into_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn a_word_stays_one_word_and_runs_nothing() {
        assert_eq!(word("senior/leadership-skills,staff/depth"), "senior/leadership-skills,staff/depth");
        assert_eq!(word("Ana Ruiz"), "'Ana Ruiz'");
        assert_eq!(word("O'Neil; $(reboot)"), "'O'\\''Neil; $(reboot)'");
        assert_eq!(word(""), "''");
        assert!(!word("a\u{1b}[2J").contains('\u{1b}'));
    }
}
