import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { message } from '@ancam/core';
import type { HostResult } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { derive } from '../assess/index.ts';

const MAX_NAMED = 64;

/** Keys of a host with the port each was read on. */
function keysOf(host: HostResult): { key: string; port: number | undefined }[] {
  return host.facts.flatMap((fact) => (fact.name === 'tls.spkiSha256' ? [{ key: String(fact.value), port: fact.port }] : []));
}

/**
 * Compares devices of a scan with each other. Hosts that hold a TLS key are kept, compressed, until every host is known;
 * the others need no second look.
 */
export class Fleet {
  readonly #packed = new Map<string, Buffer>();
  readonly #holders = new Map<string, Set<string>>();

  /** Takes a finished host. True where it is final already, because it has no key to compare. */
  add(host: HostResult): boolean {
    const keys = keysOf(host);
    if (keys.length === 0) return true;
    for (const { key } of keys) {
      const holders = this.#holders.get(key) ?? new Set();
      holders.add(host.address);
      this.#holders.set(key, holders);
    }
    // the copy lets go of the much larger block that zlib hands out
    this.#packed.set(host.address, Buffer.from(deflateRawSync(JSON.stringify(host), { level: 1 })));
    return false;
  }

  get size(): number {
    return this.#packed.size;
  }

  /** The kept hosts again, with what the comparison shows. `complete`: every host of the scan took part. */
  *compare(knowledge: KnowledgeIndex, complete: boolean): Iterable<HostResult> {
    for (const packed of this.#packed.values()) {
      // packed by add() from a HostResult
      const host = JSON.parse(inflateRawSync(packed).toString('utf8')) as HostResult;
      yield this.#compared(host, knowledge, complete);
    }
  }

  #compared(host: HostResult, knowledge: KnowledgeIndex, complete: boolean): HostResult {
    const facts = host.facts.filter((fact) => !fact.name.startsWith('fleet.'));
    for (const { key, port } of keysOf(host)) {
      const others = [...(this.#holders.get(key) ?? [])].filter((address) => address !== host.address);
      if (others.length === 0) continue;
      const where = port === undefined ? {} : { port };
      facts.push({ name: 'fleet.tlsKeyShared', value: true, ...where });
      facts.push({ name: 'fleet.tlsKeySharedWith', value: others.slice(0, MAX_NAMED), ...where });
    }
    const state = complete ? { state: 'done' as const } : { state: 'partial' as const, reason: message('fleet-incomplete') };
    const probes = host.probes.map((probe) => (probe.probe === 'fleet' ? { probe: 'fleet' as const, ...state } : probe));
    return { ...host, probes, ...derive({ facts, probes }, knowledge) };
  }
}
