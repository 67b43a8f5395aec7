import { parseArgs } from 'node:util';
import { AppError } from '@ancam/core';
import type { DiscoveryFace } from './face.ts';
import { SEARCH_NAMES, startResponder } from './responder.ts';
import type { SearchName } from './responder.ts';

/** Answers the search protocols named; prints `ready` when all listen and ends on SIGTERM. */
const { values } = parseArgs({
  options: {
    search: { type: 'string', multiple: true, default: [] },
    on: { type: 'string', default: '127.0.0.1' },
    face: { type: 'string', default: '{}' },
  },
});

function named(text: string): SearchName {
  const name = SEARCH_NAMES.find((each) => each === text);
  if (name === undefined)
    throw new AppError('input.invalid', `unknown search ${text}`, { place: '--search', fix: SEARCH_NAMES.join(', ') });
  return name;
}

const usual: DiscoveryFace = {
  address: values.on,
  mac: '02:00:00:00:00:01',
  model: 'CAM-1',
  serial: 'SN0001',
  firmware: 'V1.0',
  name: 'camera',
  activated: true,
  channels: 1,
};
const given = JSON.parse(values.face) as Partial<DiscoveryFace>; // written by the test or person who starts it
const close = await startResponder(values.search.map(named), { ...usual, ...given }, values.on);
process.stdout.write('ready\n');
process.once('SIGTERM', close);
process.once('SIGINT', close);
