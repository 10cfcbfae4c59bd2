//! The command line.

use clap::builder::PossibleValue;
use clap::{Parser, ValueEnum};

use crate::peer::Peer;
use crate::section::Section;

/// Has our client, zeep and node's soap drive the contact store over HTTP, and validates every message; then a service in SOAP encoding; then
/// the sections, each with peers of its own.
///
/// The tools are installed into target/interop, once for each set of pins. It needs python3 (3.9 or later, with venv), and for soap node
/// (20.19 or later) with npm; a section that needs more says what it skips and why. What came of it all is one table, which is
/// also written to target/interop/table.md and table.json.
#[derive(Debug, Parser)]
#[command(
    name = "interop",
    after_help = "Example: interop --only zeep --only security --keep

Exit status: 0 all is well, 1 something failed or a message is invalid, 2 wrong arguments."
)]
pub struct Cli {
    /// Lets only this client drive the store, or does only this section; can be given more than once
    #[arg(long, value_name = "CLIENT|SECTION")]
    pub only: Vec<Only>,
    /// Leaves the recorded messages in target/interop/messages and encoded-messages even if all is well
    #[arg(long)]
    pub keep: bool,
}

/// What can be asked for by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// A client, or a server for ours.
    Peer(Peer),
    /// A section.
    Section(Section),
}

impl ValueEnum for Only {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [Only; 8] = [
            Only::Peer(Peer::Rust),
            Only::Peer(Peer::Zeep),
            Only::Peer(Peer::Soap),
            Only::Peer(Peer::SoapServer),
            Only::Section(Section::Attachments),
            Only::Section(Section::Security),
            Only::Section(Section::Streaming),
            Only::Section(Section::Negotiate),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Peer(peer) => peer.to_possible_value(),
            Self::Section(section) => section.to_possible_value(),
        }
    }
}

impl Cli {
    /// Who is to drive the store, in the order of the table.
    #[must_use]
    pub fn peers(&self) -> Vec<Peer> {
        let wanted = |peer: &Peer| self.only.is_empty() || self.only.contains(&Only::Peer(*peer));
        Peer::ALL.into_iter().filter(wanted).collect()
    }

    /// The sections that are to be done, in their order.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let wanted = |section: &Section| self.only.is_empty() || self.only.contains(&Only::Section(*section));
        Section::value_variants().iter().copied().filter(wanted).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::{CommandFactory as _, Parser as _};

    use super::Cli;
    use crate::peer::Peer;
    use crate::section::Section;

    #[test]
    fn command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn peers_and_sections_are_those_wanted_in_their_order() {
        let wanted = |arguments: &[&str]| {
            let cli = Cli::try_parse_from([&["interop"], arguments].concat()).unwrap();
            (cli.peers(), cli.sections())
        };
        assert_eq!(
            wanted(&[]),
            (Peer::ALL.to_vec(), vec![Section::Attachments, Section::Security, Section::Streaming, Section::Negotiate])
        );
        assert_eq!(wanted(&["--only", "soap", "--only", "rust"]), (vec![Peer::Rust, Peer::Soap], Vec::new()));
        assert_eq!(wanted(&["--only", "negotiate"]), (Vec::new(), vec![Section::Negotiate]));
        assert!(Cli::try_parse_from(["interop", "--only", "axis"]).is_err());
    }
}
