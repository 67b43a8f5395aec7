import { DISCOVERY_SHAPES } from './discovery-shapes.ts';
import { SERVICE_SHAPES } from './service-shapes.ts';

/** How the bytes of a shape travel. `tls` stands for clear text inside a TLS connection. */
export type Carrier = 'tcp' | 'tls' | 'udp';

/**
 * One kind of request the scanner may send. `template` is the whole message, byte for byte; `{{name}}` stands for a value
 * that must match `variables[name]`; characters stand for bytes (Latin-1). An empty template is an exchange in which the scanner only
 * connects and listens, or a datagram without content.
 */
export interface RequestShape {
  readonly id: string;
  readonly carriers: readonly Carrier[];
  readonly protocol: 'connect' | 'tls' | 'http' | 'rtsp' | 'discovery' | 'ssh' | 'snmp';
  readonly template: string;
  readonly variables: Readonly<Record<string, RegExp>>;
  /** Line for people; variables as in the template. */
  readonly preview: string;
  /** Why it changes nothing on the device, and when it is sent. */
  readonly why: string;
}

/** How AnCam names itself to devices, so that an administrator finds it in their logs. */
const AGENT = 'AnCam/0.1';

/** An IPv4 or bracketed IPv6 address, with a port where it is not the usual one. */
const HOST = /(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])(?::\d{1,5})?/;

/**
 * A path that is asked for with GET or DESCRIBE. Words that devices use for changing or erasing things are refused, so that
 * neither a wrong record of knowledge nor a hostile link can turn a reading request into a writing one. Letters, digits, `=` and `%` written
 * as %XX are refused too: nobody needs that but to hide such a word.
 */
const PATH =
  /(?![^\s]*(?:%(?:25|3[0-9d]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])|reboot|restart|factory|restore|upgrade|delete|remove|format|shutdown|logout|[?&](?:action|cmd|command)=(?:set|add|up)))\/[!-~]{0,400}/i;

const RANDOM_PATH = /\/ancam-[0-9a-f]{8}/;

function http(id: string, method: 'GET' | 'POST', path: string, why: string, more: Partial<HttpParts> = {}): RequestShape {
  const extra = (more.headers ?? []).map((line) => `${line}\r\n`).join('');
  const length = more.body === undefined ? '' : 'Content-Length: {{length}}\r\n';
  return {
    id,
    carriers: ['tcp', 'tls'],
    protocol: 'http',
    template: `${method} ${path} HTTP/1.1\r\nHost: {{host}}\r\nUser-Agent: ${AGENT}\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n${extra}${length}\r\n${more.body ?? ''}`,
    variables: { host: HOST, ...(more.body === undefined ? {} : { length: /\d{1,4}/ }), ...more.variables },
    preview: more.preview ?? `${method} ${path}`,
    why,
  };
}

interface HttpParts {
  readonly headers: readonly string[];
  readonly body: string;
  readonly variables: Readonly<Record<string, RegExp>>;
  readonly preview: string;
}

const DEVICE_NS = 'http://www.onvif.org/ver10/device/wsdl';
const MEDIA_NS = /http:\/\/www\.onvif\.org\/ver[12]0\/media\/wsdl/;

function onvif(
  operation: string,
  body: string,
  access: string,
  variables: Readonly<Record<string, RegExp>> = {},
  header = '',
): RequestShape {
  const name = operation.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
  return http(`onvif-${name}`, 'POST', '{{path}}', `ONVIF access class ${access}: reads only. Sent without credentials.`, {
    headers: ['Content-Type: application/soap+xml; charset=utf-8'],
    body: `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body>${body}</s:Body></s:Envelope>`,
    variables: { path: PATH, ...variables },
    preview: `${operation} (no credentials)`,
  });
}

function device(operation: string, access: string, inner = ''): RequestShape {
  const body = inner === '' ? `<${operation} xmlns="${DEVICE_NS}"/>` : `<${operation} xmlns="${DEVICE_NS}">${inner}</${operation}>`;
  return onvif(operation, body, access);
}

const STREAM_SETUP =
  '<StreamSetup><Stream xmlns="http://www.onvif.org/ver10/schema">RTP-Unicast</Stream><Transport xmlns="http://www.onvif.org/ver10/schema"><Protocol>RTSP</Protocol></Transport></StreamSetup>';
const TOKEN = /[A-Za-z0-9_.:-]{1,64}/;

const ONVIF_SHAPES: readonly RequestShape[] = [
  device('GetSystemDateAndTime', 'PRE_AUTH'),
  device('GetServices', 'PRE_AUTH', '<IncludeCapability>false</IncludeCapability>'),
  device('GetCapabilities', 'PRE_AUTH', '<Category>All</Category>'),
  device('GetDeviceInformation', 'READ_SYSTEM'),
  device('GetUsers', 'READ_SYSTEM_SECRET'),
  device('GetNetworkInterfaces', 'READ_SYSTEM'),
  onvif('GetProfiles', '<GetProfiles xmlns="{{media}}"/>', 'READ_MEDIA', { media: MEDIA_NS }),
  onvif(
    'GetStreamUri',
    `<GetStreamUri xmlns="http://www.onvif.org/ver10/media/wsdl">${STREAM_SETUP}<ProfileToken>{{token}}</ProfileToken></GetStreamUri>`,
    'READ_MEDIA',
    {
      token: TOKEN,
    },
  ),
  {
    ...onvif(
      'GetStreamUri2',
      '<GetStreamUri xmlns="http://www.onvif.org/ver20/media/wsdl"><Protocol>RTSP</Protocol><ProfileToken>{{token}}</ProfileToken></GetStreamUri>',
      'READ_MEDIA',
      { token: TOKEN },
    ),
    id: 'onvif-get-stream-uri-2',
    preview: 'GetStreamUri of media service 2 (no credentials)',
  },
  {
    ...onvif(
      'GetDeviceInformation',
      `<GetDeviceInformation xmlns="${DEVICE_NS}"/>`,
      'READ_SYSTEM',
      {
        user: /[\w.@-]{1,32}/,
        digest: /[A-Za-z0-9+/]{27}=/,
        nonce: /[A-Za-z0-9+/]{22}==/,
        created: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z/,
      },
      '<s:Header><Security xmlns="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><UsernameToken><Username>{{user}}</Username><Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest">{{digest}}</Password><Nonce>{{nonce}}</Nonce><Created xmlns="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">{{created}}</Created></UsernameToken></Security></s:Header>',
    ),
    id: 'onvif-credentials',
    preview: 'GetDeviceInformation (factory account {{user}})',
    why: 'One attempt with a published factory account; only where the authorisation of the scan allows it.',
  },
];

const VENDOR_SHAPES: readonly RequestShape[] = [
  http('hikvision-activate-status', 'GET', '/SDK/activateStatus', 'The maker tells without log-in whether a first password was set.'),
  http('axis-basic-device-info', 'POST', '/axis-cgi/basicdeviceinfo.cgi', 'The maker offers the unrestricted properties without log-in.', {
    headers: ['Content-Type: application/json'],
    body: '{"apiVersion":"1.0","method":"getAllUnrestrictedProperties"}',
  }),
  http('axis-system-ready', 'POST', '/axis-cgi/systemready.cgi', 'The maker tells without log-in whether first set-up is still needed.', {
    headers: ['Content-Type: application/json'],
    body: '{"apiVersion":"1.1","method":"systemready"}',
  }),
  http(
    'hanwha-init-status',
    'GET',
    '/init-cgi/pw_init.cgi?msubmenu=statuscheck&action=view',
    'The maker tells without log-in whether a first password was set.',
  ),
  http('dahua-web-caps', 'GET', '/web_caps/webCapsConfig', 'A page of abilities; that it can be read at all is the finding.'),
  http('xiongmai-err-page', 'GET', '/err.htm', 'An error page that names the original maker.'),
];

const RTSP_URL = 'rtsp{{secure}}://{{host}}{{path}}';
const RTSP_VARIABLES = { host: HOST, path: PATH, seq: /\d{1,4}/, secure: /s?/ };

function rtsp(
  id: string,
  method: 'OPTIONS' | 'DESCRIBE',
  why: string,
  more = '',
  variables: Readonly<Record<string, RegExp>> = {},
): RequestShape {
  const accept = method === 'DESCRIBE' ? 'Accept: application/sdp\r\n' : '';
  return {
    id,
    carriers: ['tcp', 'tls'],
    protocol: 'rtsp',
    template: `${method} ${RTSP_URL} RTSP/1.0\r\nCSeq: {{seq}}\r\nUser-Agent: ${AGENT}\r\n${accept}${more}\r\n`,
    variables: { ...RTSP_VARIABLES, ...variables },
    preview: `${method} ${RTSP_URL}`,
    why,
  };
}

const AUTHORIZATION = /(?:Basic [A-Za-z0-9+/=]{4,120}|Digest username="[\w.@-]{1,32}", [!-~ ]{20,1200})/;

/** Everything the scanner may send. Nothing else leaves: the connections take only what was built from this list. */
export const REQUEST_SHAPES: readonly RequestShape[] = [
  {
    id: 'tcp-connect',
    carriers: ['tcp'],
    protocol: 'connect',
    template: '',
    variables: {},
    preview: 'TCP connect, no data',
    why: 'Opens and closes a connection.',
  },
  {
    id: 'banner-read',
    carriers: ['tcp'],
    protocol: 'connect',
    template: '',
    variables: {},
    preview: 'TCP connect, listen, no data',
    why: 'Reads what the service says by itself.',
  },
  {
    id: 'tls-handshake',
    carriers: ['tcp'],
    protocol: 'tls',
    template: '',
    variables: {},
    preview: 'TLS handshake',
    why: 'Agrees on a TLS version and reads the certificate; the records are made by the TLS library.',
  },
  http('http-get', 'GET', '{{path}}', 'Reads the first page, pages it leads to on the same host, and its icon.', {
    variables: { path: PATH },
  }),
  http('http-snapshot', 'GET', '{{path}}', 'Asks for a still image without log-in; only its first bytes are read, none are kept.', {
    variables: { path: PATH },
  }),
  http('http-random', 'GET', '{{path}}', 'Asks for a page that cannot exist, to know how the device refuses.', {
    variables: { path: RANDOM_PATH },
  }),
  http(
    'http-credentials',
    'GET',
    '{{path}}',
    'One attempt with a published factory account; only where the authorisation of the scan allows it.',
    {
      headers: ['Authorization: {{authorization}}'],
      variables: { path: PATH, authorization: AUTHORIZATION },
      preview: 'GET {{path}} (factory account)',
    },
  ),
  ...VENDOR_SHAPES,
  ...ONVIF_SHAPES,
  rtsp('rtsp-options', 'OPTIONS', 'Asks which methods exist, where no description came.'),
  rtsp('rtsp-describe', 'DESCRIBE', 'Asks for the description of a stream without log-in; the stream itself is never started.'),
  {
    ...rtsp(
      'rtsp-credentials',
      'DESCRIBE',
      'One attempt with a published factory account; only where the authorisation of the scan allows it.',
      'Authorization: {{authorization}}\r\n',
      { authorization: AUTHORIZATION },
    ),
    preview: `DESCRIBE ${RTSP_URL} (factory account)`,
  },
  ...DISCOVERY_SHAPES,
  ...SERVICE_SHAPES,
];
