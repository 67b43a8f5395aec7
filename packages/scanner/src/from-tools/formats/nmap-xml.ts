import { instant } from '../device-address.ts';
import { toolFault } from '../fault-texts.ts';
import { NmapDocument } from '../nmap/document.ts';
import type { NmapHost } from '../nmap/document.ts';
import { hostRecord } from '../nmap/host-record.ts';
import { readText } from '../text-stream.ts';
import type { ReadContext, ToolRecord } from '../tool-record.ts';
import { XmlStop, xmlStream } from '../xml-stream.ts';

/** Reads what `nmap -oX` writes (and `masscan -oX`, which is its like), one host at a time. */
export async function* readNmapXml(path: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  const ready: NmapHost[] = [];
  let count = 0;
  const document = new NmapDocument({
    run: ({ scanner, version, args, start }) =>
      context.tell({ tool: scanner === '' ? undefined : scanner, version, command: args, startedAt: instant(start) }),
    host: (host) => ready.push(host),
    finished: ({ time }) => context.tell({ finishedAt: instant(time) }),
    counts: ({ total }) => {
      if (total !== undefined && /^\d{1,10}$/.test(total)) context.tell({ addresses: Number(total) });
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
  const xml = xmlStream(document);
  let stopped: XmlStop | undefined;
  for await (const piece of readText(path, context.progress)) {
    stopped = stopOf(() => xml.write(piece));
    yield* records();
    if (stopped !== undefined) break;
  }
  stopped ??= stopOf(() => xml.end());
  yield* records();
  if (stopped !== undefined) context.fault(toolFault(`${stopped.line}`, 'cut-off', stopped.message));
}

/** The stop that reading comes to; other errors go on. */
function stopOf(work: () => void): XmlStop | undefined {
  try {
    work();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof XmlStop) return thrown;
    throw thrown;
  }
}
