//! Choosing from a list by words: what a criterion implies, or which line becomes a criterion.

use std::sync::Arc;

use tui_input::Input as LineInput;

use crate::domain::adapt::names;
use crate::domain::rubric::{Criterion, Level, chain_to};

/// The list.
#[derive(Clone, Debug)]
pub struct Choose {
    /// What is asked.
    pub question: String,
    /// Words to look for.
    pub input: LineInput,
    /// Index of the selected option among those that match.
    pub selected: usize,
    /// Everything that can be chosen.
    pub options: Vec<Choice>,
    /// What the choice is for.
    pub purpose: Purpose,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// How it is called.
    pub label: String,
    /// Whether it is chosen, where several can be; whether it is a criterion already, where it would become one.
    pub on: bool,
    /// What it stands for.
    pub target: Target,
}

/// What an option stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A criterion, by id.
    Criterion(String),
    /// A line of what a level's people do, by index.
    Line(usize),
    /// A criterion from nothing.
    Empty,
}

/// What a choice is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// What a criterion, by id, implies.
    Implies(String),
    /// A criterion more in the selected section.
    Add,
}

impl Choose {
    /// Asks what a criterion implies: any criterion of the levels below its own, nearest level first.
    #[must_use]
    pub fn implies(levels: &[Arc<Level>], level: &Level, criterion: &str, now: &[String]) -> Self {
        let below = chain_to(levels, &level.id).unwrap_or_default();
        let lower = below.iter().rev().skip(1);
        let mut options: Vec<Choice> = lower
            .flat_map(|level| {
                level.criteria().map(|criterion| Choice {
                    label: format!("{} · {}", level.label(), criterion.title),
                    on: now.contains(&criterion.id),
                    target: Target::Criterion(criterion.id.clone()),
                })
            })
            .collect();
        // What is implied already comes first, to be seen without a search.
        options.sort_by_key(|choice| !choice.on);
        let question = "Implies: who meets this one meets also".to_owned();
        let purpose = Purpose::Implies(criterion.to_owned());
        Self { question, input: LineInput::default(), selected: 0, options, purpose }
    }

    /// Asks what a new criterion is made of.
    #[must_use]
    pub fn add(level: &Level) -> Self {
        let empty = Choice { label: "+ an empty criterion".to_owned(), on: false, target: Target::Empty };
        let is_used = |line: &str| {
            let said = |criterion: &Criterion| {
                criterion.statement == line
                    || criterion.imported.as_deref() == Some(line)
                    || criterion.title == names::title_of(line)
            };
            level.criteria().any(said)
        };
        let lines = level.look_for.iter().enumerate();
        let choice =
            |(at, line): (usize, &String)| Choice { label: line.clone(), on: is_used(line), target: Target::Line(at) };
        let mut lines: Vec<Choice> = lines.map(choice).collect();
        // What is a criterion already is not what somebody looks for.
        lines.sort_by_key(|choice| choice.on);
        Self {
            question: format!("A criterion of what people at {} do", level.label()),
            input: LineInput::default(),
            selected: 0,
            options: std::iter::once(empty).chain(lines).collect(),
            purpose: Purpose::Add,
        }
    }

    /// Indices of the options that match what is typed.
    #[must_use]
    pub fn matches(&self) -> Vec<usize> {
        let words: Vec<String> = self.input.value().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |choice: &Choice| {
            let label = choice.label.to_lowercase();
            words.iter().all(|word| label.contains(word))
        };
        (0..self.options.len()).filter(|&at| fits(&self.options[at])).collect()
    }

    /// The selected option.
    #[must_use]
    pub fn chosen(&self) -> Option<&Choice> {
        self.options.get(*self.matches().get(self.selected)?)
    }

    /// Chooses the selected option, or takes it back. Says what is chosen now.
    pub fn toggle(&mut self) -> Vec<String> {
        if let Some(&at) = self.matches().get(self.selected) {
            self.options[at].on = !self.options[at].on;
        }
        let on = self.options.iter().filter(|choice| choice.on);
        on.filter_map(|choice| match &choice.target {
            Target::Criterion(id) => Some(id.clone()),
            Target::Line(_) | Target::Empty => None,
        })
        .collect()
    }

    /// Moves the selection.
    pub fn go(&mut self, down: bool) {
        let last = self.matches().len().saturating_sub(1);
        self.selected = if down { (self.selected + 1).min(last) } else { self.selected.saturating_sub(1) };
    }
}
