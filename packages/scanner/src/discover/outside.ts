import { message } from '@ancam/core';
import type { Message } from '@ancam/core';
import type { Claim } from './protocol.ts';
import type { Discovered } from './replies.ts';

const MAX_NOTES = 64;
/** Keeps a note with all its values within what results hold. */
const MAX_VALUE = 60;

type Value = 'mac' | 'serial' | 'endpoint' | 'brand' | 'model' | 'firmware';

function valueOf(device: Discovered, name: Value): string | undefined {
  return device.answers.flatMap(({ claims }) => claims.map((claim) => claim[name])).find((value) => value !== undefined);
}

/** Everything by which a device is known again under another address. */
function keysOf(device: Discovered): string[] {
  const values = (name: Value): string[] => device.answers.flatMap(({ claims }) => claims.flatMap((claim) => claim[name] ?? []));
  return (['mac', 'serial', 'endpoint'] as const).flatMap((name) => values(name).map((value) => `${name} ${value.toUpperCase()}`));
}

function isCamera(device: Discovered): boolean {
  return device.answers.some(({ protocol, claims }) => claims.some((claim) => cameraBy(claim, protocol.makers.length > 0)));
}

function cameraBy(claim: Claim, maker: boolean): boolean {
  return claim.camera ?? maker;
}

/**
 * Notes about devices that answered from addresses nobody named: cameras with what they told, others that speak WS-Discovery by their address.
 * One that also answered from a named address, or from another unnamed one, is told once: it is known again by MAC, serial number or endpoint.
 */
export function outsideNotes(inside: readonly Discovered[], outside: readonly Discovered[]): Message[] {
  const known = new Set(inside.flatMap(keysOf));
  const notes: Message[] = [];
  // cameras first, so that a network full of other devices does not hide them; an IPv4 address tells a person more than one of IPv6
  const order = outside.toSorted(
    (a, b) => Number(isCamera(b)) - Number(isCamera(a)) || a.address.split(':').length - b.address.split(':').length,
  );
  for (const device of order) {
    const keys = keysOf(device);
    if (keys.some((key) => known.has(key))) continue;
    for (const key of keys) known.add(key);
    const protocols = device.answers.map(({ protocol }) => protocol.id);
    if (isCamera(device)) notes.push(cameraNote(device, protocols));
    else if (protocols.includes('ws-discovery')) notes.push(message('outside-answer', { address: device.address }));
    if (notes.length >= MAX_NOTES) break;
  }
  return notes;
}

function cameraNote(device: Discovered, protocols: readonly string[]): Message {
  const value = (name: Value): string => (valueOf(device, name) ?? '–').slice(0, MAX_VALUE);
  const model = device.answers
    .flatMap(({ claims }) => claims.flatMap((claim) => claim.facts ?? []))
    .find(([name, each]) => name === 'wsd.hardware' && typeof each === 'string')?.[1];
  const said = value('model') === '–' && typeof model === 'string' ? model.slice(0, MAX_VALUE) : value('model');
  return message('outside-camera', {
    address: device.address,
    model: said,
    firmware: value('firmware'),
    serial: value('serial'),
    mac: value('mac'),
    protocols: protocols.join(' ').slice(0, MAX_VALUE),
  });
}
