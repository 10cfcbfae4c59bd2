/* What gSOAP generates in C, reading a response of GetImItems. Arguments: the message, milliseconds. Out: a line of JSON. */

#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "soapH.h"
#include "ExchangeServiceBinding.nsmap"

#define MOST 65536

static double now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b) {
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static char *text_of(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) exit(1);
  long length = ftell(file);
  char *text = malloc(length + 1);
  rewind(file);
  if (!text || fread(text, 1, length, file) != (size_t)length) exit(1);
  text[length] = 0;
  fclose(file);
  return text;
}

/* Reads the message; how many personas there are, or a negative number. */
static int personas(struct soap *soap, const char *text) {
  struct __ns1__GetImItemsResponse reply;
  soap->is = text;
  if (soap_recv___ns1__GetImItems(soap, &reply) || !reply.ns1__GetImItemsResponse) return -1;
  struct ns2__ImItemListType *list = reply.ns1__GetImItemsResponse->ImItemList;
  return list && list->Personas ? list->Personas->__size_ArrayOfPeopleType : -1;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  const char *text = text_of(arguments[1]);
  static double seconds[MOST];
  double end = now(CLOCK_MONOTONIC) + atof(arguments[2]) / 1000;
  int rounds = 0, items = -1;
  while (rounds < MOST && (rounds < 3 || now(CLOCK_MONOTONIC) < end)) {
    struct soap *soap = soap_new1(SOAP_C_UTFSTRING | SOAP_XML_STRICT);
    double start = now(CLOCK_THREAD_CPUTIME_ID);
    items = personas(soap, text);
    seconds[rounds++] = now(CLOCK_THREAD_CPUTIME_ID) - start;
    if (items < 0) {
      soap_print_fault(soap, stderr);
      return 1;
    }
    soap_destroy(soap);
    soap_end(soap);
    soap_free(soap);
  }
  qsort(seconds, rounds, sizeof *seconds, compare);
  printf("{\"name\": \"gsoap\", \"items\": %d, \"best\": %.9f, \"median\": %.9f, \"rounds\": %d}\n", items, seconds[0], seconds[rounds / 2], rounds);
  return 0;
}
