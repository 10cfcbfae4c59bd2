//! The benchmark, with the system's allocator: for time.

fn main() -> anyhow::Result<()> {
    bench::main()
}
