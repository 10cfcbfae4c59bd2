// node's `soap` calls the device with each of the ways to secure messages that it has.
//
// In: the URL of the WSDL document, that of the device, and the folder of keys. Out: a line of JSON for each feature and version of SOAP: how many calls
// were answered, and the reason if one was not as it should be. Answers that are signed are verified with xml-crypto, which `soap` signs with: it does not
// verify itself.
'use strict';

const fs = require('node:fs');
const soap = require('soap');
const { SignedXml } = require('xml-crypto');
const { DOMParser } = require('@xmldom/xmldom');

const [contract, device, keys] = process.argv.slice(2);
const read = (file) => fs.readFileSync(`${keys}/${file}`, 'utf8');
const PASSWORD = 'sesame & open';
const TEXT = 'ä <&> "\' ]]> 😀';
const RSA = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

const cert = (options) => new soap.WSSecurityCert(read('alice.key'), read('alice.crt'), '', { hasTimeStamp: true, ...options });
const withId = { signerOptions: { idMode: 'wssecurity' } };

const FEATURES = {
  text: () => new soap.WSSecurity('kim', PASSWORD, { passwordType: 'PasswordText' }),
  digest: () => new soap.WSSecurity('kim', PASSWORD, { passwordType: 'PasswordDigest' }),
  signed: () => cert(withId),
  'signed-plain-id': () => cert({}),
  'signed-exclusive': () => cert({ signatureAlgorithm: RSA, ...withId }),
  'signed-user': () =>
    new soap.WSSecurityPlusCert(
      new soap.WSSecurity('kim', PASSWORD, { passwordType: 'PasswordDigest', hasTimeStamp: false }),
      cert(withId),
    ),
};

function verify(text) {
  const found = new DOMParser().parseFromString(text, 'text/xml').getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature');
  const signature = new SignedXml({ publicCert: read('device.crt'), idMode: 'wssecurity' });
  signature.loadSignature(found[0]);
  if (!signature.checkSignature(text)) throw new Error(`the answer's signature is wrong: ${signature.validationErrors}`);
}

function check(found, expected) {
  if (found !== expected) throw new Error(`found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}

async function connect(feature, version, security) {
  const client = await soap.createClientAsync(contract, { forceSoap12Headers: version === '1.2', endpoint: `${device}/${feature}` });
  client.setEndpoint(`${device}/${feature}`);
  client.setSecurity(security);
  return client;
}

async function tried(feature, version) {
  let calls = 0;
  for (const name of [TEXT, 'gate-2']) {
    const client = await connect(feature, version, FEATURES[feature]());
    const call = async (operation, parameters) => {
      const [body, text] = await client[`${operation}Async`](parameters);
      if (feature.startsWith('signed')) verify(text);
      calls += 1;
      return body;
    };
    check((await call('GetDeviceInformation', {})).Model, 'Gate & Co <1>');
    client.setSecurity(FEATURES[feature]());
    await call('SetHostname', { Name: name });
    client.setSecurity(FEATURES[feature]());
    check((await call('SetHostname', { Name: 'gate-1' })).Before, name);
  }
  return calls;
}

async function refused(feature, version) {
  const passwordType = feature === 'digest' ? 'PasswordDigest' : 'PasswordText';
  const client = await connect(feature, version, new soap.WSSecurity('kim', 'wrong', { passwordType }));
  try {
    await client.GetDeviceInformationAsync({});
  } catch (error) {
    check(String(error.body).includes('FailedAuthentication'), true);
    return 1;
  }
  throw new Error('a wrong password is accepted');
}

function say(feature, version, calls, reason) {
  console.log(JSON.stringify({ feature, version, calls, reason }));
}

async function main() {
  for (const version of ['1.1', '1.2']) {
    for (const feature of Object.keys(FEATURES)) {
      try {
        say(feature, version, await tried(feature, version), null);
        if (feature === 'text' || feature === 'digest') say(`${feature}, wrong password`, version, await refused(feature, version), null);
      } catch (error) {
        say(feature, version, 0, `${error.name}: ${error.message}`.slice(0, 400));
      }
    }
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
