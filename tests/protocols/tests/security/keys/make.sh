#!/bin/sh
# Makes the keys and certificates of the tests anew: nothing else uses them. The tests' clock stands in the year after they were made.
set -e
self_signed() { # name, key, common name, key usage
    openssl req -x509 -new -key "$1.key" -out "$1.crt" -days 36500 -sha256 -subj "/C=DE/O=Contoso, Ltd/CN=$2" \
        -addext "basicConstraints=critical,CA:$3" -addext "keyUsage=critical,$4"
}
rsa() { openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:"$2" -out "$1.key"; }
rsa alice 2048
self_signed alice alice FALSE digitalSignature,keyEncipherment
rsa device 2048
self_signed device device FALSE digitalSignature,keyEncipherment
rsa mallory 2048
self_signed mallory mallory FALSE digitalSignature,keyEncipherment
rsa authority 2048
self_signed authority "The authority" TRUE keyCertSign
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out bob.key
issued() { # name, common name, extensions
    printf '%b' "$3" > "$1.ext"
    openssl req -new -key "$1.key" -subj "/C=DE/O=Contoso, Ltd/CN=$2" | openssl x509 -req -CA authority.crt -CAkey authority.key -CAcreateserial \
        -days 36500 -sha256 -extfile "$1.ext" -out "$1.crt" 2> /dev/null
    rm "$1.ext"
}
issued bob bob 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nsubjectKeyIdentifier=hash\n'
# Issued by somebody who is no authority.
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out carol.key
printf 'basicConstraints=critical,CA:FALSE\n' > carol.ext
openssl req -new -key carol.key -subj "/CN=carol" | openssl x509 -req -CA bob.crt -CAkey bob.key -CAcreateserial -days 36500 -sha256 -extfile carol.ext -out carol.crt 2> /dev/null
rm -f carol.ext ./*.srl
# A key whose bits are no whole number of octets, and what openssl signs with it.
openssl genrsa -traditional -out odd.key 2050 2> /dev/null
for hash in sha1 sha256 sha384 sha512; do
    printf '%s %s\n' "$hash" "$(printf 'hello, world' | openssl dgst -"$hash" -sign odd.key | base64 -w0)"
done > odd.signatures
