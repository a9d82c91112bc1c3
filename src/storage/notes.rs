//! The words that notes are looked through for: the built-in lists and the user's own,
//! `<config dir>/notes/*.toml`, in the same form.
//!
//! A broken file or entry is reported with its place and never hides the others.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::Deserialize;
use toml::{Table, Value};

use super::archive::Paths;
use super::{FileProblem, read};
use crate::domain::limits;
use crate::domain::notes::{Behaviour, Code, Entry, Remarks, WordLists};

/// The format of a file of words.
const FORMAT: &str = "assay.notes/1";

const BUILT_IN: [(&str, &str); 4] = [
    ("protected.toml", include_str!("../../notes/protected.toml")),
    ("comparison.toml", include_str!("../../notes/comparison.toml")),
    ("gut-feeling.toml", include_str!("../../notes/gut-feeling.toml")),
    ("similarity.toml", include_str!("../../notes/similarity.toml")),
];
/// Words that stand for each other, under a name that phrases call as `{name}`.
const SETS: &str = include_str!("../../notes/sets.toml");
const BEHAVIOUR: &str = include_str!("../../notes/behaviour.toml");

/// The built-in lists.
///
/// # Panics
/// If the built-in files are broken, which the tests rule out.
#[must_use]
pub fn built_in() -> WordLists {
    WordLists::new(built_in_entries(), behaviour(), [])
}

/// The built-in lists with the user's own, and what is wrong with those. Without a folder there are none.
#[must_use]
pub fn load(paths: &Paths) -> (WordLists, Vec<FileProblem>) {
    let (files, mut problems) = files(&paths.notes());
    let mut own = Own::default();
    for file in files {
        let text = read::file(&file).map_err(|error| error.to_string());
        let text = text.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned()));
        let found = match text {
            Ok(text) => own.read(text.strip_prefix('\u{FEFF}').unwrap_or(&text)),
            Err(message) => vec![(String::new(), message)],
        };
        problems.extend(found.into_iter().map(|(place, message)| FileProblem::new(&file, &place, &message)));
    }
    let Own { entries, off } = own;
    let built_in = built_in_entries().into_iter().filter(|entry| !off.contains(&entry.id));
    let off_codes = off.iter().filter(|id| Code::from_id(id).is_some()).cloned();
    (WordLists::new(built_in.chain(entries).collect(), behaviour(), off_codes), problems)
}

fn built_in_entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for (name, text) in BUILT_IN {
        let (found, _, problems) = words(text);
        assert!(problems.is_empty(), "the built-in {name} is sound: {problems:?}");
        entries.extend(found);
    }
    entries
}

fn behaviour() -> Behaviour {
    let file: BehaviourFile = toml::from_str(BEHAVIOUR).expect("the built-in behaviour.toml is sound");
    let BehaviourFile {
        praise,
        general,
        vague,
        telling,
        fields,
        facts,
        verdicts,
        no_behaviour: verdict,
        too_short,
        ..
    } = file;
    let remarks = Remarks {
        no_behaviour: verdict.why,
        at: [verdict.absent, verdict.partial, verdict.exceeds],
        too_short: too_short.why,
        add: too_short.instead,
    };
    Behaviour::new([&praise, &general, &vague, &telling, &fields], [&facts, &verdicts], remarks)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetsFile {
    #[serde(rename = "format")]
    _format: String,
    sets: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BehaviourFile {
    #[serde(rename = "format")]
    _format: String,
    praise: String,
    general: String,
    vague: String,
    telling: String,
    fields: String,
    facts: Vec<String>,
    verdicts: Vec<String>,
    #[serde(rename = "no-behaviour")]
    no_behaviour: VerdictFile,
    #[serde(rename = "too-short")]
    too_short: RemarkFile,
}

#[derive(Deserialize)]
struct VerdictFile {
    why: String,
    #[serde(rename = "1")]
    absent: String,
    #[serde(rename = "2")]
    partial: String,
    #[serde(rename = "4")]
    exceeds: String,
}

#[derive(Deserialize)]
struct RemarkFile {
    why: String,
    instead: String,
}

/// An entry as it is written. A field that is not known is most likely a slip.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    id: String,
    words: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    work: Vec<String>,
    #[serde(default)]
    soft: bool,
    why: String,
    instead: String,
}

/// What the user's files hold, as far as it can be used.
#[derive(Default)]
struct Own {
    entries: Vec<Entry>,
    off: Vec<String>,
}

impl Own {
    /// Adds a file's entries. What is wrong comes back as place and message.
    fn read(&mut self, text: &str) -> Vec<(String, String)> {
        let (entries, off, mut problems) = words(text);
        let built_in = built_in_entries();
        for (index, id) in off.into_iter().enumerate() {
            if built_in.iter().any(|entry| entry.id == id) || Code::from_id(&id).is_some() {
                self.off.push(id);
            } else {
                problems.push((format!("off[{index}]"), format!("{id:?} is neither a built-in entry nor a code")));
            }
        }
        for entry in entries {
            if self.entries.iter().any(|known| known.id == entry.id) {
                problems.push((format!("entry {:?}", entry.id), "is there a second time and not used".to_owned()));
            } else {
                self.entries.push(entry);
            }
        }
        problems
    }
}

/// The entries of a file, the ids that it switches off, and what is wrong with it as place and message.
fn words(text: &str) -> (Vec<Entry>, Vec<String>, Vec<(String, String)>) {
    let table: Table = match text.parse() {
        Ok(table) => table,
        Err(error) => return (Vec::new(), Vec::new(), vec![at_line(text, &error)]),
    };
    if table.get("format").and_then(Value::as_str) != Some(FORMAT) {
        let problem = ("format".to_owned(), format!("is not {FORMAT:?}; the file is not used"));
        return (Vec::new(), Vec::new(), vec![problem]);
    }
    let mut problems: Vec<(String, String)> = Vec::new();
    let known = ["format", "code", "people", "off", "entry"];
    let unknown = table.keys().filter(|key| !known.contains(&key.as_str()));
    problems.extend(unknown.map(|key| (key.clone(), format!("is not known; a file has {}", known.join(", ")))));
    let people = listed(&table, "people", &mut problems);
    let off = listed(&table, "off", &mut problems);
    let items = match table.get("entry") {
        None => &[][..],
        Some(Value::Array(items)) => items,
        Some(_) => {
            problems.push(("entry".to_owned(), "is not written as [[entry]]".to_owned()));
            &[]
        }
    };
    let code = table.get("code").and_then(Value::as_str).and_then(Code::from_id).filter(|code| code.is_about_words());
    let Some(code) = code.or(items.is_empty().then_some(Code::Protected)) else {
        let codes = Code::ALL.into_iter().filter(|code| code.is_about_words()).map(Code::id);
        let codes: Vec<&str> = codes.collect();
        problems.push(("code".to_owned(), format!("is missing or none of {}", codes.join(", "))));
        return (Vec::new(), off, problems);
    };
    let mut entries = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match entry(item, code, &people) {
            Ok(entry) => entries.push(entry),
            Err((field, message)) => {
                let place = if field.is_empty() { String::new() } else { format!(".{field}") };
                problems.push((format!("entry[{index}]{place}"), message));
            }
        }
    }
    (entries, off, problems)
}

fn entry(item: &Value, code: Code, people: &[String]) -> Result<Entry, (&'static str, String)> {
    let file: EntryFile = item.clone().try_into().map_err(|error: toml::de::Error| ("", error.message().to_owned()))?;
    let EntryFile { id, words, unless, work, soft, why, instead } = file;
    let long = |text: &String| text.len() > limits::TEXT_BYTES;
    if [&why, &instead, &id].into_iter().chain(&words).any(long) {
        return Err(("", format!("holds a text of more than {} bytes", limits::TEXT_BYTES)));
    }
    let words =
        words.iter().map(|phrase| in_full(phrase)).collect::<Result<_, _>>().map_err(|error| ("words", error))?;
    let unless =
        unless.iter().map(|phrase| in_full(phrase)).collect::<Result<_, _>>().map_err(|error| ("unless", error))?;
    Entry { id, code, words, unless, work, people: people.to_vec(), soft, why, instead }.checked()
}

/// A phrase with the words of each set in the place of its name.
fn in_full(phrase: &str) -> Result<String, String> {
    static SETS_BY_NAME: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        let file: SetsFile = toml::from_str(SETS).expect("the built-in sets.toml is sound");
        file.sets
            .into_iter()
            .map(|(name, words)| (name, words.split_whitespace().collect::<Vec<_>>().join("|")))
            .collect()
    });
    let mut full = String::new();
    let mut rest = phrase;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?))) {
        let words = SETS_BY_NAME.get(name).ok_or_else(|| {
            let mut known: Vec<&str> = SETS_BY_NAME.keys().map(String::as_str).collect();
            known.sort_unstable();
            format!("{name:?} is no set of words; there are {}", known.join(", "))
        })?;
        full.extend([before, words]);
        rest = after;
    }
    Ok(full + rest)
}

fn listed(table: &Table, key: &str, problems: &mut Vec<(String, String)>) -> Vec<String> {
    let Some(value) = table.get(key) else { return Vec::new() };
    let texts = value.as_array().and_then(|all| all.iter().map(|one| one.as_str().map(str::to_owned)).collect());
    texts.unwrap_or_else(|| {
        problems.push((key.to_owned(), "is no list of texts".to_owned()));
        Vec::new()
    })
}

fn at_line(text: &str, error: &toml::de::Error) -> (String, String) {
    let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
    (line.map_or_else(String::new, |line| format!("line {line}")), error.message().to_owned())
}

/// The `*.toml` files of a folder in the order of their names, and what could not be listed.
fn files(folder: &Path) -> (Vec<PathBuf>, Vec<FileProblem>) {
    let listed = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<PathBuf>>>());
    match listed {
        Ok(mut files) => {
            let hidden = |file: &PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            files.retain(|file| file.extension().is_some_and(|extension| extension == "toml") && !hidden(file));
            files.sort();
            (files, Vec::new())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => (Vec::new(), Vec::new()),
        Err(error) => (Vec::new(), vec![FileProblem::new(folder, "", &format!("cannot be read: {error}"))]),
    }
}

#[cfg(test)]
mod tests;
