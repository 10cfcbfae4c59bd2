//! Prints a report as one table, for people or as Markdown. Columns without a figure are left out.

use crate::report::{Report, Row, Section, length, number};
use crate::worker::Timed;

/// A column: its title, and what is in it.
struct Column {
    title: &'static str,
    cell: fn(&Section, &Row) -> Option<String>,
}

const COLUMNS: [Column; 13] = [
    Column { title: "MB/s", cell: |section, row| row.time.map(|time| figure(section.speed(time))) },
    Column { title: "× loop", cell: |section, row| ratio(section, row.time) },
    Column { title: "µs/item", cell: |section, row| row.time.map(|time| figure(section.each(time.best * 1e6))) },
    Column { title: "Minstr", cell: |_, row| row.instructions.map(|count| millions(number(count))) },
    Column { title: "× loop", cell: |section, row| section.instructions_loop(row).map(|times| format!("{times:.2}")) },
    Column {
        title: "instr/byte",
        cell: |section, row| row.instructions.map(|count| format!("{:.2}", number(count) / length(section.bytes))),
    },
    Column { title: "peak MB", cell: |_, row| row.heap.map(|heap| millions(number(heap.peak))) },
    Column { title: "× document", cell: |section, row| row.heap.map(|heap| format!("{:.2}", section.peak(heap))) },
    Column {
        title: "kept",
        cell: |section, row| row.heap.map(|heap| format!("{:.2}", number(heap.kept) / length(section.bytes))),
    },
    Column {
        title: "allocs/item",
        cell: |section, row| row.heap.map(|heap| format!("{:.1}", section.each(number(heap.allocations)))),
    },
    Column { title: "item size", cell: |_, row| row.shape?.item_size.map(|size| size.to_string()) },
    Column { title: "mimalloc MB/s", cell: |section, row| row.mimalloc.map(|time| figure(section.speed(time))) },
    Column { title: "× loop", cell: |section, row| ratio(section, row.mimalloc) },
];

const LEGEND: &str = "\
MB/s        megabytes of message in a second of the processor, the best round (of many, the best but one in a hundred); µs/item from the same
× loop      times the speed of quick-xml's bare event loop, run in turn (the median of pairs); behind Minstr, its instructions over those of the shape
peak, kept  the most bytes live at once, and those of what was made, beside the message; `× document` and `kept` in lengths of the message
allocs      how often memory was asked for, or asked to be larger or smaller
item size   the bytes of the type of an item, without what it owns";

/// The report as aligned text.
pub(crate) fn table(report: &Report) -> String {
    let columns = columns(report);
    let mut lines = vec![titles(&columns)];
    for section in &report.sections {
        lines.push(vec![heading(section)]);
        lines.extend(section.rows.iter().map(|row| cells(&columns, section, row)));
    }
    format!("{}\n{LEGEND}\n{}", aligned(&lines), skipped(report, ""))
}

/// The report as a table of Markdown.
pub(crate) fn markdown(report: &Report) -> String {
    let columns = columns(report);
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&titles(&columns)) + &format!("|---|{}\n", "--:|".repeat(columns.len()));
    for section in &report.sections {
        let mut cells = vec![String::new(); columns.len() + 1];
        cells[0] = format!("**{}**", heading(section));
        text += &line(&cells);
        for row in &section.rows {
            text += &line(&self::cells(&columns, section, row));
        }
    }
    text + "\n" + &skipped(report, "- ")
}

fn heading(section: &Section) -> String {
    format!("{}, {} bytes", section.subject, grouped(section.bytes))
}

fn skipped(report: &Report, before: &str) -> String {
    report.skipped.iter().map(|what| format!("{before}skipped: {what}\n")).collect()
}

/// The columns that have a figure somewhere.
fn columns(report: &Report) -> Vec<&'static Column> {
    let has = |column: &&Column| {
        let mut rows = report.sections.iter().flat_map(|section| section.rows.iter().map(move |row| (section, row)));
        rows.any(|(section, row)| (column.cell)(section, row).is_some())
    };
    COLUMNS.iter().filter(has).collect()
}

fn titles(columns: &[&Column]) -> Vec<String> {
    ["shape"].into_iter().chain(columns.iter().map(|column| column.title)).map(str::to_owned).collect()
}

fn cells(columns: &[&Column], section: &Section, row: &Row) -> Vec<String> {
    let figures = columns.iter().map(|column| (column.cell)(section, row).unwrap_or_else(|| "–".to_owned()));
    [row.name.clone()].into_iter().chain(figures).collect()
}

fn ratio(section: &Section, time: Option<Timed>) -> Option<String> {
    section.times_loop(time?).map(|times| format!("{times:.2}"))
}

fn figure(figure: f64) -> String {
    if figure < 10.0 {
        format!("{figure:.2}")
    } else if figure < 100.0 {
        format!("{figure:.1}")
    } else {
        format!("{figure:.0}")
    }
}

fn millions(count: f64) -> String {
    let millions = count / 1e6;
    if millions < 1.0 { format!("{millions:.4}") } else { format!("{millions:.2}") }
}

/// Digits in groups of three.
pub(crate) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Columns as wide as their widest cell: the first to the left, figures to the right. A line of one cell is a heading.
fn aligned(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let rows = || lines.iter().filter(|line| line.len() > 1);
    let width =
        |column: usize| rows().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<_> = (0..columns).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let mut row = String::new();
        if let [heading] = line.as_slice() {
            row = format!("\n{heading}");
        } else {
            for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
                row += &if column == 0 { format!("{cell:<width$}") } else { format!("  {cell:>width$}") };
            }
        }
        text += row.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{aligned, grouped, markdown, table};
    use crate::report::{Report, Row, Section};
    use crate::shapes::find;
    use crate::subject::Subject;
    use crate::worker::Timed;

    #[test]
    fn columns_are_aligned_below_headings() {
        let lines = [vec!["a", "b", "×"], vec!["heading that is long"], vec!["long", "1.25", "–"]];
        let lines: Vec<Vec<_>> =
            lines.iter().map(|line| line.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        assert_eq!(aligned(&lines), "a        b  ×\n\nheading that is long\nlong  1.25  –\n");
    }

    #[test]
    fn digits_are_grouped() {
        assert_eq!(
            ["7", "100", "1,030", "1,453,202"],
            [7, 100, 1_030, 1_453_202].map(grouped).each_ref().map(String::as_str)
        );
    }

    #[test]
    fn what_was_not_measured_has_no_column() {
        let subject = Subject::personas(2);
        let time = Timed { best: 0.5, median: 0.5, times_loop: Some(0.5), rounds: 3 };
        let row = Row { time: Some(time), ..Row::new(find("owned", subject).unwrap()) };
        let section = Section { subject, bytes: 2_000_000, rows: vec![row] };
        let report = Report { sections: vec![section], skipped: vec!["instructions: no valgrind".to_owned()] };
        let text = table(&report);
        assert!(text.starts_with("shape  MB/s  × loop  µs/item  item size\n"), "{text}");
        assert!(text.contains("skipped: instructions: no valgrind"), "{text}");
        let text = markdown(&report);
        assert!(text.contains("| **personas-2, 2,000,000 bytes** |"), "{text}");
        assert!(text.contains("| owned | 4.00 | 0.50 |"), "{text}");
    }
}
