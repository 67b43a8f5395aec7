import { bareMac } from '../device.ts';
import type { Device } from '../device.ts';
import { loginPage, ok } from './pages.ts';
import type { MakerProfile, PageAnswer, PageRequest } from './profile.ts';

function realm(prefix: string): (device: Device) => string {
  return (device) => (device.has('serial-in-realm') ? `${prefix}${bareMac(device)}` : 'AXIS');
}

function properties(device: Device): Record<string, string> {
  return {
    Brand: 'AXIS',
    HardwareID: '7D1',
    ProdFullName: `AXIS ${device.model} Network Camera`,
    ProdNbr: device.model,
    ProdShortName: `AXIS ${device.model}`,
    ProdType: 'Network Camera',
    SerialNumber: bareMac(device),
    Version: device.firmware,
    WebURL: 'http://www.axis.com',
  };
}

function ownAnswer(device: Device, { method, path, body }: PageRequest): PageAnswer | undefined {
  if (method !== 'POST') return undefined;
  if (path === '/axis-cgi/basicdeviceinfo.cgi' && body.includes('getAllUnrestrictedProperties'))
    return ok('application/json', JSON.stringify({ apiVersion: '1.0', data: { propertyList: properties(device) } }));
  if (path === '/axis-cgi/systemready.cgi')
    return ok(
      'application/json',
      JSON.stringify({
        apiVersion: '1.1',
        method: 'systemready',
        data: { systemready: 'yes', needsetup: device.has('not-activated') ? 'yes' : 'no', uptime: '86400', bootid: 'a1' },
      }),
    );
  return undefined;
}

/** Axis: the factory account root / pass was published in manuals for firmware before 5.51; later ones ask for a first password. */
export const axis: MakerProfile = {
  id: 'axis',
  name: 'Axis',
  manufacturer: 'AXIS',
  factory: { user: 'root', password: 'pass' },
  onvifPort: 80,
  onvifRefusal: 401,
  scopes: (device) => [
    ['name/', `AXIS ${device.model}`],
    ['hardware/', device.model],
  ],
  httpRealm: realm('AXIS_'),
  rtspRealm: realm('AXIS_WS_'),
  subject: (device) => ({ cn: `axis-${bareMac(device).toLowerCase()}`, o: 'Axis Communications AB' }),
  issuer: 'Axis device ID intermediate CA ECC 1',
  httpHeaders: () => ({ Server: 'Apache' }),
  landing: '/camera/index.html',
  loginPage: (device) =>
    loginPage({ title: 'AXIS', head: `<meta name="product" content="AXIS ${device.model}">`, action: '/axis-cgi/login.cgi' }),
  ownAnswer,
  protectedPrefixes: ['/axis-cgi/', '/vapix/'],
  snapshotPath: '/axis-cgi/jpg/image.cgi',
  rtspServer: (device) => (device.has('old-firmware') ? undefined : 'GStreamer RTSP server'),
  rtspPublic: 'DESCRIBE, GET_PARAMETER, PAUSE, PLAY, SETUP, SET_PARAMETER, TEARDOWN',
  sdpSession: 'Session streamed with GStreamer',
  streamPaths: () => ['/axis-media/media.amp'],
  rtspLocked: '403 Forbidden',
  telnetPrompt: () => 'axis login: ',
  ftpGreeting: (device) => `220 AXIS ${device.model} Network Camera ${device.firmware} (Aug 14 2018) ready.`,
};
