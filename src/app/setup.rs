//! The form before an interview. Every field has a sensible default, so Enter alone starts one.

use std::collections::HashMap;
use std::sync::Arc;

use tui_input::Input as LineInput;

use super::key::Key;
use super::message::{Family, HomeData, Now};
use super::overlay;
use crate::domain::candidate::Candidate;
use crate::domain::interview::{Start, USUAL_MINUTES};
use crate::domain::limits;
use crate::domain::rubric::{self, Level, Rubric};

/// What is given on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Name of the candidate.
    pub candidate: Option<String>,
    /// Requisition or applicant id.
    pub reference: Option<String>,
    /// Id of the level.
    pub level: Option<String>,
    /// Id of the family.
    pub family: Option<String>,
    /// Name of the interviewer.
    pub interviewer: Option<String>,
    /// Planned minutes.
    pub minutes: Option<u32>,
    /// What is in focus: sections, as `section` or `level/section`, and single criteria, as
    /// `level/section/criterion`.
    pub focus: Vec<String>,
    /// What there is to say before anything is begun, for instance of a plan whose rubric has changed.
    pub remark: Option<String>,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormField {
    /// Name of the candidate.
    Candidate,
    /// Requisition or applicant id.
    Reference,
    /// Job family.
    Family,
    /// Target level.
    Level,
    /// Name of the interviewer.
    Interviewer,
    /// Planned minutes.
    Minutes,
    /// A section to put in focus, by its index.
    Section(usize),
}

/// How much of a section is in focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InFocus {
    /// Nothing.
    Nothing,
    /// The criteria that were given one by one.
    Part,
    /// All of it.
    Whole,
}

/// A section that can be in focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FocusChoice {
    /// `level/section`.
    pub key: String,
    /// Label of the level.
    pub level: String,
    /// Title of the section.
    pub title: String,
    /// How many criteria it holds.
    pub criteria: usize,
    /// Minutes that its criteria take.
    pub minutes: u32,
    /// The criteria that were given one by one, as `level/section/criterion`.
    pub part: Vec<String>,
    /// Minutes that these take.
    pub part_minutes: u32,
    /// How much of it is in focus.
    pub focus: InFocus,
}

impl FocusChoice {
    /// What is in focus of it, as the interview takes it.
    fn keys(&self) -> Vec<String> {
        match self.focus {
            InFocus::Nothing => Vec::new(),
            InFocus::Part => self.part.clone(),
            InFocus::Whole => vec![self.key.clone()],
        }
    }

    /// Minutes that what is in focus takes.
    fn focus_minutes(&self) -> u32 {
        match self.focus {
            InFocus::Nothing => 0,
            InFocus::Part => self.part_minutes,
            InFocus::Whole => self.minutes,
        }
    }
}

/// The form.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Name of the candidate.
    pub candidate: LineInput,
    /// Requisition or applicant id.
    pub reference: LineInput,
    /// Name of the interviewer.
    pub interviewer: LineInput,
    /// Planned minutes.
    pub minutes: LineInput,
    /// Families; empty until they are read.
    pub families: Vec<Family>,
    /// Index of the chosen family.
    pub family: usize,
    /// Index of the chosen level.
    pub level: usize,
    /// Sections of the chosen levels.
    pub sections: Vec<FocusChoice>,
    /// Index of the selected field.
    pub cursor: usize,
    /// What is wrong, if starting did not work.
    pub trouble: Option<String>,
    /// The candidate's name where none is given.
    pub default_candidate: String,
    given: Given,
    interviewer_known: bool,
    minutes_typed: bool,
}

impl Setup {
    /// Makes the form from what is given and, once it is read, what is known.
    #[must_use]
    pub fn new(given: Given, data: Option<&HomeData>, now: Now) -> Self {
        let text = |value: &Option<String>| LineInput::new(value.clone().unwrap_or_default());
        let mut setup = Self {
            candidate: text(&given.candidate),
            reference: text(&given.reference),
            interviewer: text(&given.interviewer),
            minutes: LineInput::new(given.minutes.unwrap_or(USUAL_MINUTES).to_string()),
            interviewer_known: given.interviewer.is_some(),
            given,
            ..Self::default()
        };
        setup.name_by_time(now);
        if let Some(data) = data {
            setup.learn(data);
        }
        setup
    }

    /// Names a candidate without a name by the time.
    pub fn name_by_time(&mut self, now: Now) {
        let civil = now.wall.civil();
        self.default_candidate = format!("Candidate of {:02}:{:02}", civil.hour, civil.minute);
    }

    /// Takes the families and what is remembered. What was chosen or typed meanwhile stays: data may
    /// come late, and come again.
    pub fn learn(&mut self, data: &HomeData) {
        let chosen = self.chosen();
        self.families.clone_from(&data.families);
        if self.interviewer.value().is_empty() {
            self.interviewer = LineInput::new(data.interviewer.clone());
            self.interviewer_known = data.interviewer_known && !data.interviewer.is_empty();
        }
        if let (None, Some(minutes), false) = (self.given.minutes, data.planned_minutes, self.minutes_typed) {
            self.minutes = LineInput::new(minutes.to_string());
        }
        if let Some((family, level)) = chosen
            && self.choose_by_id(&family, &level)
        {
            self.list_sections();
            return;
        }
        let family = self.given.family.clone().or_else(|| data.last_level.as_ref().map(|(family, _)| family.clone()));
        self.family = family.and_then(|id| self.families.iter().position(|f| f.id == id)).unwrap_or(0);
        if let Some(wanted) = &self.given.family
            && !self.families.iter().any(|family| &family.id == wanted)
        {
            self.trouble =
                Some(format!("there is no family {wanted:?}; choose one here (`assay rubric list` shows them)"));
        }
        let remembered = data.last_level.as_ref().map(|(_, level)| level.clone());
        let levels = self.families.get(self.family).map_or(&[][..], |family| &family.levels);
        let find = |id: &String| levels.iter().position(|level| level.id == *id || level.id.eq_ignore_ascii_case(id));
        if let Some(wanted) = &self.given.level
            && find(wanted).is_none()
        {
            let ids: Vec<&str> = levels.iter().map(|level| level.id.as_str()).collect();
            self.trouble = Some(format!("there is no level {wanted:?}; choose one of {}", ids.join(", ")));
        }
        self.level =
            self.given.level.as_ref().and_then(find).or_else(|| remembered.as_ref().and_then(find)).unwrap_or_else(
                || {
                    // The third of four levels is the one most interviews are for.
                    levels.len().saturating_sub(2)
                },
            );
        self.list_sections();
        self.trouble = self.trouble.take().or_else(|| self.given.remark.clone());
    }

    /// The ids of the chosen family and level, once there are any.
    fn chosen(&self) -> Option<(String, String)> {
        let family = self.families.get(self.family)?;
        Some((family.id.clone(), family.levels.get(self.level)?.id.clone()))
    }

    /// Chooses a family and level by id. Says whether there is such a level.
    fn choose_by_id(&mut self, family: &str, level: &str) -> bool {
        let place = self
            .families
            .iter()
            .enumerate()
            .find(|(_, f)| f.id == family)
            .and_then(|(at, family)| Some((at, family.levels.iter().position(|l| l.id == level)?)));
        if let Some((family, level)) = place {
            (self.family, self.level) = (family, level);
        }
        place.is_some()
    }

    /// Whether nothing is left to ask, so that the form can be passed over.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.given.candidate.is_some()
            && self.given.level.is_some()
            && self.interviewer_known
            && self.trouble.is_none()
            && !self.families.is_empty()
    }

    /// The fields, top to bottom.
    #[must_use]
    pub fn fields(&self) -> Vec<FormField> {
        let mut fields = vec![FormField::Candidate, FormField::Reference];
        if self.families.len() > 1 {
            fields.push(FormField::Family);
        }
        fields.extend([FormField::Level, FormField::Interviewer, FormField::Minutes]);
        fields.extend((0..self.sections.len()).map(FormField::Section));
        fields
    }

    /// The selected field.
    #[must_use]
    pub fn field(&self) -> FormField {
        self.fields().get(self.cursor).copied().unwrap_or(FormField::Candidate)
    }

    /// The text of a field, where it has one.
    #[must_use]
    pub fn input_of(&self, field: FormField) -> Option<&LineInput> {
        match field {
            FormField::Candidate => Some(&self.candidate),
            FormField::Reference => Some(&self.reference),
            FormField::Interviewer => Some(&self.interviewer),
            FormField::Minutes => Some(&self.minutes),
            FormField::Family | FormField::Level | FormField::Section(_) => None,
        }
    }

    /// The text of the selected field, to type into.
    fn input(&mut self) -> Option<&mut LineInput> {
        match self.field() {
            FormField::Candidate => Some(&mut self.candidate),
            FormField::Reference => Some(&mut self.reference),
            FormField::Interviewer => Some(&mut self.interviewer),
            FormField::Minutes => Some(&mut self.minutes),
            FormField::Family | FormField::Level | FormField::Section(_) => None,
        }
    }

    /// Whether the selected field is typed into.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.input_of(self.field()).is_some()
    }

    /// Chooses the next or previous family or level. Says whether anything changed.
    pub fn choose(&mut self, forward: bool) -> bool {
        let step = |at: usize, n: usize| if forward { (at + 1).min(n.saturating_sub(1)) } else { at.saturating_sub(1) };
        let before = (self.family, self.level);
        match self.field() {
            FormField::Family => {
                self.family = step(self.family, self.families.len());
                if self.family != before.0 {
                    let levels = self.families[self.family].levels.len();
                    self.level = levels.saturating_sub(2);
                }
            }
            FormField::Level => {
                let levels = self.families.get(self.family).map_or(0, |family| family.levels.len());
                self.level = step(self.level, levels);
            }
            _ => {}
        }
        let changed = before != (self.family, self.level);
        if changed {
            self.trouble = None;
            self.list_sections();
        }
        changed
    }

    /// Puts the selected section in focus or out of it; where single criteria were given, these first and
    /// then the whole. Says whether a section is selected.
    pub fn toggle(&mut self) -> bool {
        let FormField::Section(index) = self.field() else { return false };
        let section = &mut self.sections[index];
        section.focus = match section.focus {
            InFocus::Nothing if !section.part.is_empty() => InFocus::Part,
            InFocus::Nothing | InFocus::Part => InFocus::Whole,
            InFocus::Whole => InFocus::Nothing,
        };
        true
    }

    /// The chosen chain of levels.
    #[must_use]
    pub fn rubric(&self) -> Option<Rubric> {
        let family = self.families.get(self.family)?;
        let chain = rubric::chain_to(&family.levels, &family.levels.get(self.level)?.id)?;
        Rubric::new(chain).ok()
    }

    /// Types a key into the selected field. Minutes take digits only, and the first one replaces the
    /// default.
    pub fn type_key(&mut self, key: Key) {
        let minutes = self.field() == FormField::Minutes;
        if minutes && key.typed().is_some_and(|c| !c.is_ascii_digit()) {
            return;
        }
        if minutes && key.typed().is_some() && !std::mem::replace(&mut self.minutes_typed, true) {
            self.minutes = LineInput::default();
        }
        self.minutes_typed |= minutes;
        if let Some(input) = self.input()
            && overlay::type_into(input, key)
        {
            self.trouble = None;
        }
    }

    /// Pastes into the selected field, as if it were typed.
    pub fn paste(&mut self, pasted: &str) {
        for key in overlay::keys_of(pasted) {
            self.type_key(key);
        }
    }

    /// Minutes that the sections in focus take, and the planned ones.
    #[must_use]
    pub fn focus_minutes(&self) -> (u32, Option<u32>) {
        let sum = self.sections.iter().fold(0, |sum: u32, section| sum.saturating_add(section.focus_minutes()));
        (sum, self.minutes.value().trim().parse().ok())
    }

    /// The levels of the family that are not part of the chosen chain, to stretch to.
    #[must_use]
    pub fn levels_above(&self) -> Vec<Arc<Level>> {
        let Some(family) = self.families.get(self.family) else { return Vec::new() };
        let chain = self.rubric();
        let inside = |level: &Arc<Level>| chain.as_ref().is_some_and(|rubric| rubric.level_index(&level.id).is_some());
        family.levels.iter().filter(|level| !inside(level)).cloned().collect()
    }

    /// What the form says, ready to begin; or what is wrong with it. The id is given later.
    ///
    /// # Errors
    /// A sentence for the user, and the field to go to.
    pub fn start(&self) -> Result<Start, (FormField, String)> {
        let name = |input: &LineInput, default: &str| {
            let typed = input.value().trim();
            if typed.is_empty() { default.to_owned() } else { typed.to_owned() }
        };
        let candidate = name(&self.candidate, &self.default_candidate);
        let interviewer = name(&self.interviewer, "Interviewer");
        for (field, text) in [(FormField::Candidate, &candidate), (FormField::Interviewer, &interviewer)] {
            if text.chars().count() > limits::NAME_CHARS {
                return Err((field, format!("a name has at most {} characters", limits::NAME_CHARS)));
            }
        }
        let minutes =
            self.minutes.value().trim().parse::<u32>().ok().filter(|n| (1..=limits::PLANNED_MINUTES).contains(n));
        let Some(planned_minutes) = minutes else {
            return Err((
                FormField::Minutes,
                format!("planned minutes: a number from 1 to {}", limits::PLANNED_MINUTES),
            ));
        };
        let Some(rubric) = self.rubric() else {
            return Err((FormField::Level, "no usable level is chosen".to_owned()));
        };
        let reference = Some(self.reference.value().trim().to_owned()).filter(|text| !text.is_empty());
        Ok(Start {
            id: String::new(),
            candidate: Candidate { name: candidate, reference },
            interviewer,
            planned_minutes,
            focus: self.sections.iter().flat_map(FocusChoice::keys).collect(),
            amends: None,
            rubric,
        })
    }

    /// Lists the sections of the chosen levels, target first, keeping what is in focus.
    fn list_sections(&mut self) {
        let before: HashMap<String, InFocus> =
            self.sections.drain(..).map(|section| (section.key, section.focus)).collect();
        let Some(rubric) = self.rubric() else { return };
        let levels = rubric.levels().iter().enumerate().rev();
        let sections =
            levels.flat_map(|(level, content)| (0..content.sections.len()).map(move |section| (level, section)));
        self.sections = sections
            .map(|(level, section)| {
                let mut choice = focus_choice(&rubric, level, section, &self.given.focus);
                choice.focus = before.get(&choice.key).copied().unwrap_or(choice.focus);
                choice
            })
            .collect();
        let known = |name: &String| {
            let names = |choice: &FocusChoice| choice.key == *name || choice.part.contains(name);
            self.sections.iter().any(names) || rubric.levels().iter().flat_map(|l| &l.sections).any(|s| s.id == *name)
        };
        if let Some(name) = self.given.focus.iter().find(|name| !known(name)) {
            self.trouble = Some(format!("--focus: there is no section {name:?} up to this level; choose below"));
        }
    }
}

/// A section, in focus as far as it is among what was given.
fn focus_choice(rubric: &Rubric, level: usize, section: usize, given: &[String]) -> FocusChoice {
    let (key, content) = (rubric.section_key(level, section), &rubric.levels()[level].sections[section]);
    let range = rubric.section_range(level, section);
    let minutes_of =
        |criteria: &[usize]| criteria.iter().fold(0, |sum: u32, &i| sum.saturating_add(rubric.criterion(i).minutes));
    let single: Vec<usize> = range.clone().filter(|&i| given.contains(&rubric.criterion_key(i))).collect();
    let focus = match given.iter().any(|name| *name == key || *name == content.id) {
        true => InFocus::Whole,
        false if !single.is_empty() => InFocus::Part,
        false => InFocus::Nothing,
    };
    FocusChoice {
        key,
        level: rubric.levels()[level].label(),
        title: content.title.clone(),
        criteria: range.len(),
        minutes: minutes_of(&range.collect::<Vec<_>>()),
        part_minutes: minutes_of(&single),
        part: single.into_iter().map(|i| rubric.criterion_key(i)).collect(),
        focus,
    }
}
