import { instant } from '../device-address.ts';
import { toolFault } from '../fault-texts.ts';
import { NmapDocument } from '../nmap/document.ts';
import type { NmapHost } from '../nmap/document.ts';
import { hostRecord } from '../nmap/host-record.ts';
import { readText } from '../text-stream.ts';
import type { ReadContext, ToolRecord, ToolRun } from '../tool-record.ts';
import { XmlDocuments } from '../xml-documents.ts';

/** What the runs of a file come to: from the first beginning to the last end, all that they looked at, the calls that differ. */
class Runs {
  #run: ToolRun = {};
  readonly #calls = new Set<string>();

  add({ tool, version, command, startedAt, finishedAt, addresses }: ToolRun): ToolRun {
    const before = this.#run;
    if (command !== undefined && this.#calls.size < 16) this.#calls.add(command.slice(0, 1024));
    this.#run = {
      tool: tool ?? before.tool,
      version: version ?? before.version,
      command: [...this.#calls].join('; '),
      startedAt: before.startedAt ?? startedAt,
      finishedAt: finishedAt ?? before.finishedAt,
      addresses: addresses === undefined ? before.addresses : (before.addresses ?? 0) + addresses,
    };
    return this.#run;
  }
}

/** Reads what `nmap -oX` writes (and `masscan -oX`, which is its like), one host at a time; the runs of `--append-output` one after the other. */
export async function* readNmapXml(path: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  const ready: NmapHost[] = [];
  const runs = new Runs();
  let count = 0;
  const tell = (run: ToolRun): void => context.tell(runs.add(run));
  const reader = (): NmapDocument =>
    new NmapDocument({
      run: ({ scanner, version, args, start }) =>
        tell({ tool: scanner === '' ? undefined : scanner, version, command: args, startedAt: instant(start) }),
      host: (host) => ready.push(host),
      finished: ({ time }) => tell({ finishedAt: instant(time) }),
      counts: ({ total }) => {
        if (total !== undefined && /^\d{1,10}$/.test(total)) tell({ addresses: Number(total) });
      },
    });
  const records = function* (): Generator<ToolRecord> {
    for (const host of ready) {
      count += 1;
      const record = hostRecord(host, `host ${count}`, context);
      if (record !== undefined) yield record;
    }
    ready.length = 0;
  };
  const documents = new XmlDocuments(reader, ({ line, reason }) => context.fault(toolFault(`${line}`, 'cut-off', reason)));
  let more = true;
  for await (const piece of readText(path, context.progress)) {
    more = documents.write(piece);
    yield* records();
    if (!more) break;
  }
  if (more) documents.end();
  else context.fault(toolFault('file', 'other-shape', 'nmaprun'));
  yield* records();
}
