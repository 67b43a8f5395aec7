import { loginPage, ok } from './pages.ts';
import type { MakerProfile } from './profile.ts';

/** Hanwha (Wisenet): the factory account admin / 4321 was published for Samsung Techwin devices before first-use passwords. */
export const hanwha: MakerProfile = {
  id: 'hanwha',
  name: 'Hanwha Vision',
  manufacturer: 'Hanwha Vision',
  factory: { user: 'admin', password: '4321' },
  onvifPort: 80,
  onvifRefusal: 401,
  scopes: (device) => [
    ['name/', `Hanwha ${device.model}`],
    ['hardware/', device.model],
    ['firmware/', device.firmware],
  ],
  httpRealm: () => 'iPolis',
  rtspRealm: () => 'iPolis',
  subject: (device) => ({ cn: device.model, o: 'Hanwha Vision' }),
  issuer: 'Hanwha Vision Device CA',
  httpHeaders: () => ({}),
  landing: '/wmf/index.html',
  loginPage: (device) =>
    loginPage({
      title: 'Hanwha Techwin',
      head: `<script id="about" data-model="${device.model}" data-firmware="${device.firmware}" src="/wmf/main.js"></script>`,
      action: '/stw-cgi/security.cgi',
    }),
  ownAnswer: (device, { method, path, query }) =>
    method === 'GET' && path === '/init-cgi/pw_init.cgi' && query.includes('statuscheck')
      ? ok(
          'text/plain',
          `Initialized=${device.has('not-activated') ? 'False' : 'True'}\r\nManufacturer=Hanwha Vision\r\nMaxPasswordLength=15\r\nNewPasswordPolicy=True\r\n`,
        )
      : undefined,
  protectedPrefixes: ['/stw-cgi/', '/cgi-bin/'],
  snapshotPath: '/stw-cgi/video.cgi?msubmenu=snapshot&action=view',
  rtspPublic: 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN, GET_PARAMETER, SET_PARAMETER',
  sdpSession: 'RTSP session',
  streamPaths: () => ['/profile1/media.smp', '/profile2/media.smp'],
  rtspLocked: '490 Account Blocked',
  telnetPrompt: (device) => `${device.model} login: `,
  ftpGreeting: (device) => `220 ${device.model} FTP server ready.`,
};
