//! A schema and numbers come in, a table goes out: what it takes to generate so many copies of its components, each under names of its
//! own, and with which power of their number that grows. It should be about the first.

use std::fmt;
use std::path::Path;

use anyhow::Context as _;

use crate::bindings::{Bindings, release_generator};
use crate::copies::copies;
use crate::many_operations::Figure;
use crate::measured::Taken;
use crate::tools::Tools;

/// A line of the table.
struct Row {
    copies: usize,
    lines: usize,
    generated: Taken,
    /// Beside the row before.
    exponent: Option<f64>,
}

/// Prints a line for each number of copies, and the exponent of all of them.
///
/// # Errors
/// When the schema cannot be read or copied, files cannot be written, or the generator fails.
pub fn run(tools: &Tools, schema: &Path, counts: &[usize]) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(schema).with_context(|| schema.display().to_string())?;
    let generator = release_generator(tools)?;
    println!("{HEAD}");
    let mut points: Vec<(f64, f64)> = Vec::new();
    for &count in counts {
        let (lines, generated) = generate(tools, &generator, &copies(&text, count)?, count)?;
        let taken = generated.processor.unwrap_or(generated.time).as_secs_f64();
        points.push((count as f64, taken));
        let exponent = exponent(points.get(points.len().saturating_sub(2)..).unwrap_or_default());
        println!("{}", Row { copies: count, lines, generated, exponent });
    }
    if let Some(exponent) = exponent(&points) {
        println!("processor time grows with the number of copies to the power of {exponent:.2}");
    }
    Ok(())
}

/// Generates a crate of the least of three runs; how many lines it has, and what that took.
fn generate(tools: &Tools, generator: &Path, schema: &str, count: usize) -> anyhow::Result<(usize, Taken)> {
    let folder = tools.folder.join("growth");
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let file = folder.join(format!("{count}.xsd"));
    std::fs::write(&file, schema).with_context(|| file.display().to_string())?;
    let name = format!("conformance-growth-{count}");
    let bindings = Bindings { tools, folder: folder.join(count.to_string()), name: &name };
    let mut least = bindings.generate(generator, std::slice::from_ref(&file))?;
    for _ in 1..3 {
        let taken = bindings.generate(generator, std::slice::from_ref(&file))?;
        if taken.processor.unwrap_or(taken.time) < least.processor.unwrap_or(least.time) {
            least = taken;
        }
    }
    Ok((bindings.lines()?, least))
}

/// The power of the first with which the second of these pairs grows: the slope of the line that fits their logarithms best.
fn exponent(points: &[(f64, f64)]) -> Option<f64> {
    let logarithms: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let count = logarithms.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logarithms.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let spread: f64 = logarithms.iter().map(|point| (point.0 - x).powi(2)).sum();
    let slope = logarithms.iter().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>() / spread;
    slope.is_finite().then_some(slope)
}

const HEAD: &str = "\
copies    lines  generate   each    memory  exponent
                        s     ms       MiB";

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.generated.processor.map(|time| time.as_secs_f64());
        let each = seconds.map(|seconds| seconds * 1000.0 / self.copies.max(1) as f64);
        let peak = self.generated.peak.map(|peak| peak as f64 / 1024.0);
        write!(f, "{:>6} {:>8}", self.copies, self.lines)?;
        write!(f, "  {} {}", Figure(8, 2, seconds), Figure(6, 0, each))?;
        write!(f, " {} {}", Figure(9, 0, peak), Figure(9, 2, self.exponent))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_exponent_is_that_of_the_power_that_fits_best() {
        let of = |power: i32| exponent(&[1.0, 2.0, 8.0].map(|x: f64| (x, 3.0 * x.powi(power)))).unwrap();
        assert!((of(1) - 1.0).abs() < 1e-9 && (of(2) - 2.0).abs() < 1e-9, "{} {}", of(1), of(2));
        assert_eq!((exponent(&[]), exponent(&[(1.0, 2.0)])), (None, None));
    }

    #[test]
    fn a_line_says_what_each_copy_takes_and_stands_below_the_head() {
        let generated = Taken {
            time: Duration::from_millis(900),
            processor: Some(Duration::from_millis(800)),
            peak: Some(204_800),
        };
        let row = Row { copies: 4, lines: 5000, generated, exponent: Some(1.0) };
        let first = HEAD.lines().next().map_or(0, str::len);
        assert_eq!(
            (row.to_string().len(), row.to_string().split_whitespace().collect::<Vec<_>>()),
            (first, vec!["4", "5000", "0.80", "200", "200", "1.00"])
        );
    }
}
