import { deviceToken } from '../device.ts';
import { loginPage, ok } from './pages.ts';
import type { MakerProfile } from './profile.ts';

/** Xiongmai (XMEye, sold under many names): the factory account admin with an empty password is published in ICSA-18-282-06. */
export const xiongmai: MakerProfile = {
  id: 'xiongmai',
  name: 'Xiongmai',
  manufacturer: 'Xiongmai',
  factory: { user: 'admin', password: '' },
  onvifPort: 8899,
  onvifRefusal: 400,
  scopes: (device) => [
    ['name/', 'XMEye'],
    ['hardware/', device.model],
    ['mfr/', 'Xiongmai'],
    ['firmware/', device.firmware],
  ],
  httpRealm: (device) => deviceToken(device, 'realm', 16),
  rtspRealm: (device) => deviceToken(device, 'realm', 16),
  subject: () => ({ cn: 'xmeye.net', o: 'Xiongmai' }),
  issuer: 'Xiongmai Device CA',
  httpHeaders: (device): Record<string, string> => (device.has('old-firmware') ? { Server: 'uc-httpd 1.0.0' } : {}),
  http10: true,
  landing: '/Login.htm',
  loginPage: (device) =>
    loginPage({
      title: device.has('old-firmware') ? 'NETSurveillance WEB' : 'XMEye',
      head: `<script language="JavaScript">var g_DevType="${device.model}",g_SoftWareVersion="${device.firmware}";</script>`,
      action: '/Login.htm',
    }),
  ownAnswer: (_device, { path }) =>
    path === '/err.htm'
      ? ok('text/html', '<html><head><title>XMEye</title></head><body>Hangzhou Xiongmai Technology Co., Ltd. XMEye</body></html>\n')
      : undefined,
  protectedPrefixes: ['/cgi-bin/'],
  snapshotPath: '/webcapture.jpg?command=snap&channel=1',
  rtspServer: () => 'H264DVR 1.0',
  rtspPublic: 'OPTIONS, DESCRIBE, SETUP, TEARDOWN, GET_PARAMETER, SET_PARAMETER, PLAY, PAUSE',
  sdpSession: 'H264DVR',
  streamPaths: (device) => [
    `/user=admin&password=${deviceToken(device, 'path', 8)}&channel=1&stream=0.sdp`,
    '/stream1',
    ...(device.has('open-stream') ? ['/user=admin&password=&channel=1&stream=0.sdp'] : []),
  ],
  rtspLocked: '403 Forbidden',
  telnetPrompt: () => 'LocalHost login: ',
  ftpGreeting: (device) => `220 ${device.model} FTP server ready.`,
  vendorPort: { port: 34567 },
  debugPort: { port: 9527, greeting: 'XmShell\r\nusername:' },
};
