import { loginPage } from './pages.ts';
import type { MakerProfile } from './profile.ts';

/** Uniview: the factory account admin / 123456 is published in its quick guides. */
export const uniview: MakerProfile = {
  id: 'uniview',
  name: 'Uniview',
  manufacturer: 'Uniview',
  factory: { user: 'admin', password: '123456' },
  onvifPort: 80,
  onvifRefusal: 400,
  scopes: (device) => [
    ['name/', 'Uniview'],
    ['hardware/', device.model],
    ['firmware/', device.firmware],
  ],
  httpRealm: () => 'uniview',
  rtspRealm: () => 'uniview',
  subject: (device) => ({ cn: device.model, o: 'Uniview' }),
  issuer: 'Uniview Device CA',
  httpHeaders: (device) => (device.model.startsWith('NVR') ? { 'X-Device': 'NVRDVR' } : {}),
  landing: '/',
  loginPage: (device) =>
    loginPage({
      title: device.model,
      head: `<script>var DeviceInfo={"DeviceModel":"${device.model}","SoftwareVersion":"${device.firmware}"};</script>`,
      action: '/LAPI/V1.0/Channels/System/Login',
    }),
  protectedPrefixes: ['/LAPI/', '/cgi-bin/'],
  snapshotPath: '/LAPI/V1.0/Channels/0/Media/Video/Streams/0/Snapshot',
  rtspPublic: 'OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY, PAUSE, GET_PARAMETER',
  sdpSession: 'streamed by UNV',
  streamPaths: () => ['/unicast/c1/s0/live', '/media/video1'],
  rtspLocked: '403 Forbidden',
  telnetPrompt: (device) => `${device.model} login: `,
  ftpGreeting: (device) => `220 ${device.model} FTP server ready.`,
};
