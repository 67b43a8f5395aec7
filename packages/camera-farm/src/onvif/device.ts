import type { Camera } from '../camera.ts';
import { endpointUuid } from '../device.ts';
import { scopesOf } from './scopes.ts';
import { child, escapeXml, text } from './soap.ts';

const DEVICE_NS = 'http://www.onvif.org/ver10/device/wsdl';
const MEDIA_NS = 'http://www.onvif.org/ver10/media/wsdl';

/** Body of an operation's answer. */
export type Operation = (camera: Camera, parameters: unknown) => string;

function dateAndTime(tag: string, at: Date): string {
  return `<tt:${tag}><tt:Time><tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second></tt:Time><tt:Date><tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day></tt:Date></tt:${tag}>`;
}

function getSystemDateAndTime(camera: Camera): string {
  const now = camera.now();
  const local = new Date(now + 7 * 3_600_000);
  return `<tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>ICT-7</tt:TZ></tt:TimeZone>${dateAndTime('UTCDateTime', new Date(now))}${dateAndTime('LocalDateTime', local)}</tds:SystemDateAndTime>`;
}

function security(camera: Camera): string {
  const modern = camera.has('legacy-tls') ? 'false' : 'true';
  return `TLS1.1="${String(camera.has('legacy-tls'))}" TLS1.2="${modern}" UsernameToken="true" HttpDigest="true"`;
}

function deviceCapabilities(camera: Camera): string {
  return `<tds:Capabilities><tds:Network IPFilter="false" ZeroConfiguration="true" IPVersion6="false"/><tds:Security ${security(camera)}/><tds:System DiscoveryResolve="false" DiscoveryBye="true"/></tds:Capabilities>`;
}

function service(namespace: string, address: string, capabilities: string): string {
  return `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr>${address}</tds:XAddr>${capabilities}<tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>`;
}

function getServices(camera: Camera, parameters: unknown): string {
  const base = camera.onvifBase() ?? '';
  const full = text(child(parameters, 'IncludeCapability')) === 'true';
  return (
    service(DEVICE_NS, `${base}/onvif/device_service`, full ? deviceCapabilities(camera) : '') +
    service(MEDIA_NS, `${base}/onvif/media_service`, '')
  );
}

function getCapabilities(camera: Camera): string {
  const base = camera.onvifBase() ?? '';
  const legacy = String(camera.has('legacy-tls'));
  return `<tds:Capabilities><tt:Device><tt:XAddr>${base}/onvif/device_service</tt:XAddr><tt:Network><tt:IPFilter>false</tt:IPFilter><tt:ZeroConfiguration>true</tt:ZeroConfiguration><tt:IPVersion6>false</tt:IPVersion6><tt:DynDNS>false</tt:DynDNS></tt:Network><tt:System><tt:DiscoveryResolve>false</tt:DiscoveryResolve><tt:DiscoveryBye>true</tt:DiscoveryBye><tt:RemoteDiscovery>false</tt:RemoteDiscovery><tt:SystemBackup>false</tt:SystemBackup><tt:SystemLogging>false</tt:SystemLogging><tt:FirmwareUpgrade>false</tt:FirmwareUpgrade><tt:SupportedVersions><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tt:SupportedVersions></tt:System><tt:Security><tt:TLS1.1>${legacy}</tt:TLS1.1><tt:TLS1.2>true</tt:TLS1.2><tt:OnboardKeyGeneration>false</tt:OnboardKeyGeneration><tt:AccessPolicyConfig>false</tt:AccessPolicyConfig><tt:X.509Token>false</tt:X.509Token><tt:SAMLToken>false</tt:SAMLToken><tt:KerberosToken>false</tt:KerberosToken><tt:RELToken>false</tt:RELToken></tt:Security></tt:Device><tt:Media><tt:XAddr>${base}/onvif/media_service</tt:XAddr><tt:StreamingCapabilities><tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities></tt:Media></tds:Capabilities>`;
}

function getDeviceInformation(camera: Camera): string {
  return `<tds:Manufacturer>${camera.maker.manufacturer}</tds:Manufacturer><tds:Model>${escapeXml(camera.model)}</tds:Model><tds:FirmwareVersion>${escapeXml(camera.firmware)}</tds:FirmwareVersion><tds:SerialNumber>${escapeXml(camera.serial)}</tds:SerialNumber><tds:HardwareId>1.0</tds:HardwareId>`;
}

function getScopes(camera: Camera): string {
  return scopesOf(camera)
    .map((scope) => `<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>${escapeXml(scope)}</tt:ScopeItem></tds:Scopes>`)
    .join('');
}

function getUsers(camera: Camera): string {
  const user = camera.account?.user ?? camera.maker.factory.user;
  return `<tds:User><tt:Username>${user}</tt:Username><tt:UserLevel>Administrator</tt:UserLevel></tds:User>`;
}

function getNetworkInterfaces(camera: Camera): string {
  return `<tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled><tt:Info><tt:Name>eth0</tt:Name><tt:HwAddress>${camera.mac}</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info><tt:IPv4><tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual><tt:Address>${camera.address}</tt:Address><tt:PrefixLength>16</tt:PrefixLength></tt:Manual><tt:DHCP>false</tt:DHCP></tt:Config></tt:IPv4></tds:NetworkInterfaces>`;
}

/** Operations every client may call before it logs in (access class PRE_AUTH of the ONVIF core specification). */
export const PRE_AUTH: Readonly<Record<string, Operation>> = {
  GetSystemDateAndTime: getSystemDateAndTime,
  GetServices: getServices,
  GetCapabilities: getCapabilities,
  GetServiceCapabilities: deviceCapabilities,
  GetHostname: (camera) =>
    `<tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP><tt:Name>${camera.maker.id}</tt:Name></tds:HostnameInformation>`,
  GetEndpointReference: (camera) => `<tds:GUID>urn:uuid:${endpointUuid(camera)}</tds:GUID>`,
  GetWsdlUrl: () => '<tds:WsdlUrl>http://www.onvif.org/</tds:WsdlUrl>',
};

/** Operations of the device service that need an account. */
export const DEVICE_OPERATIONS: Readonly<Record<string, Operation>> = {
  GetDeviceInformation: getDeviceInformation,
  GetScopes: getScopes,
  GetUsers: getUsers,
  GetNetworkInterfaces: getNetworkInterfaces,
  GetDNS: () => '<tds:DNSInformation><tt:FromDHCP>false</tt:FromDHCP></tds:DNSInformation>',
  GetNTP: () => '<tds:NTPInformation><tt:FromDHCP>false</tt:FromDHCP></tds:NTPInformation>',
  GetNetworkDefaultGateway: () => '<tds:NetworkGateway/>',
  GetNetworkProtocols: (camera) =>
    camera.services
      .filter((service) => service.name === 'http' || service.name === 'https' || service.name === 'rtsp')
      .map(
        (service) =>
          `<tds:NetworkProtocols><tt:Name>${service.name.toUpperCase()}</tt:Name><tt:Enabled>true</tt:Enabled><tt:Port>${service.port}</tt:Port></tds:NetworkProtocols>`,
      )
      .join(''),
  GetDiscoveryMode: () => '<tds:DiscoveryMode>Discoverable</tds:DiscoveryMode>',
};
