//! From rows to lines, and what must not be missing.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::cell::Cell;
use super::line::Line;
use super::row::{Row, Side, Subject};
use super::seconds::Seconds;
use crate::failure::Failure;

/// What has to have been broken on purpose, and refused, where everything was tried.
pub const BROKEN: [&str; 9] = [
    "wrong password",
    "replayed nonce",
    "expired timestamp",
    "wrapped signature",
    "changed body",
    "foreign certificate",
    "missing part",
    "part too large",
    "truncated chunk",
];

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) lines: Vec<Line>,
    pub(super) seconds: Vec<Seconds>,
}

impl Table {
    /// The table of these rows, in their order. A cell that no row is about is there and has failed.
    #[must_use]
    pub fn new(rows: Vec<Row>) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for row in &rows {
            let index = lines.iter().position(|line| line.is_about(&row.subject)).unwrap_or_else(|| {
                lines.push(Line::new(&row.subject));
                lines.len() - 1
            });
            if let Some(line) = lines.get_mut(index) {
                line.add(row);
            }
        }
        lines.iter_mut().for_each(Line::complete);
        let missing = missing_sides(&lines);
        lines.extend(missing);
        let order = |section: &str| rows.iter().position(|row| row.subject.section == section);
        // Stable: what a section says of a peer stands together, in the order it was said.
        let peer = |line: &Line| {
            rows.iter().position(|row| row.subject.section == line.section && row.subject.peer == line.peer)
        };
        lines.sort_by_key(|line| (order(line.section), peer(line), line.side));
        Self { rows, lines, seconds: Vec::new() }
    }

    /// Adds a line that has failed for each of [`BROKEN`] that nothing was said about.
    #[must_use]
    pub fn with_all_that_is_broken(mut self) -> Self {
        for kind in BROKEN {
            if !self.lines.iter().any(|line| line.broken && line.feature == kind) {
                let subject = Subject::new("all", "nobody", kind, Side::Documents).broken();
                self.lines.push(Line { out: Some(Cell::missing()), ..Line::new(&subject) });
            }
        }
        self
    }

    /// The same with what each section took.
    #[must_use]
    pub fn with_seconds(self, seconds: Vec<Seconds>) -> Self {
        Self { seconds, ..self }
    }

    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Whether there is anything, and nothing failed.
    #[must_use]
    pub fn is_good(&self) -> bool {
        let cells = || self.lines.iter().flat_map(Line::cells);
        cells().next().is_some() && cells().all(|(_, cell)| cell.is_good())
    }

    /// Writes `table.md` and `table.json` into a folder.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn save(&self, folder: &Path) -> Result<(), Failure> {
        let json = json!({ "ok": self.is_good(), "lines": self.lines, "rows": self.rows, "sections": self.seconds });
        for (name, text) in [("table.md", self.to_string()), ("table.json", format!("{json:#}\n"))] {
            let file = folder.join(name);
            fs::write(&file, text).map_err(|error| Failure::file(&file, error))?;
        }
        Ok(())
    }
}

/// Where a peer is tried as a client, something is said of it as a server, and the reverse.
fn missing_sides(lines: &[Line]) -> Vec<Line> {
    let mut missing: Vec<Line> = Vec::new();
    for line in lines.iter().filter(|line| !line.broken) {
        let other = match line.side {
            Side::Client => Side::Server,
            Side::Server => Side::Client,
            Side::Documents => continue,
        };
        let subject = Subject::new(line.section, &line.peer, "all", other);
        let is_other = |known: &&Line| {
            !known.broken && known.side == other && known.section == line.section && known.peer == line.peer
        };
        if !lines.iter().chain(&missing).any(|known| is_other(&known)) {
            let mut line = Line::new(&subject);
            line.complete();
            missing.push(line);
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Direction, Outcome};

    fn subject(peer: &str, feature: &str, side: Side) -> Subject {
        Subject::new("s", peer, feature, side)
    }

    fn no(why: &str) -> Outcome {
        Outcome::No(why.to_owned())
    }

    fn words(table: &Table) -> Vec<(&str, &str, &str, &str)> {
        let word = |cell: &Option<Cell>| cell.as_ref().map_or("", Cell::word);
        table
            .lines()
            .iter()
            .map(|line| (line.peer.as_str(), line.side.title(), word(&line.out), word(&line.in_)))
            .collect()
    }

    #[test]
    fn rows_about_the_same_are_one_cell() {
        let upload = |version: &str| subject("zeep", "upload", Side::Server).detail(version);
        let mut rows = Vec::new();
        rows.extend(upload("1.1").exchanged(3, 2, &Outcome::Good));
        rows.extend(upload("1.2").exchanged(4, 4, &Outcome::InPart("as text".to_owned())));
        rows.extend(subject("zeep", "all", Side::Client).nothing(&no("it has no server")));
        let table = Table::new(rows);
        assert_eq!(words(&table), [("zeep", "our client", "no", "no"), ("zeep", "our server", "in part", "in part")]);
        let line = &table.lines()[1];
        let (out, in_) = (line.out.as_ref(), line.in_.as_ref());
        // A server reads requests and writes responses.
        assert_eq!((out.map(|cell| cell.messages), in_.map(|cell| cell.messages)), (Some(6), Some(7)));
        assert_eq!(in_.map(|cell| cell.good), Some(1));
        assert_eq!(
            in_.map(|cell| cell.others.clone()),
            Some(vec![("1.2".to_owned(), Outcome::InPart("as text".to_owned()))])
        );
        assert!(table.is_good());
    }

    #[test]
    fn one_failure_is_a_failure_of_the_cell_and_of_the_table() {
        let detail = |detail: &str| subject("zeep", "upload", Side::Documents).detail(detail);
        let rows = vec![
            detail("a").said(Direction::Out, 5, Outcome::Good),
            detail("b").said(Direction::Out, 1, Outcome::Failed("no".to_owned())),
            detail("c").said(Direction::In, 0, Outcome::Skipped("not here".to_owned())),
        ];
        let table = Table::new(rows);
        assert_eq!(words(&table), [("zeep", "documents", "FAILED", "skipped")]);
        assert!(!table.is_good() && !Table::new(Vec::new()).is_good());
    }

    #[test]
    fn what_nobody_speaks_of_has_failed() {
        let rows = vec![subject("zeep", "upload", Side::Server).said(Direction::Out, 1, Outcome::Good)];
        let table = Table::new(rows);
        assert_eq!(words(&table), [("zeep", "our client", "FAILED", "FAILED"), ("zeep", "our server", "ok", "FAILED")]);
        assert!(table.to_string().contains("no section says anything about it"));
    }

    #[test]
    fn good_without_a_message_has_failed() {
        let table = Table::new(subject("zeep", "upload", Side::Documents).exchanged(1, 0, &Outcome::Good).to_vec());
        assert_eq!(words(&table), [("zeep", "documents", "ok", "FAILED")]);
    }

    #[test]
    fn the_same_reason_is_given_once_with_all_it_is_about() {
        let row =
            |detail: &str| subject("zeep", "x", Side::Documents).detail(detail).said(Direction::Out, 0, no("none"));
        let table = Table::new(vec![row("1.1"), row("1.2"), row("1.1")]);
        let others = table.lines()[0].out.as_ref().map(|cell| cell.others.clone());
        assert_eq!(others, Some(vec![("1.1; 1.2".to_owned(), no("none"))]));
        // And in the text there is one note of it.
        assert_eq!(table.to_string().matches("none").count(), 1, "{table}");
    }

    #[test]
    fn what_is_broken_is_listed_apart_and_all_of_it_has_to_be() {
        let broken = subject("zeep", "wrong password", Side::Server).broken();
        let rows = vec![broken.detail("digest").said(Direction::In, 1, Outcome::Good)];
        let table = Table::new(rows);
        assert!(table.is_good());
        let text = table.to_string();
        assert!(text.contains("| wrong password ") && text.contains("| 1 refused |"), "{text}");
        let all = table.with_all_that_is_broken();
        assert!(!all.is_good());
        let failed = all.lines().iter().filter(|line| line.cells().any(|(_, cell)| !cell.is_good())).count();
        assert_eq!(failed, BROKEN.len() - 1);
    }
}
