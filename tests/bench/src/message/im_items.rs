//! A response of `GetImItems` that holds personas.
//!
//! ```xml
//! <s:Envelope …><s:Header>…</s:Header><s:Body><m:GetImItemsResponse ResponseClass="Success">…
//!   <m:ImItemList><t:Groups>…</t:Groups><t:Personas><t:Persona>…</t:Persona>…
//! ```

use super::envelope;
use super::markup::Markup;
use super::persona::{ItemId, Persona};
use super::random::Random;
use crate::check::Checksum;

/// The contacts of a group, at most.
const MEMBERS: usize = 10;

/// Writes the response of so many personas.
pub(super) fn write(personas: usize, sum: &mut Checksum, to: &mut Markup) {
    let mut random = Random::new(0x00C0_FFEE);
    let personas: Vec<_> = (0..personas).map(|_| Persona::new(&mut random)).collect();
    for persona in &personas {
        persona.sum(sum);
    }
    envelope(to, server_version, |to| response(&personas, &mut random, to));
}

fn response(personas: &[Persona], random: &mut Random, to: &mut Markup) {
    to.within("m:GetImItemsResponse", &[("ResponseClass", "Success")], |to| {
        to.leaf("m:ResponseCode", "NoError");
        to.within("m:ImItemList", &[], |to| {
            to.within("t:Groups", &[], |to| group(personas, random, to));
            to.within("t:Personas", &[], |to| {
                for persona in personas {
                    persona.write(to);
                }
            });
        });
    });
}

/// The header block that tells the server's version.
pub(super) fn server_version(to: &mut Markup) {
    let version = [
        ("MajorVersion", "15"),
        ("MinorVersion", "2"),
        ("MajorBuildNumber", "1544"),
        ("MinorBuildNumber", "4"),
        ("Version", "V2018_01_08"),
    ];
    to.empty("t:ServerVersionInfo", &version);
}

fn group(personas: &[Persona], random: &mut Random, to: &mut Markup) {
    to.within("t:ImGroup", &[], |to| {
        to.leaf("t:DisplayName", "Friends & family");
        to.leaf("t:GroupType", "PersonalGroup");
        ItemId::new(random).write("t:ExchangeStoreId", to);
        if !personas.is_empty() {
            to.within("t:MemberCorrelationKey", &[], |to| {
                for persona in personas.iter().take(MEMBERS) {
                    persona.id().write("t:ItemId", to);
                }
            });
        }
    });
}
