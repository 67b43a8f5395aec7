import { loginPage } from './pages.ts';
import type { MakerProfile } from './profile.ts';

/** Reolink: the factory account admin with an empty password is published in its quick guides. */
export const reolink: MakerProfile = {
  id: 'reolink',
  name: 'Reolink',
  manufacturer: 'Reolink',
  factory: { user: 'admin', password: '' },
  onvifPort: 8000,
  onvifRefusal: 400,
  scopes: (device) => [
    ['name/', 'Reolink'],
    ['hardware/', device.model],
    ['firmware/', device.firmware],
  ],
  httpRealm: () => 'Reolink',
  rtspRealm: () => 'BC Streaming Media',
  subject: (device) => ({ cn: device.model, o: 'Reolink' }),
  issuer: 'Reolink Device CA',
  httpHeaders: () => ({ Server: 'nginx' }),
  landing: '/',
  loginPage: (device) =>
    loginPage({
      title: 'Reolink',
      head: `<script>window.device={"model":"${device.model}","firmVer":"${device.firmware}"};</script>`,
      action: '/api.cgi?cmd=Login',
    }),
  protectedPrefixes: ['/cgi-bin/', '/api/'],
  snapshotPath: '/cgi-bin/api.cgi?cmd=Snap&channel=0',
  rtspPublic: 'OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER',
  sdpSession: 'Session streamed by "preview"',
  streamPaths: () => ['/h264Preview_01_main', '/h265Preview_01_main'],
  rtspLocked: '403 Forbidden',
  telnetPrompt: (device) => `${device.model} login: `,
  ftpGreeting: (device) => `220 ${device.model} FTP server ready.`,
  vendorPort: { port: 9000 },
};
