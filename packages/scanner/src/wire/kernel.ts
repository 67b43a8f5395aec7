import { constants, endianness } from 'node:os';
import { getSystemErrorName } from 'node:util';
import ipaddr from 'ipaddr.js';
import type { LibraryHandle } from 'koffi';

/** Numbers of Linux; equal on the two processors below, not on every one. */
const AF_INET = 2;
const AF_INET6 = 10;
const SOCK_STREAM_NONBLOCK_CLOEXEC = 1 | 0o4000 | 0o2000000;
const { EINPROGRESS, EINTR, EISCONN } = constants.errno;
const PROCESSORS = new Set(['x64', 'arm64']);

/** The socket calls of the C library that a connect needs. Descriptors are numbers, and whoever got one closes it. */
export interface Kernel {
  /**
   * Begins a connect without waiting, on the socket `again` where one that was refused before is at hand: Linux lets it connect anew, and making
   * and closing sockets is what costs most. `code` as Node names it where it failed at once; `again` is then closed.
   */
  begin(address: string, port: number, again?: number): { readonly descriptor: number } | { readonly code: string };
  /**
   * Looks, without waiting, which of the first `count` entries have ended. An entry is a `struct pollfd`: the descriptor, then the events
   * asked for in the lower half of the second number and those that came in its upper half.
   */
  poll(entries: Int32Array, count: number): void;
  /**
   * How a connect that `poll` showed has ended: undefined where it stands. The same call once more tells it, whatever address it names, and makes
   * a socket that was refused ready to connect anew.
   */
  endOf(descriptor: number, six: boolean): string | undefined;
  close(descriptor: number): void;
}

let loading: Promise<Kernel | undefined> | undefined;

/** The calls of this machine's kernel; undefined where they cannot be had: other systems and processors, or a missing native package. */
export function loadKernel(): Promise<Kernel | undefined> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Kernel | undefined> {
  if (process.platform !== 'linux' || !PROCESSORS.has(process.arch) || endianness() !== 'LE') return undefined;
  try {
    const { default: koffi } = await import('koffi');
    return bind(koffi.load(null), () => koffi.errno());
  } catch {
    // its binary is missing, or does not run here: Node's own sockets do the same
    return undefined;
  }
}

function bind(library: LibraryHandle, errno: () => number): Kernel {
  const socket = library.func('int socket(int, int, int)');
  const connect = library.func('int connect(int, void *, uint32_t)');
  const poll = library.func('int poll(void *, unsigned long, int)');
  const close = library.func('int close(int)');
  const indexOf = library.func('unsigned int if_nametoindex(const char *)');
  const zoneOf = (name: string): number => (/^\d+$/.test(name) ? Number(name) : Number(indexOf(name)));
  return {
    begin(address, port, again) {
      const place = socketAddress(address, port, zoneOf);
      const descriptor = again ?? Number(socket(place.readUInt16LE(0), SOCK_STREAM_NONBLOCK_CLOEXEC, 0));
      if (descriptor < 0) return { code: getSystemErrorName(-errno()) };
      const number = connect(descriptor, place, place.length) === 0 ? 0 : errno();
      if (number === 0 || number === EINPROGRESS || number === EINTR) return { descriptor };
      close(descriptor);
      return { code: getSystemErrorName(-number) };
    },
    poll(entries, count) {
      poll(entries, count, 0);
    },
    endOf(descriptor, six) {
      const place = six ? room6 : room4;
      if (connect(descriptor, place, place.length) === 0) return undefined;
      const number = errno();
      return number === EISCONN ? undefined : getSystemErrorName(-number);
    },
    close(descriptor) {
      close(descriptor);
    },
  };
}

/** Rooms for an address, written anew for each call: the kernel copies it. */
const room4 = Buffer.alloc(16);
room4.writeUInt16LE(AF_INET, 0);
const room6 = Buffer.alloc(28);
room6.writeUInt16LE(AF_INET6, 0);

/** `struct sockaddr_in` or `sockaddr_in6` of Linux, good until the next call. */
function socketAddress(address: string, port: number, zoneOf: (name: string) => number): Buffer {
  if (!address.includes(':')) {
    room4.writeUInt16BE(port, 2);
    room4.set(ipaddr.IPv4.parse(address).octets, 4);
    return room4;
  }
  const parsed = ipaddr.IPv6.parse(address);
  room6.writeUInt16BE(port, 2);
  room6.set(parsed.toByteArray(), 8);
  room6.writeUInt32LE(parsed.zoneId === undefined ? 0 : zoneOf(parsed.zoneId), 24);
  return room6;
}
