//! The benchmark, with mimalloc: for the time that another allocator takes.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    bench::main()
}
