import { AppError, PortSpec } from '@ancam/core';

type Protocol = PortSpec['protocol'];

/** What usually speaks on a port; ports that are not here are asked in turn. `vendor`: a binary protocol that is not spoken to. */
const USUAL: Readonly<Record<number, Exclude<Protocol, 'auto'> | 'vendor'>> = {
  21: 'ftp',
  22: 'ssh',
  23: 'telnet',
  80: 'http',
  81: 'http',
  82: 'http',
  83: 'http',
  84: 'http',
  85: 'http',
  88: 'http',
  322: 'rtsps',
  443: 'https',
  554: 'rtsp',
  1883: 'vendor',
  1935: 'vendor',
  2020: 'http',
  2323: 'telnet',
  5554: 'rtsp',
  8080: 'http',
  8081: 'http',
  8088: 'http',
  8322: 'rtsps',
  8443: 'https',
  8554: 'rtsp',
  8899: 'http',
  34567: 'vendor',
  37777: 'vendor',
};

/** The protocol a port spec stands for, before anything was read. */
export function usualProtocol(spec: PortSpec): Exclude<Protocol, 'auto'> | 'vendor' | 'unknown' {
  return spec.protocol === 'auto' ? (USUAL[spec.port] ?? 'unknown') : spec.protocol;
}

/** First stage: where cameras most often answer (sweeps of public networks and makers' manuals). */
export const CAMERA_PORTS = [80, 443, 554, 8000, 8080, 8554, 37777, 34567, 2020, 8899, 9000, 322];

/** Second stage, only on hosts that showed life: other web and stream ports, consoles, makers' own ports. */
export const FURTHER_PORTS = [
  21, 22, 23, 81, 82, 83, 84, 85, 88, 1756, 1883, 1935, 2323, 3000, 5000, 5554, 7070, 7447, 8001, 8008, 8081, 8088, 8099, 8322, 8443, 8999,
  9527, 9530, 5555,
];

/** Where services stand by custom; tried one and all on a test bench only. */
export const WELL_KNOWN_PORTS: readonly number[] = Array.from({ length: 1024 }, (_, index) => index + 1);

/**
 * Reads a list such as `80,554,http:8080,rtsp:10554,8000-8010`. @throws AppError `input.invalid` that names the part.
 */
export function parsePorts(text: string): PortSpec[] {
  const specs = new Map<number, PortSpec>();
  for (const part of text.split(/[\s,]+/).filter((piece) => piece !== '')) {
    const match = /^(?:(auto|https?|rtsps?|telnet|ssh|ftp):)?(\d{1,5})(?:-(\d{1,5}))?$/i.exec(part);
    const first = Number(match?.[2]);
    const last = match?.[3] === undefined ? first : Number(match[3]);
    if (match === null || first < 1 || last > 65_535 || last < first) {
      throw new AppError('input.invalid', `ports: "${part}" is not a port`, {
        place: `ports: ${part}`,
        fix: 'write ports as 80,554,http:8080,rtsp:10554 or 8000-8010 (1 to 65535)',
      });
    }
    const protocol = PortSpec.shape.protocol.parse((match[1] ?? 'auto').toLowerCase());
    for (let port = first; port <= last; port += 1) specs.set(port, { port, protocol });
  }
  return [...specs.values()];
}

/** Plain port numbers as specs. */
export function portSpecs(ports: readonly number[]): PortSpec[] {
  return ports.map((port) => ({ port, protocol: 'auto' as const }));
}
