//! The benchmark, with an allocator that counts: for memory.

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

fn main() -> std::process::ExitCode {
    bench::main()
}
