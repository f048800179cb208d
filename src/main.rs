//! The command line of parallax.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
