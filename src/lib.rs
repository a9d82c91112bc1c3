//! assay
pub mod app;
pub mod domain;
pub mod text;
pub mod view;
