//! Responses of `FindItem`: wide ones, whose items have many fields, and deep ones, whose items hold items in attachments.
//!
//! ```xml
//! <m:FindItemResponse><m:ResponseMessages><m:FindItemResponseMessage ResponseClass="Success">…
//!   <m:RootFolder …><t:Items><t:Message>…<t:Attachments><t:ItemAttachment>…<t:Message>…
//! ```

use super::markup::Markup;
use super::persona::ItemId;
use super::random::Random;
use super::words::{COMPANIES, DOMAINS, GIVEN, MAILBOXES, SURNAMES, TITLES};
use super::{envelope, im_items::server_version};
use crate::check::Checksum;

/// How deep messages nest in a deep response.
const LEVELS: usize = 8;

/// What is written, and what is told of it.
struct Writing<'a> {
    random: Random,
    sum: &'a mut Checksum,
    to: &'a mut Markup,
}

/// Writes a response of so many messages.
pub(super) fn write(messages: usize, deep: bool, sum: &mut Checksum, to: &mut Markup) {
    let levels = if deep { LEVELS } else { 0 };
    let random = Random::new(0x00F0_0D1E);
    envelope(to, server_version, |to| response(messages, levels, Writing { random, sum, to }));
}

fn response(messages: usize, levels: usize, Writing { mut random, sum, to }: Writing<'_>) {
    let total = messages.to_string();
    let paging =
        [("IndexedPagingOffset", total.as_str()), ("TotalItemsInView", &total), ("IncludesLastItemInRange", "true")];
    to.within("m:FindItemResponse", &[], |to| {
        to.within("m:ResponseMessages", &[], |to| {
            to.within("m:FindItemResponseMessage", &[("ResponseClass", "Success")], |to| {
                to.leaf("m:ResponseCode", "NoError");
                to.within("m:RootFolder", &paging, |to| {
                    to.within("t:Items", &[], |to| {
                        for _ in 0..messages {
                            message(levels, &mut random, sum, to);
                        }
                    });
                });
            });
        });
    });
}

/// A message, which holds another if there are levels left.
fn message(levels: usize, random: &mut Random, sum: &mut Checksum, to: &mut Markup) {
    let (id, parent) = (ItemId::new(random), ItemId::new(random));
    let subject = format!("{} & {}: {}", random.one_of(COMPANIES), random.one_of(COMPANIES), random.one_of(TITLES));
    sum.item(id.id(), Some(&subject), None);
    to.within("t:Message", &[], |to| {
        id.write("t:ItemId", to);
        parent.write("t:ParentFolderId", to);
        to.leaf("t:ItemClass", "IPM.Note");
        to.leaf("t:Subject", &subject);
        to.leaf("t:Sensitivity", random.one_of(&["Normal", "Personal", "Private"]));
        to.within("t:Body", &[("BodyType", "Text")], |to| {
            to.text(&format!("Dear {},\n{subject}", random.one_of(GIVEN)));
        });
        if levels > 0 {
            attachment(levels - 1, random, sum, to);
        }
        rest_of_item(levels > 0, random, to);
        rest_of_message(&subject, random, to);
    });
}

fn attachment(levels: usize, random: &mut Random, sum: &mut Checksum, to: &mut Markup) {
    to.within("t:Attachments", &[], |to| {
        to.within("t:ItemAttachment", &[], |to| {
            to.empty("t:AttachmentId", &[("Id", &random.token("AAUQA", 40))]);
            to.leaf("t:Name", "forwarded");
            to.leaf("t:IsInline", "false");
            message(levels, random, sum, to);
        });
    });
}

fn rest_of_item(has_attachments: bool, random: &mut Random, to: &mut Markup) {
    to.leaf("t:DateTimeReceived", &moment(random));
    to.leaf("t:Size", &random.below(1_000_000).to_string());
    to.within("t:Categories", &[], |to| {
        to.leaf("t:String", random.one_of(COMPANIES));
    });
    to.leaf("t:Importance", random.one_of(&["Low", "Normal", "High"]));
    for name in ["t:IsSubmitted", "t:IsDraft", "t:IsFromMe", "t:IsResend", "t:IsUnmodified"] {
        to.leaf(name, flag(random));
    }
    to.leaf("t:DateTimeSent", &moment(random));
    to.leaf("t:DateTimeCreated", &moment(random));
    to.leaf("t:ReminderIsSet", flag(random));
    to.leaf("t:DisplayCc", "");
    to.leaf("t:DisplayTo", random.one_of(SURNAMES));
    to.leaf("t:HasAttachments", if has_attachments { "true" } else { "false" });
    to.leaf("t:Culture", "en-US");
    rights(random, to);
    to.leaf("t:LastModifiedName", random.one_of(GIVEN));
    to.leaf("t:LastModifiedTime", &moment(random));
    to.leaf("t:IsAssociated", "false");
    ItemId::new(random).write("t:ConversationId", to);
    to.within("t:Flag", &[], |to| to.leaf("t:FlagStatus", "NotFlagged"));
    to.leaf("t:InstanceKey", &octets(random));
}

fn rights(random: &mut Random, to: &mut Markup) {
    to.within("t:EffectiveRights", &[], |to| {
        for name in ["t:CreateAssociated", "t:CreateContents", "t:CreateHierarchy", "t:Delete", "t:Modify", "t:Read"] {
            to.leaf(name, flag(random));
        }
    });
}

fn rest_of_message(subject: &str, random: &mut Random, to: &mut Markup) {
    to.within("t:Sender", &[], |to| mailbox(random, to));
    to.within("t:ToRecipients", &[], |to| {
        for _ in 0..=random.below(3) {
            mailbox(random, to);
        }
    });
    to.leaf("t:IsReadReceiptRequested", "false");
    to.leaf("t:ConversationIndex", &octets(random));
    to.leaf("t:ConversationTopic", subject);
    to.within("t:From", &[], |to| mailbox(random, to));
    to.leaf("t:InternetMessageId", &format!("<{}@{}>", random.below(u64::MAX), random.one_of(DOMAINS)));
    to.leaf("t:IsRead", flag(random));
}

fn mailbox(random: &mut Random, to: &mut Markup) {
    to.within("t:Mailbox", &[], |to| {
        to.leaf("t:Name", &format!("{} {}", random.one_of(GIVEN), random.one_of(SURNAMES)));
        to.leaf("t:EmailAddress", &format!("{}@{}", random.one_of(MAILBOXES), random.one_of(DOMAINS)));
        to.leaf("t:RoutingType", "SMTP");
        to.leaf("t:MailboxType", "Mailbox");
    });
}

fn flag(random: &mut Random) -> &'static str {
    random.one_of(&["true", "false"])
}

fn moment(random: &mut Random) -> String {
    format!(
        "20{:02}-{:02}-{:02}T{:02}:30:00Z",
        10 + random.below(15),
        1 + random.below(12),
        1 + random.below(28),
        random.below(24)
    )
}

/// 24 octets in Base64.
fn octets(random: &mut Random) -> String {
    let mut token = random.token("AQAA", 28);
    token.pop(); // what ends identifiers is no octet
    token
}
