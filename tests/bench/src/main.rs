//! The benchmark, with the system's allocator: for time and instructions.

fn main() -> std::process::ExitCode {
    bench::main()
}
