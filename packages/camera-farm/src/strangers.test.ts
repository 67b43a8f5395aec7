import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoFleet, startFarm } from './index.ts';
import type { CameraTruth, Farm } from './index.ts';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

function installed(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

let farm: Farm;
beforeAll(async () => {
  farm = await startFarm({ cameras: demoFleet('127.25.0.1'), portOffset: 20_000 });
});
afterAll(() => farm.close());

function find(maker: string, flaw: string): CameraTruth {
  const found = farm.cameras.find((camera) => camera.maker === maker && camera.flaws.some((one) => one === flaw));
  if (!found) throw new Error(`no ${maker} with ${flaw}`);
  return found;
}

/** `stream,h264,160,120` where it plays, the complaint where it is refused. */
async function ffprobe(camera: CameraTruth, path: string, transport: 'tcp' | 'udp', login = ''): Promise<string> {
  const uri = `rtsp://${login}${camera.address}:${camera.ports['rtsp']}${path}`;
  const options = [
    '-v',
    'error',
    '-analyzeduration',
    '300000',
    '-rtsp_transport',
    transport,
    '-show_entries',
    'stream=codec_name,width,height',
    '-of',
    'csv',
  ];
  return run('ffprobe', [...options, uri], { timeout: 20_000 }).then(
    ({ stdout }) => stdout.trim(),
    (error: Error) => error.message,
  );
}

test('ffprobe plays an open stream by TCP and by UDP and is refused a wrong path', async (context) => {
  if (!installed('ffprobe')) context.skip('ffprobe is not installed');
  const open = find('xiongmai', 'open-stream');
  expect(await ffprobe(open, '/stream1', 'tcp')).toBe('stream,h264,160,120');
  expect(await ffprobe(open, '/stream1', 'udp')).toBe('stream,h264,160,120');
  expect(await ffprobe(open, '/nonsense', 'tcp')).toContain('404 Not Found');
});

test('ffprobe plays a guarded stream with the password only', async (context) => {
  if (!installed('ffprobe')) context.skip('ffprobe is not installed');
  const guarded = find('hikvision', 'factory-password');
  expect(await ffprobe(guarded, '/Streaming/Channels/101', 'tcp', 'admin:12345@')).toBe('stream,h264,160,120');
  expect(await ffprobe(guarded, '/Streaming/Channels/101', 'tcp')).toContain('401 Unauthorized');
  expect(await ffprobe(guarded, '/Streaming/Channels/101', 'tcp', 'admin:wrong@')).toContain('401 Unauthorized');
  const basic = find('axis', 'rtsp-basic');
  const account = farm.account(basic.address);
  expect(await ffprobe(basic, '/axis-media/media.amp', 'tcp', `${account?.user}:${account?.password}@`)).toBe('stream,h264,160,120');
});

/** What nmap calls the services of a camera, by our name of the service. */
async function nmapNames(camera: CameraTruth, services: readonly string[]): Promise<string> {
  const ports = services.map((service) => camera.ports[service]).join(',');
  const options = ['-n', '-Pn', '-sT', '-sV', '--version-all', '-p', ports, camera.address];
  return (await run('nmap', options, { timeout: 120_000 })).stdout;
}

test('nmap names the servers that the cameras stand for', async (context) => {
  if (!installed('nmap')) context.skip('nmap is not installed');
  const [whiteLabel, dahua, axis] = await Promise.all([
    nmapNames(find('xiongmai', 'open-stream'), ['http', 'rtsp', 'telnet']),
    nmapNames(find('dahua', 'rtsp-clear'), ['rtsp']),
    nmapNames(find('axis', 'ftp'), ['ftp']),
  ]);
  expect(whiteLabel).toContain('uc-httpd 1.0.0');
  expect(whiteLabel).toMatch(/H264DVR rtspd/);
  expect(whiteLabel).toMatch(/telnetd/);
  expect(dahua).toMatch(/Dahua IP camera rtspd/);
  expect(axis).toMatch(/Axis .* Network Camera ftpd/);
}, 130_000);

async function startProcess(command: string, args: readonly string[]): Promise<{ child: ChildProcess; ready: string }> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let ready = '';
  for await (const chunk of child.stdout) {
    ready += String(chunk);
    if (ready.includes('\n')) break;
  }
  return { child, ready };
}

test('the farm runs in a process of its own, says what it holds, and ends with its input', async () => {
  const { child, ready } = await startProcess(process.execPath, [
    MAIN,
    '--fleet=mixed',
    '--count=50',
    '--base=127.26.0.1',
    '--port-offset=20000',
  ]);
  expect(JSON.parse(ready)).toMatchObject({ cameras: { length: 50 }, ports: expect.arrayContaining([{ port: 20_554, protocol: 'rtsp' }]) });
  const ended = once(child, 'exit');
  child.stdin?.end();
  expect(await ended).toEqual([0, null]);
});

function ip(...args: string[]): void {
  execFileSync('ip', args);
}

test('onvif-util finds every camera by multicast and reads one with its account', async (context) => {
  if (!installed('onvif-util')) context.skip('onvif-util is not installed');
  if (process.getuid?.() !== 0 || !installed('ip')) context.skip('network namespaces need root and iproute2');
  const [camerasNs, clientNs] = [`farm${process.pid}a`, `farm${process.pid}b`];
  const count = demoFleet().length;
  try {
    ip('netns', 'add', camerasNs);
    ip('netns', 'add', clientNs);
    ip('link', 'add', 'va', 'netns', camerasNs, 'type', 'veth', 'peer', 'name', 'vb', 'netns', clientNs);
    for (let i = 0; i < count; i += 1) ip('-n', camerasNs, 'addr', 'add', `10.77.0.${11 + i}/24`, 'dev', 'va');
    ip('-n', clientNs, 'addr', 'add', '10.77.0.200/24', 'dev', 'vb');
    for (const [ns, dev] of [[camerasNs, 'va'] as const, [clientNs, 'vb'] as const]) {
      ip('-n', ns, 'link', 'set', dev, 'up');
      ip('-n', ns, 'route', 'add', '239.0.0.0/8', 'dev', dev);
    }
    const place = ['netns', 'exec', camerasNs, process.execPath, MAIN];
    const { child } = await startProcess('ip', [...place, '--base', '10.77.0.11', '--multicast', '10.77.0.11']);
    const client = (...args: string[]): string =>
      spawnSync('ip', ['netns', 'exec', clientNs, 'onvif-util', ...args], { input: 'get rtsp\nquit\n', encoding: 'utf8', timeout: 20_000 })
        .stdout;
    const list = client('-a');
    expect(list).toContain(`Found ${count} cameras`);
    expect(list).toContain('10.77.0.13 hikvision(HIKVISION DS-2CD2032F-I)');
    expect(client('-u', 'admin', '-p', '12345', '10.77.0.13')).toContain('rtsp://10.77.0.13:554/Streaming/Channels/101');
    expect(client('-u', 'admin', '-p', 'wrong', '10.77.0.13')).not.toContain('successfully connected');
    const ended = once(child, 'exit');
    child.stdin?.end();
    await ended;
  } finally {
    spawnSync('ip', ['netns', 'del', camerasNs]);
    spawnSync('ip', ['netns', 'del', clientNs]);
  }
});
