"""Encrypts and decrypts what the bodies of messages hold, with xmlsec.

In: the folder of keys; on standard input a list of objects with `message`, and `cipher` and `transport` if it is to be encrypted for alice. Out: a list
of the messages. xmlsec puts the key into the encrypted data, so it is moved to where WS-Security has it, and back.
"""

import json
import sys

import xmlsec
from lxml import etree

KEYS = sys.argv[1]
WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
XENC = "http://www.w3.org/2001/04/xmlenc#"
DS = "http://www.w3.org/2000/09/xmldsig#"
CIPHERS = {"aes128-cbc": (xmlsec.Transform.AES128, 128), "aes256-cbc": (xmlsec.Transform.AES256, 256),
           "aes128-gcm": (xmlsec.Transform.AES128_GCM, 128), "aes256-gcm": (xmlsec.Transform.AES256_GCM, 256)}
TRANSPORTS = {"rsa-oaep": xmlsec.Transform.RSA_OAEP, "rsa-1_5": xmlsec.Transform.RSA_PKCS1}


def parts(message):
    envelope = etree.fromstring(message.encode())
    return envelope, envelope.find("{*}Header/{%s}Security" % WSSE), envelope.find("{*}Body")


def encrypt(message, cipher, transport):
    envelope, security, body = parts(message)
    manager = xmlsec.KeysManager()
    manager.add_key(xmlsec.Key.from_file(f"{KEYS}/alice.crt", xmlsec.KeyFormat.CERT_PEM))
    transform, bits = CIPHERS[cipher]
    template = xmlsec.template.encrypted_data_create(envelope, transform, type=xmlsec.EncryptionType.CONTENT, ns="xenc")
    xmlsec.template.encrypted_data_ensure_cipher_value(template)
    info = xmlsec.template.encrypted_data_ensure_key_info(template, ns="ds")
    xmlsec.template.encrypted_data_ensure_cipher_value(xmlsec.template.add_encrypted_key(info, TRANSPORTS[transport]))
    context = xmlsec.EncryptionContext(manager)
    context.key = xmlsec.Key.generate(xmlsec.KeyData.AES, bits, xmlsec.KeyDataType.SESSION)
    context.encrypt_xml(template, body)
    # lxml does not find elements that xmlsec has made.
    envelope, security, body = parts(etree.tostring(envelope, encoding="unicode"))
    [data] = body
    data.set("Id", "E1")
    info = data.find("{%s}KeyInfo" % DS)
    key = info.find("{%s}EncryptedKey" % XENC)
    data.remove(info)
    security.insert(0, key)
    etree.SubElement(etree.SubElement(key, "{%s}ReferenceList" % XENC), "{%s}DataReference" % XENC, URI="#E1")
    return etree.tostring(envelope, encoding="unicode")


def decrypt(message):
    envelope, security, body = parts(message)
    manager = xmlsec.KeysManager()
    manager.add_key(xmlsec.Key.from_file(f"{KEYS}/alice.key", xmlsec.KeyFormat.PEM))
    [data] = body
    key = security.find("{%s}EncryptedKey" % XENC)
    key.remove(key.find("{%s}KeyInfo" % DS))
    info = etree.Element("{%s}KeyInfo" % DS)
    info.append(key)
    data.insert(1, info)
    xmlsec.EncryptionContext(manager).decrypt(data)
    return etree.tostring(envelope, encoding="unicode")


json.dump([encrypt(**job) if "cipher" in job else decrypt(**job) for job in json.load(sys.stdin)], sys.stdout)
