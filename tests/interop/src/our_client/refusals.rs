//! Operations that are refused, each with the code that the scenario says.

use ms_oxwscos::ExchangeServicePortType as _;
use ms_oxwscos::messages::*;

use super::caller::{Caller, expect, faulted, id, text};
use super::steps::{ids, property, telephone};
use crate::outcome::Case::Error;

/// Has every operation refused.
pub(super) async fn all(own: &mut Caller<'_>) {
    additions(own).await;
    questions(own).await;
    removals(own).await;
    settings(own).await;
}

async fn additions(own: &mut Caller<'_>) {
    own.attempt("AddDistributionGroupToImList", Error, async |own| {
        let request = AddDistributionGroupToImListType::new(text("none@example.com")?, text("None")?);
        let answer = own.client.add_distribution_group_to_im_list(request, own.headers()).await;
        own.refused("AddDistributionGroupToImList", answer)
    })
    .await;
    own.attempt("AddImContactToGroup", Error, async |own| {
        let unknown = AddImContactToGroupType::new(id(&own.scenario.unknown_id));
        let request = unknown.with_group_id(id(&own.group));
        own.refused("AddImContactToGroup", own.client.add_im_contact_to_group(request, own.headers()).await)
    })
    .await;
    own.attempt("AddImGroup", Error, async |own| {
        let request = AddImGroupType::new(text("One more")?);
        own.refused("AddImGroup", own.client.add_im_group(request, own.acting_for(&own.full)?).await)
    })
    .await;
    own.attempt("AddNewImContactToGroup", Error, async |own| {
        let request = AddNewImContactToGroupType::new(text("sip:one-more@example.com")?);
        let answer = own.client.add_new_im_contact_to_group(request, own.acting_for(&own.full)?).await;
        own.refused("AddNewImContactToGroup", answer)
    })
    .await;
    own.attempt("AddNewTelUriContactToGroup", Error, async |own| {
        let request = telephone("+1 (555) 0199")?;
        let answer = own.client.add_new_tel_uri_contact_to_group(request, own.acting_for(&own.full)?).await;
        own.refused("AddNewTelUriContactToGroup", answer)
    })
    .await;
}

async fn questions(own: &mut Caller<'_>) {
    own.attempt("GetImItemList", Error, async |own| {
        let request = GetImItemListType::default().with(|it| it.extended_properties = property(None));
        own.refused("GetImItemList", own.client.get_im_item_list(request, own.headers()).await)
    })
    .await;
    own.attempt("GetImItems", Error, async |own| {
        let contact_ids = ids(&[&own.contact, &own.scenario.unknown_id]);
        let request = GetImItemsType::default().with(|it| it.contact_ids = contact_ids);
        own.refused("GetImItems", own.client.get_im_items(request, own.headers()).await)
    })
    .await;
}

async fn removals(own: &mut Caller<'_>) {
    own.attempt("RemoveContactFromImList", Error, async |own| {
        let request = RemoveContactFromImListType::new(id(&own.scenario.unknown_id));
        let answer = own.client.remove_contact_from_im_list(request, own.headers()).await;
        own.refused("RemoveContactFromImList", answer)
    })
    .await;
    own.attempt("RemoveDistributionGroupFromImList", Error, async |own| {
        let request = RemoveDistributionGroupFromImListType::new(id(&own.group));
        let answer = own.client.remove_distribution_group_from_im_list(request, own.headers()).await;
        own.refused("RemoveDistributionGroupFromImList", answer)
    })
    .await;
    own.attempt("RemoveImContactFromGroup", Error, async |own| {
        let request = RemoveImContactFromGroupType::new(id(&own.telephone), id(&own.second));
        let answer = own.client.remove_im_contact_from_group(request, own.headers()).await;
        own.refused("RemoveImContactFromGroup", answer)
    })
    .await;
    own.attempt("RemoveImGroup", Error, async |own| {
        let request = RemoveImGroupType::new(id(&own.distribution_group));
        own.refused("RemoveImGroup", own.client.remove_im_group(request, own.headers()).await)
    })
    .await;
}

async fn settings(own: &mut Caller<'_>) {
    own.attempt("SetImGroup", Error, async |own| {
        let name = own.scenario.text.as_str();
        let request = SetImGroupType::new(id(&own.second), text(name)?);
        own.refused("SetImGroup", own.client.set_im_group(request, own.headers()).await)?;
        expect(own.names().await?, [name, "Sales", "Second"].map(str::to_owned).to_vec())
    })
    .await;
    own.attempt("SetImListMigrationCompleted", Error, async |own| {
        let request = SetImListMigrationCompletedType::new(true);
        let headers = own.acting_for(&own.scenario.unknown_mailbox)?;
        let answer = own.client.set_im_list_migration_completed(request, headers).await;
        faulted(own.scenario.error("SetImListMigrationCompleted"), answer)
    })
    .await;
}
