import { message } from '@ancam/core';
import type { Fact, FactName, HostResult } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { derive } from '../assess/index.ts';
import { Spool } from './spool.ts';
import type { Spooled } from './spool.ts';

const MAX_NAMED = 64;

/** Something that each device should have of its own. */
interface Mark {
  readonly kind: 'tlsKey' | 'sshKey' | 'password';
  readonly value: string;
  readonly port: number | undefined;
}

const FACTS_OF = {
  tlsKey: ['fleet.tlsKeyShared', 'fleet.tlsKeySharedWith'],
  sshKey: ['fleet.sshKeyShared', 'fleet.sshKeySharedWith'],
  password: ['fleet.passwordShared', 'fleet.passwordSharedWith'],
} as const satisfies Record<Mark['kind'], readonly [FactName, FactName]>;

/** Keys and the published password of a host, with the port each was read on. */
function marksOf(host: HostResult): Mark[] {
  const marks = host.facts.flatMap((fact): Mark[] => {
    const { name, port } = fact;
    if (name === 'tls.spkiSha256') return [{ kind: 'tlsKey', value: String(fact.value), port }];
    if (name === 'ssh.hostKeySha256') return [{ kind: 'sshKey', value: String(fact.value), port }];
    return name === 'credentials.published' ? [{ kind: 'password', value: String(fact.value), port }] : [];
  });
  return [...new Map(marks.map((mark) => [`${mark.kind} ${mark.value}`, mark])).values()];
}

/**
 * Compares devices of a scan with each other. Hosts that hold something to compare are kept on disk until every host is known;
 * the others need no second look.
 */
export class Fleet {
  readonly #spool = new Spool();
  readonly #kept = new Map<string, Spooled>();
  readonly #holders = new Map<string, Set<string>>();

  /** Takes a finished host. True where it is final already, because it has nothing to compare. */
  add(host: HostResult): boolean {
    const marks = marksOf(host);
    if (marks.length === 0) return true;
    for (const { kind, value } of marks) {
      const key = `${kind} ${value}`;
      const holders = this.#holders.get(key) ?? new Set();
      holders.add(host.address);
      this.#holders.set(key, holders);
    }
    this.#kept.set(host.address, this.#spool.put(JSON.stringify(host)));
    return false;
  }

  /** Lets go of the file that holds them. */
  close(): void {
    this.#spool.close();
  }

  get size(): number {
    return this.#kept.size;
  }

  /** The kept hosts again, with what the comparison shows. `complete`: every host of the scan took part. */
  *compare(knowledge: KnowledgeIndex, complete: boolean): Iterable<HostResult> {
    for (const kept of this.#kept.values()) {
      // put by add() from a HostResult
      const host = JSON.parse(this.#spool.get(kept)) as HostResult;
      yield this.#compared(host, knowledge, complete);
    }
  }

  #compared(host: HostResult, knowledge: KnowledgeIndex, complete: boolean): HostResult {
    const facts: Fact[] = host.facts.filter((fact) => !fact.name.startsWith('fleet.'));
    for (const { kind, value, port } of marksOf(host)) {
      const others = [...(this.#holders.get(`${kind} ${value}`) ?? [])].filter((address) => address !== host.address);
      if (others.length === 0) continue;
      const where = port === undefined ? {} : { port };
      const [shared, sharedWith] = FACTS_OF[kind];
      facts.push({ name: shared, value: true, ...where }, { name: sharedWith, value: others.slice(0, MAX_NAMED), ...where });
    }
    const state = complete ? { state: 'done' as const } : { state: 'partial' as const, reason: message('fleet-incomplete') };
    const probes = host.probes.map((probe) => (probe.probe === 'fleet' ? { probe: 'fleet' as const, ...state } : probe));
    return { ...host, probes, ...derive({ facts, probes }, knowledge) };
  }
}
