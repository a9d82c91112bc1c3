//! What is read for the form that makes a family, and the family put on disk.

use std::sync::Arc;

use super::background::Background;
use crate::app::message::SketchRead;
use crate::domain::adapt::{Origin, Work};
use crate::domain::sketch::Sketch;
use crate::storage::catalog::Catalog;
use crate::storage::families::{self, Theirs};
use crate::storage::{shown, sketching};

impl Background {
    /// What was typed before, and the families that there are.
    pub fn sketch(&self) -> SketchRead {
        let catalog = Catalog::load(&self.rubrics);
        let mut notices: Vec<String> = sketching::left_aside(&self.paths).into_iter().collect();
        let kept = sketching::kept(&self.paths).unwrap_or_else(|why| {
            notices.push(why);
            None
        });
        SketchRead { kept, taken: catalog.families.into_iter().map(|family| family.id).collect(), notices }
    }

    /// Puts the family that a sketch makes on disk, and says where it is and what is next.
    ///
    /// # Errors
    /// A sentence for the user.
    pub fn save_sketch(&self, sketch: &Sketch) -> Result<Vec<String>, String> {
        let now = sketch.made().into_iter().map(|(_, level)| level).collect();
        let work = Work { origin: Origin::New, began: Vec::new(), now };
        let id = sketch.family_id();
        let saved = families::save(&self.rubrics.join(&id), &work, Theirs::Stay).map_err(|why| why.to_string())?;
        // The family is there; if the sketch stays, the next form only begins with it.
        let _ = sketching::forget(&self.paths);
        let levels: Vec<&str> = saved.levels.iter().map(|level| Arc::as_ref(level).id.as_str()).collect();
        Ok(vec![
            format!("The family “{}” is in {}, a file for each level: {}.", sketch.title.trim(), shown(&saved.folder), levels.join(", ")),
            format!("Next: assay new --family {id} starts an interview with it."),
            "Its ratings have the scale's own wording so far. Word them in the rubric screen; assay rubric check says where."
                .to_owned(),
        ])
    }

    /// Puts what is kept of a sketch aside, and says where.
    ///
    /// # Errors
    /// Why it could not be.
    pub fn drop_sketch(&self) -> Result<Option<String>, String> {
        let aside = sketching::forget(&self.paths).map_err(|error| error.to_string())?;
        Ok(aside.map(|path| shown(&path)))
    }
}
