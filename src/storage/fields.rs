//! Reading the fields of an object one by one, so that every fault is reported and none hides another.

use serde_json::Value;

use super::card::{CardProblem, Code};
use crate::domain::time::Moment;
use crate::storage::wire::moment;

/// The fields of one JSON object and where it stands in the file.
pub(super) struct Fields<'a> {
    value: Option<&'a Value>,
    path: String,
    problems: &'a mut Vec<CardProblem>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(value: &'a Value, path: String, problems: &'a mut Vec<CardProblem>) -> Self {
        let mut fields = Self { value: Some(value), path, problems };
        if !value.is_object() {
            fields.problem("", "is no object");
            fields.value = None;
        }
        fields
    }

    /// The fields of an object that has to be there.
    pub(super) fn of(parent: &'a Value, key: &str, problems: &'a mut Vec<CardProblem>) -> Self {
        if let Some(value) = parent.get(key) {
            return Self::new(value, key.to_owned(), problems);
        }
        problems.push(CardProblem::new(Code::Invalid, key, "is missing"));
        Self { value: None, path: key.to_owned(), problems }
    }

    pub(super) fn inner(&mut self, key: &str) -> Fields<'_> {
        let path = join(&self.path, key);
        match self.value.map(|value| value.get(key)) {
            Some(Some(value)) => Fields::new(value, path, self.problems),
            Some(None) => {
                self.problem(key, "is missing");
                Fields { value: None, path, problems: self.problems }
            }
            None => Fields { value: None, path, problems: self.problems },
        }
    }

    pub(super) fn problem(&mut self, key: &str, message: &str) {
        self.problems.push(CardProblem::new(Code::Invalid, &join(&self.path, key), message));
    }

    /// The value of a field; a missing one is a problem, unless the object itself was.
    pub(super) fn value(&mut self, key: &str) -> Option<&'a Value> {
        let found = self.value?.get(key);
        if found.is_none() {
            self.problem(key, "is missing");
        }
        found
    }

    pub(super) fn text(&mut self, key: &str) -> Option<&'a str> {
        let value = self.value(key)?;
        let text = value.as_str();
        if text.is_none() {
            self.problem(key, "is no text");
        }
        text
    }

    /// A text that may be null or left out.
    pub(super) fn optional_text(&mut self, key: &str) -> Option<&'a str> {
        match self.value?.get(key) {
            None | Some(Value::Null) => None,
            Some(_) => self.text(key),
        }
    }

    pub(super) fn number<N: TryFrom<u64>>(&mut self, key: &str) -> Option<N> {
        let value = self.value(key)?;
        let number = value.as_u64().and_then(|number| N::try_from(number).ok());
        if number.is_none() {
            self.problem(key, &format!("is {}, where a whole number from 0 on was expected", shown(value)));
        }
        number
    }

    pub(super) fn moment(&mut self, key: &str) -> Option<Moment> {
        match moment::parse(self.text(key)?) {
            Ok(moment) => Some(moment),
            Err(message) => {
                self.problem(key, message);
                None
            }
        }
    }

    pub(super) fn flag(&mut self, key: &str) -> Option<bool> {
        let value = self.value(key)?;
        let flag = value.as_bool();
        if flag.is_none() {
            self.problem(key, &format!("is {}, where true or false was expected", shown(value)));
        }
        flag
    }

    pub(super) fn items(&mut self, key: &str) -> Option<&'a [Value]> {
        let value = self.value(key)?;
        let items = value.as_array();
        if items.is_none() {
            self.problem(key, "is no array");
        }
        items.map(Vec::as_slice)
    }

    /// The fields of an object that stands at a key of this one, or at an item of it: `cards[2]`.
    pub(super) fn within<'b>(&'b mut self, key: &str, value: &'b Value) -> Fields<'b> {
        Fields::new(value, join(&self.path, key), self.problems)
    }

    /// A number that may be null or left out.
    pub(super) fn optional_number<N: TryFrom<u64>>(&mut self, key: &str) -> Option<N> {
        match self.value?.get(key) {
            None | Some(Value::Null) => None,
            Some(_) => self.number(key),
        }
    }

    /// A text that is one of a fixed set of ids.
    pub(super) fn one_of<T>(&mut self, key: &str, read: impl Fn(&str) -> Option<T>, allowed: &str) -> Option<T> {
        let text = self.text(key)?;
        let found = read(text);
        if found.is_none() {
            self.problem(key, &format!("is {}; allowed are {allowed}", shown(&Value::String(text.to_owned()))));
        }
        found
    }
}

/// Two parts of a JSON path.
pub(super) fn join(path: &str, key: &str) -> String {
    match (path, key) {
        ("", key) => key.to_owned(),
        (path, "") => path.to_owned(),
        (path, key) if key.starts_with('[') => format!("{path}{key}"),
        (path, key) => format!("{path}.{key}"),
    }
}

/// A value in a message: short, whatever stands in the file.
pub(super) fn shown(value: &Value) -> String {
    const LONGEST: usize = 60;
    match value {
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) if text.chars().count() > LONGEST => {
            format!("{:?}…", text.chars().take(LONGEST).collect::<String>())
        }
        Value::String(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}
