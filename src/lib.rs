//! assay
pub mod domain;
pub mod text;
