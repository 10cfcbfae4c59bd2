//! Corrections of several versions: each is for those that have the defect.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::Contract;

/// The corrections, each as a configuration of its own, with what it last had to say while no version needed it.
pub(super) struct Corrections(Vec<(Config, Option<Diagnostics>)>);

impl Corrections {
    pub(super) fn new(config: &Config) -> Self {
        let single = |correction: &crate::config::Correction| {
            let namespaces = config.namespaces.clone();
            let config = Config { corrections: vec![correction.clone()], namespaces, ..Config::default() };
            (config, Some(Diagnostics::new()))
        };
        Self(config.corrections.iter().map(single).collect())
    }

    pub(super) fn apply(&mut self, contract: &mut Contract) {
        for (config, objection) in &mut self.0 {
            let mut found = Diagnostics::new();
            crate::correct::correct(contract, config, &mut found);
            *objection = objection.take().filter(|_| !found.is_empty()).map(|_| found);
        }
    }

    /// What is to be said of corrections that no version needs.
    pub(super) fn unapplied(self) -> Diagnostics {
        let mut all = Diagnostics::new();
        self.0.into_iter().filter_map(|(_, objection)| objection).for_each(|found| all.append(found));
        all
    }
}
