import { startCluster } from './cluster.ts';
import { MEASURING } from './databases.ts';
import { USERS, kindsOf } from './figures.ts';
import { load, signIn, startServerProcess } from './measure.ts';
import { Client } from 'pg';
const cluster = await startCluster(MEASURING);
if (typeof cluster === 'string') throw new Error(cluster);
await using _ = cluster;
const url = cluster.url(`ancam_${process.argv[2] ?? '10k'}`);
const client = new Client({ connectionString: url });
await client.connect();
for (const flags of process.argv.slice(3)) {
  process.env['FLAGS'] = flags;
  await using server = await startServerProcess({ DATABASE_URL: url });
  console.log('==', flags); console.log('start', server.rssMib());
  await new Promise((d) => setTimeout(d, 4000)); await server.freezeMs(); console.log('settled', server.rssMib());
  for (const user of USERS.slice(0, 2)) {
    const cookie = await signIn(client, user.path, user.national);
    const r = await load({ url: server.url, cookie, seconds: 10, rate: 100, kinds: await kindsOf(client, user) });
    await server.freezeMs(); console.log(user.name, server.rssMib(), r.failed);
  }
  const cookie = await signIn(client, USERS[0].path, true);
  const kinds = { page: ['worst', 'name', 'lastSeen'].map((sort) => `/api/cameras?limit=100&sort=${sort}`) };
  const r = await load({ url: server.url, cookie, seconds: 10, clients: 8, leaf: 10, kinds });
  await server.freezeMs(); console.log('pages', r.perSecond, server.rssMib());
}
await client.end();
