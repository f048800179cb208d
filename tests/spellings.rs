//! `parallax names` on the sample corpus: what `corpora/README.md` says of the outlets must come out.

use std::path::Path;
use std::process::Command;

fn parallax(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn outlets_spell_as_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    parallax(&["-q", "run", "corpora", "-o", out]);
    let told = parallax(&["names", out]);
    assert_eq!(told, std::fs::read_to_string(Path::new(out).join("names.tsv")).unwrap());
    let rows: Vec<Vec<&str>> = told.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(
        rows[0],
        ["entity", "lang", "form", "latin", "standards", "outlet", "first_seen", "last_seen", "count"]
    );
    let find = |form: &str, outlet: &str| {
        let found = rows.iter().find(|row| row[2] == form && row[5] == outlet);
        found.unwrap_or_else(|| panic!("{form} of {outlet} is missing"))
    };
    for (form, outlet, standard) in [
        ("Kyiv", "northern-herald", "ua-kmu-2010"),
        ("Kiev", "meridian-post", "traditional"),
        ("Kiev", "the-lantern", "traditional"),
        ("Odesa", "the-lantern", "ua-kmu-2010"),
        ("Odessa", "meridian-post", "ru:"),
        ("Zaporizhzhia", "northern-herald", "ua-kmu-2010"),
        ("Zaporozhye", "meridian-post", "wikipedia-ru"),
        ("Vladimir Zelensky", "meridian-post", "wikipedia-ru"),
    ] {
        assert!(find(form, outlet)[4].contains(standard), "{form}: {}", find(form, outlet)[4]);
    }
    let same = |a: (&str, &str), b: (&str, &str)| assert_eq!(find(a.0, a.1)[0], find(b.0, b.1)[0]);
    same(("Kyiv", "northern-herald"), ("Kiev", "meridian-post"));
    same(("Zaporizhzhia", "northern-herald"), ("Zaporozhye", "meridian-post"));
    same(("Volodymyr Zelenskyy", "northern-herald"), ("Vladimir Zelensky", "meridian-post"));
    same(("Volodymyr Zelenskyy", "northern-herald"), ("Volodymyr Zelenskiy", "the-lantern"));
    let mixed = parallax(&["names", out, "--inconsistent"]);
    for entity in ["Kiev|Kyiv", "Odesa|Odessa", "Zelenskiy|Zelensky"] {
        let row = mixed.lines().find(|row| row.contains(entity));
        assert_eq!(row.and_then(|row| row.split('\t').nth(1)), Some("the-lantern"), "{mixed}");
    }
    assert!(!mixed.contains("northern-herald"), "{mixed}");
}
