//! The tables of the versions, with what each one adds.

use super::Versions;

pub(super) fn annotate(all: &mut Versions) {
    let tables = all.versions.iter_mut().map(|version| (version.label.as_str(), &mut version.output.table));
    crate::table::since::date(tables);
}
