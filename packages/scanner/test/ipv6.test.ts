import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createPlan, resolveTargets } from '../src/index.ts';
import { scan, values } from './scanning.ts';
import { http, ScriptedDevice } from './scripted-device.ts';

const PORT = 26_080;
const LINK_LOCAL = 'fe80::7%lo';
const SPACE = ['-rn', 'sh', '-c'];
/** A loopback interface of its own with a link-local address: nothing of it reaches the machine. */
const INTERFACE = 'ip link set lo up && ip -6 addr add fe80::7/64 dev lo nodad';
const possible = spawnSync('unshare', [...SPACE, INTERFACE]).status === 0;

/** Serves and scans a link-local address; prints what was found. */
const PROGRAM = `
import { scan, values } from './test/scanning.ts';
import { http, ScriptedDevice } from './test/scripted-device.ts';
const device = new ScriptedDevice('${LINK_LOCAL}');
await device.serve(${PORT}, () => http(200, ['Server: six'], '<title>six</title>'));
const { hosts } = await scan({ targets: ['${LINK_LOCAL}'], ports: 'http:${PORT}' });
console.log(JSON.stringify([...hosts].map(([address, host]) => [address, values(host, 'http.title')])));
console.log(device.received().map(({ bytes }) => /Host: .*/.exec(bytes.toString())?.[0] ?? '').filter((line) => line !== '')[0]);
device.close();
`;

describe('IPv6', () => {
  it('scans the loopback address and names it in brackets', async () => {
    const device = new ScriptedDevice('::1');
    await device.serve(PORT, () => http(200, ['Server: six'], '<title>six</title>'));
    const { hosts } = await scan({ targets: ['::1/128'], ports: `http:${PORT}` });
    device.close();
    expect(values(hosts.get('::1'), 'http.title')).toEqual(['six']);
    expect(device.received().some(({ bytes }) => bytes.toString().includes(`Host: [::1]:${PORT}\r\n`))).toBe(true);
  });

  it.skipIf(!possible)('scans a link-local address by its zone, which it keeps to itself', async () => {
    const run = promisify(execFile)(
      'unshare',
      [...SPACE, `${INTERFACE} && exec "$0" --input-type=module -e "$1"`, process.execPath, PROGRAM],
      {
        cwd: `${import.meta.dirname}/..`,
      },
    );
    const { stdout } = await run;
    expect(stdout.split('\n').slice(0, 2)).toEqual([JSON.stringify([[LINK_LOCAL, ['six']]]), `Host: [fe80::7]:${PORT}`]);
  });

  it('takes prefixes of a size that can be swept, and says what to do about others', async () => {
    const small = await resolveTargets(createPlan({ targets: ['fd00:1:2:3::/120'] }));
    expect([small.count, small.at(0), small.at(255)]).toEqual([256, 'fd00:1:2:3::', 'fd00:1:2:3::ff']);
    await expect(resolveTargets(createPlan({ targets: ['fd00:1:2:3::/64'] }))).rejects.toMatchObject({
      code: 'target.too-many',
      details: { fix: expect.stringContaining('/112') },
    });
    await expect(resolveTargets(createPlan({ targets: ['10.0.0.0/8'] }))).rejects.toMatchObject({
      code: 'target.too-many',
      details: { fix: expect.not.stringContaining('/112') },
    });
  });
});
