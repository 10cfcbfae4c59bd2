//! The tables of the versions, with what each one adds.

use super::Versions;

pub(super) fn annotate(all: &mut Versions) {
    let tables: Vec<(String, String)> =
        all.versions.iter().map(|version| (version.label.clone(), version.output.table.clone())).collect();
    for (version, table) in all.versions.iter_mut().zip(crate::table::since::annotate(&tables)) {
        version.output.table = table;
    }
}
