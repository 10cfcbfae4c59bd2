/* A device made with gSOAP, and a client of one: user names as text and digest, and signatures.
 *
 * device server FEATURE KEYS       writes a line of JSON with its URL, and ends with standard input
 * device client FEATURE KEYS URL   calls twice, and writes how many calls were answered
 *
 * FEATURE is text, digest or signed; KEYS is the folder of keys. What does not fit is a fault, and the end of the client. */
#include "soapH.h"
#include "wsseapi.h"
#include "device.nsmap"
#include <pthread.h>

#define PASSWORD "sesame & open"

static const char *feature, *keys;
static char name[256] = "gate-1";

static FILE *file(const char *person, const char *end) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.%s", keys, person, end);
  return fopen(path, "r");
}

static X509 *certificate(const char *person) {
  FILE *from = file(person, "crt");
  X509 *read = from ? PEM_read_X509(from, NULL, NULL, NULL) : NULL;
  if (from) fclose(from);
  return read;
}

static EVP_PKEY *key(const char *person) {
  FILE *from = file(person, "key");
  EVP_PKEY *read = from ? PEM_read_PrivateKey(from, NULL, NULL, NULL) : NULL;
  if (from) fclose(from);
  return read;
}

static int is(const char *word) { return !strcmp(feature, word); }

/* Body and timestamp, by a certificate that goes with the message. */
static int sign(struct soap *soap, const char *person) {
  return soap_wsse_add_Timestamp(soap, "Time", 300) ||
         soap_wsse_add_BinarySecurityTokenX509(soap, "X509Token", certificate(person)) ||
         soap_wsse_add_KeyInfo_SecurityTokenReferenceX509(soap, "#X509Token") ||
         soap_wsse_sign_body(soap, SOAP_SMD_SIGN_RSA_SHA256, key(person), 0) ||
         soap_wsse_sign_only(soap, "Time Body");
}

int d__SetHostname(struct soap *soap, char *wanted, struct d__SetHostnameResponse *response) {
  if (is("signed")) {
    if (soap_wsse_verify_Timestamp(soap) || soap_wsse_verify_body(soap)) return soap->error;
  } else {
    const char *user = soap_wsse_get_Username(soap);
    if (!user || strcmp(user, "kim")) return soap_wsse_sender_fault(soap, "NotKnown", NULL);
    if (soap_wsse_verify_Password(soap, PASSWORD)) return soap->error;
  }
  response->Before = soap_strdup(soap, name);
  snprintf(name, sizeof name, "%s", wanted ? wanted : "");
  soap_wsse_delete_Security(soap);
  return is("signed") ? sign(soap, "device") : SOAP_OK;
}

static void *until_input_ends(void *unused) {
  while (getchar() != EOF) continue;
  exit(0);
  return unused;
}

static struct soap *made(const char *other) {
  static char trusted[4096];
  struct soap *soap = soap_new1(SOAP_XML_CANONICAL | SOAP_C_UTFSTRING);
  snprintf(trusted, sizeof trusted, "%s/%s.crt", keys, other);
  soap->cafile = trusted;
  soap->accept_timeout = soap->send_timeout = soap->recv_timeout = 60;
  soap_register_plugin(soap, soap_wsse);
  if (is("signed")) soap_wsse_verify_auto(soap, SOAP_SMD_NONE, NULL, 0);
  return soap;
}

static int serve(void) {
  struct soap *soap = made("alice");
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  pthread_t reader;
  if (!soap_valid_socket(soap_bind(soap, "127.0.0.1", 0, 100))) return 1;
  getsockname(soap->master, (struct sockaddr *)&address, &length);
  pthread_create(&reader, NULL, until_input_ends, NULL);
  printf("{\"url\": \"http://127.0.0.1:%d\"}\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    if (!soap_valid_socket(soap_accept(soap))) continue;
    soap_serve(soap);
    soap_destroy(soap);
    soap_end(soap);
  }
}

static int call(const char *url) {
  const char *names[] = {"\xC3\xA4 <&> \"' ]]>", "gate-1"};
  struct soap *soap = made("device");
  int index, calls = 0;
  for (index = 0; index < 2; index++) {
    struct d__SetHostnameResponse response;
    int failed;
    soap_wsse_delete_Security(soap);
    if (is("text")) failed = soap_wsse_add_UsernameTokenText(soap, "User", "kim", PASSWORD);
    else if (is("digest")) failed = soap_wsse_add_UsernameTokenDigest(soap, "User", "kim", PASSWORD);
    else failed = sign(soap, "alice");
    failed = failed || soap_call_d__SetHostname(soap, url, NULL, (char *)names[index], &response);
    failed = failed || (is("signed") && soap_wsse_verify_body(soap));
    if (!failed && index == 1 && strcmp(response.Before, names[0])) {
      fprintf(stderr, "it was called %s\n", response.Before);
      return 1;
    }
    if (failed) {
      soap_print_fault(soap, stderr);
      return 1;
    }
    calls++;
    soap_destroy(soap);
    soap_end(soap);
  }
  printf("{\"feature\": \"%s\", \"version\": \"\", \"calls\": %d, \"reason\": null}\n", feature, calls);
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  feature = argv[2];
  keys = argv[3];
  soap_ssl_init();
  return !strcmp(argv[1], "server") ? serve() : argc > 4 ? call(argv[4]) : 2;
}
