import { chmod, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { AppError, ERROR_CODES, toAppError } from '@ancam/core';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { socketOf } from '../data-folder.ts';
import { listHeads } from '../db/audit-read.ts';
import type { Db } from '../db/database.ts';
import { listDutiesOf } from '../features/duties/operator.service.ts';
import type { BlobStore } from '../files/blob-store.ts';
import { statuteBook } from '../law.ts';
import { compress } from './backup-file.ts';
import { inspectDatabase } from './inspect-database.ts';
import { inspectFiles } from './inspect-files.ts';
import { verifyAudit } from './verify-audit.ts';
import { writeBackup } from './write-backup.ts';
import type { BackupSource } from './write-backup.ts';

const PURPOSE = '-operations';
const LARGEST_REQUEST = 64_000_000;
export const Anchors = z.array(z.object({ homeId: z.uuid(), seq: z.number().int(), hash: z.string() }));

const DutiesQuestion = z.object({ unit: z.string().optional(), on: z.iso.date(), overdue: z.boolean() });

/** What a running server lends to the commands of operation on its machine. */
export interface Operated extends Omit<BackupSource, 'db' | 'withFiles' | 'now'> {
  readonly db: Db;
  readonly dataFolder: string;
  /** Where evidence lies. */
  readonly store: BlobStore;
}

/**
 * Answers `ancam audit`, `backup`, `doctor` and `duties` while this process has the embedded data open. The socket lies in the data folder:
 * whoever may reach it could read the database itself. Returns how to stop.
 */
export async function serveOperations(operated: Operated): Promise<() => Promise<void>> {
  const path = socketOf(operated.dataFolder, PURPOSE);
  if (process.platform !== 'win32') await rm(path, { force: true }); // of a dead process: the folder is held by this one
  const server = createServer((incoming, outgoing) => {
    answer(operated, incoming, outgoing).catch((thrown: unknown) => fail(outgoing, toAppError(thrown)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  if (process.platform !== 'win32') await chmod(path, 0o600);
  server.unref();
  return async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
}

async function answer(operated: Operated, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { db } = operated;
  const { url = '' } = incoming;
  switch (url) {
    case '/audit/verify': {
      const anchors = Anchors.parse(JSON.parse(await textOf(incoming)));
      const summary = await verifyAudit(db, { anchors, report: (fault) => void outgoing.write(`${JSON.stringify({ fault })}\n`) });
      outgoing.end(`${JSON.stringify({ summary })}\n`);
      return;
    }
    case '/audit/heads':
      for await (const head of listHeads(db)) outgoing.write(`${JSON.stringify({ head })}\n`);
      outgoing.end(`${JSON.stringify({ done: true })}\n`);
      return;
    case '/duties': {
      const asked = DutiesQuestion.parse(JSON.parse(await textOf(incoming)));
      for await (const duty of listDutiesOf(db, statuteBook(), asked)) outgoing.write(`${JSON.stringify({ duty })}\n`);
      outgoing.end(`${JSON.stringify({ done: true })}\n`);
      return;
    }
    case '/backup':
    case '/backup?files': {
      const withFiles = url.endsWith('?files');
      await db.connection().execute(async (one) => {
        // the backup reads the catalogue, whatever tables there are
        const lines = writeBackup({ ...operated, db: one as unknown as Kysely<unknown>, withFiles, now: new Date() });
        try {
          await pipeline(compress(lines), outgoing);
        } finally {
          await lines.return(undefined); // a reader that left: the snapshot must have ended before others get the connection
        }
      });
      return;
    }
    case '/inspect':
    case '/inspect?files': {
      const lines = await db.connection().execute((one) => inspectDatabase(one as unknown as Kysely<unknown>, true)); // reads the catalogue
      // the same database, for questions of our own
      const files = await inspectFiles(db as unknown as Kysely<unknown>, operated.store, url.endsWith('?files'));
      outgoing.end(JSON.stringify([...lines, ...files]));
      return;
    }
    default:
      throw new AppError('not-found', `no such operation: ${url}`);
  }
}

function fail(outgoing: ServerResponse, { code, message, details }: AppError): void {
  if (outgoing.headersSent) {
    outgoing.destroy(); // the reader sees that the end is missing
    return;
  }
  outgoing.statusCode = 500;
  outgoing.end(JSON.stringify({ code, message, details }));
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.byteLength;
    if (size > LARGEST_REQUEST) throw new AppError('file.too-large', 'too many anchors');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const Problem = z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) });

/** Asks the server that has the data folder open. Throws what the server threw; `store.failed` where it ends in the middle. */
export async function askOperations(dataFolder: string, url: string, body = ''): Promise<Readable> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request({ socketPath: socketOf(dataFolder, PURPOSE), path: url, method: 'POST' }, resolve);
    asked.once('error', (fault) =>
      reject(new AppError('store.failed', 'the running server does not answer', { place: dataFolder }, fault)),
    );
    asked.end(body);
  });
  if (response.statusCode === 200) return response;
  const { code, message, details } = Problem.parse(JSON.parse(await textOf(response)));
  throw new AppError(ERROR_CODES.find((each) => each === code) ?? 'internal', message, details);
}

/** The lines of an answer, parsed. */
export async function* linesOf<T>(answered: Readable, schema: z.ZodType<T>): AsyncGenerator<T> {
  let rest = '';
  for await (const part of answered.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + part).split('\n'); // text, by the encoding set
    rest = lines.pop() ?? '';
    for (const line of lines) yield schema.parse(JSON.parse(line));
  }
}
