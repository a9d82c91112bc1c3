//! Where a card's recommendation is not the one the rule gives.

use serde_json::Value;

use crate::storage::fields::{join, shown};

/// Most differences that are spelled out; the rest are counted.
const SPELLED_OUT: usize = 8;

/// The place of the difference, or the nearest one above all of them, and a sentence that names the
/// fields. Fields that the expected value does not have are not compared: a later version may have
/// added them.
pub(super) fn differences(found: &Value, expected: &Value, path: &str) -> Option<(String, String)> {
    let mut all = Vec::new();
    compare(Some(found), expected, path, &mut all);
    let (first, _) = all.first()?;
    let common = if all.len() == 1 { first.clone() } else { path.to_owned() };
    let mut parts: Vec<String> = all.iter().take(SPELLED_OUT).map(|(_, sentence)| sentence.clone()).collect();
    if all.len() > SPELLED_OUT {
        parts.push(format!("and {} more", all.len() - SPELLED_OUT));
    }
    Some((common, format!("differs from what the ratings give: {}", parts.join("; "))))
}

fn compare(found: Option<&Value>, expected: &Value, path: &str, all: &mut Vec<(String, String)>) {
    match (found, expected) {
        (Some(Value::Object(found)), Value::Object(expected)) => {
            for (key, expected) in expected {
                compare(found.get(key), expected, &join(path, key), all);
            }
        }
        (Some(Value::Array(found)), Value::Array(expected)) if found.len() == expected.len() => {
            for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
                compare(Some(found), expected, &format!("{path}[{index}]"), all);
            }
        }
        (Some(Value::Array(found)), Value::Array(expected)) => {
            all.push((path.to_owned(), format!("{path} holds {}, should hold {}", found.len(), expected.len())));
        }
        (Some(found), expected) if found == expected => {}
        (Some(found), expected) => {
            all.push((path.to_owned(), format!("{path} is {}, should be {}", worded(found), worded(expected))));
        }
        (None, _) => all.push((path.to_owned(), format!("{path} is missing"))),
    }
}

/// A level is named rather than called an object.
fn worded(value: &Value) -> String {
    match value.get("level") {
        Some(level) => shown(level),
        None => shown(value),
    }
}
