//! Documents through bindings: read, written, compared by value, read strictly, and written once more.

use std::collections::BTreeMap;
use std::path::PathBuf;

use conformance_driver::{Answer, Request};
use conformance_tests::tools::Tools;
use conformance_tests::worker::Worker;
use conformance_tests::{parallel, typed};
use wsdl_codegen::ir;

use super::{Case, Failure, Kind, Outcome, name};
use crate::sample::Document;

/// How many documents each case has, and their failures, at most one a document; none where there are no bindings.
pub(super) fn run(
    cases: &[Case],
    contracts: &BTreeMap<usize, ir::Contract>,
    programs: &BTreeMap<String, PathBuf>,
) -> Vec<Outcome> {
    let indices: Vec<usize> = (0..cases.len()).collect();
    let worker = || None::<(PathBuf, Worker)>;
    parallel::each("read", &indices, worker, |running, index| {
        let (Some(case), Some(contract), Some(program)) =
            (cases.get(*index), contracts.get(index), programs.get(&name(*index)))
        else {
            return Outcome::default();
        };
        if running.as_ref().is_none_or(|(running, _)| running != program) {
            *running = Some((program.clone(), Tools::driver(program)));
        }
        let Some((_, worker)) = running else { return Outcome::default() };
        let mut trial = Trial { module: name(*index), contract, worker };
        let failures = case.documents.iter().filter_map(|document| trial.failure(document).err()).collect();
        Outcome { documents: case.documents.len(), failures }
    })
}

struct Trial<'a> {
    module: String,
    contract: &'a ir::Contract,
    worker: &'a mut Worker,
}

impl Trial<'_> {
    fn failure(&mut self, document: &Document) -> Result<(), Failure> {
        let Document { xml, is_valid } = document;
        let fail = |kind, reason: String| Failure { kind, reason, document: Some(xml.clone()) };
        let answer = self.ask(xml).map_err(|reason| fail(Kind::Dying, reason))?;
        let written = answer.lenient.map_err(|reason| fail(Kind::NotRead, reason))?;
        if let Some(difference) = self.difference(xml, &written.xml) {
            return Err(fail(Kind::Changed, difference));
        }
        let again = self.ask(&written.xml).map_err(|reason| fail(Kind::Dying, reason))?;
        let is_same = again.lenient.is_ok_and(|again| again.xml == written.xml);
        if !is_same || !written.equal {
            return Err(fail(Kind::Unstable, "what was written is read as something else".to_owned()));
        }
        match (is_valid, answer.strict, written.strict) {
            (true, Err(reason), _) => Err(fail(Kind::RefusedStrictly, reason)),
            (true, Ok(()), Err(reason)) => Err(fail(Kind::WrittenInvalidly, reason)),
            (false, Ok(()), _) => Err(fail(Kind::AcceptedStrictly, "strict reading accepts it".to_owned())),
            (true, Ok(()), Ok(())) | (false, Err(_), _) => Ok(()),
        }
    }

    fn ask(&mut self, xml: &str) -> Result<Answer, String> {
        let request = Request { module: self.module.clone(), xml: xml.to_owned() };
        self.worker.ask(&request).map_err(|failure| failure.to_string())
    }

    fn difference(&self, original: &str, written: &str) -> Option<String> {
        let parsed = [original, written]
            .map(|xml| roxmltree::Document::parse(xml).map(|it| typed::document(self.contract, &it)));
        match parsed {
            [Ok(original), Ok(written)] => original.first_difference(&written).map(|difference| difference.to_string()),
            [Err(error), _] | [_, Err(error)] => Some(error.to_string()),
        }
    }
}
