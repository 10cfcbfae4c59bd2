//! Numbers come in, a table goes out: what it takes to check the bindings of a contract with so many operations, as they are and with
//! client and server. Both should grow with the number of operations, and not with its square.

use std::fmt;
use std::path::Path;

use anyhow::Context as _;
use spec_tests::many_operations::many_operations;

use crate::bindings::{Bindings, release_generator};
use crate::measured::Taken;
use crate::tools::Tools;

/// A program that hosts the contract: what generated code is generic over is compiled when there is one.
const HOST: &str = include_str!("many_operations/host.rs");

const CLIENT_AND_SERVER: &str = "client,server";

/// A line of the table.
struct Row<'a> {
    operations: usize,
    lines: usize,
    what: &'a str,
    taken: Taken,
}

/// Prints a line for each number of operations and set of features; with `release_build` also what a release build takes of the
/// bindings with a program that hosts them.
///
/// # Errors
/// When files cannot be written, or the generator or cargo fails.
pub fn run(tools: &Tools, counts: &[usize], release_build: bool) -> anyhow::Result<()> {
    let generator = release_generator(tools)?;
    println!("{HEAD}");
    for &count in counts {
        let name = format!("conformance-operations-{count}");
        let bindings =
            Bindings { tools, folder: tools.folder.join("many-operations").join(count.to_string()), name: &name };
        write(&bindings, &generator, count)?;
        let print = |what: &str, arguments: &[&str]| -> anyhow::Result<()> {
            let row = Row { operations: count, lines: bindings.lines()?, what, taken: bindings.cargo(arguments)? };
            println!("{row}");
            Ok(())
        };
        print("check", &["check"])?;
        print("check, client and server", &["check", "--features", CLIENT_AND_SERVER])?;
        if release_build {
            print(
                "release build, hosted",
                &["build", "--release", "--example", "host", "--features", CLIENT_AND_SERVER],
            )?;
        }
    }
    Ok(())
}

/// Writes a crate for a contract of `count` operations, and the program that hosts it.
fn write(bindings: &Bindings<'_>, generator: &Path, count: usize) -> anyhow::Result<()> {
    let examples = bindings.folder.join("examples");
    std::fs::create_dir_all(&examples).with_context(|| examples.display().to_string())?;
    let contract = bindings.folder.with_extension("wsdl");
    std::fs::write(&contract, many_operations(count)).with_context(|| contract.display().to_string())?;
    bindings.generate(generator, &[contract])?;
    std::fs::write(examples.join("host.rs"), HOST.replace("bindings", &bindings.name.replace('-', "_")))?;
    bindings.stand_alone()
}

const HEAD: &str = "\
operations    lines  what                      processor    each      time    memory      each
                                                       s      ms         s       MiB       KiB";

impl fmt::Display for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operations, seconds) = (self.operations.max(1) as f64, self.taken.time.as_secs_f64());
        let processor = self.taken.processor.map(|time| time.as_secs_f64());
        let peak = self.taken.peak.map(|peak| peak as f64);
        write!(f, "{:>10} {:>8}  {:<24}", self.operations, self.lines, self.what)?;
        write!(f, " {}", Figure(10, 1, processor))?;
        write!(f, " {}", Figure(7, 1, processor.map(|seconds| seconds * 1000.0 / operations)))?;
        write!(f, " {seconds:>9.1}")?;
        write!(f, " {}", Figure(9, 0, peak.map(|peak| peak / 1024.0)))?;
        write!(f, " {}", Figure(9, 0, peak.map(|peak| peak / operations)))
    }
}

/// A number of so many characters and digits behind the point; a dash for one that the system does not tell.
pub(crate) struct Figure(pub(crate) usize, pub(crate) usize, pub(crate) Option<f64>);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(width, digits, number) = *self;
        match number {
            Some(number) => write!(f, "{number:>width$.digits$}"),
            None => write!(f, "{:>width$}", "-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_line_says_what_each_operation_takes_and_stands_below_the_head() {
        let taken = Taken {
            time: Duration::from_millis(2500),
            processor: Some(Duration::from_millis(2000)),
            peak: Some(204_800),
        };
        let row = Row { operations: 100, lines: 5000, what: "check", taken };
        let last = HEAD.lines().next_back().map_or(0, str::len);
        assert_eq!(
            (row.to_string().len(), row.to_string().split_whitespace().collect::<Vec<_>>()),
            (last, vec!["100", "5000", "check", "2.0", "20.0", "2.5", "200", "2048"])
        );
        let row = Row { taken: Taken { processor: None, peak: None, ..taken }, ..row };
        assert_eq!(
            row.to_string().split_whitespace().collect::<Vec<_>>(),
            ["100", "5000", "check", "-", "-", "2.5", "-", "-"]
        );
    }
}
