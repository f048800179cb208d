//! Small sessions of every command and every kind of error, as text files in `tests/cmd/`: `NAME.md` holds commands and what
//! they print, and they run in a copy of the folder `NAME.in`. `TRYCMD=overwrite cargo test command_line` writes down what the
//! program prints now.

#[test]
fn commands_print_what_their_cases_say() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_parallax"));
    trycmd::TestCases::new().register_bin("parallax", program).case("tests/cmd/*.md");
}
