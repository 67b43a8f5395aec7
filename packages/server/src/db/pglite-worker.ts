import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { PgliteReply, PgliteRequest, PgliteStart } from './pglite-messages.ts';
import { PARSERS } from './values.ts';

/**
 * What a function of PGlite has run through before V8 makes fast code of it, in bytes; thirty times V8's own. By that, the parser of SQL alone
 * was compiled anew within every start: more than a second of a processor and 600 MB, for what had run for milliseconds.
 */
const TIERING_BUDGET = 400_000_000;

const NOTHING: PgliteReply = { rows: [], rowCount: 0, command: '' };

/** Runs PGlite in this thread and answers one request after the other. */
async function serve(port: NonNullable<typeof parentPort>, start: PgliteStart): Promise<void> {
  const database = await PGlite.create({
    ...(start.folder === undefined ? {} : { dataDir: start.folder }),
    ...(start.dump === undefined ? {} : { loadDataDir: new Blob([Uint8Array.from(start.dump)]) }),
    parsers: PARSERS,
  });

  async function answer(request: PgliteRequest): Promise<PgliteReply> {
    if (request.type === 'query') {
      const result = await database.query(request.sql, request.parameters);
      return { rows: result.rows, rowCount: result.affectedRows ?? result.rows.length, command: commandOf(request.sql) };
    }
    if (request.type === 'dump') {
      const dump = await database.dumpDataDir('none');
      return { ...NOTHING, rows: [new Uint8Array(await dump.arrayBuffer())] };
    }
    await (request.type === 'exec' ? database.exec(request.sql) : database.close());
    return NOTHING;
  }

  port.on('message', (message: { id: number; request: PgliteRequest }) => {
    answer(message.request).then(
      (reply) => port.postMessage({ id: message.id, reply }),
      (thrown: unknown) => port.postMessage({ id: message.id, fault: faultOf(thrown) }),
    );
  });
  port.postMessage({ ready: true });
}

function commandOf(sql: string): string {
  return /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? '';
}

function faultOf(thrown: unknown): { message: string; code?: string; constraint?: string } {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const { code, constraint } = thrown as { code?: unknown; constraint?: unknown }; // fields of PostgreSQL's error message
  return {
    message: thrown.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  };
}

if (parentPort !== null) {
  const port = parentPort;
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
  await serve(port, workerData as PgliteStart).catch((thrown: unknown) => port.postMessage({ failed: faultOf(thrown).message })); // data of new Worker
}
