/* gSOAP as a client and a server of the documents, from what wsdl2h and soapcpp2 make of their contract.

   In: `client URL` or `server`. Out, of the client: a line of JSON for each thing tried, with the reason if it failed. Out, of the server: a line
   of JSON with its URL; it ends with standard input. What is tried is the same for every client; see src/attachments/rows.rs. */

#include <poll.h>
#include <unistd.h>

#include "soapH.h"
#include "DocumentsSoap11.nsmap"

typedef struct xsd__base64Binary Octets;

static const char TRICKY[] = "before\n--BND\r\n--BNDX\r\n--\r\nafter\r\n";

/* Octets that every client makes alike. With a type they become a part of the message. */
static Octets octets(struct soap *soap, int length, int seed, char *type) {
  Octets made = {(unsigned char *)soap_malloc(soap, length + 1), length, NULL, type, NULL};
  for (int i = 0; i < length; i++) made.__ptr[i] = (unsigned char)(i * 31 + (i >> 8) * 7 + seed);
  return made;
}

static Octets tricky(struct soap *soap) {
  Octets made = octets(soap, sizeof TRICKY - 1, 0, "text/plain");
  memcpy(made.__ptr, TRICKY, made.__size);
  return made;
}

static int is_same(const Octets *a, const Octets *b) {
  return a->__size == b->__size && (a->__size == 0 || !memcmp(a->__ptr, b->__ptr, a->__size));
}

static struct d__DocumentType document(char *name, Octets content) {
  struct d__DocumentType made = {name, content};
  return made;
}

/* ---- the client ---- */

static const char *url;

/* The header of HTTP that says what is being tried; gSOAP forgets it with each call. */
static char step[80];

static struct soap *stepping(struct soap *soap) {
  soap->http_extra_header = step;
  return soap;
}

static void begin(const char *row) { snprintf(step, sizeof step, "Interop-Step: %s, met", row); }

static void say(struct soap *soap, const char *row, const char *reason) {
  if (reason) printf("{\"row\": \"%s\", \"case\": \"met\", \"reason\": \"%s (%d)\"}\n", row, reason, soap->error);
  else printf("{\"row\": \"%s\", \"case\": \"met\", \"reason\": null}\n", row);
  fflush(stdout);
}

/* Uploads documents and downloads them again; what went wrong. */
static const char *there_and_back(struct soap *soap, struct d__DocumentType *documents, int number) {
  struct _d__Upload upload = {number, documents};
  struct _d__UploadResponse uploaded;
  if (soap_call___d__Upload(stepping(soap), url, NULL, &upload, &uploaded)) return "upload failed";
  if (uploaded.__sizeEntry != number) return "another number of entries";
  for (int i = 0; i < number; i++) {
    struct _d__Download download = {uploaded.Entry[i].Id};
    struct _d__DownloadResponse downloaded;
    if (uploaded.Entry[i].Size != documents[i].Content.__size) return "another size";
    if (soap_call___d__Download(stepping(soap), url, NULL, &download, &downloaded)) return "download failed";
    if (!is_same(&downloaded.Document->Content, &documents[i].Content)) return "other octets";
    if (!is_same(&downloaded.Document->Preview, &documents[i].Preview)) return "another preview";
  }
  return NULL;
}

static const char *refused(struct soap *soap) {
  struct _d__Download download = {999999};
  struct _d__DownloadResponse downloaded;
  if (!soap_call___d__Download(stepping(soap), url, NULL, &download, &downloaded)) return "no fault";
  return soap->error == SOAP_FAULT || soap->error == SOAP_CLI_FAULT ? NULL : "something else than a fault";
}

static int client(void) {
  struct soap *soap = soap_new1(SOAP_ENC_MTOM | SOAP_XML_STRICT);
  struct d__DocumentType one = document("one.bin", octets(soap, 5000, 1, "application/pdf"));
  begin("one");
  say(soap, "one", there_and_back(soap, &one, 1));
  struct d__DocumentType several[3] = {
    document("a.bin", octets(soap, 3000, 2, "image/png")),
    document("b.bin", octets(soap, 70000, 3, "")),
    document("c.bin", octets(soap, 2000, 4, "a/b; c=\"d\"")),
  };
  several[1].Preview = octets(soap, 1500, 5, "image/png");
  begin("several");
  say(soap, "several", there_and_back(soap, several, 3));
  struct d__DocumentType odd = document("odd", tricky(soap));
  begin("delimiters");
  say(soap, "delimiters", there_and_back(soap, &odd, 1));
  struct d__DocumentType small[2] = {document("small", octets(soap, 10, 6, NULL)), document("empty", octets(soap, 0, 0, NULL))};
  begin("text");
  say(soap, "text", there_and_back(soap, small, 2));
  begin("fault");
  say(soap, "fault", refused(soap));
  soap_destroy(soap);
  soap_end(soap);
  soap_free(soap);
  return 0;
}

/* ---- the server ---- */

#define MOST 100
static struct d__DocumentType kept[MOST];
static int number;

static Octets copy(const Octets *from) {
  Octets made = {(unsigned char *)malloc(from->__size + 1), from->__size, NULL, from->__size ? "application/octet-stream" : NULL, NULL};
  if (from->__size) memcpy(made.__ptr, from->__ptr, from->__size);
  else made.__ptr = from->__ptr ? made.__ptr : NULL;
  return made;
}

static struct d__EntryType entry(int id) {
  struct d__EntryType made = {id, kept[id].Name, kept[id].Content.__size, kept[id].Preview};
  return made;
}

int __d__Upload(struct soap *soap, struct _d__Upload *upload, struct _d__UploadResponse *uploaded) {
  if (number + upload->__sizeDocument > MOST) return soap_receiver_fault(soap, "full", NULL);
  uploaded->__sizeEntry = upload->__sizeDocument;
  uploaded->Entry = (struct d__EntryType *)soap_malloc(soap, sizeof *uploaded->Entry * MOST);
  for (int i = 0; i < upload->__sizeDocument; i++, number++) {
    kept[number] = document(strdup(upload->Document[i].Name), copy(&upload->Document[i].Content));
    kept[number].Preview = copy(&upload->Document[i].Preview);
    uploaded->Entry[i] = entry(number);
  }
  return SOAP_OK;
}

int __d__Download(struct soap *soap, struct _d__Download *download, struct _d__DownloadResponse *downloaded) {
  if (download->Id < 0 || download->Id >= number) return soap_sender_fault(soap, "no such document", NULL);
  downloaded->Document = &kept[download->Id];
  return SOAP_OK;
}

int __d__List(struct soap *soap, struct _d__List *list, struct _d__ListResponse *listed) {
  listed->__sizeEntry = number;
  listed->Entry = (struct d__EntryType *)soap_malloc(soap, sizeof *listed->Entry * MOST);
  for (int i = 0; i < number; i++) listed->Entry[i] = entry(i);
  return SOAP_OK;
}

static int has_ended(void) {
  struct pollfd input = {STDIN_FILENO, POLLIN, 0};
  char byte;
  return poll(&input, 1, 0) > 0 && read(STDIN_FILENO, &byte, 1) <= 0;
}

static int server(void) {
  struct soap *soap = soap_new1(SOAP_ENC_MTOM | SOAP_XML_STRICT);
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  soap->accept_timeout = -200000; /* microseconds */
  soap->recv_timeout = soap->send_timeout = 10;
  SOAP_SOCKET bound = soap_bind(soap, "127.0.0.1", 0, 10);
  if (!soap_valid_socket(bound)) return 1;
  getsockname(bound, (struct sockaddr *)&address, &length);
  printf("{\"url\": \"http://127.0.0.1:%d/documents\"}\n", ntohs(address.sin_port));
  fflush(stdout);
  while (!has_ended()) {
    if (soap_valid_socket(soap_accept(soap))) soap_serve(soap);
    soap_destroy(soap);
    soap_end(soap);
  }
  soap_free(soap);
  return 0;
}

int main(int count, char **arguments) {
  if (count > 2 && !strcmp(arguments[1], "client")) {
    url = arguments[2];
    return client();
  }
  return server();
}
