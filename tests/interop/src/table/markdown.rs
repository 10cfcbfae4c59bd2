//! The table as Markdown that is read as well as it is: columns are aligned, and reasons are numbered notes.

use std::fmt;

use super::cell::Cell;
use super::line::Line;
use super::merged::Table;
use super::row::{Direction, Side};
use crate::peer::OURS;

const WORKING: [&str; 6] = ["section", "peer", "feature", "side", "out: we write", "in: they write"];
const REFUSED: [&str; 5] = ["what was broken", "section", "who wrote it", "who has to refuse it", "messages"];

/// Reasons by number, each but once.
#[derive(Default)]
struct Notes(Vec<String>);

impl Notes {
    fn number(&mut self, note: String) -> usize {
        let known = self.0.iter().position(|known| *known == note);
        1 + known.unwrap_or_else(|| {
            self.0.push(note);
            self.0.len() - 1
        })
    }

    /// A cell's messages, its word, and the numbers of its reasons.
    fn text(&mut self, cell: &Cell, good: &str) -> String {
        let word = if cell.word() == "ok" { good } else { cell.word() };
        let messages = if cell.messages > 0 { format!("{} ", cell.messages) } else { String::new() };
        let mut numbers: Vec<usize> = Vec::new();
        for (detail, outcome) in &cell.others {
            let why = format!("{}: {}", outcome.word(), outcome.why().unwrap_or_default());
            // What the whole cell lacks it lacks whatever the detail.
            let is_all = cell.good == 0 && cell.others.len() == 1;
            numbers.push(self.number(if is_all || detail.is_empty() { why } else { format!("{why} ({detail})") }));
        }
        let notes: String = numbers.iter().map(|number| format!(" [{number}]")).collect();
        format!("{messages}{word}{notes}")
    }

    fn working(&mut self, line: &Line) -> Vec<String> {
        let mut texts = [line.section, &line.peer, &line.feature, line.side.title()].map(str::to_owned).to_vec();
        texts.extend(
            [&line.out, &line.in_].map(|cell| cell.as_ref().map_or_else(String::new, |cell| self.text(cell, "ok"))),
        );
        texts
    }

    fn refused(&mut self, line: &Line) -> Vec<Vec<String>> {
        let ours = if line.side == Side::Documents { "we" } else { line.side.title() };
        // Our client has our server for a peer.
        let peer = if line.peer == OURS { Side::Server.title() } else { &line.peer };
        let row = |(direction, cell): (Direction, &Cell)| {
            let (writer, reader) = if direction == Direction::Out { (ours, peer) } else { (peer, ours) };
            let (writer, reader) = (writer.to_owned(), reader.to_owned());
            vec![line.feature.clone(), line.section.to_owned(), writer, reader, self.text(cell, "refused")]
        };
        line.cells().map(row).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut notes = Notes::default();
        let working: Vec<_> = self.lines.iter().filter(|line| !line.broken).map(|line| notes.working(line)).collect();
        let mut refused: Vec<_> =
            self.lines.iter().filter(|line| line.broken).flat_map(|line| notes.refused(line)).collect();
        refused.sort_by(|a, b| a.first().cmp(&b.first()));
        writeln!(f, "# Peers, features, sides and directions\n\nNumbers are messages.\n")?;
        aligned(f, &WORKING, &working)?;
        writeln!(f, "\n# Broken on purpose\n")?;
        aligned(f, &REFUSED, &refused)?;
        writeln!(f)?;
        for (note, number) in notes.0.iter().zip(1..) {
            writeln!(f, "- [{number}] {}", note.replace('\n', " "))?;
        }
        let messages: usize = self.rows.iter().map(|row| row.messages).sum();
        let failed = self.lines.iter().flat_map(Line::cells).filter(|(_, cell)| !cell.is_good()).count();
        writeln!(f, "\n{} things tried, {messages} messages, failed cells: {failed}", self.rows.len())?;
        for seconds in &self.seconds {
            writeln!(f, "- {seconds}")?;
        }
        Ok(())
    }
}

fn aligned(f: &mut fmt::Formatter<'_>, head: &[&str], rows: &[Vec<String>]) -> fmt::Result {
    let length = |text: &str| text.chars().count();
    let widths: Vec<usize> = head
        .iter()
        .enumerate()
        .map(|(column, title)| {
            let texts = rows.iter().filter_map(|row| row.get(column));
            texts.map(|text| length(text)).max().unwrap_or_default().max(length(title))
        })
        .collect();
    let mut write = |texts: &mut dyn Iterator<Item = &str>| {
        texts.zip(&widths).try_for_each(|(text, width)| write!(f, "| {text:width$} "))?;
        writeln!(f, "|")
    };
    write(&mut head.iter().copied())?;
    let dashes: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    write(&mut dashes.iter().map(String::as_str))?;
    rows.iter().try_for_each(|row| write(&mut row.iter().map(String::as_str)))
}
