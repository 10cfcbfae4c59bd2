//! Prints a report as an aligned table.

use crate::report::{Bound, Budget, Report, Row, speed};
use crate::worker::Timed;

const TITLES: [&str; 10] =
    ["shape", "read", "(median)", "x loop", "write", "(median)", "x loop", "heap", "allocs", "persona"];

const LEGEND: &str = "\
read, write  megabytes of message in a second, the best round (the median round of the best pass)
x loop       times the speed of the reading loop over quick-xml's events (the row `events`)
heap         the most bytes live at once while reading, in lengths of the message; `allocs`: how often memory was asked for, per persona
persona      the size of the type of a persona in bytes, without what it owns";

/// The report as text.
pub(crate) fn table(report: &Report) -> String {
    let mut lines = vec![TITLES.map(str::to_owned).to_vec()];
    lines.extend(report.rows.iter().map(|row| cells(report, row)));
    let mut budgets = vec![["budget", "", "asked", "measured", ""].map(str::to_owned).to_vec()];
    budgets.extend(report.budgets().iter().map(budget_cells));
    format!(
        "GetImItemsResponse, {} personas, {} bytes\n\n{}\n{LEGEND}\n\n{}",
        report.personas,
        report.bytes,
        aligned(&lines),
        aligned(&budgets)
    )
}

fn cells(report: &Report, row: &Row) -> Vec<String> {
    let mut cells = vec![row.shape.name()];
    cells.extend(speeds(report, row.read));
    cells.extend(speeds(report, row.write));
    cells.push(format!("{:.2}", report.peak(row)));
    cells.push(per_persona(row.checked.allocations, report.personas));
    cells.push(row.checked.persona_size.map_or_else(dash, |size| size.to_string()));
    cells
}

fn speeds(report: &Report, timed: Option<Timed>) -> [String; 3] {
    let Some(timed) = timed else {
        return [dash(), dash(), dash()];
    };
    let times = report.times_loop(timed.best).map_or_else(dash, |times| format!("{times:.2}"));
    [figure(speed(report.bytes, timed.best)), format!("({})", figure(speed(report.bytes, timed.median))), times]
}

fn per_persona(count: u64, personas: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
    let (count, personas) = (count as f64, personas.max(1) as f64);
    format!("{:.1}", count / personas)
}

fn budget_cells(budget: &Budget) -> Vec<String> {
    let (sign, limit) = match budget.bound {
        Bound::AtLeast(least) => (">=", least),
        Bound::AtMost(most) => ("<=", most),
    };
    let met = match budget.met() {
        Some(true) => "met",
        Some(false) => "missed",
        None => "not measured",
    };
    let measured = budget.measured.map_or_else(dash, |measured| format!("{measured:.2}"));
    vec![budget.what.to_owned(), sign.to_owned(), format!("{limit:.1}"), measured, met.to_owned()]
}

fn figure(figure: f64) -> String {
    if figure < 100.0 { format!("{figure:.1}") } else { format!("{figure:.0}") }
}

fn dash() -> String {
    "-".to_owned()
}

/// Columns as wide as their widest cell: the first to the left, figures to the right.
fn aligned(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| lines.iter().filter_map(|line| line.get(column)).map(String::len).max().unwrap_or(0);
    let widths: Vec<_> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let mut row = String::new();
        for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
            row += &if column == 0 { format!("{cell:<width$}") } else { format!("  {cell:>width$}") };
        }
        text += row.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn columns_are_aligned() {
        let lines = [["a", "b", "c"], ["long", "1.25", "-"]].map(|line| line.map(str::to_owned).to_vec());
        assert_eq!(aligned(&lines), "a        b  c\nlong  1.25  -\n");
    }
}
