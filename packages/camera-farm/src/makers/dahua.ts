import { deviceToken } from '../device.ts';
import type { Device } from '../device.ts';
import { loginPage, ok } from './pages.ts';
import type { MakerProfile } from './profile.ts';

function realm(device: Device): string {
  return `Login to ${device.has('serial-in-realm') ? device.serial : deviceToken(device, 'realm', 32)}`;
}

/** Dahua: the factory account admin / admin was published in manuals for firmware before first-use initialisation. */
export const dahua: MakerProfile = {
  id: 'dahua',
  name: 'Dahua',
  manufacturer: 'Dahua',
  factory: { user: 'admin', password: 'admin' },
  onvifPort: 80,
  onvifRefusal: 400,
  scopes: (device) => [
    ['name/', 'Dahua'],
    ['hardware/', device.model],
  ],
  httpRealm: realm,
  rtspRealm: realm,
  subject: (device) => ({ cn: device.model, o: 'Dahua' }),
  issuer: 'Dahua Device CA',
  httpHeaders: () => ({ CONNECTION: 'close' }),
  landing: '/',
  loginPage: (device) =>
    loginPage({
      title: 'WEB SERVICE',
      head: `<script type="text/javascript">var g_DeviceType="${device.model}",g_SoftwareVersion="${device.firmware}";</script>`,
      action: '/RPC2_Login',
    }),
  ownAnswer: (device, { method, path }) =>
    method === 'GET' && path === '/web_caps/webCapsConfig' && device.has('config-exposed')
      ? ok(
          'application/json',
          JSON.stringify({
            vendor: 'Dahua',
            deviceType: device.model,
            SoftwareVersion: device.firmware,
            SerialNo: device.serial,
            WebVersion: '3.2.1.805204',
          }),
        )
      : undefined,
  protectedPrefixes: ['/cgi-bin/'],
  snapshotPath: '/cgi-bin/snapshot.cgi',
  rtspServer: () => 'Dahua Rtsp Server',
  rtspNotUnderstood: 'RTSP/1.0 405 Method Not Allowed\r\nServer: Dahua Rtsp Server\r\nContent-Length: 0\r\nCSeq: 0\r\n\r\n',
  rtspPublic: 'OPTIONS, DESCRIBE, ANNOUNCE, SETUP, PLAY, RECORD, PAUSE, TEARDOWN, SET_PARAMETER, GET_PARAMETER',
  sdpSession: 'Media Server',
  streamPaths: () => ['/cam/realmonitor?channel=1&subtype=0', '/cam/realmonitor?channel=1&subtype=1'],
  rtspLocked: '403 Forbidden',
  telnetPrompt: () => 'Dahua login: ',
  ftpGreeting: (device) => `220 ${device.model} FTP server ready.`,
  vendorPort: { port: 37777 },
};
