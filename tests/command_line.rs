//! Small sessions of every command and every kind of error, as text files in `tests/cmd/`: `NAME.md` holds commands and what
//! they print, and they run in the folder `NAME.in`. Where a command writes files there is a `NAME.out`: then they run in a copy, and
//! what `NAME.out` holds must be in it at the end. `TRYCMD=overwrite cargo test command_line` writes down what the
//! program prints now.

#[test]
fn commands_print_what_their_cases_say() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_parallax"));
    trycmd::TestCases::new().register_bin("parallax", program).case("tests/cmd/*.md");
}
