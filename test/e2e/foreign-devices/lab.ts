import { newId } from '@ancam/core';
import { run } from './processes.ts';

/** A machine of the lab: a namespace with one cable. */
export interface Machine {
  readonly namespace: string;
  readonly link: string;
  readonly address: string;
}

/** A network of its own: a scanner and devices on one switch, and one device behind a router. Nothing of it leaves. */
export interface Lab {
  readonly scanner: Machine;
  readonly devices: readonly Machine[];
  readonly beyond: Machine;
  /** The link-local address of a machine, without zone. */
  readonly linkLocal: (machine: Machine) => Promise<string>;
  readonly remove: () => Promise<void>;
}

const SCANNER = '10.232.1.1';
const ROUTER = '10.232.1.254';
const BEYOND = '10.232.2.2';

/** Lays the cables; `addresses` are those of the devices, also such as do not belong to the network. */
export async function layLab(addresses: readonly string[]): Promise<Lab> {
  const tag = newId().slice(-6);
  const names: string[] = [];
  const namespace = async (name: string): Promise<string> => {
    const full = `ancam-${name}-${tag}`;
    names.push(full);
    await ip('netns', 'add', full);
    await inside(full, 'ip', 'link', 'set', 'lo', 'up');
    // no wait for IPv6 addresses, and a device of a foreign network is heard as it is by a machine with a default route
    const settings = ['ipv6/conf/default/accept_dad', 'ipv4/conf/all/rp_filter', 'ipv4/conf/default/rp_filter'];
    for (const name of settings) await inside(full, 'sh', '-c', `echo 0 > /proc/sys/net/${name}`);
    return full;
  };
  const hub = await namespace('switch');
  await ip('-n', hub, 'link', 'add', 'hub', 'type', 'bridge', 'mcast_snooping', '0');
  await ip('-n', hub, 'link', 'set', 'hub', 'up');
  const plug = async (name: string, address: string): Promise<Machine> => {
    const machine = { namespace: await namespace(name), link: `e${name}`, address };
    await ip('link', 'add', machine.link, 'netns', machine.namespace, 'type', 'veth', 'peer', 'name', `p${name}`, 'netns', hub);
    await ip('-n', hub, 'link', 'set', `p${name}`, 'master', 'hub', 'up');
    await bringUp(machine);
    return machine;
  };
  const scanner = await plug('scan', SCANNER);
  const devices: Machine[] = [];
  for (const [index, address] of addresses.entries()) devices.push(await plug(`d${index}`, address));
  const router = await plug('router', ROUTER);
  const beyond = { namespace: await namespace('far'), link: 'efar', address: BEYOND };
  await ip('link', 'add', 'pfar', 'netns', router.namespace, 'type', 'veth', 'peer', 'name', beyond.link, 'netns', beyond.namespace);
  await bringUp({ ...router, link: 'pfar', address: '10.232.2.1' });
  await bringUp(beyond);
  await inside(router.namespace, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
  await ip('-n', beyond.namespace, 'route', 'add', 'default', 'via', '10.232.2.1');
  await ip('-n', scanner.namespace, 'route', 'add', '10.232.2.0/24', 'via', ROUTER);
  return { scanner, devices, beyond, linkLocal, remove: () => removeAll(names) };
}

async function bringUp({ namespace, link, address }: Machine): Promise<void> {
  await ip('-n', namespace, 'addr', 'add', `${address}/24`, 'dev', link);
  await ip('-n', namespace, 'link', 'set', link, 'up');
  for (const group of ['224.0.0.0/4', '255.255.255.255/32']) await ip('-n', namespace, 'route', 'replace', group, 'dev', link);
}

async function linkLocal({ namespace, link }: Machine): Promise<string> {
  const ran = await run('ip', ['-n', namespace, '-6', 'addr', 'show', 'dev', link, 'scope', 'link']);
  const address = /inet6 (fe80:\S+)\/64/.exec(ran.stdout)?.[1];
  if (address === undefined) throw new Error(`no link-local address on ${link}: ${ran.stdout}${ran.stderr}`);
  return address;
}

async function removeAll(names: readonly string[]): Promise<void> {
  for (const name of names) await run('ip', ['netns', 'del', name]);
}

function inside(namespace: string, ...command: readonly string[]): Promise<void> {
  return ip('netns', 'exec', namespace, ...command);
}

async function ip(...args: readonly string[]): Promise<void> {
  const ran = await run('ip', args);
  if (ran.code !== 0) throw new Error(`ip ${args.join(' ')}: ${ran.stderr}`);
}
