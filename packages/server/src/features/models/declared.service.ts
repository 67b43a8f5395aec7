import type { InterfaceBody, ModelDetail } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Fact, HostResult, Id } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { derive } from '@ancam/scanner';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { assertKeeper } from './keeper.ts';
import * as declared from './declared.store.ts';
import { getModel } from './models.service.ts';
import * as store from './models.store.ts';
import { resolver } from './resolve.service.ts';
import type { Named } from './resolve.service.ts';

async function assertModel(work: Work, id: Id): Promise<void> {
  await assertKeeper(work);
  if ((await store.findModel(work.tx, id)) === undefined) throw new AppError('not-found', 'no such model', { place: id });
}

/** Enters an interface that the maker declares. Scans are held against the list from then on. */
export async function declareInterface(context: Context, actor: Actor, id: Id, body: InterfaceBody): Promise<ModelDetail> {
  await withActor(context, actor, async (work) => {
    await assertModel(work, id);
    if (!(await declared.insertDeclared(work, id, body))) {
      throw new AppError('conflict', 'the interface stands on the list', { place: `${body.transport}/${body.port}`, reason: 'double' });
    }
    const summary = `${body.transport}/${body.port} ${body.service}: ${body.document}`;
    work.audit({ action: 'model.interface-declared', object: `model/${id}`, summary: summary.slice(0, 500) });
  });
  return getModel(context, actor, id);
}

/** Takes an interface off the list; what stood there stays in the history. */
export async function removeInterface(context: Context, actor: Actor, id: Id, interfaceId: Id): Promise<ModelDetail> {
  await withActor(context, actor, async (work) => {
    await assertModel(work, id);
    const row = await declared.removeDeclared(work, id, interfaceId);
    if (row === undefined) throw new AppError('not-found', 'no such interface', { place: interfaceId });
    work.audit({ action: 'model.interface-removed', object: `model/${id}`, summary: `${row.transport}/${row.port} ${row.service}` });
  });
  return getModel(context, actor, id);
}

function namedOf({ identity }: HostResult): Named {
  return { makerKey: identity.maker ?? null, makerName: identity.makerName ?? null, model: identity.model ?? null };
}

/** The host judged with what the maker declares for its model: each open TCP port beyond the list is a fact. */
function held(host: HostResult, ports: ReadonlySet<number>, knowledge: KnowledgeIndex): HostResult {
  const seen = host.facts.filter(({ name }) => !name.startsWith('declared.'));
  const open = [...new Set(seen.flatMap(({ name, value }) => (name === 'tcp.open' && typeof value === 'number' ? [value] : [])))];
  const beyond = open.filter((port) => !ports.has(port)).map((port): Fact => ({ name: 'declared.undeclared', value: port, port }));
  const facts: Fact[] = [...seen, { name: 'declared.listed', value: true }, ...beyond];
  const rest = host.probes.filter(({ probe }) => probe !== 'declared');
  const probes: HostResult['probes'] = [...rest, { probe: 'declared', state: 'done' }];
  return { ...host, probes, ...derive({ facts, probes }, knowledge) };
}

/** Holds hosts of a scan against the lists of their models; a host without a model, or of a model without a list, stays as it is. */
export async function holdAgainstDeclared(
  knowledge: KnowledgeIndex,
  { tx }: Pick<Work, 'tx'>,
  hosts: readonly HostResult[],
): Promise<readonly HostResult[]> {
  const named = hosts.filter(
    ({ identity }) => identity.model !== undefined && (identity.kind === 'camera' || identity.kind === 'recorder'),
  );
  if (named.length === 0) return hosts;
  const resolve = await resolver(tx, named.map(namedOf));
  const models = new Map(named.flatMap((host) => [[host, resolve(namedOf(host)).modelId] as const]));
  const ids = [...new Set([...models.values()].flatMap((id) => id ?? []))];
  const lists = Map.groupBy(await declared.listDeclared(tx, ids), (row) => row.model_id);
  return hosts.map((host) => {
    const list = lists.get(models.get(host) ?? '');
    if (list === undefined) return host;
    return held(host, new Set(list.flatMap(({ transport, port }) => (transport === 'tcp' ? [port] : []))), knowledge);
  });
}
