import { deviceToken } from '../device.ts';
import { loginPage, ok } from './pages.ts';
import type { MakerProfile } from './profile.ts';

/** Start of the answer that the SDK port gives to bytes it does not know: length 16 and a refusal. */
const SDK_REFUSAL = Buffer.from('000000100000001e0000001e00000000', 'hex');

/** Hikvision: the factory account admin / 12345 was published in manuals for firmware before activation became mandatory. */
export const hikvision: MakerProfile = {
  id: 'hikvision',
  name: 'Hikvision',
  manufacturer: 'HIKVISION',
  factory: { user: 'admin', password: '12345' },
  onvifPort: 80,
  onvifRefusal: 400,
  scopes: (device) => [
    ['name/', `HIKVISION ${device.model}`],
    ['hardware/', device.model],
    ['MAC/', device.mac],
  ],
  httpRealm: (device) => (device.has('old-firmware') ? device.model : `IP Camera(${deviceToken(device, 'realm', 5).toUpperCase()})`),
  rtspRealm: (device) => `IP Camera(${deviceToken(device, 'realm', 5).toUpperCase()})`,
  subject: () => ({ cn: 'www.hikvision.com', ou: 'DVRNVR', o: 'Hikvision' }),
  issuer: 'Hikvision Device CA',
  httpHeaders: (device) => ({ Server: device.has('old-firmware') ? 'DNVRS-Webs' : 'App-webs/' }),
  landing: '/doc/page/login.asp',
  loginPage: (device) =>
    loginPage({
      title: 'login',
      head: `<script type="text/javascript">var g_oDeviceInfo={"deviceModel":"${device.model}","firmwareVersion":"${device.firmware}"};</script>`,
      action: '/ISAPI/Security/sessionLogin',
    }),
  ownAnswer: (device, { method, path }) =>
    method === 'GET' && path === '/SDK/activateStatus'
      ? ok(
          'application/xml',
          `<?xml version="1.0" encoding="UTF-8"?>\n<ActivateStatus version="1.0" xmlns="http://www.hikvision.com/ver10/XMLSchema">\n<Activated>${String(!device.has('not-activated'))}</Activated>\n</ActivateStatus>\n`,
        )
      : undefined,
  protectedPrefixes: ['/ISAPI/', '/PSIA/', '/onvif-http/'],
  snapshotPath: '/ISAPI/Streaming/channels/101/picture',
  rtspPublic: 'OPTIONS, DESCRIBE, PLAY, PAUSE, SETUP, TEARDOWN, SET_PARAMETER, GET_PARAMETER',
  sdpSession: 'Media Presentation',
  streamPaths: () => ['/Streaming/Channels/101', '/Streaming/Channels/102', '/h264/ch1/main/av_stream'],
  rtspLocked: '403 Forbidden',
  telnetPrompt: () => '192.0.0.64 login: ',
  ftpGreeting: (device) => `220 ${device.model} FTP server ready.`,
  vendorPort: { port: 8000, answer: SDK_REFUSAL },
};
