//! The spellings of a name by several standards, and which standards give a spelling that was found.
//!
//! `cargo run --release --example romanise -- Луганськ Luhansk`

use parallax::names::standards::{self, Origin};
use parallax::text::Language;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "Луганськ".to_owned());
    let found = arguments.next().unwrap_or_else(|| "Luhansk".to_owned());
    for id in ["ua-kmu-2010", "bgn-pcgn-uk-2019", "iso-9-1995", "scientific"] {
        if let Some(spelling) =
            standards::find(id).and_then(|standard| standard.spell(&name, Origin::Ukrainian))
        {
            println!("{id}\t{spelling}");
        }
    }
    let likeness = parallax::names::likeness(&found, &name, Language::Ukrainian);
    println!("{found} and {name} are one name with probability {likeness:.2}");
}
