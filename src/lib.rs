//! assay
pub mod app;
pub mod domain;
pub mod storage;
pub mod text;
pub mod view;
