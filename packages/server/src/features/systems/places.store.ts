import type { GroupBody, SiteBody } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import type { Work } from '../../db/actor.ts';
import { ownedBy } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import { likeOf, searchText } from '../../search-text.ts';

export type SiteRecord = Selectable<Tables['site']> & { readonly owner: string | null; readonly cameras: number };
export type GroupRecord = Selectable<Tables['camera_group']> & {
  readonly owner: string | null;
  readonly system: string | null;
  readonly site: string | null;
  readonly cameras: number;
};

interface Page {
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

function conditions({ q, cursor }: Page) {
  const after = readCursor(cursor, 2);
  const words = searchText(q).split(' ').filter(Boolean);
  const from = after === undefined ? [] : [sql`(x.name, x.id) > (${after[0]}::text, ${after[1]}::uuid)`];
  return sql.join([sql`true`, ...words.map((word) => sql`x.search like ${likeOf(word)}`), ...from], sql` and `);
}

const SITE = sql`x.*, u.name as owner, (select count(*)::int from camera c where c.site_id = x.id and c.status = 'in-use') as cameras`;

/** Address ranges of the zones of the systems that have cameras in groups at a site. */
export async function listRangesOfSite(tx: Tx, siteId: Id): Promise<string[]> {
  const { rows } = await sql<{ range: string }>`select distinct unnest(z.ranges) as range
    from system_zone z join camera_group g on g.system_id = z.system_id where g.site_id = ${siteId}`.execute(tx);
  return rows.map(({ range }) => range);
}

export async function listSites(tx: Tx, page: Page): Promise<SiteRecord[]> {
  const { rows } = await sql<SiteRecord>`select ${SITE} from site x left join unit u on u.id = x.steward_id
    where ${conditions(page)} order by x.name, x.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}

export async function findSite(tx: Tx, id: Id): Promise<SiteRecord | undefined> {
  const { rows } = await sql<SiteRecord>`select ${SITE} from site x left join unit u on u.id = x.steward_id where x.id = ${id}`.execute(tx);
  return rows[0];
}

function siteColumns(body: SiteBody) {
  return { name: body.name, address: body.address, note: body.note, closed: body.closed, search: searchText(body.name, body.address) };
}

export async function insertSite({ tx, actor, instanceId, now }: Work, id: Id, body: SiteBody): Promise<void> {
  await tx
    .insertInto('site')
    .values({ id, instance_id: instanceId, ...ownedBy(actor), ...siteColumns(body), created_at: now })
    .execute();
}

export async function updateSite(tx: Tx, id: Id, body: SiteBody): Promise<void> {
  await tx.updateTable('site').set(siteColumns(body)).where('id', '=', id).execute();
}

const GROUP = sql`x.*, u.name as owner, s.name as system, p.name as site, (select count(*)::int from camera c where c.group_id = x.id and c.status = 'in-use') as cameras`;
const GROUP_FROM = sql`camera_group x left join information_system s on s.id = x.system_id left join site p on p.id = x.site_id
  left join unit u on u.id = x.steward_id`;

export async function listGroups(tx: Tx, page: Page): Promise<GroupRecord[]> {
  const { rows } = await sql<GroupRecord>`select ${GROUP} from ${GROUP_FROM} where ${conditions(page)}
    order by x.name, x.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}

export async function findGroup(tx: Tx, id: Id): Promise<GroupRecord | undefined> {
  const { rows } = await sql<GroupRecord>`select ${GROUP} from ${GROUP_FROM} where x.id = ${id}`.execute(tx);
  return rows[0];
}

function groupColumns(body: GroupBody) {
  return { name: body.name, system_id: body.systemId, site_id: body.siteId, note: body.note, search: searchText(body.name) };
}

export async function insertGroup({ tx, actor, instanceId, now }: Work, id: Id, body: GroupBody): Promise<void> {
  await tx
    .insertInto('camera_group')
    .values({ id, instance_id: instanceId, ...ownedBy(actor), ...groupColumns(body), created_at: now })
    .execute();
}

export async function updateGroup(tx: Tx, id: Id, body: GroupBody): Promise<void> {
  await tx.updateTable('camera_group').set(groupColumns(body)).where('id', '=', id).execute();
}
