//! Every message of `tests/messages`: read, compared with the values it is known to hold, written, and compared with
//! itself as it was before.

mod add_distribution_group_to_im_list;
mod add_im_contact_to_group;
mod add_im_group;
mod add_new_im_contact_to_group;
mod add_new_tel_uri_contact_to_group;
mod case;
mod full_persona;
mod get_im_item_list;
mod get_im_items;
mod persona;
mod remove_contact_from_im_list;
mod remove_distribution_group_from_im_list;
mod remove_im_contact_from_group;
mod remove_im_group;
mod set_im_group;
mod set_im_list_migration_completed;
mod values;

use std::collections::BTreeMap;

use case::{Case, Kind};
use ms_oxwscos::operations;

static CASES: [&[Case]; 13] = [
    add_distribution_group_to_im_list::CASES,
    add_im_contact_to_group::CASES,
    add_im_group::CASES,
    add_new_im_contact_to_group::CASES,
    add_new_tel_uri_contact_to_group::CASES,
    get_im_item_list::CASES,
    get_im_items::CASES,
    remove_contact_from_im_list::CASES,
    remove_distribution_group_from_im_list::CASES,
    remove_im_contact_from_group::CASES,
    remove_im_group::CASES,
    set_im_group::CASES,
    set_im_list_migration_completed::CASES,
];

#[test]
fn no_file_is_forgotten() {
    let mut covered: Vec<&str> = CASES.into_iter().flatten().map(|case| case.file).collect();
    covered.push(add_distribution_group_to_im_list::REFUSED);
    covered.sort_unstable();
    assert_eq!(covered, spec_tests::messages::names());
}

#[test]
fn every_operation_has_a_request_and_a_response() {
    let mut kinds: BTreeMap<&str, Vec<Kind>> = BTreeMap::new();
    for case in CASES.into_iter().flatten() {
        kinds.entry(case.operation.name).or_default().push(case.kind);
    }
    // The only published request is refused; a test beside that one completes it.
    kinds.entry(operations::ADD_DISTRIBUTION_GROUP_TO_IM_LIST.name).or_default().push(Kind::Request);
    assert_eq!(operations::ALL.len(), 13);
    for operation in operations::ALL {
        let kinds = kinds.get(operation.name).map_or(&[][..], Vec::as_slice);
        assert!(kinds.contains(&Kind::Request) && kinds.contains(&Kind::Response), "{}: {kinds:?}", operation.name);
    }
}
