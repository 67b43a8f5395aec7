import { z } from 'zod';
import { deviceText } from './device-text.ts';

/** The probes of the scanner: what concluded about a host, and what every fact is read by. */
export const PROBES = [
  'tcp',
  'wsd',
  'discovery',
  'http',
  'tls',
  'rtsp',
  'onvif',
  'ssh',
  'telnet',
  'ftp',
  'snmp',
  'vendor',
  'credentials',
  'lockout',
  'fleet',
  'declared',
  'identity',
  'label',
] as const;
export const ProbeName = z.enum(PROBES);
export type ProbeName = z.infer<typeof ProbeName>;

interface FactKind {
  readonly probe: ProbeName;
  readonly type: 'string' | 'number' | 'boolean' | 'list';
  readonly about: string;
}

function kind(probe: ProbeName, type: FactKind['type'], about: string): FactKind {
  return { probe, type, about };
}

/**
 * The closed catalogue of facts. A fact may occur several times on a host (one per endpoint).
 * Knowledge refers to facts by these names; the knowledge lint rejects any other.
 */
export const FACTS = {
  'tcp.open': kind('tcp', 'number', 'a TCP port that accepted a connection'),

  'wsd.answered': kind('wsd', 'boolean', 'a WS-Discovery ProbeMatch came from this address'),
  'wsd.types': kind('wsd', 'list', 'device types, prefix removed: NetworkVideoTransmitter, Device, Computer ...'),
  'wsd.scopes': kind('wsd', 'list', 'scope URIs as sent'),
  'wsd.xaddrs': kind('wsd', 'list', 'service addresses, cleaned'),
  'wsd.name': kind('wsd', 'string', 'scope .../name/, decoded'),
  'wsd.hardware': kind('wsd', 'string', 'scope .../hardware/, decoded'),
  'wsd.endpoint': kind('wsd', 'string', 'endpoint reference (a stable UUID of the device)'),
  'wsd.mac': kind('wsd', 'string', 'scope .../MAC/ as 12 upper-case hex digits'),

  'discovery.protocols': kind(
    'discovery',
    'list',
    'a discovery protocol that this address answered, WS-Discovery among them; one fact for each',
  ),
  'discovery.mac': kind('discovery', 'string', 'hardware address told in a discovery reply, 12 upper-case hex digits'),
  'neighbour.mac': kind(
    'discovery',
    'string',
    'hardware address by which this machine reaches it in its own network, 12 upper-case hex digits',
  ),
  'discovery.ownAddress': kind('discovery', 'string', 'address that the device says it has'),
  'discovery.name': kind('discovery', 'string', 'name given to the device'),
  'discovery.deviceClass': kind('discovery', 'string', 'kind of device in the words of its maker: IPC, NVR ...'),
  'discovery.buildDate': kind('discovery', 'string', 'build date of the firmware where it is told apart from the version'),
  'discovery.channels': kind('discovery', 'number', 'video channels that the device says it has'),
  'ssdp.server': kind('discovery', 'string', 'SERVER header of an SSDP answer'),
  'ssdp.location': kind('discovery', 'string', 'address of its UPnP description'),
  'ssdp.deviceType': kind('discovery', 'string', 'device type of the UPnP description'),
  'ssdp.friendlyName': kind('discovery', 'string', 'friendly name of the UPnP description'),
  'ssdp.manufacturer': kind('discovery', 'string', 'manufacturer of the UPnP description'),
  'ssdp.model': kind('discovery', 'string', 'model name of the UPnP description'),
  'ssdp.modelNumber': kind('discovery', 'string', 'model number of the UPnP description'),
  'ssdp.serial': kind('discovery', 'string', 'serial number of the UPnP description'),
  'mdns.services': kind('discovery', 'list', 'service types announced by mDNS: _axis-video._tcp ...'),
  'mdns.instances': kind('discovery', 'list', 'names under which services are announced'),
  'mdns.text': kind('discovery', 'list', 'key=value texts of announced services'),

  'http.answered': kind('http', 'boolean', 'an HTTP answer was read on this endpoint'),
  'http.status': kind('http', 'number', 'status of GET /, redirects on the same host followed'),
  'http.server': kind('http', 'string', 'Server header'),
  'http.title': kind('http', 'string', 'title element of the first page'),
  'http.realm': kind('http', 'string', 'realm of the WWW-Authenticate challenge'),
  'http.auth': kind('http', 'list', 'challenge schemes, lower case: basic, digest'),
  'http.digestAlgorithms': kind('http', 'list', 'digest algorithms offered, upper case: MD5, SHA-256'),
  'http.path': kind('http', 'string', 'path of the page reached after redirects'),
  'http.body': kind('http', 'string', 'first 4096 characters of the first page'),
  'http.faviconMmh3': kind('http', 'number', 'MurmurHash3 of the base64 favicon, signed 32-bit, as public scanners compute it'),
  'http.faviconMd5': kind('http', 'string', 'MD5 of the favicon bytes, lower-case hex'),
  'http.redirectsToHttps': kind('http', 'boolean', 'clear-text endpoint that only sends the browser to https'),
  'http.login': kind('http', 'boolean', 'the endpoint asks for credentials (form or challenge)'),
  'http.loginClearText': kind('http', 'boolean', 'it does so over clear-text http'),
  'http.basicClearText': kind('http', 'boolean', 'it offers Basic over clear-text http'),
  'http.clearText': kind(
    'http',
    'boolean',
    'whether the web server on this endpoint speaks clear text (also when it only redirects); false over TLS',
  ),
  'http.snapshotOpen': kind('http', 'boolean', 'a still-image address answered with an image without log-in'),
  'http.snapshotPath': kind('http', 'string', 'that address'),

  'tls.answered': kind('tls', 'boolean', 'a TLS handshake completed on this endpoint'),
  'tls.versions': kind(
    'tls',
    'list',
    'protocol versions that were seen to be taken, of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3; a server that chose 1.3 is not asked for 1.2',
  ),
  'tls.legacy': kind('tls', 'boolean', 'TLS 1.1 or older accepted'),
  'tls.cipher': kind('tls', 'string', 'cipher suite agreed on when the best is offered, as OpenSSL names it'),
  'tls.forwardSecrecy': kind('tls', 'boolean', 'whether that suite keeps past recordings safe when the key is lost later'),
  'tls.subjectCn': kind('tls', 'string', 'certificate subject CN'),
  'tls.subjectO': kind('tls', 'string', 'certificate subject O'),
  'tls.issuerCn': kind('tls', 'string', 'certificate issuer CN'),
  'tls.selfSigned': kind('tls', 'boolean', 'subject equals issuer'),
  'tls.notAfter': kind('tls', 'string', 'ISO date-time'),
  'tls.expired': kind('tls', 'boolean', 'validity ended before the scan'),
  'tls.keyType': kind('tls', 'string', 'RSA or EC'),
  'tls.keyBits': kind('tls', 'number', 'size of the public key'),
  'tls.signatureSha1': kind('tls', 'boolean', 'signed with SHA-1 or MD5'),
  'tls.spkiSha256': kind('tls', 'string', 'SHA-256 of the public key, hex'),

  'rtsp.answered': kind('rtsp', 'boolean', 'an RTSP answer was read on this endpoint'),
  'rtsp.clearText': kind('rtsp', 'boolean', 'it came without TLS'),
  'rtsp.server': kind('rtsp', 'string', 'Server header'),
  'rtsp.realm': kind('rtsp', 'string', 'realm of the challenge'),
  'rtsp.auth': kind('rtsp', 'list', 'challenge schemes, lower case'),
  'rtsp.digestAlgorithms': kind('rtsp', 'list', 'digest algorithms offered, upper case'),
  'rtsp.public': kind('rtsp', 'list', 'methods of the Public header'),
  'rtsp.basicClearText': kind('rtsp', 'boolean', 'Basic offered without TLS'),
  'rtsp.openStream': kind('rtsp', 'boolean', 'a path gave 200 with video and a random path did not'),
  'rtsp.describedWithoutVideo': kind('rtsp', 'boolean', 'without log-in a description came that names no video: neither shown nor refused'),
  'rtsp.anyPath': kind('rtsp', 'boolean', 'any path, also one that cannot exist, gives 200 with video, so none proves a stream'),
  'rtsp.openPath': kind('rtsp', 'string', 'that path'),
  'rtsp.sdpSession': kind('rtsp', 'string', 's= line of an SDP read without log-in'),

  'onvif.answered': kind('onvif', 'boolean', 'an ONVIF device service answered'),
  'onvif.clockSkewSeconds': kind('onvif', 'number', 'camera clock minus scanner clock'),
  'onvif.services': kind('onvif', 'list', 'namespaces of the services told before log-in'),
  'onvif.openDeviceInformation': kind('onvif', 'boolean', 'GetDeviceInformation answered without log-in'),
  'onvif.openUsers': kind('onvif', 'boolean', 'GetUsers answered without log-in'),
  'onvif.openProfiles': kind('onvif', 'boolean', 'GetProfiles answered without log-in'),
  'onvif.openStreamUri': kind('onvif', 'boolean', 'GetStreamUri answered without log-in'),
  'onvif.openNetworkInterfaces': kind('onvif', 'boolean', 'GetNetworkInterfaces answered without log-in'),
  'onvif.credentialsInUri': kind('onvif', 'boolean', 'a stream address told without log-in holds credentials (value redacted)'),
  'onvif.clearText': kind('onvif', 'boolean', 'the service answered over clear-text http'),
  'onvif.manufacturer': kind('onvif', 'string', 'from GetDeviceInformation'),
  'onvif.model': kind('onvif', 'string', 'from GetDeviceInformation'),
  'onvif.firmware': kind('onvif', 'string', 'from GetDeviceInformation'),
  'onvif.serial': kind('onvif', 'string', 'from GetDeviceInformation'),
  'onvif.hardwareId': kind('onvif', 'string', 'from GetDeviceInformation'),

  'ssh.banner': kind('ssh', 'string', 'identification line'),
  'ssh.kex': kind('ssh', 'list', 'key exchanges that the server offers'),
  'ssh.hostKeys': kind('ssh', 'list', 'kinds of host keys and signatures that it offers'),
  'ssh.ciphers': kind('ssh', 'list', 'ciphers that it offers to send in'),
  'ssh.macs': kind('ssh', 'list', 'message authentication codes that it offers to send with'),
  'ssh.hostKeyType': kind('ssh', 'string', 'kind of the host key that it showed: ssh-rsa, ssh-ed25519 ...'),
  'ssh.hostKeyBits': kind('ssh', 'number', 'size of that key, where it is RSA'),
  'ssh.hostKeySha256': kind('ssh', 'string', 'fingerprint of that key as ssh-keygen prints it: SHA256:...'),
  'telnet.open': kind('telnet', 'boolean', 'a Telnet service answered with negotiation or a prompt'),
  'telnet.banner': kind('telnet', 'string', 'text before log-in'),
  'ftp.banner': kind('ftp', 'string', 'greeting line'),

  'snmp.public': kind('snmp', 'boolean', 'SNMP version 1 or 2c answered to the community "public"'),
  'snmp.description': kind('snmp', 'string', 'description that it gave (sysDescr)'),

  'vendor.activated': kind(
    'vendor',
    'boolean',
    'the device says whether a first password was set, in its discovery reply or to a request without log-in',
  ),
  'vendor.brand': kind('vendor', 'string', "brand from the maker's own anonymous request, by datagram or not"),
  'vendor.model': kind('vendor', 'string', 'model from it'),
  'vendor.firmware': kind('vendor', 'string', 'firmware from it'),
  'vendor.serial': kind('vendor', 'string', 'serial number from it'),
  'vendor.configExposed': kind('vendor', 'string', 'path of a configuration page readable without log-in'),
  'vendor.oemMark': kind('vendor', 'string', 'name of the original maker found on a maker-specific page'),

  'credentials.factoryAccepted': kind('credentials', 'boolean', 'a published factory credential opened the device (opt-in test)'),
  'credentials.account': kind('credentials', 'string', 'the account name; the password is never kept'),
  'credentials.published': kind(
    'credentials',
    'string',
    'number of that account among those published, by which devices are compared: maker/1',
  ),

  'lockout.tried': kind('lockout', 'number', 'wrong log-ins made with an account that does not exist, on a test device'),
  'lockout.seen': kind('lockout', 'boolean', 'whether the device locked or slowed down meanwhile'),

  'fleet.tlsKeyShared': kind('fleet', 'boolean', 'another device of this scan has the same TLS key'),
  'fleet.tlsKeySharedWith': kind('fleet', 'list', 'addresses of these devices'),
  'fleet.sshKeyShared': kind('fleet', 'boolean', 'another device of this scan has the same SSH host key'),
  'fleet.sshKeySharedWith': kind('fleet', 'list', 'addresses of these devices'),
  'fleet.passwordShared': kind(
    'fleet',
    'boolean',
    'another device of this scan took the same published account and password (opt-in test)',
  ),
  'fleet.passwordSharedWith': kind('fleet', 'list', 'addresses of these devices'),

  'declared.listed': kind('declared', 'boolean', 'the maker has declared which interfaces the model offers'),
  'declared.undeclared': kind('declared', 'number', 'a TCP port that is open and that the maker has not declared'),

  'identity.maker': kind('identity', 'string', 'maker id of the identification'),
  'identity.brand': kind('identity', 'string', "brand on the housing, where it is not the maker's own name"),
  'identity.model': kind('identity', 'string', 'model of the identification'),
  'identity.hardware': kind('identity', 'string', 'hardware revision of the identification'),
  'identity.firmware': kind('identity', 'string', 'firmware of the identification'),

  'label.maker': kind('label', 'string', 'maker read from the label by a person'),
  'label.model': kind('label', 'string', 'model read from the label by a person'),
  'label.firmware': kind('label', 'string', 'firmware read by a person'),
  'label.serial': kind('label', 'string', 'serial number that a list of devices gives'),
  'label.mac': kind('label', 'string', 'hardware address that a list of devices gives, 12 upper-case hex digits'),
  'tool.maker': kind(
    'label',
    'string',
    'maker that another tool names, whose file was read, where it takes the device for a camera or recorder',
  ),
  'tool.model': kind('label', 'string', 'model that it names'),
} as const satisfies Record<string, FactKind>;

export type FactName = keyof typeof FACTS;

const factNames = Object.keys(FACTS) as [FactName, ...FactName[]]; // keys of a const object
export const FactName = z.enum(factNames);

/** Something a probe read from a device. Immutable; the base of every identification and outcome. */
export const Fact = z.strictObject({
  name: FactName,
  value: z.union([
    z.string().max(8192).overwrite(deviceText),
    z.number(),
    z.boolean(),
    z.array(z.string().max(2048).overwrite(deviceText)).max(256),
  ]),
  /** Port the fact was read on; absent where there is none. */
  port: z.int().min(0).max(65535).optional(),
  /** `n` of the observation it was read from; absent for derived facts. */
  observation: z.int().min(0).optional(),
});
export type Fact = z.infer<typeof Fact>;
