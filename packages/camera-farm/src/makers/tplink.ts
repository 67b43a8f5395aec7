import { loginPage } from './pages.ts';
import type { MakerProfile } from './profile.ts';

/** TP-Link VIGI and Tapo: the factory account admin / admin is published for older devices. */
export const tplink: MakerProfile = {
  id: 'tplink',
  name: 'TP-Link',
  manufacturer: 'TP-Link',
  factory: { user: 'admin', password: 'admin' },
  onvifPort: 2020,
  onvifRefusal: 401,
  scopes: (device) => [
    ['name/', `TP-Link ${device.model}`],
    ['hardware/', device.model],
    ['firmware/', device.firmware],
  ],
  httpRealm: () => 'TP-LINK IP-Camera',
  rtspRealm: () => 'TP-LINK IP-Camera',
  subject: (device) => ({ cn: device.model, o: 'TP-Link' }),
  issuer: 'TP-Link Device CA',
  httpHeaders: () => ({}),
  landing: '/',
  loginPage: (device) =>
    loginPage({
      title: 'TP-LINK IP-Camera',
      head: `<script>window.deviceInfo={"model":"${device.model}","sw_version":"${device.firmware}"};</script>`,
      action: '/ds',
    }),
  protectedPrefixes: ['/cgi/', '/stok'],
  snapshotPath: '/cgi/snapshot',
  rtspServer: () => 'Streamd',
  rtspPublic: 'OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY, GET_PARAMETER',
  sdpSession: 'RTSP/RTP stream from IP Camera',
  streamPaths: () => ['/stream1', '/stream2'],
  rtspLocked: '403 Forbidden',
  telnetPrompt: (device) => `${device.model} login: `,
  ftpGreeting: (device) => `220 ${device.model} FTP server ready.`,
};
