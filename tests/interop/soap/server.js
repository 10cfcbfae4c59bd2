// A server made with node's `soap` from the WSDL document that the contact store serves, for our client to be tried on.
//
// In: the URL of the WSDL document. Out: on standard output a line of JSON with the URL it serves. GET with the query `mailbox=USER` gives
// what no operation tells. It ends with standard input.
'use strict';

const http = require('node:http');
const soap = require('soap');
const scenario = require('../scenario.json');
const { Mailbox, Refusal, refuse } = require('./mailbox.js');

const PATH = '/EWS/Exchange.asmx';
const ERRORS = 'http://schemas.microsoft.com/exchange/services/2006/errors';
const VERSIONS = [scenario.version, scenario.otherVersion];

const mailboxes = new Map();

function mailboxOf(user) {
  if (!mailboxes.has(user)) mailboxes.set(user, user.startsWith('full-') ? Mailbox.full() : new Mailbox());
  return mailboxes.get(user);
}

const all = (elements) => (elements === undefined ? [] : [].concat(elements));
const idOf = (element) => element?.attributes.Id;
const withId = (id) => ({ attributes: { Id: id } });
const withIds = (ids) => [...ids].map(withId);
const versionOf = (headers) => headers?.RequestServerVersion?.attributes.Version;

// The children of an element, in the namespace of types. Of responses `soap` knows no types and puts all elements into the namespace of the
// first; as its documentation says, a prefix in the name helps.
function inTypes(value) {
  if (Array.isArray(value)) return value.map(inTypes);
  if (typeof value !== 'object') return value;
  const named = ([name, child]) => (name === 'attributes' ? [name, child] : [`t:${name}`, inTypes(child)]);
  return Object.fromEntries(Object.entries(value).map(named));
}

// A SOAP 1.1 fault as Exchange makes it; the prefix `t` is that of the WSDL document.
function fault(code, text) {
  const detail = { 'e:ResponseCode': { attributes: { 'xmlns:e': ERRORS }, $value: code } };
  return { Fault: { faultcode: `t:${code}`, faultstring: text, detail, statusCode: 500 } };
}

// The mailbox that a request is about.
function mailbox(headers, request) {
  const version = versionOf(headers);
  if (!VERSIONS.includes(version)) throw fault('ErrorInvalidServerVersion', `there is no such version here: ${version}`);
  const [user] = Buffer.from(request.headers.authorization.split(' ')[1], 'base64').toString().split(':');
  const other = headers.ExchangeImpersonation?.ConnectingSID.PrimarySmtpAddress;
  if (other === scenario.unknownMailbox) throw fault('ErrorNonExistentMailbox', `there is no mailbox ${other}`);
  return mailboxOf(other ?? user);
}

// The properties asked for; the one that there is, is the display name.
function properties(asked, name) {
  const paths = all(asked?.ExtendedProperty).map((path) => path.attributes);
  if (paths.some((path) => path.PropertyTag === undefined)) refuse('ErrorInvalidExtendedProperty');
  return paths.map((path) => ({ ExtendedFieldURI: { attributes: path }, Value: name }));
}

function imGroup(group, asked) {
  const found = properties(asked, group.name);
  return {
    DisplayName: group.name,
    GroupType: `IPM.DistList.MOC.${group.kind}`,
    ExchangeStoreId: withId(group.id),
    ...(group.members.size && { MemberCorrelationKey: { ItemId: withIds(group.members) } }),
    ...(found.length && { ExtendedProperties: { ExtendedProperty: found } }),
    ...(group.address && { SmtpAddress: group.address }),
  };
}

function persona(contact, asked) {
  const found = properties(asked, contact.name);
  const values = found.map((Value) => ({ Value, Attributions: { Attribution: ['0'] } }));
  const attribution = { Id: '0', SourceId: withId(contact.id), DisplayName: 'Contacts' };
  return {
    PersonaId: withId(`persona ${contact.id}`),
    DisplayName: contact.name,
    ...(contact.telephone && { PhoneNumber: { Number: contact.telephone, Type: 'Business' } }),
    ImAddress: contact.im,
    Attributions: { Attribution: [attribution] },
    ...(values.length && { ExtendedProperties: { ExtendedPropertyAttributedValue: values } }),
  };
}

function list(groups, contacts, asked) {
  // What is asked for is looked at even if there is nothing that could have it.
  properties(asked, '');
  const ImGroup = groups.map((group) => imGroup(group, asked));
  const Persona = contacts.map((contact) => persona(contact, asked));
  return { ImItemList: { Groups: { ImGroup }, Personas: { Persona } } };
}

function distributionGroup(own, { SmtpAddress, DisplayName }) {
  if (SmtpAddress !== scenario.distributionGroup) refuse('ErrorInvalidImDistributionGroupSmtpAddress');
  return { ImGroup: imGroup(own.addGroup(DisplayName, 'DG', SmtpAddress)) };
}

// What each operation does, and its response has beyond class and code.
const OPERATIONS = {
  AddDistributionGroupToImList: distributionGroup,
  AddImContactToGroup: (own, { ContactId, GroupId }) => own.join(idOf(ContactId), idOf(GroupId)),
  AddImGroup: (own, { DisplayName }) => ({ ImGroup: imGroup(own.addGroup(DisplayName)) }),
  AddNewImContactToGroup: (own, { ImAddress, DisplayName, GroupId }) => ({
    Persona: persona(own.addContact({ name: DisplayName, im: ImAddress }, idOf(GroupId))),
  }),
  AddNewTelUriContactToGroup: (own, { ImContactSipUriAddress: im, ImTelephoneNumber: telephone, GroupId }) => ({
    Persona: persona(own.addContact({ name: telephone, im, telephone }, idOf(GroupId))),
  }),
  GetImItemList: (own, asked) => list([...own.groups.values()], [...own.contacts.values()], asked?.ExtendedProperties),
  GetImItems: (own, { ContactIds, GroupIds, ExtendedProperties }) => {
    const contacts = all(ContactIds?.ItemId).map((id) => own.contact(idOf(id)));
    return list(all(GroupIds?.ItemId).map((id) => own.group(idOf(id))), contacts, ExtendedProperties);
  },
  RemoveContactFromImList: (own, { ContactId }) => own.removeContact(idOf(ContactId)),
  RemoveDistributionGroupFromImList: (own, { GroupId }) => own.removeGroup(idOf(GroupId), true),
  RemoveImContactFromGroup: (own, { ContactId, GroupId }) => own.leave(idOf(ContactId), idOf(GroupId)),
  RemoveImGroup: (own, { GroupId }) => own.removeGroup(idOf(GroupId), false),
  SetImGroup: (own, { GroupId, NewDisplayName }) => own.rename(idOf(GroupId), NewDisplayName),
  SetImListMigrationCompleted: (own, { ImListMigrationCompleted: completed }) => {
    own.migrationCompleted = completed;
  },
};

function answer(operation, request, callback, headers, httpRequest) {
  const own = mailbox(headers, httpRequest);
  try {
    const payload = Object.entries(operation(own, request) ?? {}).map(([name, value]) => [name, inTypes(value)]);
    return { attributes: { ResponseClass: 'Success' }, ResponseCode: 'NoError', ...Object.fromEntries(payload) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const text = `refused: ${error.message}`;
    return { attributes: { ResponseClass: 'Error' }, MessageText: text, ResponseCode: error.message, DescriptiveLinkKey: 0 };
  }
}

function state(request, response) {
  const own = mailboxOf(new URL(request.url, 'http://localhost').searchParams.get('mailbox'));
  const names = [...own.groups.values()].map((group) => group.name);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ names, migrationCompleted: own.migrationCompleted }));
}

async function main(contract) {
  const wsdl = await (await fetch(contract)).text();
  const server = http.createServer(state);
  const port = {};
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    port[name] = (...call) => answer(operation, ...call);
  }
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const services = { ExchangeService: { ExchangeServicePort: port } };
  const listening = await new Promise((resolve, reject) => {
    const callback = (error, soapServer) => (error ? reject(error) : resolve(soapServer));
    soap.listen(server, { path: PATH, services, xml: wsdl, callback });
  });
  listening.addSoapHeader((operation, request, headers) => {
    const attributes = { MajorVersion: scenario.majorVersion, MinorVersion: 1, Version: versionOf(headers) };
    return { 't:ServerVersionInfo': { attributes } };
  });
  const { port: number } = server.address();
  console.log(JSON.stringify({ url: `http://127.0.0.1:${number}${PATH}` }));
}

process.stdin.on('end', () => process.exit(0)).resume();
main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exit(1);
});
