//! Which folders to use: what the user says, else what the system is used to.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use directories::ProjectDirs;

use crate::storage::archive::Paths;

/// The folders that the user may name.
#[derive(Args, Clone, Debug)]
pub(super) struct Places {
    /// Folder of cards and drafts
    #[arg(long, global = true, env = "ASSAY_DATA_DIR", hide_env_values = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Folder of settings and your own rubrics
    #[arg(long, global = true, env = "ASSAY_CONFIG_DIR", hide_env_values = true, value_name = "DIR")]
    config_dir: Option<PathBuf>,
    /// Folder of rubrics, in the place of the one in the settings folder
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) rubrics: Option<PathBuf>,
}

impl Places {
    /// Both folders, as absolute paths so that nothing depends on where the program runs later.
    pub(super) fn paths(&self) -> anyhow::Result<Paths> {
        let usual = ProjectDirs::from("", "", "assay");
        let choose = |given: &Option<PathBuf>, usual: Option<PathBuf>, option: &str| {
            let folder = given
                .clone()
                .or(usual)
                .with_context(|| format!("no home folder is known; say where with {option} DIR"))?;
            std::path::absolute(&folder).with_context(|| format!("{option} names no folder"))
        };
        Ok(Paths {
            data: choose(&self.data_dir, usual.as_ref().map(|dirs| dirs.data_dir().to_owned()), "--data-dir")?,
            config: choose(&self.config_dir, usual.as_ref().map(|dirs| dirs.config_dir().to_owned()), "--config-dir")?,
        })
    }

    /// The folder of the user's own rubrics.
    pub(super) fn rubrics(&self) -> anyhow::Result<PathBuf> {
        match &self.rubrics {
            Some(folder) => Ok(folder.clone()),
            None => Ok(self.paths()?.rubrics()),
        }
    }
}
