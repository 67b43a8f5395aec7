import type { MakerProfile } from './makers/profile.ts';
import type { CameraSpec, PlantedFlaw } from './spec.ts';

/** One TCP service of a camera. */
export interface Service {
  /** Key in `CameraTruth.ports`. */
  readonly name: string;
  readonly port: number;
  readonly kind: 'http' | 'rtsp' | 'telnet' | 'ssh' | 'ssh-2' | 'ftp' | 'rtmp' | 'vendor' | 'debug';
  readonly secure: boolean;
}

type Planned = readonly [name: string, port: number, kind: Service['kind'], secure?: boolean];

function when(condition: boolean | undefined, ...planned: Planned): Planned[] {
  return condition === true ? [planned] : [];
}

function webServices(maker: MakerProfile, spec: CameraSpec, flaws: ReadonlySet<PlantedFlaw>): Planned[] {
  const onvif = !spec.without?.includes('onvif');
  const clearOnvif = onvif && flaws.has('onvif-clear-text');
  const clear = flaws.has('clear-text-login') || spec.redirectToHttps === true || (clearOnvif && maker.onvifPort === 80);
  return [
    ...when(clear, 'http', 80, 'http'),
    ...when(!flaws.has('no-https'), 'https', 443, 'http', true),
    ...when(clearOnvif, 'onvif', maker.onvifPort, 'http'),
    ...when(onvif && !clearOnvif, 'onvif', 443, 'http', true),
  ];
}

/** The TCP services that follow from a camera's flaws and from what is left off, on the makers' standard ports plus the offset. */
export function planServices(maker: MakerProfile, spec: CameraSpec, flaws: ReadonlySet<PlantedFlaw>, offset: number): Service[] {
  const { vendorPort, debugPort } = maker;
  const rtsp = !spec.without?.includes('rtsp');
  const clearRtsp = flaws.has('rtsp-clear');
  const planned: Planned[] = [
    ...(spec.without?.includes('http') ? [] : webServices(maker, spec, flaws)),
    ...when(rtsp && clearRtsp, 'rtsp', 554, 'rtsp'),
    ...when(rtsp && !clearRtsp, 'rtsps', 322, 'rtsp', true),
    ...when(flaws.has('telnet'), 'telnet', 23, 'telnet'),
    ...when(flaws.has('ssh-protocol-1'), 'ssh', 22, 'ssh'),
    ...when(flaws.has('ssh-weak') || flaws.has('ssh-shared-key'), 'ssh', 22, 'ssh-2'),
    ...when(flaws.has('rtmp'), 'rtmp', 1935, 'rtmp'),
    ...when(flaws.has('ftp'), 'ftp', 21, 'ftp'),
    ...when(vendorPort && flaws.has('vendor-port'), 'vendor', vendorPort?.port ?? 0, 'vendor'),
    ...when(debugPort && flaws.has('debug-port'), 'debug', debugPort?.port ?? 0, 'debug'),
  ];
  return planned.map(([name, port, kind, secure = false]) => ({ name, port: port + offset, kind, secure }));
}
