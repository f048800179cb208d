//! Signals that end the program: what is in the making is removed first. A file that grows over the limit of the system is a
//! fault like any other, not an end.

/// Listens for signals from now on.
#[cfg(unix)]
pub fn listen() {
    use parallax::output::temporary;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    // Who starts a program with `nohup` wants it to live on.
    let ends: Vec<i32> =
        [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal)).collect();
    // With a handler, writing over the limit gives an error that says so.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::<std::sync::atomic::AtomicBool>::default());
    if let Ok(mut signals) = signal_hook::iterator::Signals::new(ends) {
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                temporary::clear();
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        });
    }
}

/// Whether the parent asked that a signal be ignored, where the system tells it.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask & (1 << (signal - 1)) != 0
}

/// Where there are no such signals, nothing is to be done.
#[cfg(not(unix))]
pub fn listen() {}
