import { discovery, greeting, guarded, redirecting, rtsp, web } from './host.ts';
import type { ReplyHost } from './host.ts';

/** Devices of the other makers. */
export const OTHER_MAKERS: readonly ReplyHost[] = [
  {
    about: 'fixed dome',
    maker: 'bosch',
    name: 'Bosch',
    replies: [guarded(['Server: VCS-VideoJet-Webserver'], `Digest realm="Use 'live' as User Name for live access only", nonce="1"`)],
  },
  {
    about: 'telnet of an AUTODOME',
    maker: 'bosch',
    name: 'Bosch',
    replies: [greeting(23, '\u00ff\u00fb\u0001Welcome to AUTODOME IP 7000 from 192.0.2.7\r\nLogin: ')],
  },
  {
    about: 'camera',
    maker: 'vivotek',
    name: 'Vivotek',
    replies: [guarded(['Server: VVTK-HTTP-Server/0.1'], 'Digest realm="streaming_server", nonce="2"')],
  },
  {
    about: 'older camera',
    maker: 'vivotek',
    name: 'Vivotek',
    replies: [guarded(['Server: Vivotek Network Camera'], 'Basic realm="Network Camera"')],
  },
  {
    about: 'camera by discovery and MAC',
    maker: 'tiandy',
    name: 'Tiandy',
    model: 'TC-C34WS',
    replies: [discovery('name/TIANDY', 'hardware/TC-C34WS', 'MAC/3c:da:6d:aa:bb:cc'), rtsp('Digest realm="RtspServer", nonce="3"')],
  },
  {
    about: 'pan and tilt camera of 2012',
    maker: 'netwave',
    name: 'Netwave',
    replies: [guarded(['Server: Netwave IP Camera'], 'Basic realm="ipcamera_00A1B2C3D4E5"')],
  },
  {
    about: 'cheap camera',
    maker: 'hipcam',
    name: 'Hipcam',
    replies: [rtsp('Digest realm="Hipcam RealServer/V1.0", nonce="4"', ['Server: Hipcam RealServer/V1.0'])],
  },
  {
    about: 'older cheap camera',
    maker: 'hipcam',
    name: 'HiIpcam',
    replies: [rtsp('Basic realm="HiIpcam"', ['Server: HiIpcam/V100R003 VodServer/1.0.0'])],
  },
  {
    about: 'home camera',
    maker: 'dlink',
    name: 'D-Link',
    model: 'DCS-932L',
    replies: [guarded(['Server: alphapd/2.1.8'], 'Basic realm="DCS-932L"')],
  },
  {
    about: 'camera with a web server of its own',
    maker: 'dlink',
    name: 'D-Link',
    model: 'DCS-5222L',
    replies: [guarded(['Server: dcs-lig-httpd'], 'Basic realm="DCS-5222L"')],
  },
  {
    about: 'camera',
    maker: 'panasonic',
    name: 'Panasonic',
    model: 'WV-SW355',
    replies: [web(['Server: HTTPD'], 'WV-SW355 Network Camera')],
  },
  {
    about: 'camera',
    maker: 'sony',
    name: 'Sony',
    model: 'SNC-CH120',
    replies: [guarded(['Server: gen5th/1.40.00'], 'Basic realm="Sony Network Camera SNC-CH120"')],
  },
  {
    about: 'older camera',
    maker: 'sony',
    name: 'Sony',
    model: 'SNC-RZ30P',
    replies: [web(['Server: NetEVI/2.27'], 'Sony Network Camera SNC-RZ30P')],
  },
  {
    about: 'camera',
    maker: 'avigilon',
    name: 'Avigilon',
    firmware: '3.10.0.14',
    replies: [
      web(['Server: AvigilonOnvifNvt/3.10.0.14'], 'Log In'),
      rtsp('Digest realm="ONVIF", nonce="5"', ['Server: AvigilonOnvifNvt/3.10.0.14']),
    ],
  },
  { about: 'camera', maker: 'mobotix', name: 'Mobotix', replies: [redirecting([], '/control/userimage.html', 'mx10-22-33-44 Live')] },
  {
    about: 'camera that wants a log-in',
    maker: 'mobotix',
    name: 'Mobotix',
    replies: [guarded([], 'Digest realm="MOBOTIX Camera User", nonce="6"')],
  },
  {
    about: 'recorder',
    maker: 'avtech',
    name: 'Avtech',
    replies: [web(['Server: Avtech/1.0'], '--- VIDEO WEB SERVER ---', '<p>Remote Surveillance, Any time &amp; Any where</p>')],
  },
  { about: 'video server', maker: 'geovision', name: 'GeoVision', replies: [web(['Server: GeoHttpServer'], 'GeoVision Video Server')] },
  { about: 'recorder', maker: 'tvt', name: 'TVT', replies: [web(['Server: Cross Web Server'], 'WEB SERVICE LOGIN', '', 81)] },
  {
    about: 'recorder under the name of its importer',
    maker: 'tvt',
    name: 'Provision-ISR',
    brand: 'Provision-ISR',
    replies: [web(['Server: Cross Web Server'], ''), discovery('name/Provision-ISR', 'hardware/SH-8100A5', 'MAC/74:f8:db:00:01:02')],
  },
  {
    about: 'white-label recorder',
    maker: 'tbk',
    name: 'TBK',
    replies: [redirecting([], '/login.rsp', 'LOGIN', '<div class="log-dvr-logo"></div>')],
  },
  {
    about: 'recorder',
    maker: 'mvpower',
    name: 'MVPower',
    replies: [web(['Server: JAWS/1.0 Jul  9 2013'], 'Network Video Recorder Login')],
  },
  {
    about: 'camera by discovery and MAC',
    maker: 'milesight',
    name: 'Milesight',
    model: 'MS-C2972-RPB',
    replies: [discovery('name/Milesight', 'hardware/MS-C2972-RPB', 'MAC/24:e1:24:00:00:01')],
  },
  {
    about: 'telnet',
    maker: 'grandstream',
    name: 'Grandstream',
    replies: [greeting(23, '\u00ff\u00fd\u0018Grandstream GXV3674_FHD Command Shell\r\nPassword: ')],
  },
  {
    about: 'camera by discovery',
    maker: 'pelco',
    name: 'Pelco',
    model: 'IMP1110-1',
    replies: [discovery('name/Pelco%20Sarix', 'hardware/IMP1110-1')],
  },
  {
    about: 'camera by MAC and discovery',
    maker: 'jovision',
    name: 'Jovision',
    model: 'JVS-N510',
    replies: [discovery('name/Jovision', 'hardware/JVS-N510', 'MAC/e0:62:90:00:00:02')],
  },
  {
    about: 'cheap camera by its app',
    maker: 'yoosee',
    name: 'Yoosee',
    replies: [discovery('name/YOOSEE', 'hardware/GW'), rtsp('Digest realm="HIipCamera", nonce="7"')],
  },
  { about: 'recorder', maker: 'lilin', name: 'LILIN', replies: [web(['Server: PDR-M800/1.0'], 'DVR'), rtsp('Basic realm="LILIN"')] },
  {
    about: 'camera',
    maker: 'ptzoptics',
    name: 'PTZOptics',
    model: 'PT30X-NDI',
    replies: [discovery('name/PTZOptics', 'hardware/PT30X-NDI')],
  },
  { about: 'camera of the home range', maker: 'tenda', name: 'Tenda', model: 'CP3', replies: [discovery('name/Tenda', 'hardware/CP3')] },
];

/** What answers on the ports of cameras and is none, or names no maker. */
export const STRANGERS: readonly ReplyHost[] = [
  { about: 'storage server', name: 'Synology', replies: [web(['Server: nginx'], 'DiskStation - Synology DiskStation', '', 5000)] },
  {
    about: 'printer',
    name: 'printer',
    replies: [
      web(['Server: HP HTTP Server; HP LaserJet - M404dn'], 'HP LaserJet M404dn'),
      { kind: 'discovery', types: 'wsdp:Device wprt:PrintDeviceType', scopes: ['ldap:///ou=printers'] },
    ],
  },
  { about: 'Windows computer', name: 'PC', replies: [{ kind: 'discovery', types: 'wsdp:Device pub:Computer', scopes: [] }] },
  {
    about: 'router with the server program of some cameras',
    name: 'router',
    replies: [guarded(['Server: alphapd/2.1.7'], 'Basic realm="Broadband Router"')],
  },
  {
    about: 'plain web server',
    name: 'web server',
    replies: [web(['Server: Apache/2.4.57 (Debian)'], 'Apache2 Debian Default Page: It works')],
  },
  { about: 'mail server on odd ports', name: 'mail', replies: [greeting(21, '220 mail.example.vn ESMTP Postfix\r\n')] },
  { about: 'dashboard on port 3000', name: 'dashboard', replies: [web([], 'Grafana', '', 3000)] },
  {
    about: 'Telnet of a switch',
    name: 'switch',
    replies: [greeting(23, '\u00ff\u00fb\u0001\r\nUser Access Verification\r\n\r\nUsername: ')],
  },
];
