//! What stands for the readers that this build was made without.

use super::desk::{Desk, Flow, Place};
use crate::Error;

/// Says that a file of this form cannot be read.
pub fn read(form: &str, feature: &str, place: &Place, desk: &mut Desk) -> Flow {
    desk.fault(
        Error::new(format!("a file of form {form}, and parallax was built without the feature {feature:?}"))
            .at(&place.file)
            .advice(format!("build with --features {feature}")),
    )
}
