import type { HostResult, Id, ScanHead } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge/compiled';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { readToolFile } from '@ancam/scanner/from-tools';
import type { ToolFault } from '@ancam/scanner/from-tools';

/** What the thread that reads a file of another tool is given. Plain data. */
export interface ToolFileOrder {
  readonly path: string;
  readonly name: string;
  readonly changedAt: string;
  readonly owner: Id;
  readonly instanceId: Id;
  /** A folder that is there, for what is read; whoever gives it removes it. */
  readonly folder: string;
  /** Absent: the product's own. */
  readonly knowledge?: KnowledgeIndex;
}

/** What the file is, before any of its hosts. */
export interface ToolFileHead {
  readonly head: ScanHead;
  readonly hosts: number;
  readonly openPorts: number;
  readonly faults: readonly ToolFault[];
}

/** First the head, then hosts. */
export type ToolFileItem = ToolFileHead | { readonly results: readonly HostResult[] };

/** Hosts that go over to the other thread together. */
const BATCH = 25;

/** Reads a file of another tool: what it is, then its hosts as they are judged. */
export async function* toolFileItems({
  path,
  name,
  changedAt,
  owner,
  instanceId,
  folder,
  knowledge,
}: ToolFileOrder): AsyncGenerator<ToolFileItem> {
  const file = await readToolFile(path, {
    knowledge: knowledge ?? loadKnowledge(),
    instanceId,
    name,
    fileTime: new Date(changedAt),
    owner,
    folder,
  });
  const { head, hosts, openPorts, faults } = file;
  yield { head, hosts, openPorts, faults };
  let results: HostResult[] = [];
  for await (const host of file.results()) {
    if (results.push(host) < BATCH) continue;
    yield { results };
    results = [];
  }
  if (results.length > 0) yield { results };
}
