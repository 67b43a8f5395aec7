import { Client } from 'pg';
import { dayOf } from '../../packages/server/src/day.ts';
import type { Figure } from '../figures.ts';
import { round } from '../figures.ts';
import { load, percentile, signIn, startServerProcess } from './measure.ts';
import type { ServerProcess } from './measure.ts';

const SECONDS = Number(process.env['ANCAM_BENCH_SECONDS'] ?? 20);
const RATE = 100;
const PER_PAGE = 100;
const CLIENTS = 8;
/** As a server that has been up for a while: its code compiled, the pages of indexes read. */
const WARM_UP_SECONDS = 8;
/** Pages that a client leafs through one list. */
const LEAF = 10;

/** Who asks: the path of the unit, and a unit below it to narrow the list to. */
export const USERS = [
  { name: 'national', path: '/bo35/', national: true, below: '/tinh7/', commune: '/tinh7/xa3/' },
  { name: 'provincial', path: '/tinh5/', national: false, below: '/tinh5/xa9/', commune: '/tinh5/xa11/' },
  { name: 'communal', path: '/tinh9/xa4/', national: false, below: '/tinh9/xa4/dv2/', commune: '/tinh9/xa4/dv3/' },
] as const;

const LISTS = [
  '',
  'sort=name',
  'sort=address',
  'sort=lastSeen',
  'severity=critical&status=in-use',
  'status=retired&sort=name',
  'maker=Axis&sort=name',
];

/** What is typed: words alone and together, in order of how rare they are; identifiers of existing cameras whole and by their beginning. */
function searches(rows: readonly { serial: string; mac: string; address: string; name: string; model: string }[]): string[] {
  const all = rows.flatMap(({ serial, mac, address, name, model }) => [
    serial,
    (mac.match(/../g) ?? []).join(':'),
    address,
    name,
    model,
    model.replaceAll('-', ''),
  ]);
  return [...all, 'cổng', 'hikvision', 'cong chinh', 'phòng họp axis', 'khongcogi', 'tang 3 kho'];
}

/** Latencies of the worst user, pages a second and memory, of one database. */
export async function measureDatabase(url: string, suffix: string, about: string, tell: (line: string) => void): Promise<Figure[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await using server = await startServerProcess({ DATABASE_URL: url });
  try {
    tell(`duties of new units evaluated and reminders told after ${await settle(client)} s`);
    const worst = new Map<string, { p99: number; by: string }>();
    let rss = 0;
    let failed = 0;
    let cookie = '';
    for (const user of USERS) {
      cookie = await signIn(client, user.path, user.national);
      const kinds = await kindsOf(client, user);
      await load({ url: server.url, cookie, seconds: WARM_UP_SECONDS, rate: RATE / 2, kinds });
      const result = await load({ url: server.url, cookie, seconds: SECONDS, rate: RATE, kinds });
      failed += result.failed;
      rss = Math.max(rss, server.rssMib());
      for (const [kind, times] of Object.entries(result.times)) {
        const p99 = percentile(times, 0.99);
        tell(`${user.name} ${kind}: median ${round(percentile(times, 0.5))} ms, p99 ${round(p99)} ms`);
        if (p99 > (worst.get(kind)?.p99 ?? 0)) worst.set(kind, { p99, by: `${user.name}; median ${round(percentile(times, 0.5))} ms` });
      }
    }
    const national = await signIn(client, USERS[0].path, true);
    const pages = await pagesPerSecond(server, national);
    tell(`${round(pages)} pages of ${PER_PAGE} rows a second`);
    rss = Math.max(rss, server.rssMib());
    const latencies = [...worst].map(([kind, { p99, by }]): Figure => ({
      name: `${kind}_p99_ms${suffix}`,
      unit: 'ms',
      ours: round(p99),
      peer: null,
      note: `${about}; ${RATE} requests/s for ${SECONDS} s each as national, provincial and commune user; the worst: ${by}; ${failed} failed; target under 50`,
    }));
    return [
      ...latencies,
      {
        name: `list_pages_per_s${suffix}`,
        unit: 'pages/s',
        ours: round(pages),
        peer: null,
        note: `pages of ${PER_PAGE} rows to ${CLIENTS} clients, each ${LEAF} pages of a list from its first on; national user; target 500`,
      },
      {
        name: `server_rss_mib${suffix}`,
        unit: 'MiB',
        ours: round(rss),
        peer: null,
        note: 'highest seen after a run; without the database; target 400',
      },
    ];
  } finally {
    await client.end();
  }
}

/**
 * Waits until the server has evaluated the duties of the units that the build has put in and told the reminders of the day: a register that
 * has just been filled is another matter. Gives the seconds.
 */
async function settle(client: Pick<Client, 'query'>): Promise<number> {
  const began = Date.now();
  for (;;) {
    const { rows } = await client.query<{ done: boolean }>(
      `select exists (select from reminder_day where day = $1) and not exists (select from duty_unit where due_on <= $1 or figures_changed) as done`,
      [dayOf(new Date())],
    );
    if (rows[0]?.done === true) return Math.round((Date.now() - began) / 1000);
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** What a user asks for: paths by kind. */
export async function kindsOf(client: Pick<Client, 'query'>, user: (typeof USERS)[number]): Promise<Record<string, string[]>> {
  const { rows } = await client.query<{ serial: string; mac: string; address: string; name: string; model: string }>(
    `select serial, mac, address, name, model from camera where scope_path ~>=~ $1 and scope_path ~<~ $2 limit 40`,
    [user.national ? '/tinh3/' : user.path, `${(user.national ? '/tinh3/' : user.path).slice(0, -1)}0`],
  );
  const units = await client.query<{ id: string }>('select id from unit where scope_path = any($1)', [[user.below, user.commune]]);
  const under = units.rows.map(({ id }) => id);
  return {
    list: LISTS.map((query) => `/api/cameras?${query}`),
    search: searches(rows).map((q) => `/api/cameras?sort=name&q=${encodeURIComponent(q)}`),
    subtree: under.flatMap((id) => [
      `/api/cameras?under=${id}`,
      `/api/cameras?under=${id}&sort=name`,
      `/api/cameras?under=${id}&severity=high&status=in-use`,
    ]),
    rollup: ['/api/figures', '/api/dashboard', ...under.map((id) => `/api/figures?unit=${id}`)],
  };
}

async function pagesPerSecond(server: ServerProcess, cookie: string): Promise<number> {
  const kinds = { page: ['worst', 'name', 'lastSeen'].map((sort) => `/api/cameras?limit=${PER_PAGE}&sort=${sort}`) };
  return (await load({ url: server.url, cookie, seconds: SECONDS, clients: CLIENTS, leaf: LEAF, kinds })).perSecond;
}
