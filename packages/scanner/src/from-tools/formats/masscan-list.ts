import { deviceAddress, devicePort, instant } from '../device-address.ts';
import { toolFault } from '../fault-texts.ts';
import { linesOf, readText } from '../text-stream.ts';
import { RecordBook } from '../tool-record.ts';
import type { ReadContext, ToolRecord } from '../tool-record.ts';
import { notePort } from './masscan-port.ts';

const LONGEST_LINE = 64 * 1024;
/** `open tcp 80 192.0.2.1 1700000000`, `banner tcp 80 192.0.2.1 1700000000 http HTTP/1.0 200 OK...` */
const LINE = /^(open|closed|banner) (\S{1,8}) (\S{1,8}) (\S{1,64}) (\d{1,12})(?: (\S{1,32}) ?(.*))?$/;

/** Reads what `masscan -oL` writes. */
export async function* readMasscanList(path: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  context.tell({ tool: 'masscan' });
  for await (const { number, text } of linesOf(readText(path, context.progress), LONGEST_LINE)) {
    const place = `${number}`;
    const line = text?.trimEnd();
    if (line === undefined) context.fault(toolFault(place, 'too-long', `${LONGEST_LINE / 1024} kB`));
    else if (line !== '' && !line.startsWith('#')) {
      const record = recordOf(line, place, context);
      if (record !== undefined) yield record;
    }
  }
}

function recordOf(line: string, place: string, context: ReadContext): ToolRecord | undefined {
  const [, state, protocol = '', portText = '', addressText = '', seconds, service, banner] = LINE.exec(line) ?? [];
  const address = deviceAddress(addressText);
  const port = devicePort(portText);
  if (state === undefined) context.fault(toolFault(place, 'no-line', line));
  else if (address === undefined) context.fault(toolFault(place, 'no-address', addressText));
  else if (port === undefined) context.fault(toolFault(place, 'no-port', portText));
  if (state === undefined || address === undefined || port === undefined) return undefined;
  const book = new RecordBook('masscan-list', address, instant(Number(seconds)), context.fileTime);
  return notePort(book, { port, protocol, state: state === 'closed' ? 'closed' : 'open', service, banner, request: line });
}
