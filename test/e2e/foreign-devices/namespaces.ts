import { newId } from '@ancam/core';
import { run } from './processes.ts';

/** Two network namespaces joined by one cable: multicast works in it, and nothing leaves it. */
export interface Cable {
  /** Where the foreign server runs. */
  readonly far: { readonly namespace: string; readonly link: string; readonly address: string };
  /** Where the scan runs. */
  readonly near: { readonly namespace: string; readonly link: string; readonly address: string };
  readonly remove: () => Promise<void>;
}

/** Why namespaces cannot be made here; undefined where they can. Needs root and `ip`. */
export async function whyNoNamespaces(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'not root';
  const name = `ancam-try-${process.pid}`;
  const made = await run('ip', ['netns', 'add', name]);
  if (made.code !== 0) return `ip netns add: ${made.stderr.trim()}`;
  await run('ip', ['netns', 'del', name]);
  return undefined;
}

/** Makes the namespaces, the cable and a route for multicast on both ends. */
export async function layCable(): Promise<Cable> {
  const tag = newId().slice(0, 6);
  const far = { namespace: `ancam-far-${tag}`, link: `af${tag}`, address: '10.231.17.2' };
  const near = { namespace: `ancam-near-${tag}`, link: `an${tag}`, address: '10.231.17.1' };
  await ip('netns', 'add', far.namespace);
  await ip('netns', 'add', near.namespace);
  await ip('link', 'add', far.link, 'netns', far.namespace, 'type', 'veth', 'peer', 'name', near.link, 'netns', near.namespace);
  for (const end of [far, near]) {
    await ip('-n', end.namespace, 'addr', 'add', `${end.address}/24`, 'dev', end.link);
    await ip('-n', end.namespace, 'link', 'set', 'lo', 'up');
    await ip('-n', end.namespace, 'link', 'set', end.link, 'up');
    await ip('-n', end.namespace, 'route', 'add', '239.0.0.0/8', 'dev', end.link);
  }
  return {
    far,
    near,
    async remove() {
      await run('ip', ['netns', 'del', far.namespace]);
      await run('ip', ['netns', 'del', near.namespace]);
    },
  };
}

const KNOCK = `
const [address, port] = process.argv.slice(1);
const net = require('node:net');
const until = Date.now() + 10000;
(function knock() {
  const socket = net.connect(Number(port), address, () => process.exit(0));
  socket.on('error', () => (Date.now() > until ? process.exit(1) : setTimeout(knock, 100)));
})();`;

/** Waits until a server accepts connections from inside the namespace. */
export async function acceptsFrom(namespace: string, address: string, port: number): Promise<void> {
  const ran = await run('ip', ['netns', 'exec', namespace, process.execPath, '-e', KNOCK, address, String(port)]);
  if (ran.code !== 0) throw new Error(`nothing accepts on ${address}:${port} in ${namespace}`);
}

async function ip(...args: readonly string[]): Promise<void> {
  const ran = await run('ip', args);
  if (ran.code !== 0) throw new Error(`ip ${args.join(' ')}: ${ran.stderr}`);
}
