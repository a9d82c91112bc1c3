//! Strict JSON: the same bytes never have two meanings, and what is written hides nothing.
//!
//! Reading refuses what lenient parsers let through: duplicate keys, a second document, nesting that
//! exhausts the stack, integers that a reader elsewhere would round. Writing escapes what a terminal
//! or an eye could be deceived by. What the fields mean is not known here.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt::{self, Write as _};

use serde::de::{self, DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, Serialize};
use serde_json::{Map, Number, Value};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::domain::limits;
use crate::text;

/// Largest integer that every JSON reader keeps exactly (RFC 8785 and RFC 7493 build on it).
const EXACT: u64 = (1 << 53) - 1;

/// What is wrong with a JSON text, and where. Both parts are cleaned and safe to print.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}{message}", if path.is_empty() { String::new() } else { format!("{path}: ") })]
pub struct JsonError {
    /// JSON path, as `ratings[3].note`; empty for the whole text.
    pub path: String,
    /// What is wrong.
    pub message: String,
}

impl JsonError {
    /// Makes an error of texts that may come from data.
    #[must_use]
    pub fn new(path: &str, message: &str) -> Self {
        Self { path: super::told(path), message: super::told(message) }
    }
}

/// Reads one JSON value. A byte-order mark and CRLF are accepted.
///
/// # Errors
/// If the bytes are too many, not UTF-8, not JSON, or JSON with more than one meaning.
pub fn parse(bytes: &[u8]) -> Result<Value, JsonError> {
    let whole = |message: &str| JsonError::new("", message);
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(whole(&format!("is larger than {} bytes, the most that is read", limits::FILE_BYTES)));
    }
    let json = std::str::from_utf8(bytes)
        .map_err(|error| whole(&format!("is not UTF-8 text: invalid byte at offset {}", error.valid_up_to())))?;
    let json = json.strip_prefix('\u{FEFF}').unwrap_or(json);
    if json.trim().is_empty() {
        return Err(whole("is empty; a JSON value was expected"));
    }
    if let Some(line) = json.lines().position(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>")) {
        return Err(whole(&format!("holds a merge conflict (line {}); resolve it first", line + 1)));
    }
    let state = State::default();
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = Strict { state: &state, depth: 0 }
        .deserialize(&mut reader)
        .map_err(|error| JsonError::new(&path(&state.path.borrow()), &syntax(&error)))?;
    reader.end().map_err(|error| {
        whole(&format!("goes on after its JSON value (line {} column {})", error.line(), error.column()))
    })?;
    Ok(value)
}

/// Reads a value as a record, so that an error carries its JSON path.
///
/// # Errors
/// The first field that is missing or of the wrong type.
pub fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, JsonError> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        JsonError::new(if path == "." { "" } else { &path }, &error.inner().to_string())
    })
}

/// Reads bytes as a record.
///
/// # Errors
/// As [`parse`] and [`typed`].
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonError> {
    typed(&parse(bytes)?)
}

/// Every text that is longer than [`limits::TEXT_BYTES`], by JSON path.
#[must_use]
pub fn overlong(value: &Value) -> Vec<JsonError> {
    fn walk(value: &Value, at: &mut Vec<Step>, found: &mut Vec<JsonError>) {
        match value {
            Value::String(text) if text.len() > limits::TEXT_BYTES => {
                let message = format!("is longer than {} bytes", limits::TEXT_BYTES);
                found.push(JsonError::new(&path(at), &message));
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    at.push(Step::Index(index));
                    walk(item, at, found);
                    at.pop();
                }
            }
            Value::Object(fields) => {
                for (key, field) in fields {
                    at.push(Step::Key(key.clone()));
                    walk(field, at, found);
                    at.pop();
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, &mut Vec::new(), &mut found);
    found
}

/// The canonical form of RFC 8785: the bytes that digests and seals are made of.
///
/// # Panics
/// If a record has keys that are not texts; ours have none.
#[must_use]
pub fn canonical(value: &impl Serialize) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).expect("plain records and JSON values have a canonical form")
}

/// `sha256:` and the hexadecimal SHA-256 of the canonical form.
#[must_use]
pub fn digest(value: &impl Serialize) -> String {
    let mut out = "sha256:".to_owned();
    for byte in Sha256::digest(canonical(value)) {
        write!(out, "{byte:02x}").expect("writing to a text cannot fail");
    }
    out
}

/// A file's text: two spaces, a final newline, hidden characters escaped.
///
/// # Panics
/// If a record has keys that are not texts; ours have none.
#[must_use]
pub fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut writer = serde_json::Serializer::pretty(&mut plain);
    value.serialize(&mut writer).expect("plain records can be written as JSON");
    plain.push(b'\n');
    escaped(plain)
}

/// One line of a journal: no spaces, a final newline, hidden characters escaped.
///
/// # Panics
/// If a record has keys that are not texts; ours have none.
#[must_use]
pub fn line(value: &impl Serialize) -> Vec<u8> {
    let mut plain = serde_json::to_vec(value).expect("plain records can be written as JSON");
    plain.push(b'\n');
    escaped(plain)
}

fn escaped(json: Vec<u8>) -> Vec<u8> {
    let json = String::from_utf8(json).expect("the JSON writer writes UTF-8");
    escape_hidden(&json).into_owned().into_bytes()
}

/// The same JSON with hidden characters written as `\uXXXX`: DEL, C1, bidi controls, invisible
/// characters, and combining marks beyond what one letter may carry.
///
/// In valid JSON such characters stand inside texts only, so the meaning stays.
#[must_use]
pub fn escape_hidden(json: &str) -> Cow<'_, str> {
    if json.bytes().all(|byte| byte < 0x7F) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    let mut marks = 0;
    for c in json.chars() {
        marks = if text::is_mark(c) { marks + 1 } else { 0 };
        let hidden = text::is_hidden(c) && !matches!(c, '\n' | '\r' | '\t');
        if hidden || marks > text::MARKS_PER_LETTER {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("writing to a text cannot fail");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn syntax(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Eof => format!("ends too early (line {}): the text is cut off", error.line()),
        serde_json::error::Category::Syntax => format!("is not JSON: {error}"),
        _ => error.to_string(),
    }
}

enum Step {
    Key(String),
    Index(usize),
}

fn path(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        match step {
            Step::Index(index) => write!(out, "[{index}]").expect("writing to a text cannot fail"),
            Step::Key(key) => {
                if !out.is_empty() {
                    out.push('.');
                }
                // A hostile key may be megabytes long; a path is for people.
                out.extend(key.chars().take(80));
            }
        }
    }
    out
}

/// Where the reader is and how many values it has made. The path is left as it is on an error.
#[derive(Default)]
struct State {
    path: RefCell<Vec<Step>>,
    values: Cell<usize>,
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    state: &'a State,
    depth: usize,
}

impl Strict<'_> {
    fn deeper<E: de::Error>(self) -> Result<Self, E> {
        if self.depth == limits::JSON_DEPTH {
            return Err(E::custom(format!("is nested deeper than {} levels", limits::JSON_DEPTH)));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }

    fn at<R, E>(self, step: Step, read: impl FnOnce() -> Result<R, E>) -> Result<R, E> {
        self.state.path.borrow_mut().push(step);
        let result = read()?;
        self.state.path.borrow_mut().pop();
        Ok(result)
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        let values = self.state.values.get() + 1;
        self.state.values.set(values);
        if values > limits::JSON_VALUES {
            return Err(de::Error::custom(format!("holds more than {} values", limits::JSON_VALUES)));
        }
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        if value > EXACT { Err(inexact()) } else { Ok(value.into()) }
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() > EXACT { Err(inexact()) } else { Ok(value.into()) }
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("is not a finite number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut out = Vec::new();
        while let Some(item) = self.at(Step::Index(out.len()), || items.next_element_seed(inner))? {
            out.push(item);
        }
        Ok(Value::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut out = Map::new();
        while let Some(key) = fields.next_key::<String>()? {
            let value = self.at(Step::Key(key.clone()), || {
                if out.contains_key(&key) {
                    return Err(de::Error::custom("this key stands here twice"));
                }
                fields.next_value_seed(inner)
            })?;
            out.insert(key, value);
        }
        Ok(Value::Object(out))
    }
}

fn inexact<E: de::Error>() -> E {
    E::custom(format!("is an integer beyond {EXACT}, which not every reader keeps exactly"))
}

#[cfg(test)]
mod tests;
