// A mailbox, for a server that our client is tried on: as much of [MS-OXWSCOS] 3.1.4 as the scenario needs, and no more.
'use strict';

const MOST_GROUPS = 64;
const MOST_CONTACTS = 1000;

// Why an operation is refused; the message is the response code.
class Refusal extends Error {}

const refuse = (code) => {
  throw new Refusal(code);
};

class Mailbox {
  constructor() {
    this.groups = new Map();
    this.contacts = new Map();
    this.migrationCompleted = false;
    this.number = 0;
  }

  // One with as many groups and contacts as it can hold.
  static full() {
    const mailbox = new Mailbox();
    for (let number = 0; number < MOST_GROUPS; number += 1) mailbox.addGroup(`Group ${number}`);
    for (let number = 0; number < MOST_CONTACTS; number += 1) mailbox.addContact({ name: `${number}`, im: `sip:${number}` });
    return mailbox;
  }

  id(kind) {
    this.number += 1;
    return Buffer.from(`${kind} ${this.number}`).toString('base64');
  }

  group(id) {
    return this.groups.get(id) ?? refuse('ErrorInvalidImGroupId');
  }

  contact(id) {
    return this.contacts.get(id) ?? refuse('ErrorInvalidImContactId');
  }

  named(name) {
    return [...this.groups.values()].find((group) => group.name === name);
  }

  addGroup(name, kind = 'UserGroup', address = undefined) {
    if (this.named(name)) return this.named(name);
    if (this.groups.size >= MOST_GROUPS) refuse('ErrorImGroupLimitReached');
    const group = { id: this.id('group'), name, kind, address, members: new Set() };
    this.groups.set(group.id, group);
    return group;
  }

  addContact({ name, im, telephone }, groupId) {
    const group = groupId && this.group(groupId);
    if (this.contacts.size >= MOST_CONTACTS) refuse('ErrorImContactLimitReached');
    const contact = { id: this.id('contact'), name, im, telephone };
    this.contacts.set(contact.id, contact);
    group?.members.add(contact.id);
    return contact;
  }

  join(contactId, groupId) {
    const contact = this.contact(contactId);
    this.group(groupId).members.add(contact.id);
  }

  rename(groupId, name) {
    const group = this.group(groupId);
    if (this.named(name) && this.named(name) !== group) refuse('ErrorImGroupDisplayNameAlreadyExists');
    group.name = name;
  }

  leave(contactId, groupId) {
    const contact = this.contact(contactId);
    if (!this.group(groupId).members.delete(contact.id)) refuse('ErrorUnableToRemoveImContactFromGroup');
    this.forgetUnlisted([contact.id]);
  }

  removeContact(contactId) {
    const contact = this.contact(contactId);
    this.contacts.delete(contact.id);
    for (const group of this.groups.values()) group.members.delete(contact.id);
  }

  removeGroup(groupId, isDistributionGroup) {
    const group = this.group(groupId);
    if ((group.kind === 'DG') !== isDistributionGroup) refuse('ErrorInvalidImGroupId');
    this.groups.delete(group.id);
    this.forgetUnlisted(group.members);
  }

  // Deletes those contacts that are in no group.
  forgetUnlisted(ids) {
    const isListed = (id) => [...this.groups.values()].some((group) => group.members.has(id));
    for (const id of ids) if (!isListed(id)) this.contacts.delete(id);
  }
}

module.exports = { Mailbox, Refusal, refuse };
