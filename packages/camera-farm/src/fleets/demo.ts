import type { CameraSpec } from '../spec.ts';
import { buildCamera } from './build.ts';

type Wish = Parameters<typeof buildCamera>[2];

const CLEAR = ['clear-text-login', 'rtsp-clear', 'onvif-clear-text', 'digest-md5-only'] as const;

/** Every maker in good and in bad condition; each maker's flaws are those typical for it, and every flaw occurs at least once. */
const WISHES: readonly Wish[] = [
  { maker: 'hikvision' },
  { maker: 'hikvision', line: 1, redirectToHttps: true },
  {
    maker: 'hikvision',
    flaws: ['old-firmware', 'no-https', 'rtsp-clear', 'digest-md5-only', 'telnet', 'factory-password', 'vendor-port'],
  },
  { maker: 'hikvision', line: 2, flaws: [...CLEAR, 'shared-key', 'expired-certificate', 'vendor-port'] },
  { maker: 'hikvision', line: 1, flaws: [...CLEAR, 'shared-key', 'legacy-tls'] },
  { maker: 'hikvision', flaws: ['not-activated', 'rtsp-clear', 'clear-text-login', 'vendor-port'] },
  { maker: 'dahua' },
  { maker: 'dahua', flaws: ['old-firmware', ...CLEAR, 'serial-in-realm', 'config-exposed', 'vendor-port'] },
  { maker: 'dahua', line: 1, flaws: ['no-https', 'rtsp-clear', 'digest-md5-only', 'serial-in-realm', 'factory-password', 'telnet'] },
  { maker: 'dahua', line: 2, flaws: [...CLEAR, 'shared-key', 'ssh-shared-key', 'clock-skew'] },
  { maker: 'dahua', line: 1, flaws: [...CLEAR, 'shared-key', 'ssh-shared-key', 'self-signed'] },
  { maker: 'axis' },
  { maker: 'axis', line: 1, redirectToHttps: true },
  {
    maker: 'axis',
    flaws: ['old-firmware', 'http-basic', 'rtsp-basic', 'digest-md5-only', 'onvif-clear-text', 'serial-in-realm', 'ftp', 'legacy-tls'],
  },
  { maker: 'axis', line: 2, flaws: [...CLEAR, 'not-activated', 'self-signed'] },
  { maker: 'uniview' },
  { maker: 'uniview', flaws: ['old-firmware', 'no-https', 'rtsp-clear', 'digest-md5-only', 'ftp', 'factory-password'] },
  { maker: 'uniview', line: 1, flaws: [...CLEAR, 'onvif-anonymous-information', 'clock-skew'] },
  { maker: 'hanwha' },
  { maker: 'hanwha', line: 1, flaws: [...CLEAR, 'http-basic', 'expired-certificate', 'snapshot-open', 'rtmp', 'ssh-weak'] },
  { maker: 'hanwha', flaws: ['not-activated', 'clear-text-login', 'rtsp-clear'] },
  { maker: 'tplink' },
  { maker: 'tplink', flaws: ['old-firmware', ...CLEAR, 'onvif-anonymous-network', 'ssh-protocol-1'] },
  { maker: 'xiongmai' },
  {
    maker: 'xiongmai',
    flaws: [
      'old-firmware',
      'no-https',
      'open-stream',
      'telnet',
      'onvif-anonymous-information',
      'onvif-anonymous-users',
      'onvif-anonymous-media',
      'onvif-anonymous-network',
      'credentials-in-uri',
      'snapshot-open',
      'vendor-port',
      'debug-port',
    ],
  },
  {
    maker: 'xiongmai',
    line: 1,
    flaws: ['old-firmware', 'no-https', 'rtsp-clear', 'digest-md5-only', 'telnet', 'vendor-port', 'factory-password'],
  },
  { maker: 'reolink' },
  { maker: 'reolink', flaws: ['old-firmware', ...CLEAR, 'rtsp-basic', 'vendor-port', 'factory-password'] },
  { maker: 'reolink', line: 1, flaws: ['open-stream', 'clear-text-login', 'onvif-clear-text', 'weak-key', 'self-signed'] },
];

/** The cameras of `ancam demo`, on addresses from `base` on. */
export function demoFleet(base = '127.23.0.1'): CameraSpec[] {
  return WISHES.map((wish, n) => buildCamera(base, n, wish));
}
