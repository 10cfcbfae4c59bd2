//! A vocabulary and what is asked for of it come in, a table goes out: what it takes to generate that part and to check its bindings. Both
//! should grow with what is kept, and not with its square.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use spec_tests::vocabulary::vocabulary;

use crate::bindings::{Bindings, release_generator};
use crate::many_operations::Figure;
use crate::measured::Taken;
use crate::tools::Tools;

/// A line of the table.
struct Row<'a> {
    root: &'a str,
    lines: usize,
    generated: Taken,
    checked: Taken,
}

/// Prints a line for each number of types that is kept of `defined` ones.
///
/// # Errors
/// When files cannot be written, or the generator or cargo fails.
pub fn run(tools: &Tools, kept: &[usize], defined: usize) -> anyhow::Result<()> {
    let folder = tools.folder.join("vocabulary");
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let file = folder.join("vocabulary.xsd");
    std::fs::write(&file, vocabulary(defined, kept)).with_context(|| file.display().to_string())?;
    let roots: Vec<String> = kept.iter().map(|types| format!("First{types}")).collect();
    of_documents(tools, &[file], &roots)
}

/// Prints a line for each root of the vocabulary in these documents.
///
/// # Errors
/// When files cannot be written, or the generator or cargo fails.
pub fn of_documents(tools: &Tools, documents: &[PathBuf], roots: &[String]) -> anyhow::Result<()> {
    let generator = release_generator(tools)?;
    println!("{HEAD}");
    for (index, root) in roots.iter().enumerate() {
        println!("{}", row(tools, &generator, documents, (index, root))?);
    }
    Ok(())
}

fn row<'a>(
    tools: &Tools,
    generator: &Path,
    documents: &[PathBuf],
    (index, root): (usize, &'a str),
) -> anyhow::Result<Row<'a>> {
    let folder = tools.folder.join("vocabulary").join(index.to_string());
    let name = format!("conformance-vocabulary-{index}");
    let bindings = Bindings { tools, folder, name: &name };
    let generated = bindings.generate_with(generator, documents, &["--root", root])?;
    bindings.stand_alone()?;
    let checked = bindings.cargo(&["check"])?;
    Ok(Row { root, lines: bindings.lines()?, generated, checked })
}

const HEAD: &str = "\
root                        lines  generate     check  of 1,000 lines     check
                                          s         s              ms       MiB";

impl fmt::Display for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = |taken: &Taken| taken.processor.map(|time| time.as_secs_f64());
        let check = seconds(&self.checked);
        write!(f, "{:<24} {:>8}", self.root, self.lines)?;
        write!(f, "  {} {}", Figure(8, 2, seconds(&self.generated)), Figure(9, 2, check))?;
        let each = check.map(|seconds| seconds * 1_000_000.0 / self.lines.max(1) as f64);
        write!(f, " {}", Figure(15, 1, each))?;
        write!(f, " {}", Figure(9, 0, self.checked.peak.map(|peak| peak as f64 / 1024.0)))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_line_says_what_a_thousand_lines_take_and_stands_below_the_head() {
        let taken = |milliseconds| Taken {
            time: Duration::from_millis(milliseconds),
            processor: Some(Duration::from_millis(milliseconds)),
            peak: Some(204_800),
        };
        let row = Row { root: "First500", lines: 5000, generated: taken(250), checked: taken(2000) };
        let last = HEAD.lines().next_back().map_or(0, str::len);
        assert_eq!(
            (row.to_string().len(), row.to_string().split_whitespace().collect::<Vec<_>>()),
            (last, vec!["First500", "5000", "0.25", "2.00", "400.0", "200"])
        );
    }
}
