//! Asking a graph: questions in English and the names in them.
//!
//! A question is compiled to openCypher text ([`question::read`]); nothing is answered here.

pub mod names;
pub mod question;
