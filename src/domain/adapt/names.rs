//! Ids made of the words that people give, and other words made of words.

use crate::domain::limits;
use crate::domain::rubric::is_id;

/// Most words in an id.
const WORDS: usize = 5;
/// Longest id that is made here, in bytes, so that level and criterion together stay within a file name.
const BYTES: usize = 48;
/// How far a title is looked for in a statement, in bytes.
const LOOKED_AT: usize = 1_000;
/// Longest title that is made of a statement, in characters.
pub const TITLE_CHARS: usize = 44;

/// Shortest beginning that a title is cut back to at a comma, in characters.
const ENOUGH: usize = 16;

/// What stands before a colon and says nothing of what is asked.
const LABELS: &[&str] = &[
    "must have",
    "must-have",
    "nice to have",
    "nice-to-have",
    "mandatory",
    "required",
    "preferred",
    "optional",
    "desirable",
    "highly desirable",
    "bonus",
    "plus",
    "note",
    "important",
    "essential",
    "ideally",
];

/// Words that say nothing in an id.
const STOP: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "for", "from", "has", "have", "in", "into", "is", "it",
    "its", "of", "on", "or", "our", "own", "s", "that", "the", "their", "them", "they", "this", "to", "when", "with",
    "you", "your",
];

/// A family's id, made of its title.
#[must_use]
pub fn family(title: &str) -> String {
    or(joined(words(title, &[])), "family")
}

/// A level's id, made of its title without the words of the family's: "Senior Gardener" of the family
/// "Gardener" is `senior`.
#[must_use]
pub fn level(title: &str, family_title: &str, taken: impl Fn(&str) -> bool) -> String {
    let family = words(family_title, &[]);
    let own = joined(words(title, &family));
    let id = if own.is_empty() { joined(words(title, &[])) } else { own };
    unique(&or(id, "level"), taken)
}

/// A section's id, made of its title.
#[must_use]
pub fn section(title: &str, taken: impl Fn(&str) -> bool) -> String {
    unique(&or(joined(words(title, &[])), "section"), taken)
}

/// A criterion's id: its level, and words of its title or statement.
#[must_use]
pub fn criterion(level: &str, title: &str, taken: impl Fn(&str) -> bool) -> String {
    unique(&format!("{level}.{}", or(joined(words(title, &[])), "criterion")), taken)
}

/// The words of a text as an id: empty where it has none in letters that an id may hold.
#[must_use]
pub fn of_words(text: &str) -> String {
    joined(words(text, &[]))
}

/// The id itself, or with the first number that is not taken.
#[must_use]
pub fn unique(id: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut unique = id.to_owned();
    let mut number = 1;
    while taken(&unique) {
        number += 1;
        unique = format!("{id}-{number}");
    }
    unique
}

/// A short title made of a statement: its first words.
#[must_use]
pub fn title_of(statement: &str) -> String {
    let line = statement.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    // A title is done long before; what follows would only be searched again at every letter typed.
    let line = &line[..line.floor_char_boundary(LOOKED_AT)];
    let line = match line.split_once(':') {
        Some((label, rest)) if LABELS.contains(&label.trim().to_lowercase().as_str()) && !rest.trim().is_empty() => {
            rest.trim()
        }
        _ => line,
    };
    let clause = first_clause(line).trim();
    let clause = if clause.chars().count() < 3 { line } else { clause };
    let mut title = String::new();
    for word in clause.split_whitespace() {
        if !title.is_empty() && title.chars().count() + 1 + word.chars().count() > TITLE_CHARS {
            // What hangs in the air at the end of a cut is left out, with what a comma has begun.
            if let Some((rest, _)) = title.rsplit_once(", ")
                && rest.chars().count() >= ENOUGH
            {
                title.truncate(rest.len());
            }
            while let Some((rest, last)) = title.rsplit_once(' ')
                && STOP.contains(&last.to_lowercase().as_str())
            {
                title.truncate(rest.len());
            }
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if let Some((before, within)) = title.rsplit_once('(')
        && !within.contains(')')
        && before.trim().chars().count() >= 3
    {
        // What was cut within its parentheses is better without them.
        title.truncate(before.len());
    }
    let title = title.trim_end().trim_end_matches([',', '-', '–', '—']).trim_end();
    title.chars().take(limits::KEY_CHARS).collect()
}

/// A text up to its first full stop, colon or semicolon, but for those in parentheses, in a name
/// ("Node.js") and in an abbreviation ("e.g.").
fn first_clause(line: &str) -> &str {
    let mut open = 0_usize;
    for (at, c) in line.char_indices() {
        let next = line[at + c.len_utf8()..].chars().next();
        match c {
            '(' => open += 1,
            ')' => open = open.saturating_sub(1),
            ';' if open == 0 => return &line[..at],
            ':' | '.' if open == 0 && next.is_none_or(char::is_whitespace) => {
                let word = line[..at].rsplit([' ', '(']).next().unwrap_or_default();
                let abbreviates = c == '.'
                    && (word.contains('.') || word.chars().count() == 1 || ["vs", "etc", "incl"].contains(&word));
                if !abbreviates {
                    return &line[..at];
                }
            }
            _ => {}
        }
    }
    line
}

/// Two sentences that a compound statement could be split into, to be looked at: where it joins two
/// things of some length, nearest to its middle.
#[must_use]
pub fn suggest_split(statement: &str) -> Option<(String, String)> {
    const JOINTS: [&[&str]; 2] =
        [&["; ", ". "], &[", and ", ", as well as ", " and ", " as well as ", " while also ", " & "]];
    let statement = statement.trim();
    let long_enough = |text: &str| text.split_whitespace().nth(1).is_some();
    JOINTS.iter().find_map(|joints| {
        let places = joints.iter().flat_map(|joint| {
            statement.match_indices(joint).map(|(at, joint)| (&statement[..at], &statement[at + joint.len()..]))
        });
        places
            .filter(|(first, second)| long_enough(first) && long_enough(second))
            .min_by_key(|(first, second)| first.len().abs_diff(second.len()))
            .map(|(first, second)| (sentence(first), sentence(second)))
    })
}

/// Words as a sentence: a capital at the beginning, a full stop at the end.
#[must_use]
pub fn sentence(words: &str) -> String {
    let words = words.trim().trim_end_matches([',', ';', '.']).trim_end();
    let words = words.strip_prefix("and ").unwrap_or(words);
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

/// The words of a text that an id can be made of, without `out`.
fn words(text: &str, out: &[String]) -> Vec<String> {
    let mut plain = String::new();
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' => plain.push(letter),
            'A'..='Z' => plain.push(letter.to_ascii_lowercase()),
            // The apostrophe of "team's" parts no words.
            '\'' | '’' => {}
            _ => match without_accent(letter) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(' '),
            },
        }
    }
    let all: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    let telling: Vec<String> =
        all.iter().filter(|word| !STOP.contains(&word.as_str()) && !out.contains(word)).cloned().collect();
    if telling.is_empty() && out.is_empty() { all } else { telling }
}

fn joined(words: Vec<String>) -> String {
    let mut id = String::new();
    for mut word in words.into_iter().take(WORDS) {
        word.truncate(BYTES);
        if !id.is_empty() {
            if id.len() + 1 + word.len() > BYTES {
                break;
            }
            id.push('-');
        }
        id.push_str(&word);
    }
    id
}

fn or(id: String, other: &str) -> String {
    if is_id(&id) { id } else { other.to_owned() }
}

/// How a letter of the Latin script is written without its accent.
fn without_accent(letter: char) -> Option<&'static str> {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    Some(match lower {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' => "o",
        'ö' | 'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_the_words_that_tell() {
        assert_eq!(family("Landscape Gardener"), "landscape-gardener");
        assert_eq!(family("Gärtnerin für Großprojekte"), "gaertnerin-fuer-grossprojekte");
        assert_eq!(level("Senior Landscape Gardener", "Landscape Gardener", |_| false), "senior");
        assert_eq!(level("Gardener", "Gardener", |_| false), "gardener");
        assert_eq!(level("Senior", "Gardener", |id| id == "senior"), "senior-2");
        assert_eq!(section("Tools & machines", |_| false), "tools-machines");
        assert_eq!(
            criterion("senior", "Keeps the team's tools sharp, and in good order for the season", |_| false),
            "senior.keeps-teams-tools-sharp-good"
        );
        let taken = ["senior.x", "senior.x-2"];
        assert_eq!(criterion("senior", "X", |id| taken.contains(&id)), "senior.x-3");
        assert_eq!(criterion("senior", "To be of the", |_| false), "senior.to-be-of-the", "stop words beat nothing");
    }

    #[test]
    fn words_of_other_scripts_or_none_still_get_a_usable_id() {
        for title in ["", "  ", "園丁", "…!?", "\u{202e}", "../../etc/passwd", &"x".repeat(10_000), "-x", "Ünal ✿"]
        {
            assert!(is_id(&family(title)), "{title:?}: {:?}", family(title));
            assert!(is_id(&level(title, "", |_| false)), "{title:?}");
            assert!(criterion("senior", title, |_| false).len() <= 60, "{title:?}");
        }
        assert_eq!((family("園丁").as_str(), section("園丁", |_| false).as_str()), ("family", "section"));
    }

    #[test]
    fn a_title_is_the_first_words_of_a_statement() {
        assert_eq!(title_of("Plans the season. Knows every bed."), "Plans the season");
        assert_eq!(
            title_of("Leads a team of gardeners through a whole year of planting and of harvest"),
            "Leads a team of gardeners through a whole"
        );
        assert_eq!(
            title_of("6+ years of experience, of which two on call for a large system"),
            "6+ years of experience"
        );
        assert_eq!(title_of("Must have: certified accountant"), "certified accountant");
        assert_eq!(title_of("Node.js and C++ (e.g. in games), at work."), "Node.js and C++ (e.g. in games), at work");
        assert_eq!(
            title_of("Knows spreadsheets by heart and well (formulas, pivot tables, lookups)"),
            "Knows spreadsheets by heart and well"
        );
        assert_eq!(title_of("3.5 years with tax: two of them alone"), "3.5 years with tax");
        assert_eq!(title_of(" \n"), "");
    }

    #[test]
    fn a_compound_statement_is_split_at_its_joint() {
        let split = |statement| suggest_split(statement).map(|(a, b)| format!("{a} | {b}"));
        assert_eq!(
            split("Prunes fruit trees and trains new gardeners.").as_deref(),
            Some("Prunes fruit trees. | Trains new gardeners.")
        );
        assert_eq!(
            split("Plans the beds; orders seeds and keeps a list.").as_deref(),
            Some("Plans the beds. | Orders seeds and keeps a list.")
        );
        assert_eq!(split("Prunes and trains"), None);
        assert_eq!(split(""), None);
    }
}
