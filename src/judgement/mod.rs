//! Judgement of a link by its own content: whether two texts belong together, whether they say the same, and what
//! contradicts.
//!
//! The data flow: [`content`] reads what a sentence says; [`words`] matches the words of both sides by the lexicon, names
//! and likeness; [`facts`] compares numbers, dates and money; [`figures`] sums it up; [`model`] makes two probabilities of
//! it; [`fit`] finds the weights.
//!
//! Not for: finding the links (that is [`crate::alignment`], which says where a link stands and asks this stage).

pub mod content;
pub mod cues;
pub mod facts;
pub mod figures;
pub mod fit;
pub mod groups;
pub mod locality;
pub mod model;
pub mod nearness;
pub mod words;

pub use content::Content;
pub use figures::{Compare, Figures};
pub use locality::Locality;
pub use model::{Kind, Model, Question};
pub use nearness::Nearness;
