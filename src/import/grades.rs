//! Job grades in headings, sentences and tables.
//!
//! A grade is a whole number. A range or anything else that is said in its place leaves the grade
//! open, with what was said.

#![expect(clippy::option_option, reason = "whether a grade is stated, and whether it is a number, are two questions")]

use super::blocks::{Link, Paragraph, Table};
use super::names::{names_a_role, names_nothing};

/// What a document says of a level's grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grade {
    /// The number, if it is one.
    pub value: Option<u32>,
    /// What was said.
    pub raw: String,
    pub line: usize,
}

/// Highest number that is taken for a grade.
const HIGHEST: u32 = 999;

/// Words that a sentence has before its grade, and no name ends with.
const COPULAS: &[&str] = &["is", "are", "a", "an", "at", "as", "the", "of", "to", "in", "has", "for", "on", "with"];

/// Other words of a sentence that states a grade and nothing else, as `words` gives them.
const STATES: &[&str] = &[
    "is",
    "are",
    "be",
    "grade",
    "graded",
    "grading",
    "pay",
    "salary",
    "number",
    "no",
    "band",
    "code",
    "currently",
    "ha",
    "has",
    "have",
    "carry",
    "hold",
    "it",
    "both",
    "name",
];

/// Whether a word is one that grades are stated with, besides the name of a level and the number.
pub(super) fn is_of_a_statement(word: &str) -> bool {
    COPULAS.contains(&word) || STATES.contains(&word)
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Number(u32),
    /// A sign that joins two numbers.
    Joint,
    Other,
}

/// A heading's grade and its text without it: "Cook (Grade 7)", "Cook - grade 7".
pub(super) fn in_heading(text: &str) -> Option<(String, Option<u32>)> {
    let lower = text.to_lowercase();
    let at = lower.rmatch_indices("grade").map(|(at, _)| at).find(|&at| {
        let before = lower[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric())
    })?;
    // Lowercase letters may be longer than capitals; then nothing is cut.
    let tail = text.get(at..).filter(|tail| tail.to_lowercase().starts_with("grade"))?;
    let value = after_grade(&tokens(tail))?;
    let mut name = text[..at].trim_end().to_owned();
    for word in ["job", "pay", "salary"] {
        if name.to_lowercase().ends_with(&format!(" {word}")) || name.to_lowercase().ends_with(&format!("({word}")) {
            name.truncate(name.len() - word.len());
        }
    }
    let rest = tail.split_once([')', ']']).map_or("", |(_, rest)| rest);
    let name = name.trim_end_matches([' ', '(', '[', '-', '–', '—', ',', ':', '|', '/']).trim();
    let rest = rest.trim();
    if name.split(' ').next_back().is_some_and(|last| COPULAS.contains(&last.to_lowercase().as_str())) {
        // A sentence in bold is no heading.
        return None;
    }
    let joined = if rest.is_empty() { name.to_owned() } else { format!("{name} {rest}") };
    Some((joined, value))
}

/// A grade in a text under a heading "Job Grade", where a bare number will do.
pub(super) fn under_grade_heading(text: &Paragraph) -> Option<Grade> {
    in_sentence(text).or_else(|| {
        let linked = text.links.iter().find_map(|link| number_alone(&link.text));
        let tokens = tokens(&text.text);
        let value = match linked {
            Some(value) => Some(Some(value)),
            None => after_copula(&tokens).or_else(|| {
                // Longer texts speak of other numbers too.
                if text.text.chars().count() > 40 {
                    return None;
                }
                let numbers: Vec<usize> =
                    (0..tokens.len()).filter(|&at| matches!(tokens[at], Token::Number(_))).collect();
                numbers.first().map(|&at| number_or_range(&tokens, at))
            }),
        };
        value.map(|value| found(value, text))
    })
}

/// A grade that a sentence states: "is a grade 7", "Grade: 7".
pub(super) fn in_sentence(text: &Paragraph) -> Option<Grade> {
    let tokens = tokens(&text.text);
    let short = text.text.chars().count() <= 40;
    let begins = matches!(tokens.first(), Some(Token::Word(word)) if matches!(word.as_str(), "grade" | "grades" | "job" | "pay" | "salary"));
    if short
        && begins
        && let Some(value) = after_grade(&tokens)
    {
        return Some(found(value, text));
    }
    for at in 0..tokens.len() {
        let Token::Word(word) = &tokens[at] else { continue };
        let states = matches!(word.as_str(), "is" | "are" | "at" | "as" | "in" | "has" | "carries" | "holds" | "of");
        if states && let Some(value) = after_grade(head(&tokens[at + 1..], 6)) {
            return Some(found(value, text));
        }
    }
    text.links
        .iter()
        .filter(|link| speaks_of_grades(link))
        .find_map(|link| number_alone(&link.text))
        .map(|value| found(Some(value), text))
}

/// The role of which a sentence states a grade: "The Head Cook" of "The Head Cook is a grade 8".
pub(super) fn subject(text: &str) -> Option<&str> {
    const LONGEST: usize = 100;
    let at = text.find(" is a ").or_else(|| text.find(" is "))?;
    Some(&text[..at]).filter(|name| name.len() <= LONGEST && names_a_role(name))
}

fn head<T>(tokens: &[T], most: usize) -> &[T] {
    &tokens[..tokens.len().min(most)]
}

fn speaks_of_grades(link: &Link) -> bool {
    link.target.to_lowercase().contains("grade")
}

fn found(value: Option<u32>, text: &Paragraph) -> Grade {
    Grade { value, raw: text.text.clone(), line: text.line }
}

/// A row of a table of grades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// What the row says of its level besides the grade.
    pub names: Vec<String>,
    /// Where its links point.
    pub fragments: Vec<String>,
    pub grade: Grade,
    /// Which cell the grade stands in.
    pub column: usize,
}

/// The rows of a table that state grades.
pub(super) fn in_table(table: &Table) -> Vec<Row> {
    let Some((head, rows)) = table.rows.split_first() else { return Vec::new() };
    let column = head.iter().position(|cell| tokens(&cell.text).iter().any(is_grade));
    // "Reports to", "Next step": whom the row names there, it is not about.
    let of_another: Vec<usize> = head
        .iter()
        .enumerate()
        .filter(|(_, cell)| {
            tokens(&cell.text).iter().any(|token| {
                matches!(token, Token::Word(word) if matches!(word.as_str(), "reports" | "report" | "next" | "supervisor" | "supervises"))
            })
        })
        .map(|(at, _)| at)
        .collect();
    rows.iter()
        .filter_map(|cells| {
            let stated = column.and_then(|column| cells.get(column)).and_then(|cell| Some((cell, in_cell(cell)?)));
            let (cell, value) = stated.or_else(|| {
                let by_word = |cell: &Paragraph| after_grade(&tokens(&cell.text));
                cells.iter().find_map(|cell| Some((cell, by_word(cell)?)))
            })?;
            let own = |at: usize, other: &Paragraph| !std::ptr::eq(other, cell) && !of_another.contains(&at);
            let own = cells.iter().enumerate().filter(|(at, other)| own(*at, other)).map(|(_, other)| other);
            let column = cells.iter().position(|other| std::ptr::eq(other, cell)).unwrap_or(0);
            let names = own.clone().map(|other| other.text.clone()).collect();
            let links = own.chain([cell]).flat_map(|cell| &cell.links);
            let fragments = links.filter_map(|link| Some(link.fragment()?.to_lowercase())).collect();
            let line = cells.first().map_or(table.line, |cell| cell.line);
            Some(Row { names, fragments, grade: Grade { value, raw: cell.text.clone(), line }, column })
        })
        .collect()
}

/// The grade in a cell of a column of grades.
fn in_cell(cell: &Paragraph) -> Option<Option<u32>> {
    let tokens = tokens(&cell.text);
    after_grade(&tokens).or_else(|| {
        let at = tokens.iter().position(|token| matches!(token, Token::Number(_)));
        at.map(|at| number_or_range(&tokens, at)).or_else(|| match tokens.as_slice() {
            [Token::Word(code)] => of_code(code).map(Some),
            _ => None,
        })
    })
}

/// Whether a cell holds a grade, or what stands in the place of one, and nothing else.
pub(super) fn is_cell(text: &str) -> bool {
    tokens(text).iter().all(|token| match token {
        Token::Word(word) => names_nothing(word) || is_of_a_statement(word) || of_code(word).is_some(),
        Token::Number(_) | Token::Joint | Token::Other => true,
    })
}

/// The number in a code: "G4", "gr12".
fn of_code(code: &str) -> Option<u32> {
    let digits = code.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let short = code.len() - digits.len() <= 2;
    digits.parse().ok().filter(|number| short && *number <= HIGHEST)
}

/// The number that follows the word "grade", or nothing where a range does.
fn after_grade(tokens: &[Token]) -> Option<Option<u32>> {
    let start = tokens.iter().position(is_grade)? + 1;
    for (at, token) in tokens.iter().enumerate().skip(start).take(4) {
        match token {
            Token::Number(_) => return Some(number_or_range(tokens, at)),
            Token::Word(word)
                if matches!(word.as_str(), "is" | "level" | "no" | "number" | "of" | "a" | "band" | "currently") => {}
            Token::Word(_) => return None,
            Token::Joint | Token::Other => {}
        }
    }
    None
}

/// The number after "is a", with "level" or nothing between.
fn after_copula(tokens: &[Token]) -> Option<Option<u32>> {
    let start = tokens
        .iter()
        .position(|token| matches!(token, Token::Word(word) if matches!(word.as_str(), "is" | "are" | "at")))?
        + 1;
    for (at, token) in tokens.iter().enumerate().skip(start).take(5) {
        match token {
            Token::Number(_) => return Some(number_or_range(tokens, at)),
            Token::Word(word)
                if matches!(word.as_str(), "a" | "an" | "level" | "at" | "job" | "pay" | "the" | "currently") => {}
            Token::Word(_) => return None,
            _ => {}
        }
    }
    None
}

fn is_grade(token: &Token) -> bool {
    matches!(token, Token::Word(word) if word == "grade" || word == "grades")
}

fn number_or_range(tokens: &[Token], at: usize) -> Option<u32> {
    let Token::Number(number) = tokens[at] else { return None };
    let mut next = at + 1;
    while matches!(tokens.get(next), Some(Token::Other)) {
        next += 1;
    }
    let joins = match tokens.get(next) {
        Some(Token::Joint) => true,
        Some(Token::Word(word)) => matches!(word.as_str(), "or" | "to" | "and" | "through" | "until"),
        _ => false,
    };
    let mut last = next + 1;
    while matches!(tokens.get(last), Some(Token::Other | Token::Joint))
        || matches!(tokens.get(last), Some(word) if is_grade(word))
    {
        last += 1;
    }
    let range = joins && matches!(tokens.get(last), Some(Token::Number(_)));
    (!range && number <= HIGHEST).then_some(number)
}

fn number_alone(text: &str) -> Option<u32> {
    match tokens(text).as_slice() {
        [Token::Number(number)] | [Token::Word(_) | Token::Other, Token::Number(number)] => {
            (*number <= HIGHEST).then_some(*number)
        }
        _ => None,
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let close = |word: &mut String, tokens: &mut Vec<Token>| {
        if !word.is_empty() {
            let token = word.parse().map_or_else(|_| Token::Word(word.to_lowercase()), Token::Number);
            tokens.push(token);
            word.clear();
        }
    };
    for c in text.chars() {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        close(&mut word, &mut tokens);
        match c {
            '-' | '–' | '—' | '/' | '&' => tokens.push(Token::Joint),
            // A number goes on behind a point: 7.5 is no grade.
            _ if c.is_whitespace() => {}
            _ => tokens.push(Token::Other),
        }
    }
    close(&mut word, &mut tokens);
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> Paragraph {
        Paragraph { text: text.to_owned(), line: 1, ..Paragraph::default() }
    }

    #[test]
    fn grades_are_read_from_sentences_and_ranges_stay_open() {
        for (text, value) in [
            ("The Cook is a grade 7.", Some(Some(7))),
            ("The Cook is a grade #7", Some(Some(7))),
            ("The Cook is a job grade 7 role", Some(Some(7))),
            ("Job Grade: 12", Some(Some(12))),
            ("The Cook is a grade 8 or 9.", Some(None)),
            ("The Cook is a grade 8-9", Some(None)),
            ("The Cook is at grades 8 and 9", Some(None)),
            ("Works with 3 teams", None),
            ("Helps in the upgrade of 7 systems", None),
        ] {
            assert_eq!(in_sentence(&sentence(text)).map(|grade| grade.value), value, "{text}");
        }
        for (text, value) in [
            ("The Cook is a level 7.", Some(Some(7))),
            ("The Cook is a 9", Some(Some(9))),
            ("Grade 6 or 7", Some(None)),
            ("7", Some(Some(7))),
            ("To be defined", None),
        ] {
            assert_eq!(under_grade_heading(&sentence(text)).map(|grade| grade.value), value, "{text}");
        }
    }

    #[test]
    fn a_heading_loses_its_grade_and_keeps_its_other_parentheses() {
        for (text, name, value) in [
            ("Senior Cook (Grade 7)", "Senior Cook", Some(7)),
            ("Cook (Intermediate) (Grade 6)", "Cook (Intermediate)", Some(6)),
            ("Cook (Grade 6) (Night)", "Cook (Night)", Some(6)),
            ("Head Cook – Job Grade 8", "Head Cook", Some(8)),
            ("Head Cook (Grade 8 or 9)", "Head Cook", None),
        ] {
            assert_eq!(in_heading(text), Some((name.to_owned(), value)), "{text}");
        }
        assert_eq!(in_heading("Senior Cook Job Grade"), None);
        assert_eq!(in_heading("The Senior Cook is a grade 7"), None, "a sentence in bold");
        assert_eq!(in_heading("Upgrade 7 Engineer"), None);
    }

    #[test]
    fn a_row_is_about_whom_it_names_first_and_never_about_a_superior() {
        let row = |cells: &[&str]| cells.iter().map(|cell| sentence(cell)).collect::<Vec<_>>();
        let rows = vec![
            row(&["Title", "Reports to", "Grade"]),
            row(&["Junior Editor", "Editor", "G4"]),
            row(&["Editor", "Publisher", "5 to 6"]),
        ];
        let rows = in_table(&Table { rows, line: 1 });
        let read: Vec<(Vec<String>, Option<u32>)> = rows.into_iter().map(|row| (row.names, row.grade.value)).collect();
        assert_eq!(read, [(vec!["Junior Editor".to_owned()], Some(4)), (vec!["Editor".to_owned()], None)]);
    }
}
