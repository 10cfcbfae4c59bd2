//! What came of it, in rows of the table of all sections.

use super::peers::Peer;
use super::{Line, REFUSED, ROWS, number};
use crate::outcome::Case;
use crate::peer::{COUNTED_ONCE, OURS};
use crate::table::{Direction, Outcome, Row, Side, Subject};

const SECTION: &str = "attachments";

pub(super) fn rows(lines: &[Line]) -> Vec<Row> {
    let mut rows: Vec<Row> = lines.iter().flat_map(of_line).collect();
    for (peer, side, why) in [(OURS, Side::Server, COUNTED_ONCE), ("zeep", Side::Client, "zeep has no server")] {
        rows.extend(Subject::new(SECTION, peer, "all", side).nothing(&Outcome::No(why.to_owned())));
    }
    rows
}

fn of_line(line: &Line) -> Vec<Row> {
    let side = if line.peer.is_server() || line.peer == Peer::Rust { Side::Client } else { Side::Server };
    let subject = |feature: &str| {
        Subject::new(SECTION, line.peer.other(), feature, side).detail(format!("SOAP {}", number(line.version)))
    };
    let trial = match &line.trial {
        Ok(trial) => trial,
        Err(why) => {
            let skipped = Outcome::Skipped(why.clone());
            return ROWS.iter().flat_map(|row| subject(row.shows).nothing(&skipped)).collect();
        }
    };
    let counted = |row: &str| line.steps.get(&format!("{row}, met")).copied().unwrap_or_default();
    let mut rows = Vec::new();
    for row in ROWS {
        let (requests, responses) = counted(row.name);
        rows.extend(subject(row.shows).exchanged(requests, responses, &trial.outcome(row.name, Case::Met)));
    }
    for row in REFUSED.iter().filter(|_| line.peer.is_broken_on_purpose()) {
        let (requests, responses) = counted(row.name);
        let sent = if side == Side::Server { requests } else { responses };
        rows.push(subject(row.name).broken().said(Direction::In, sent, trial.outcome(row.name, Case::Met)));
    }
    rows.extend(with_parts(line, &subject("messages with parts")));
    rows
}

/// Octets could go there and back as text: so messages with parts are counted by themselves.
fn with_parts(line: &Line, subject: &Subject) -> [Row; 2] {
    let (requests, responses) = line.peer.writes_parts();
    let outcome = |writes: bool| match (line.has_parts(), writes) {
        (false, _) => Outcome::Failed("there are not the parts that the peer writes".to_owned()),
        (true, true) => Outcome::Good,
        (true, false) => Outcome::No(line.peer.lacks().unwrap_or_default().to_owned()),
    };
    let counts = line.counts;
    let [mut out, mut read] =
        subject.exchanged(counts.requests_with_parts, counts.responses_with_parts, &Outcome::Good);
    let (asked, answered) = (outcome(requests), outcome(responses));
    (out.outcome, read.outcome) = if subject.side == Side::Server { (answered, asked) } else { (asked, answered) };
    [out, read]
}
