/** The makers whose cameras are simulated. */
export const MAKERS = ['hikvision', 'dahua', 'axis', 'uniview', 'hanwha', 'tplink', 'xiongmai', 'reolink'] as const;
export type MakerId = (typeof MAKERS)[number];

/** Every flaw that can be planted; each is a plain fact about the device (README, "Flaws"). */
export const PLANTED_FLAWS = [
  'open-stream',
  'rtsp-clear',
  'rtsp-basic',
  'digest-md5-only',
  'http-basic',
  'clear-text-login',
  'no-https',
  'onvif-clear-text',
  'telnet',
  'ftp',
  'ssh-protocol-1',
  'ssh-weak',
  'ssh-shared-key',
  'rtmp',
  'shared-key',
  'self-signed',
  'expired-certificate',
  'weak-key',
  'legacy-tls',
  'factory-password',
  'onvif-anonymous-information',
  'onvif-anonymous-users',
  'onvif-anonymous-media',
  'onvif-anonymous-network',
  'credentials-in-uri',
  'old-firmware',
  'clock-skew',
  'snapshot-open',
  'config-exposed',
  'not-activated',
  'serial-in-realm',
  'vendor-port',
  'debug-port',
] as const;
export type PlantedFlaw = (typeof PLANTED_FLAWS)[number];

/** What can be switched off on a camera; everything not named is on. */
export type Feature = 'http' | 'rtsp' | 'onvif' | 'discovery';

/** One camera to simulate. Which services run follows from `flaws` and `without`. */
export interface CameraSpec {
  /** Address to bind, usually of 127.0.0.0/8; IPv6 works too. */
  readonly address: string;
  readonly maker: MakerId;
  readonly model: string;
  /** In the maker's own grammar. */
  readonly firmware: string;
  readonly serial: string;
  /** `aa:bb:cc:dd:ee:ff`. */
  readonly mac: string;
  readonly flaws: readonly PlantedFlaw[];
  readonly without?: readonly Feature[];
  /** Port 80 answers and sends the browser to https. */
  readonly redirectToHttps?: boolean;
  /** Wrong log-ins are never locked. */
  readonly neverLocks?: boolean;
  /** Telnet negotiates options and never prompts. */
  readonly silentTelnet?: boolean;
  /** Milliseconds that every answer over HTTP and RTSP takes, as of a weak device. */
  readonly answerDelayMs?: number;
}

export type Protocol = 'http' | 'https' | 'rtsp' | 'rtsps' | 'telnet' | 'ssh' | 'ftp' | 'vendor' | 'debug';

/** Everything planted in a camera, plainly stated and JSON-serialisable. */
export interface CameraTruth {
  readonly address: string;
  readonly maker: MakerId;
  readonly makerName: string;
  readonly model: string;
  readonly firmware: string;
  readonly serial: string;
  readonly mac: string;
  /** Planted flaws with those that follow from them. */
  readonly flaws: readonly PlantedFlaw[];
  /** Open TCP ports by service: `http`, `https`, `rtsp`, `rtsps`, `onvif`, `telnet`, `ssh`, `ftp`, `rtmp`, `vendor`, `debug`. */
  readonly ports: Readonly<Record<string, number>>;
}

const IMPLIED: Partial<Record<PlantedFlaw, readonly PlantedFlaw[]>> = {
  'open-stream': ['rtsp-clear'],
  'rtsp-basic': ['rtsp-clear'],
  'http-basic': ['clear-text-login'],
  'no-https': ['clear-text-login'],
  'credentials-in-uri': ['onvif-anonymous-media'],
};

/** The planted flaws with all that follow from them, in the order of `PLANTED_FLAWS`. */
export function completeFlaws(flaws: readonly PlantedFlaw[], without: readonly Feature[] = []): ReadonlySet<PlantedFlaw> {
  const complete = new Set<PlantedFlaw>();
  function add(flaw: PlantedFlaw): void {
    complete.add(flaw);
    for (const implied of IMPLIED[flaw] ?? []) add(implied);
  }
  for (const flaw of flaws) add(flaw);
  if (complete.has('no-https') && !without.includes('onvif')) add('onvif-clear-text');
  return new Set(PLANTED_FLAWS.filter((flaw) => complete.has(flaw)));
}
