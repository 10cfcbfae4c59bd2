//! cargo-fuzz's side of the target; what it does is in `wsdl_codegen_fuzz::multipart`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| wsdl_codegen_fuzz::multipart::run(data));
