//! The fields of a Greenhouse scorecard as its JSON object.

use serde_json::{Map, Value, json};

use crate::report::greenhouse::{Attribute, Fields};
use crate::storage::json as strict;

/// The object, pretty-printed, hidden characters escaped. What only Greenhouse knows, its own ids, is
/// left out.
pub(super) fn object(fields: &Fields) -> String {
    let ratings: Map<String, Value> =
        fields.ratings().into_iter().map(|(id, names)| (id.to_owned(), json!(names))).collect();
    let questions: Vec<Value> = fields
        .questions
        .iter()
        .map(|(question, answer)| json!({ "id": null, "question": question, "answer": filled(answer) }))
        .collect();
    let object = json!({
        "interview": fields.interview,
        "interviewed_at": fields.interviewed_at,
        "interviewer": { "name": fields.interviewer },
        "submitted_by": { "name": fields.interviewer },
        "submitted_at": fields.submitted_at,
        "overall_recommendation": fields.overall_recommendation,
        "attributes": fields.attributes.iter().map(attribute).collect::<Vec<Value>>(),
        "ratings": ratings,
        "questions": questions,
    });
    String::from_utf8_lossy(&strict::pretty(&object)).into_owned()
}

fn attribute(attribute: &Attribute) -> Value {
    let Attribute { name, group, note, rating } = attribute;
    json!({ "name": name, "type": group, "note": filled(note), "rating": rating })
}

/// An empty field is null there.
fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
