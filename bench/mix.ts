import type { CameraTruth } from '@ancam/camera-farm';

/** A kind of camera of the mix, told by its services. */
export interface MixGroup {
  readonly name: string;
  /** Part of a figure's name. */
  readonly key: string;
}

const TELNET: MixGroup = { name: 'HTTP+RTSP with Telnet', key: 'telnet' };
const FULL: MixGroup = { name: 'HTTP+HTTPS+RTSP+ONVIF', key: 'http_https_rtsp_onvif' };
const RTSP: MixGroup = { name: 'RTSP only', key: 'rtsp' };
const HTTP_RTSP: MixGroup = { name: 'HTTP+RTSP', key: 'http_rtsp' };

/** The kinds of the mix: 40, 30, 20 and 10 of 100 cameras. */
export const GROUPS: readonly MixGroup[] = [HTTP_RTSP, FULL, RTSP, TELNET];

/** The kind of a camera. */
export function groupOf({ ports }: CameraTruth): MixGroup {
  if ('telnet' in ports) return TELNET;
  if ('https' in ports) return FULL;
  return 'http' in ports ? HTTP_RTSP : RTSP;
}

/** How many of each kind are right, ours and the peer's, as one line. */
export function byGroup(cameras: readonly CameraTruth[], ours: readonly CameraTruth[], peer: readonly CameraTruth[] | undefined): string {
  const parts = GROUPS.map((group) => {
    const count = (list: readonly CameraTruth[]): number => list.filter((camera) => groupOf(camera) === group).length;
    return `${group.name}: ours ${count(ours)}${peer === undefined ? '' : `, peer ${count(peer)}`} of ${count(cameras)}`;
  });
  return parts.join('; ');
}
