import { readFileSync } from 'node:fs';

const FRAMES_PER_SECOND = 5;
const CLOCK_RATE = 90_000;
const MAX_PAYLOAD = 1200;
const NAL_SPS = 7;
const NAL_PPS = 8;

/** One RTP payload of the clip. */
interface Payload {
  readonly bytes: Buffer;
  /** Last payload of its frame. */
  readonly marker: boolean;
}

/** The clip cut into frames, each a list of RTP payloads (RFC 6184). */
interface Clip {
  readonly frames: readonly (readonly Payload[])[];
  /** `fmtp` parameters of the SDP. */
  readonly format: string;
}

/** Milliseconds between two frames. */
export const FRAME_MS = 1000 / FRAMES_PER_SECOND;
/** RTP time between two frames. */
export const FRAME_TICKS = CLOCK_RATE / FRAMES_PER_SECOND;

function splitUnits(stream: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = stream.indexOf('\0\0\x01', 0, 'latin1'); at >= 0; at = stream.indexOf('\0\0\x01', at + 3, 'latin1')) starts.push(at);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? stream.length;
    const unit = stream.subarray(start + 3, end);
    return i + 1 < starts.length && unit.at(-1) === 0 ? unit.subarray(0, -1) : unit;
  });
}

function isPicture(unit: Buffer): boolean {
  const type = (unit[0] ?? 0) & 0x1f;
  return type === 1 || type === 5;
}

function payloadsOf(unit: Buffer, last: boolean): Payload[] {
  if (unit.length <= MAX_PAYLOAD) return [{ bytes: unit, marker: last }];
  const header = unit[0] ?? 0;
  const payloads: Payload[] = [];
  for (let at = 1; at < unit.length; at += MAX_PAYLOAD) {
    const end = Math.min(at + MAX_PAYLOAD, unit.length);
    const flags = (at === 1 ? 0x80 : 0) | (end === unit.length ? 0x40 : 0) | (header & 0x1f);
    payloads.push({
      bytes: Buffer.concat([Buffer.from([(header & 0xe0) | 28, flags]), unit.subarray(at, end)]),
      marker: last && end === unit.length,
    });
  }
  return payloads;
}

function load(): Clip {
  const units = splitUnits(readFileSync(new URL('../../media/clip.h264', import.meta.url)));
  const frames: Payload[][] = [];
  let waiting: Buffer[] = [];
  for (const unit of units) {
    waiting.push(unit);
    if (!isPicture(unit)) continue;
    const frame = waiting;
    frames.push(frame.flatMap((part, i) => payloadsOf(part, i === frame.length - 1)));
    waiting = [];
  }
  const find = (type: number): Buffer => units.find((unit) => ((unit[0] ?? 0) & 0x1f) === type) ?? Buffer.alloc(4);
  const sps = find(NAL_SPS);
  const sets = `${sps.toString('base64')},${find(NAL_PPS).toString('base64')}`;
  return { frames, format: `packetization-mode=1;profile-level-id=${sps.subarray(1, 4).toString('hex')};sprop-parameter-sets=${sets}` };
}

let loaded: Clip | undefined;

/** The clip that all cameras show, read once. */
export function clip(): Clip {
  loaded ??= load();
  return loaded;
}
