import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { toAppError } from '@ancam/core';
import type { BlobStore } from '../files/blob-store.ts';
import { keyOf } from '../files/files.ts';
import { hashOf } from '../files/incoming.ts';
import { fail, ok, warn } from './doctor-line.ts';
import type { DoctorLine } from './doctor-line.ts';

const SAMPLE = 20;
const AT_ONCE = 500;
const NAMED = 5;

interface Content {
  readonly sha256: string;
  readonly scan: string;
  readonly name: string;
}

/**
 * Looks at the files of evidence: are they there, and are they what they were. Reads every byte of a sample, or of all. Changes nothing.
 * Short questions only: the database goes on working meanwhile.
 */
export async function inspectFiles(db: Kysely<unknown>, store: BlobStore, all: boolean): Promise<DoctorLine[]> {
  const { rows: asked } = await sql<{ there: boolean }>`select to_regclass('evidence') is not null as there`.execute(db);
  if (asked[0]?.there !== true) return []; // a database of an older schema
  const { rows: counts } = await sql<{ contents: number; waiting: number }>`select count(distinct sha256)::int4 as contents,
    (count(*) filter (where scan = 'waiting'))::int4 as waiting from evidence where scan <> 'infected'`.execute(db);
  const { contents = 0, waiting = 0 } = counts[0] ?? {};
  const lines = waiting === 0 ? [] : [warn('files.waiting', { count: waiting })];
  try {
    return [...lines, ...(await compare(db, store, all, contents))];
  } catch (thrown) {
    return [...lines, fail('files.unreachable', { place: store.place, reason: toAppError(thrown).message })];
  }
}

const told = (names: readonly string[]) => ({ count: names.length, names: names.slice(0, NAMED).join(', ') });

async function compare(db: Kysely<unknown>, store: BlobStore, all: boolean, contents: number): Promise<DoctorLine[]> {
  const missing: string[] = [];
  const altered: string[] = [];
  let looked = 0;
  for await (const content of all ? everyContent(db) : someContents(db)) {
    looked += 1;
    const bytes = await store.open(keyOf(content));
    if (bytes === undefined) missing.push(nameOf(content));
    else if ((await hashOf(bytes)) !== content.sha256) altered.push(nameOf(content));
  }
  return [
    ...(missing.length > 0 ? [fail('files.missing', told(missing))] : []),
    ...(altered.length > 0 ? [fail('files.altered', told(altered))] : []),
    ...(missing.length + altered.length > 0 ? [] : [ok('files.ok', { looked, contents, place: store.place })]),
  ];
}

const nameOf = ({ name, sha256 }: Content): string => `${name} (${sha256.slice(0, 16)})`;

/** Each content once; one that is infected has been taken away. */
async function* everyContent(db: Kysely<unknown>): AsyncGenerator<Content> {
  for (let after = ''; ;) {
    const { rows } = await sql<Content>`select distinct on (sha256) sha256, scan, name from evidence
      where scan <> 'infected' and sha256 > ${after} order by sha256, scan limit ${AT_ONCE}`.execute(db);
    yield* rows;
    after = rows.at(-1)?.sha256 ?? '';
    if (rows.length < AT_ONCE) return;
  }
}

async function* someContents(db: Kysely<unknown>): AsyncGenerator<Content> {
  const { rows } = await sql<Content>`select * from (select distinct on (sha256) sha256, scan, name from evidence
    where scan <> 'infected' order by sha256, scan) e order by random() limit ${SAMPLE}`.execute(db);
  yield* rows;
}
