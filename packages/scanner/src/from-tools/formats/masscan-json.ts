import { z } from 'zod';
import { deviceAddress, devicePort, instant } from '../device-address.ts';
import { toolFault } from '../fault-texts.ts';
import { jsonRecords } from '../json-records.ts';
import { RecordBook } from '../tool-record.ts';
import type { ReadContext, ToolRecord } from '../tool-record.ts';
import { notePort } from './masscan-port.ts';

const Port = z.object({
  port: z.unknown(),
  proto: z.string().max(16).default('tcp'),
  status: z.string().max(16).optional(),
  reason: z.string().max(64).optional(),
  service: z.object({ name: z.string().max(64).optional(), banner: z.string().optional() }).optional(),
});
const Entry = z.object({
  ip: z.string(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  ports: z.array(Port).max(65_535),
});

/** Old versions end the list with an object of their own. */
const isEnd = (value: object): boolean => 'finished' in value && !('ip' in value);

/** Reads what `masscan -oJ` writes, with the commas that some versions misplace. */
export async function* readMasscanJson(path: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  context.tell({ tool: 'masscan' });
  for await (const { place, value } of jsonRecords(path, Entry, context, isEnd)) {
    const address = deviceAddress(value.ip);
    if (address === undefined) {
      context.fault(toolFault(place, 'no-address', value.ip));
      continue;
    }
    const at = instant(value.timestamp);
    for (const { port: given, proto, status, reason, service } of value.ports) {
      const port = devicePort(given);
      if (port === undefined) {
        context.fault(toolFault(place, 'no-port', String(given)));
        continue;
      }
      const book = new RecordBook('masscan-json', address, at, context.fileTime);
      const request = [`${port}/${proto}`, status, reason, service?.name].filter((part) => part !== undefined).join(' ');
      yield notePort(book, {
        port,
        protocol: proto,
        state: status === 'closed' ? 'closed' : 'open',
        service: service?.name,
        banner: service?.banner,
        request,
      });
    }
  }
}
