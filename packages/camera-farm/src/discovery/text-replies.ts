import { macBytes } from './face.ts';
import type { DiscoveryFace } from './face.ts';

/** SADP: XML with the device's own words. */
export function sadp(face: DiscoveryFace): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<ProbeMatch><Uuid>11223344-5566-7788-9900-112233445566</Uuid>
<Types>inquiry</Types>
<DeviceType>139788</DeviceType>
<DeviceDescription>${face.model}</DeviceDescription>
<DeviceSN>${face.serial}</DeviceSN>
<CommandPort>8000</CommandPort>
<HttpPort>80</HttpPort>
<MAC>${face.mac.replaceAll(':', '-')}</MAC>
<IPv4Address>${face.address}</IPv4Address>
<IPv4SubnetMask>255.255.255.0</IPv4SubnetMask>
<IPv4Gateway>0.0.0.0</IPv4Gateway>
<IPv6Address>::</IPv6Address>
<DHCP>false</DHCP>
<AnalogChannelNum>0</AnalogChannelNum>
<DigitalChannelNum>${face.channels}</DigitalChannelNum>
<SoftwareVersion>${face.firmware}</SoftwareVersion>
<DSPVersion>V7.3 build 230101</DSPVersion>
<BootTime>2026-11-20 07:00:00</BootTime>
<ResetAbility>false</ResetAbility>
<Activated>${String(face.activated)}</Activated>
<PasswordResetAbility>true</PasswordResetAbility>
</ProbeMatch>
`);
}

/** DHIP: 32 bytes of header in little endian, then JSON; `broken` leaves out the closing quote of the version, as a published sample does. */
export function dhip(face: DiscoveryFace, broken = false): Buffer {
  const quote = broken ? '' : '"';
  const body = Buffer.from(
    `{"mac" : "${face.mac}","method" : "client.notifyDevInfo","params" : {"deviceInfo" : {"AlarmInputChannels" : 1,"DeviceClass" : "${face.channels > 1 ? 'NVR' : 'IPC'}","DeviceID" : "","DeviceType" : "${face.model}","HttpPort" : 80,"IPv4Address" : {"DefaultGateway" : "10.0.0.1","DhcpEnable" : false,"IPAddress" : "${face.address}","SubnetMask" : "255.255.255.0"},"MachineName" : "${face.name}","Port" : 37777,"RemoteVideoInputChannels" : 0,"SerialNo" : "${face.serial}","Vendor" : "Private","Version" : "${face.firmware}${quote}, "VideoInputChannels" : ${face.channels}}}}\n`,
  );
  const header = Buffer.alloc(32);
  header.writeUInt32LE(0x20, 0);
  header.write('DHIP', 4, 'latin1');
  header.writeUInt32LE(body.length, 0x10);
  header.writeUInt32LE(body.length, 0x18);
  return Buffer.concat([header, body]);
}

/** Xiongmai: 20 bytes of header with the length, then JSON ended by a line feed and NUL. */
export function xiongmai(face: DiscoveryFace): Buffer {
  const address = face.address
    .split('.')
    .toReversed()
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('');
  const body = Buffer.from(
    `{ "NetWork.NetCommon" : { "BuildDate" : "${face.buildDate ?? ''}", "ChannelNum" : ${face.channels}, "DeviceType" : 1, "GateWay" : "0x0100000A", "HostIP" : "0x${address.toUpperCase()}", "HostName" : "${face.name}", "HttpPort" : 80, "MAC" : "${face.mac}", "SN" : "${face.serial}", "SSLPort" : 8443, "TCPPort" : 34567, "UDPPort" : 34568, "Version" : "${face.firmware}" }, "Ret" : 100, "SessionID" : "0x0" }\n\u0000`,
  );
  const header = Buffer.alloc(20);
  header[0] = 0xff;
  header[1] = 0x01;
  header.writeUInt16LE(0x05fb, 14);
  header.writeUInt32LE(body.length, 16);
  return Buffer.concat([header, body]);
}

/** Sony: 02, texts each ended by FF, 03. */
export function sony(face: DiscoveryFace): Buffer {
  const lines = [
    `MAC:${face.mac.replaceAll(':', '-')}`,
    `MODEL:${face.model}`,
    `SERIAL:${face.serial}`,
    'INFO:allinfo',
    'DHCP:OFF',
    `IPADR:${face.address}`,
    'MASK:255.255.255.0',
    'WEBPORT:80',
    `SOFTVERSION:${face.firmware}`,
  ];
  return Buffer.concat([Buffer.from([2]), ...lines.flatMap((line) => [Buffer.from(line), Buffer.from([0xff])]), Buffer.from([3])]);
}

/** Bosch: a description in XML. */
export function boschXml(face: DiscoveryFace): Buffer {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><root xmlns="OEMExt00:device-1-0"><device><deviceType>OEMExt00:device:deviceID0</deviceType><App>1</App><friendlyName>${face.model}</friendlyName><unitName>${face.name}</unitName><serialNumber>${face.serial}</serialNumber><physAddress>${face.mac.replaceAll(':', '-')}</physAddress><unitIPAddress>${face.address}</unitIPAddress><unitSubnetMask>255.255.255.0</unitSubnetMask><RCPPort>1756</RCPPort><HTTPPort>80</HTTPPort><HTTPSPort>443</HTTPSPort><dhcp>0</dhcp></device></root>`,
  );
}

/** 360 Vision: one line. */
export function vision360(face: DiscoveryFace): Buffer {
  return Buffer.from(`DISCOVER TYPE=${face.model} KEY='${face.mac}' ID=${face.serial}\n`);
}

/** WS-Discovery: the match of a camera, as a device of IPv6 gives it. */
export function wsDiscovery(face: DiscoveryFace): Buffer {
  const scopes = [`name/${encodeURIComponent(face.name)}`, `hardware/${face.model}`, `MAC/${face.mac}`].map(
    (scope) => `onvif://www.onvif.org/${scope}`,
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:d="http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><s:Header><a:Action>http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01/ProbeMatches</a:Action></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:00000000-0000-4000-8000-${macBytes(face).toString('hex')}</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>${scopes.join(' ')}</d:Scopes><d:XAddrs>http://[::]/onvif/device_service</d:XAddrs></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`,
  );
}

/** SSDP: the answer to a search. */
export function ssdp(face: DiscoveryFace): Buffer {
  const uuid = `Upnp-BasicDevice-1_0-${macBytes(face).toString('hex').toUpperCase()}`;
  return Buffer.from(
    `HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nEXT:\r\nLOCATION: http://${face.address}:49152/rootdesc1.xml\r\nSERVER: Linux/5.15, UPnP/1.0, Portable SDK for UPnP devices/1.14\r\nST: upnp:rootdevice\r\nUSN: uuid:${uuid}::upnp:rootdevice\r\n\r\n`,
  );
}
