//! What the sections that run come to.
//!
//! In: one section after the other. Out: on standard output what each says, and in the end the table of all. A section that could not be done at all
//! does not keep the others from being done: it has a row that failed.

use std::path::Path;

use crate::failure::Failure;
use crate::section::Outcome;
use crate::table::{self, Row, Seconds, Side, Stopwatch, Subject, Table};

/// What came of the sections so far.
#[derive(Debug)]
pub struct Gathering {
    rows: Vec<Row>,
    seconds: Vec<Seconds>,
    is_good: bool,
}

impl Default for Gathering {
    fn default() -> Self {
        Self { rows: Vec::new(), seconds: Vec::new(), is_good: true }
    }
}

impl Gathering {
    /// Does a section.
    pub async fn add(&mut self, title: &'static str, section: impl Future<Output = Result<Outcome, Failure>>) {
        let watch = Stopwatch::start();
        match section.await {
            Ok(outcome) => {
                print!("{}", outcome.text);
                self.rows.extend(outcome.rows);
                self.is_good &= outcome.is_good;
            }
            Err(failure) => {
                eprintln!("interop: {title}: {failure}");
                let why = table::Outcome::Failed(failure.to_string());
                self.rows.extend(Subject::new(title, "nobody", "all", Side::Documents).nothing(&why));
                self.is_good = false;
            }
        }
        let seconds = watch.read(title);
        eprintln!("{seconds}");
        self.seconds.push(seconds);
    }

    /// Prints the table and writes it into the folder, and says whether all is well. Where everything was wanted, nothing may be missing.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn end(self, is_all: bool, output: &Path) -> Result<bool, Failure> {
        let table = Table::new(self.rows).with_seconds(self.seconds);
        let table = if is_all { table.with_all_that_is_broken() } else { table };
        println!("\n{table}");
        table.save(output)?;
        Ok(self.is_good && table.is_good())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test]
    async fn a_section_that_cannot_be_done_has_failed_and_the_next_one_is_done() {
        let mut gathering = Gathering::default();
        gathering.add("a", async { Err(Failure::Store("no port".to_owned())) }).await;
        let rows = Subject::new("b", "zeep", "x", Side::Documents).exchanged(1, 1, &table::Outcome::Good).to_vec();
        gathering.add("b", async { Ok(Outcome { text: String::new(), rows, is_good: true }) }).await;
        let folder = std::env::temp_dir().join(format!("interop-gathering-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        assert!(!gathering.end(false, &folder).unwrap());
        let text = std::fs::read_to_string(folder.join("table.md")).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(text.contains("no port") && text.contains("| 1 ok"), "{text}");
    }
}
