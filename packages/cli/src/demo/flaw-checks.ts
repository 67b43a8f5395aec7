import type { PlantedFlaw } from '@ancam/camera-farm';

/**
 * Which checks find which planted flaw. The simulated cameras and the knowledge share no words, so that neither can lean on the other:
 * this table is the only place where they meet. Any one of the checks counts as found; all of them are explained by the flaw.
 */
export const FLAW_CHECKS: Readonly<Record<PlantedFlaw, readonly string[]>> = {
  'open-stream': ['stream/open-stream'],
  'rtsp-clear': ['stream/clear-text'],
  'rtsp-basic': ['access/rtsp-basic'],
  'digest-md5-only': ['access/digest-md5-only'],
  'http-basic': ['access/http-basic-clear-text'],
  'clear-text-login': ['web/login-clear-text'],
  'no-https': ['web/no-https'],
  'onvif-clear-text': ['access/onvif-clear-text'],
  telnet: ['service/telnet'],
  ftp: ['service/ftp'],
  'ssh-protocol-1': ['service/ssh-protocol-1'],
  'shared-key': ['tls/shared-key'],
  'self-signed': ['tls/factory-certificate'],
  'expired-certificate': ['tls/expired-certificate'],
  'weak-key': ['tls/weak-key'],
  'legacy-tls': ['tls/legacy-version'],
  'factory-password': ['access/factory-password'],
  'onvif-anonymous-information': ['access/onvif-anonymous-information'],
  'onvif-anonymous-users': ['access/onvif-anonymous-users'],
  'onvif-anonymous-media': ['access/onvif-anonymous-media'],
  'onvif-anonymous-network': ['access/onvif-anonymous-network'],
  'credentials-in-uri': ['access/credentials-in-uri'],
  'old-firmware': [],
  'clock-skew': ['time/clock-skew'],
  'snapshot-open': ['stream/snapshot-open'],
  'config-exposed': ['web/config-exposed'],
  'not-activated': ['access/not-activated'],
  'serial-in-realm': ['disclosure/serial-in-realm'],
  'vendor-port': ['service/vendor-port'],
  'debug-port': ['service/debug-port'],
};
