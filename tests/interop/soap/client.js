// node's `soap` drives the contact store.
//
// In: the service's URL and the user's name. Out: on standard output a line of JSON with the tools' versions, then one for each thing
// tried, with the reason if it failed. What is tried, and what is expected of it, is the same for every client; see scenario.json.
'use strict';

const soap = require('soap');
const { Unexpected, expect, main } = require('./trial.js');
const scenario = require('../scenario.json');

const TEXT = scenario.text;
const USER_GROUP = 'IPM.DistList.MOC.UserGroup';
const DISTRIBUTION_GROUP = 'IPM.DistList.MOC.DG';

// An element with an identifier, as `soap` has attributes.
const withId = (id) => ({ attributes: { Id: id } });
// `soap` gives one element as itself and only more of them as an array.
const all = (elements) => (elements === undefined ? [] : [].concat(elements));
const idOf = (element) => element.attributes.Id;
const members = (group) => all(group.MemberCorrelationKey?.ItemId).map(idOf);
// What identifies the contact that a persona is made of.
const source = (persona) => idOf(all(persona.Attributions.Attribution)[0].SourceId);

// Calls operations as one user.
class Caller {
  constructor(client, user) {
    this.client = client;
    this.full = `full-${user}`;
    this.other = `other-${user}`;
    this.step = '';
  }

  // The response, whatever its class, and its headers.
  async call(operation, request, { actingFor, version = scenario.version } = {}) {
    this.client.clearSoapHeaders();
    // Header blocks are no part of what `soap` takes from a WSDL: they are written with the prefix that the WSDL declares.
    if (actingFor) {
      const ConnectingSID = { 't:PrimarySmtpAddress': actingFor };
      this.client.addSoapHeader({ 't:ExchangeImpersonation': { 't:ConnectingSID': ConnectingSID } });
    }
    this.client.addSoapHeader({ 't:RequestServerVersion': { attributes: { Version: version } } });
    const [body, , headers] = await this.client[`${operation}Async`](request, {}, { 'Interop-Step': this.step });
    return { body, headers };
  }

  // The response of an operation that has to succeed.
  async done(operation, request, how) {
    const { body } = await this.call(operation, request, how);
    expect([body.attributes.ResponseClass, body.ResponseCode], ['Success', 'NoError']);
    return body;
  }

  // Has an operation refused, with the code that the scenario says.
  async refused(operation, request, how) {
    const { body } = await this.call(operation, request, how);
    expect([body.attributes.ResponseClass, body.ResponseCode], ['Error', scenario.errors[operation]]);
    if (!body.MessageText) throw new Unexpected('an error without a text');
  }

  // Has an operation answered with a fault.
  async faulted(code, operation, request, how) {
    let answer;
    try {
      answer = await this.call(operation, request, how);
    } catch (error) {
      const fault = error.root?.Envelope.Body.Fault;
      if (!fault) throw error;
      // `soap` gives an element with attributes as an object, and its text under a name of its own.
      const text = (element) => element.$value ?? element;
      expect(text(fault.faultcode).split(':').pop(), code);
      expect(text(fault.detail.ResponseCode), code);
      if (!text(fault.faultstring)) throw new Unexpected('a fault without a text');
      return;
    }
    throw new Unexpected(`a response of class ${answer.body.attributes.ResponseClass} instead of a fault`);
  }

  // The names of the groups with the identifiers of their members.
  async groups(how) {
    const { ImItemList } = await this.done('GetImItemList', {}, how);
    return Object.fromEntries(all(ImItemList.Groups?.ImGroup).map((group) => [group.DisplayName, members(group)]));
  }

  async names() {
    return Object.keys(await this.groups());
  }

  // The names of the contacts, by identifier.
  async personas() {
    const { ImItemList } = await this.done('GetImItemList', {});
    return Object.fromEntries(all(ImItemList.Personas?.Persona).map((one) => [source(one), one.DisplayName]));
  }
}

// What to try, in this order.
const STEPS = [
  ['AddImGroup', 'success', async (own) => {
    const { ImGroup: group } = await own.done('AddImGroup', { DisplayName: TEXT });
    expect([group.DisplayName, group.GroupType], [TEXT, USER_GROUP]);
    own.group = idOf(group.ExchangeStoreId);
    expect(await own.groups(), { [TEXT]: [] });
  }],
  ['AddDistributionGroupToImList', 'success', async (own) => {
    const SmtpAddress = scenario.distributionGroup;
    const request = { SmtpAddress, DisplayName: 'Sales' };
    const { ImGroup: group } = await own.done('AddDistributionGroupToImList', request);
    expect([group.DisplayName, group.GroupType, group.SmtpAddress], ['Sales', DISTRIBUTION_GROUP, SmtpAddress]);
    own.distributionGroup = idOf(group.ExchangeStoreId);
    expect(await own.groups(), { [TEXT]: [], Sales: [] });
  }],
  ['AddNewImContactToGroup', 'success', async (own) => {
    const request = { ImAddress: 'sip:zoe@example.com', DisplayName: TEXT, GroupId: withId(own.group) };
    const { Persona: persona } = await own.done('AddNewImContactToGroup', request);
    expect([persona.DisplayName, persona.ImAddress], [TEXT, 'sip:zoe@example.com']);
    own.contact = source(persona);
    expect((await own.groups())[TEXT], [own.contact]);
    expect(await own.personas(), { [own.contact]: TEXT });
  }],
  ['AddNewTelUriContactToGroup', 'success', async (own) => {
    const { Persona: persona } = await own.done('AddNewTelUriContactToGroup', {
      TelUriAddress: 'tel:+15550100',
      ImContactSipUriAddress: 'sip:+15550100@example.com;user=phone',
      ImTelephoneNumber: '+1 (555) 0100',
      GroupId: withId(own.group),
    });
    expect(persona.PhoneNumber.Number, '+1 (555) 0100');
    own.telephone = source(persona);
    expect((await own.groups())[TEXT], [own.contact, own.telephone]);
  }],
  ['AddImContactToGroup', 'success', async (own) => {
    const { ImGroup: group } = await own.done('AddImGroup', { DisplayName: 'Second' });
    own.second = idOf(group.ExchangeStoreId);
    await own.done('AddImContactToGroup', { ContactId: withId(own.contact), GroupId: withId(own.second) });
    expect((await own.groups()).Second, [own.contact]);
  }],
  ['GetImItems', 'success', async (own) => {
    const request = { ContactIds: { ItemId: [withId(own.contact)] }, GroupIds: { ItemId: [withId(own.group)] } };
    const { ImItemList: items } = await own.done('GetImItems', request);
    expect(all(items.Personas.Persona).map((persona) => [source(persona), persona.DisplayName]), [[own.contact, TEXT]]);
    const groups = all(items.Groups.ImGroup).map((group) => [group.DisplayName, members(group)]);
    expect(groups, [[TEXT, [own.contact, own.telephone]]]);
  }],
  ['GetImItemList', 'success', async (own) => {
    const names = { ExtendedProperty: [{ attributes: { PropertyTag: '0x3001', PropertyType: 'String' } }] };
    const { ImItemList: items } = await own.done('GetImItemList', { ExtendedProperties: names });
    const groups = all(items.Groups.ImGroup).map((group) => all(group.ExtendedProperties.ExtendedProperty)[0].Value);
    expect(groups, [TEXT, 'Sales', 'Second']);
    const value = (persona) => all(persona.ExtendedProperties.ExtendedPropertyAttributedValue)[0].Value.Value;
    const personas = Object.fromEntries(all(items.Personas.Persona).map((persona) => [source(persona), value(persona)]));
    expect(personas, { [own.contact]: TEXT, [own.telephone]: '+1 (555) 0100' });
  }],
  ['AddDistributionGroupToImList', 'error', (own) =>
    own.refused('AddDistributionGroupToImList', { SmtpAddress: 'none@example.com', DisplayName: 'None' })],
  ['AddImContactToGroup', 'error', (own) =>
    own.refused('AddImContactToGroup', { ContactId: withId(scenario.unknownId), GroupId: withId(own.group) })],
  ['AddImGroup', 'error', (own) =>
    own.refused('AddImGroup', { DisplayName: 'One more' }, { actingFor: own.full })],
  ['AddNewImContactToGroup', 'error', (own) =>
    own.refused('AddNewImContactToGroup', { ImAddress: 'sip:one-more@example.com' }, { actingFor: own.full })],
  ['AddNewTelUriContactToGroup', 'error', (own) => {
    const request = {
      TelUriAddress: 'tel:+15550199',
      ImContactSipUriAddress: 'sip:+15550199@example.com;user=phone',
      ImTelephoneNumber: '+1 (555) 0199',
    };
    return own.refused('AddNewTelUriContactToGroup', request, { actingFor: own.full });
  }],
  ['GetImItemList', 'error', (own) => {
    const names = { ExtendedProperty: [{ attributes: { PropertyType: 'String' } }] };
    return own.refused('GetImItemList', { ExtendedProperties: names });
  }],
  ['GetImItems', 'error', (own) =>
    own.refused('GetImItems', { ContactIds: { ItemId: [withId(own.contact), withId(scenario.unknownId)] } })],
  ['RemoveContactFromImList', 'error', (own) =>
    own.refused('RemoveContactFromImList', { ContactId: withId(scenario.unknownId) })],
  ['RemoveDistributionGroupFromImList', 'error', (own) =>
    own.refused('RemoveDistributionGroupFromImList', { GroupId: withId(own.group) })],
  ['RemoveImContactFromGroup', 'error', (own) => {
    const request = { ContactId: withId(own.telephone), GroupId: withId(own.second) };
    return own.refused('RemoveImContactFromGroup', request);
  }],
  ['RemoveImGroup', 'error', (own) =>
    own.refused('RemoveImGroup', { GroupId: withId(own.distributionGroup) })],
  ['SetImGroup', 'error', async (own) => {
    await own.refused('SetImGroup', { GroupId: withId(own.second), NewDisplayName: TEXT });
    expect(await own.names(), [TEXT, 'Sales', 'Second']);
  }],
  ['SetImListMigrationCompleted', 'error', (own) => {
    const code = scenario.errors.SetImListMigrationCompleted;
    const how = { actingFor: scenario.unknownMailbox };
    return own.faulted(code, 'SetImListMigrationCompleted', { ImListMigrationCompleted: true }, how);
  }],
  ['SetImGroup', 'success', async (own) => {
    await own.done('SetImGroup', { GroupId: withId(own.second), NewDisplayName: `2: ${TEXT}` });
    expect(await own.names(), [TEXT, 'Sales', `2: ${TEXT}`]);
  }],
  ['RemoveImContactFromGroup', 'success', async (own) => {
    await own.done('RemoveImContactFromGroup', { ContactId: withId(own.contact), GroupId: withId(own.group) });
    expect(await own.groups(), { [TEXT]: [own.telephone], Sales: [], [`2: ${TEXT}`]: [own.contact] });
  }],
  ['RemoveContactFromImList', 'success', async (own) => {
    await own.done('RemoveContactFromImList', { ContactId: withId(own.telephone) });
    expect(await own.personas(), { [own.contact]: TEXT });
  }],
  ['RemoveDistributionGroupFromImList', 'success', async (own) => {
    await own.done('RemoveDistributionGroupFromImList', { GroupId: withId(own.distributionGroup) });
    expect(await own.names(), [TEXT, `2: ${TEXT}`]);
  }],
  ['RemoveImGroup', 'success', async (own) => {
    await own.done('RemoveImGroup', { GroupId: withId(own.second) });
    expect(await own.groups(), { [TEXT]: [] });
    expect(await own.personas(), {});
  }],
  // No operation tells what was set: the driver looks into the mailbox.
  ['SetImListMigrationCompleted', 'success', (own) =>
    own.done('SetImListMigrationCompleted', { ImListMigrationCompleted: true })],
  ['fault', 'met', (own) =>
    own.faulted(scenario.refusedVersionCode, 'GetImItemList', {}, { version: scenario.refusedVersion })],
  ['request header', 'met', async (own) => {
    await own.done('AddImGroup', { DisplayName: 'Of another' }, { actingFor: own.other });
    expect(await own.groups({ actingFor: own.other }), { 'Of another': [] });
    expect(await own.groups(), { [TEXT]: [] });
  }],
  ['response header', 'met', async (own) => {
    for (const version of [scenario.version, scenario.otherVersion]) {
      const { headers } = await own.call('GetImItemList', {}, { version });
      const { MajorVersion, Version } = headers.ServerVersionInfo.attributes;
      // `soap` gives attributes as text, whatever their type.
      expect([MajorVersion, Version], [String(scenario.majorVersion), version]);
    }
  }],
  // What was sent is compared by the driver, which looks into the mailbox; what comes back is compared here.
  ['text', 'met', async (own) => expect(await own.names(), [TEXT])],
];

async function connect() {
  const [url, user] = process.argv.slice(2);
  const client = await soap.createClientAsync(`${url}?wsdl`);
  client.setSecurity(new soap.BasicAuthSecurity(user, 'any password'));
  return new Caller(client, user);
}

main(connect, STEPS);
