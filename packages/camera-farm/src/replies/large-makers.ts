import { discovery, greeting, guarded, redirecting, rtsp, web } from './host.ts';
import type { ReplyHost } from './host.ts';

const md5 = (realm: string): string => `Digest realm="${realm}", nonce="4b1f0c2d9e8a7f6b5c4d3e2f1a0b9c8d", stale="FALSE"`;

/** Devices of the makers that most cameras in Vietnam come from, and of brands they build for. */
export const LARGE_MAKERS: readonly ReplyHost[] = [
  {
    about: 'camera of today with discovery off',
    maker: 'hikvision',
    name: 'Hikvision',
    replies: [
      redirecting(['Server: webserver', 'X-Frame-Options: SAMEORIGIN'], '/doc/page/login.asp?_169', 'login'),
      rtsp(md5('IP Camera(G7716)')),
    ],
  },
  {
    about: 'recorder of 2014',
    maker: 'hikvision',
    name: 'Hikvision',
    replies: [guarded(['Server: DVRDVS-Webs'], 'Basic realm="DS-7616NI-ST"'), rtsp('Basic realm="Hikvision"')],
  },
  {
    about: 'camera that names itself in discovery',
    maker: 'hikvision',
    name: 'Hikvision',
    model: 'DS-2CD1043G2-LIU',
    replies: [discovery('type/video_encoder', 'name/HIKVISION%20DS-2CD1043G2-LIU', 'hardware/DS-2CD1043G2-LIU', 'MAC/44:a6:42:10:20:30')],
  },
  {
    about: 'telnet of a first-generation camera',
    maker: 'hikvision',
    name: 'Hikvision',
    replies: [greeting(23, '\u00ff\u00fd\u0001\u00ff\u00fb\u0003\r\n192.0.0.64 login: '), rtsp(md5('IP Camera(12345)'))],
  },
  {
    about: 'HiLook under its own name',
    maker: 'hikvision',
    name: 'HiLook',
    brand: 'HiLook',
    replies: [discovery('name/HiLook', 'hardware/IPC-T221H', 'location/'), rtsp(md5('IP Camera(E9911)'))],
  },
  {
    about: 'EZVIZ with its web server off',
    maker: 'hikvision',
    name: 'EZVIZ',
    brand: 'EZVIZ',
    model: 'CS-H6c-R100-8H4WF',
    replies: [discovery('name/EZVIZ', 'hardware/CS-H6c-R100-8H4WF', 'MAC/20:bb:bc:0a:0b:0c'), rtsp(md5('IP Camera(D2002)'))],
  },
  {
    about: 'camera with the web page of today',
    maker: 'dahua',
    name: 'Dahua',
    replies: [
      web(['CONNECTION: close'], 'WEB SERVICE', '<script>new Rpc({url:"/RPC2_Login"})</script>'),
      rtsp('Digest realm="Login to 6K09F1EPAJ1C234", nonce="1f2e3d4c"'),
    ],
  },
  {
    about: 'old recorder',
    maker: 'dahua',
    name: 'Dahua',
    replies: [rtsp('Basic realm="device"', ['Server: Dahua Rtsp Server']), greeting(37777, '')],
  },
  {
    about: 'CGI with a challenge',
    maker: 'dahua',
    name: 'Dahua',
    replies: [guarded(['CONNECTION: close'], 'Digest realm="Login to 1J02B3CPAA00457", qop="auth", nonce="1234567", opaque="a1b2c3"')],
  },
  {
    about: 'KBVision, as Vietnamese shops sell it',
    maker: 'dahua',
    name: 'KBVision',
    brand: 'KBVision',
    replies: [
      discovery('name/KBVISION', 'hardware/KX-A2011TN3', 'location/country/vietnam'),
      rtsp('Digest realm="Login to 5D0061APAG9A001", nonce="77"'),
    ],
  },
  {
    about: 'Imou, known by its MAC and its RTSP',
    maker: 'dahua',
    name: 'Imou',
    brand: 'Imou',
    replies: [
      discovery('name/General', 'hardware/IPC-F22P', 'MAC/a8:31:62:55:66:77'),
      rtsp('Digest realm="Login to 9f8e7d6c5b4a39281706f5e4d3c2b1a0", nonce="5"'),
    ],
  },
  {
    about: 'Lorex recorder',
    maker: 'dahua',
    name: 'Lorex',
    brand: 'Lorex',
    replies: [discovery('name/Lorex', 'hardware/N881A6'), rtsp('Digest realm="Login to ND021907012345", nonce="9"')],
  },
  {
    about: 'camera with RTSP only',
    maker: 'axis',
    name: 'AXIS',
    replies: [rtsp('Digest realm="AXIS_WS_ACCC8E0A1B2C", nonce="00", stale=FALSE')],
  },
  {
    about: 'FTP greeting of an older camera',
    maker: 'axis',
    name: 'AXIS',
    firmware: '5.51.7.3',
    replies: [
      greeting(21, '220 AXIS P3364 Fixed Dome Network Camera 5.51.7.3 (2018) ready.\r\n'),
      guarded([], 'Digest realm="AXIS_00408C112233", nonce="1", qop="auth"'),
    ],
  },
  {
    about: 'recorder that names its model in the title',
    maker: 'uniview',
    name: 'Uniview',
    replies: [web(['Server: NVRDVR'], 'NVR301-04-P4', '<script src="/LAPI/V1.0/System/DeviceBasicInfo"></script>')],
  },
  {
    about: 'camera by discovery',
    maker: 'uniview',
    name: 'Uniview',
    model: 'IPC2122LB-SF28-A',
    replies: [discovery('name/UNIVIEW', 'hardware/IPC2122LB-SF28-A', 'MAC/48:ea:63:01:02:03')],
  },
  {
    about: 'iPOLiS camera',
    maker: 'hanwha',
    name: 'Hanwha',
    replies: [guarded([], 'Digest realm="iPolis", qop="auth", nonce="7d3a"'), rtsp('Digest realm="iPOLiS", nonce="00D0"')],
  },
  {
    about: 'recorder of the Samsung years',
    maker: 'hanwha',
    name: 'Samsung',
    replies: [web([], 'Web Viewer for Samsung DVR')],
  },
  {
    about: 'Tapo camera',
    maker: 'tplink',
    name: 'TP-Link',
    replies: [
      rtsp('Digest realm="TP-Link IP-Camera", algorithm="MD5", nonce="a"'),
      guarded(['Server: Streamd'], 'Digest realm="TP-Link IP-Camera", algorithm="SHA-256", encrypt_type="3", nonce="b"', 8800),
    ],
  },
  {
    about: 'VIGI camera',
    maker: 'tplink',
    name: 'TP-Link',
    replies: [rtsp('Digest realm="TP-LINK IP-Camera", nonce="c"')],
  },
  {
    about: 'white-label recorder',
    maker: 'xiongmai',
    name: 'Xiongmai',
    replies: [
      redirecting(['Server: uc-httpd 1.0.0'], '/Login.htm', 'NetSurveillance WEB'),
      rtsp('Digest realm="2f1a90cc01d3b4e5", nonce="d"', ['Server: H264DVR 1.0']),
    ],
  },
  {
    about: 'white-label camera that shows RTSP only',
    maker: 'xiongmai',
    name: 'Xiongmai',
    replies: [rtsp('Digest realm="66ba90cc01d3b4aa", nonce="e"', ['Server: H264DVR 1.0'])],
  },
  {
    about: 'camera with its page and its RTSP',
    maker: 'reolink',
    name: 'Reolink',
    replies: [web(['Server: nginx'], 'Reolink'), rtsp('Digest realm="BC Streaming Media", nonce="f"')],
  },
];
