//! The rubric format, `assay.rubric/1`: one file per level.
//!
//! Numbers that the format bounds are read wide and checked in the conversion, so that every fault
//! of a file is reported at once rather than the first one alone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{FieldProblem, format_problem};
use crate::domain::rubric::{
    Criterion, DEFAULT_BAR_PERCENT, DEFAULT_MINUTES, Level, Question, Section, SectionKind, Source,
};

/// The `format` of a rubric file.
pub const FORMAT: &str = "assay.rubric/1";

/// Fields that this version does not know, kept for a rewrite.
pub type Extra = Map<String, Value>;

/// One level of a job family, as its file holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "assay rubric: one level of a job family")]
pub struct LevelFile {
    /// Always `assay.rubric/1`.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// Id of the family: letters, digits, `-`, `_` and `.`.
    pub family: String,
    /// Title of the family.
    pub family_title: String,
    /// Id of the level, unique in the family.
    pub level: String,
    /// Full title of the level.
    pub title: String,
    /// Pay or job grade; null in a family without grades.
    #[serde(default)]
    pub grade: Option<u32>,
    /// Id of the level that this one builds on; null for the lowest.
    #[serde(default)]
    pub extends: Option<String>,
    /// The document it was derived from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceFile>,
    /// Digest of the built-in level that this one began as a copy of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adapted_from: Option<String>,
    /// Words of the document that somebody took out: a later import leaves them out too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_out: Vec<String>,
    /// Headings of the document's levels that somebody took out of the family: a later import leaves
    /// them out too. Any level of the family may hold them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels_taken_out: Vec<String>,
    /// What people at this level do; to listen for, never rated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look_for: Vec<String>,
    /// Sections in document order.
    pub sections: Vec<SectionFile>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where a level comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceFile {
    /// The document.
    #[serde(default)]
    pub document: String,
    /// The heading in it.
    #[serde(default)]
    pub heading: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A group of criteria with a bar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SectionFile {
    /// Id, unique in the level.
    pub id: String,
    /// Title.
    pub title: String,
    /// `required` sections gate the grade, `additional` ones do not.
    #[schemars(with = "KindSchema")]
    pub kind: String,
    /// Share of the points that has to be earned, in percent.
    #[serde(default = "default_bar")]
    #[schemars(range(min = 1, max = 100))]
    pub bar_percent: i64,
    /// Criteria in document order.
    pub criteria: Vec<CriterionFile>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One thing to find out about a candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CriterionFile {
    /// Id, unique in the family and stable.
    pub id: String,
    /// Short title.
    pub title: String,
    /// One sentence with every clause.
    #[serde(default)]
    pub statement: String,
    /// Where in the document it comes from.
    #[serde(default)]
    pub source: String,
    /// The words of the document when it was last imported: what a later import knows it by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<String>,
    /// How much its points count.
    #[serde(default = "default_weight")]
    #[schemars(range(min = 1, max = 3))]
    pub weight: i64,
    /// Whether at least Meets is needed whatever the section earns.
    #[serde(default)]
    pub must_have: bool,
    /// Minutes it takes to find out.
    #[serde(default = "default_minutes")]
    #[schemars(range(min = 0, max = 600))]
    pub minutes: i64,
    /// Criteria of lower levels that this one proves when it is Meets or better.
    #[serde(default)]
    pub implies: Vec<String>,
    /// Competencies it speaks of.
    #[serde(default)]
    pub competencies: Vec<String>,
    /// Things to listen for.
    #[serde(default)]
    pub look_for: Vec<String>,
    /// What each rating means here.
    #[serde(default)]
    pub anchors: AnchorsFile,
    /// Questions to ask.
    #[serde(default)]
    pub questions: Vec<QuestionFile>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What each rating means for one criterion.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnchorsFile {
    /// Not shown.
    #[serde(default, rename = "1")]
    pub not_shown: String,
    /// Partial.
    #[serde(default, rename = "2")]
    pub partial: String,
    /// Meets.
    #[serde(default, rename = "3")]
    pub meets: String,
    /// Exceeds.
    #[serde(default, rename = "4")]
    pub exceeds: String,
    /// Whether they are the scale's own wording, put there by the program for want of better.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub generated: bool,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A question with its probes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuestionFile {
    /// `behavioural`, `situational` or `knowledge`.
    pub kind: String,
    /// The question.
    pub ask: String,
    /// Follow-ups.
    #[serde(default)]
    pub probes: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What `kind` may be; only the schema uses it.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
#[expect(dead_code, reason = "a shape for the schema; the conversion reads the text itself")]
pub(in crate::storage::wire) enum KindSchema {
    Required,
    Additional,
}

pub(in crate::storage::wire) fn default_bar() -> i64 {
    i64::from(DEFAULT_BAR_PERCENT)
}

pub(in crate::storage::wire) fn default_weight() -> i64 {
    1
}

fn default_minutes() -> i64 {
    i64::from(DEFAULT_MINUTES)
}

impl LevelFile {
    /// The file of a level. Unknown fields are not part of the domain and stay out.
    #[must_use]
    pub fn from_level(level: &Level) -> Self {
        Self {
            format: FORMAT.to_owned(),
            family: level.family.clone(),
            family_title: level.family_title.clone(),
            level: level.id.clone(),
            title: level.title.clone(),
            grade: level.grade,
            extends: level.extends.clone(),
            source: level.source.clone().map(|Source { document, heading }| SourceFile {
                document,
                heading,
                extra: Extra::new(),
            }),
            adapted_from: level.adapted_from.clone(),
            taken_out: level.taken_out.clone(),
            levels_taken_out: level.levels_taken_out.clone(),
            look_for: level.look_for.clone(),
            sections: level.sections.iter().map(SectionFile::from_section).collect(),
            extra: Extra::new(),
        }
    }

    /// The level with the given digest.
    ///
    /// # Errors
    /// Every field that the format does not allow, as JSON path and message.
    pub fn into_level(self, digest: String) -> Result<Level, Vec<FieldProblem>> {
        let (level, problems) = self.convert(digest);
        if problems.is_empty() { Ok(level) } else { Err(problems) }
    }

    /// The level as far as it can be told, with every field that the format does not allow. A field
    /// at fault takes its default, so that the rest can be checked in the same run.
    #[must_use]
    pub fn convert(self, digest: String) -> (Level, Vec<FieldProblem>) {
        let mut problems: Vec<FieldProblem> = format_problem(&self.format, FORMAT).into_iter().collect();
        let sections = self
            .sections
            .into_iter()
            .enumerate()
            .map(|(index, section)| section.convert(&format!("sections[{index}]"), &mut problems))
            .collect();
        let level = Level {
            family: self.family,
            family_title: self.family_title,
            id: self.level,
            title: self.title,
            grade: self.grade,
            extends: self.extends,
            source: self.source.map(|SourceFile { document, heading, .. }| Source { document, heading }),
            adapted_from: self.adapted_from,
            taken_out: self.taken_out,
            levels_taken_out: self.levels_taken_out,
            look_for: self.look_for,
            digest,
            sections,
        };
        (level, problems)
    }
}

impl SectionFile {
    fn from_section(section: &Section) -> Self {
        Self {
            id: section.id.clone(),
            title: section.title.clone(),
            kind: kind_id(section.kind).to_owned(),
            bar_percent: i64::from(section.bar_percent),
            criteria: section.criteria.iter().map(CriterionFile::from_criterion).collect(),
            extra: Extra::new(),
        }
    }

    fn convert(self, path: &str, problems: &mut Vec<FieldProblem>) -> Section {
        Section {
            kind: kind(&self.kind, path, problems),
            bar_percent: bounded(
                self.bar_percent,
                1..=100,
                DEFAULT_BAR_PERCENT,
                || format!("{path}.bar_percent"),
                problems,
            ),
            criteria: self
                .criteria
                .into_iter()
                .enumerate()
                .map(|(index, criterion)| criterion.convert(&format!("{path}.criteria[{index}]"), problems))
                .collect(),
            id: self.id,
            title: self.title,
        }
    }
}

impl CriterionFile {
    fn from_criterion(criterion: &Criterion) -> Self {
        let [not_shown, partial, meets, exceeds] = criterion.anchors.clone();
        Self {
            id: criterion.id.clone(),
            title: criterion.title.clone(),
            statement: criterion.statement.clone(),
            source: criterion.source.clone(),
            imported: criterion.imported.clone(),
            weight: i64::from(criterion.weight),
            must_have: criterion.must_have,
            minutes: i64::from(criterion.minutes),
            implies: criterion.implies.clone(),
            competencies: criterion.competencies.clone(),
            look_for: criterion.look_for.clone(),
            anchors: AnchorsFile {
                not_shown,
                partial,
                meets,
                exceeds,
                generated: criterion.generated_anchors,
                extra: Extra::new(),
            },
            questions: criterion
                .questions
                .iter()
                .map(|question| QuestionFile {
                    kind: question.kind.clone(),
                    ask: question.ask.clone(),
                    probes: question.probes.clone(),
                    extra: Extra::new(),
                })
                .collect(),
            extra: Extra::new(),
        }
    }

    fn convert(self, path: &str, problems: &mut Vec<FieldProblem>) -> Criterion {
        let anchors = self.anchors;
        Criterion {
            weight: bounded(self.weight, 1..=3, 1, || format!("{path}.weight"), problems),
            minutes: bounded(self.minutes, 0..=600, DEFAULT_MINUTES, || format!("{path}.minutes"), problems),
            id: self.id,
            title: self.title,
            statement: self.statement,
            source: self.source,
            imported: self.imported,
            must_have: self.must_have,
            implies: self.implies,
            competencies: self.competencies,
            look_for: self.look_for,
            generated_anchors: anchors.generated,
            anchors: [anchors.not_shown, anchors.partial, anchors.meets, anchors.exceeds],
            questions: self
                .questions
                .into_iter()
                .map(|question| Question { kind: question.kind, ask: question.ask, probes: question.probes })
                .collect(),
        }
    }
}

/// The id of a section's kind in files.
#[must_use]
pub fn kind_id(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Required => "required",
        SectionKind::Additional => "additional",
    }
}

/// The kind of a section with this id.
#[must_use]
pub fn kind_of(id: &str) -> Option<SectionKind> {
    [SectionKind::Required, SectionKind::Additional].into_iter().find(|kind| kind_id(*kind) == id)
}

pub(in crate::storage::wire) fn kind(id: &str, path: &str, problems: &mut Vec<FieldProblem>) -> SectionKind {
    kind_of(id).unwrap_or_else(|| {
        problems.push((format!("{path}.kind"), format!("{id:?} is neither \"required\" nor \"additional\"")));
        SectionKind::Required
    })
}

pub(in crate::storage::wire) fn bounded(
    value: i64,
    bounds: std::ops::RangeInclusive<u32>,
    default: u32,
    path: impl Fn() -> String,
    problems: &mut Vec<FieldProblem>,
) -> u32 {
    match u32::try_from(value) {
        Ok(number) if bounds.contains(&number) => number,
        _ => {
            problems.push((path(), format!("{value} is outside {} to {}", bounds.start(), bounds.end())));
            default
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::json;

    const SENIOR: &[u8] = include_bytes!("../../../rubrics/professional-services-engineer/senior.json");

    #[test]
    fn a_level_survives_the_way_through_the_domain() {
        let file: LevelFile = json::read(SENIOR).expect("a built-in rubric is a rubric");
        let level = file.clone().into_level("sha256:x".to_owned()).expect("it has no faults");
        let back = LevelFile::from_level(&level);
        assert_eq!(back, file);
    }

    #[test]
    fn what_an_import_or_a_copy_says_of_itself_survives_too() {
        let mut value = json::parse(SENIOR).expect("valid");
        value["look_for"] = serde_json::json!(["Leads architecture decisions"]);
        value["adapted_from"] = "sha256:built-in".into();
        value["taken_out"] = serde_json::json!(["A degree"]);
        value["levels_taken_out"] = serde_json::json!(["Head Gardener"]);
        value["sections"][0]["criteria"][0]["imported"] = "4 years of it".into();
        value["sections"][0]["criteria"][0]["anchors"]["generated"] = true.into();
        let file: LevelFile = json::typed(&value).expect("a rubric");
        let level = file.into_level(String::new()).expect("it has no faults");
        assert_eq!(level.look_for, ["Leads architecture decisions"]);
        assert!(level.sections[0].criteria[0].generated_anchors && !level.sections[0].criteria[1].generated_anchors);
        assert_eq!(serde_json::to_value(LevelFile::from_level(&level)).expect("it can be written"), value);
    }

    #[test]
    fn a_file_is_written_as_it_stands_and_keeps_unknown_fields() {
        let file: LevelFile = json::read(SENIOR).expect("a built-in rubric is a rubric");
        assert_eq!(String::from_utf8_lossy(&json::pretty(&file)), String::from_utf8_lossy(SENIOR));

        let mut value = json::parse(SENIOR).expect("valid");
        value["later"] = 1.into();
        value["sections"][0]["criteria"][0]["anchors"]["5"] = "beyond".into();
        let file: LevelFile = json::typed(&value).expect("unknown fields are no error");
        assert_eq!(serde_json::to_value(&file).expect("it can be written"), value);
    }

    #[test]
    fn every_fault_is_reported_with_its_path() {
        let mut value = json::parse(SENIOR).expect("valid");
        value["format"] = "assay.rubric/2".into();
        value["sections"][0]["kind"] = "needed".into();
        value["sections"][0]["bar_percent"] = (-1).into();
        value["sections"][1]["criteria"][2]["weight"] = 4.into();
        let file: LevelFile = json::typed(&value).expect("the types are right");
        let problems = file.into_level(String::new()).expect_err("four faults");
        let paths: Vec<&str> = problems.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["format", "sections[0].kind", "sections[0].bar_percent", "sections[1].criteria[2].weight"]);
        assert!(problems[0].1.contains("newer assay"), "{:?}", problems[0]);
    }
}
