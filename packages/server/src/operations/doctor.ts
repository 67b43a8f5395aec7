import { access, constants, stat, statfs } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { toAppError } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge/compiled';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { askRunningServer } from '../data-folder.ts';
import { openTransport } from '../features/mails/transport.ts';
import { openBlobs } from '../open-files.ts';
import { WEB_FOLDER } from '../web-folder.ts';
import { askOperations } from './local-socket.ts';
import { DOCTOR_CODES, fail, ok, warn } from './doctor-line.ts';
import type { DoctorLine } from './doctor-line.ts';
import { inspectDatabase } from './inspect-database.ts';
import { inspectFiles } from './inspect-files.ts';
import { hasEmbeddedData, withStore } from './with-store.ts';

const OLDEST_NODE = [22, 18] as const;
const LOW_BYTES = 2_000_000_000;
const FULL_BYTES = 200_000_000;
const MEBIBYTE = 1024 * 1024;

/**
 * Looks at the machine, the settings, the database and the files of evidence, a sample of them or all, and says of each thing whether it
 * is as it should be. Changes nothing.
 */
export async function examine(config: Config, allFiles = false): Promise<DoctorLine[]> {
  return [
    inspectNode(),
    ...(await inspectFolder(config)),
    inspectKnowledge(),
    await inspectPages(),
    inspectAddress(config),
    await inspectMail(config),
    ...(await database(config, allFiles)),
  ];
}

function inspectNode(): DoctorLine {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const young = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return young ? ok('node.ok', { version: process.version }) : fail('node.old', { version: process.version });
}

async function inspectFolder({ dataFolder, databaseUrl }: Config): Promise<DoctorLine[]> {
  const info = await stat(dataFolder).catch(() => undefined);
  if (info === undefined)
    return [databaseUrl === undefined ? warn('folder.absent', { folder: dataFolder }) : ok('folder.absent', { folder: dataFolder })];
  const writable = await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!writable) return [fail('folder.unwritable', { folder: dataFolder })];
  const mode = (info.mode & 0o777).toString(8);
  const open = process.platform !== 'win32' && (info.mode & 0o077) !== 0;
  const holder = await askRunningServer(dataFolder);
  const { bavail, bsize } = await statfs(dataFolder);
  const free = bavail * bsize;
  const room = { mebibytes: Math.floor(free / MEBIBYTE) };
  return [
    open ? warn('folder.open', { folder: dataFolder, mode }) : ok('folder.ok', { folder: dataFolder }),
    holder === undefined ? ok('lock.free') : ok('lock.held', { pid: holder.pid, url: holder.url }),
    free < FULL_BYTES ? fail('disk.full', room) : free < LOW_BYTES ? warn('disk.low', room) : ok('disk.ok', room),
  ];
}

function inspectKnowledge(): DoctorLine {
  try {
    return ok('knowledge.ok', { hash: loadKnowledge().hash.slice(0, 12) });
  } catch (thrown) {
    return fail('knowledge.invalid', { reason: toAppError(thrown).message });
  }
}

async function inspectPages(): Promise<DoctorLine> {
  const built = await stat(join(WEB_FOLDER, 'index.html')).catch(() => undefined);
  return built !== undefined ? ok('pages.ok') : warn('pages.absent');
}

function inspectAddress({ host, publicUrl }: Config): DoctorLine {
  const alone = host === 'localhost' || host.startsWith('127.') || (isIPv6(host) && host === '::1');
  if (publicUrl?.startsWith('http:') === true && !/^http:\/\/(localhost|127\.|\[::1\])/.test(publicUrl))
    return fail('address.http', { url: publicUrl });
  if (!alone && publicUrl === undefined) return warn('address.open', { host });
  return ok('address.ok', { url: publicUrl ?? host });
}

/** Whether the mail server answers, takes TLS and the credentials. Sends nothing. */
async function inspectMail({ mail }: Config): Promise<DoctorLine> {
  if (mail === undefined) return ok('mail.absent');
  const transport = openTransport(mail);
  const reason = await transport.verify();
  transport.close();
  const server = `${mail.host}:${mail.port}`;
  return reason === undefined ? ok('mail.ok', { server }) : fail('mail.failed', { server, reason });
}

const Line = z.object({
  code: z.enum(DOCTOR_CODES),
  state: z.enum(['ok', 'warn', 'fail']),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

async function database(config: Config, allFiles: boolean): Promise<DoctorLine[]> {
  try {
    if (config.databaseUrl === undefined) {
      if (!(await hasEmbeddedData(config))) return [warn('database.absent', { folder: config.dataFolder })];
      if ((await askRunningServer(config.dataFolder)) !== undefined) {
        const parts: Buffer[] = [];
        for await (const part of (await askOperations(
          config.dataFolder,
          allFiles ? '/inspect?files' : '/inspect',
        )) as AsyncIterable<Buffer>)
          parts.push(part); // a stream of bytes
        return z.array(Line).parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
      }
    }
    return await withStore(config, async ({ kysely }) => [
      ...(await inspectDatabase(kysely, config.databaseUrl === undefined)),
      ...(await inspectFiles(kysely, openBlobs(config), allFiles)),
    ]);
  } catch (thrown) {
    const { message, cause } = toAppError(thrown);
    return [fail('database.failed', { reason: cause instanceof Error ? `${message} (${cause.message})` : message })];
  }
}
