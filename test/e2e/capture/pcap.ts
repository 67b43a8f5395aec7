/** A frame as it was on the wire. */
export interface Frame {
  /** Seconds since 1970, as the kernel stamped it. */
  readonly at: number;
  readonly bytes: Buffer;
}

const LITTLE_MICROSECONDS = 0xa1b2c3d4;
const FILE_HEAD = 24;
const FRAME_HEAD = 16;
const ETHERNET = 1;

/** Reads what tcpdump wrote on this machine: little endian, microseconds, whole Ethernet frames. Anything else is refused. */
export function readPcap(file: Buffer): Frame[] {
  if (file.readUInt32LE(0) !== LITTLE_MICROSECONDS || file.readUInt32LE(20) !== ETHERNET) throw new Error('not a capture of Ethernet');
  const frames: Frame[] = [];
  for (let at = FILE_HEAD; at < file.length;) {
    const kept = file.readUInt32LE(at + 8);
    if (kept !== file.readUInt32LE(at + 12)) throw new Error('a frame was cut short');
    const bytes = file.subarray(at + FRAME_HEAD, at + FRAME_HEAD + kept);
    if (bytes.length !== kept) throw new Error('the capture ends within a frame');
    frames.push({ at: file.readUInt32LE(at) + file.readUInt32LE(at + 4) / 1e6, bytes });
    at += FRAME_HEAD + kept;
  }
  return frames;
}
