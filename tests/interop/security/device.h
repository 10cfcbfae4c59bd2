#import "wsse.h"
//gsoap d service name: device
//gsoap d service port: http://127.0.0.1/
//gsoap d service namespace: urn:example:device
//gsoap d schema namespace: urn:example:device
//gsoap d schema elementForm: qualified
//gsoap d service method-header-part: SetHostname wsse__Security
//gsoap d service method-action: SetHostname "urn:example:device/SetHostname"
struct d__SetHostnameResponse { char *Before; };
int d__SetHostname(char *Name, struct d__SetHostnameResponse *response);
