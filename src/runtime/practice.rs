//! What is read to practise on, and a round put aside.

use super::background::Background;
use crate::app::message::PracticeRead;
use crate::storage::{practice, practising, shown};

impl Background {
    /// The interviews, and what was answered before.
    pub fn practice(&self) -> PracticeRead {
        let mut notices: Vec<String> = practising::left_aside(&self.paths).into_iter().collect();
        let kept = practising::kept(&self.paths).unwrap_or_else(|why| {
            notices.push(why);
            None
        });
        PracticeRead { exercises: practice::built_in(), kept, notices }
    }

    /// Puts the round that is kept aside, and says where.
    ///
    /// # Errors
    /// Why it could not be.
    pub fn drop_practice(&self) -> Result<Option<String>, String> {
        let aside = practising::forget(&self.paths).map_err(|error| error.to_string())?;
        Ok(aside.map(|path| shown(&path)))
    }
}
