//! Any bytes as `x.xml`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let options = parallax::corpus::ReadOptions::default();
    parallax::corpus::read_from("x.xml".as_ref(), bytes, &options);
});
