import { newId } from '@ancam/core';
import { Client } from 'pg';
import type { PoolClient } from 'pg';
import { openServer } from '../../src/db/open-database.ts';
import type { TestStore } from '../store.ts';

/** A node of a plan as EXPLAIN writes it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  /** Per loop. */
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A statement that was run, with the plan it was run by; those within functions are among them. */
export interface RunPlan {
  readonly statement: string;
  /** Tables that were read from end to end. */
  readonly scanned: readonly string[];
  /** Rows of tables that were looked at, whichever way. */
  readonly read: readonly { readonly table: string; readonly rows: number }[];
}

/** A database of its own whose server tells the plan of everything that is run on it. */
export interface WatchedStore extends TestStore {
  /** Plans of what was run since the last call. */
  readonly take: () => RunPlan[];
}

/** What makes the server tell every plan as a notice to the connection that ran it; disks as docs/operations asks for. */
const WATCHING =
  '-c random_page_cost=1.1 -c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_format=json -c auto_explain.log_analyze=on -c auto_explain.log_timing=off -c auto_explain.log_nested_statements=on -c auto_explain.log_level=notice';

/** Makes a migrated database on a server and opens it as the product does. */
export async function openWatched(address: string): Promise<WatchedStore> {
  const url = new URL(address);
  const name = `ancam_test_${newId().replaceAll('-', '')}`;
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`create database ${name}`);
  url.pathname = `/${name}`;
  await (await openServer(url.href)).db.destroy();
  url.searchParams.set('options', WATCHING);
  const plans: RunPlan[] = [];
  const { db, pool } = await openServer(url.href);
  const listen = (client: PoolClient): void => void client.on('notice', ({ message = '' }) => plans.push(...planIn(message)));
  pool.on('connect', listen);
  const first = await pool.connect(); // the one that the schema was looked at by
  listen(first);
  first.release();
  return {
    db,
    take: () => plans.splice(0),
    close: async () => {
      await db.destroy();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

function planIn(message: string): RunPlan[] {
  const at = message.indexOf('plan:');
  if (at < 0) return [];
  const told = JSON.parse(message.slice(at + 'plan:'.length)) as { 'Query Text': string; Plan: PlanNode }; // the form of auto_explain
  return [{ statement: told['Query Text'], scanned: scannedIn(told.Plan), read: readIn(told.Plan) }];
}

function readIn(node: PlanNode): { table: string; rows: number }[] {
  const table = node['Relation Name'];
  const each = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const own = table === undefined ? [] : [{ table, rows: each * (node['Actual Loops'] ?? 1) }];
  return [...own, ...(node.Plans ?? []).flatMap(readIn)];
}

function scannedIn(node: PlanNode): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scannedIn)];
}
