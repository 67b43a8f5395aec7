import { Agent, get } from 'node:http';

/** What a run of load is told. */
export interface LoadPlan {
  readonly url: string;
  readonly cookie: string;
  readonly seconds: number;
  /** Requests each second, sent on time whatever the answers do; absent: each of `clients` sends its next when it has its answer. */
  readonly rate?: number;
  readonly clients?: number;
  /** Paths by kind; kinds take turns. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
}

/** What it found: milliseconds of each answer by kind, from the moment a request was due; answers that were not 200. */
export interface LoadResult {
  readonly times: Readonly<Record<string, readonly number[]>>;
  readonly failed: number;
  readonly perSecond: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

function ask(plan: LoadPlan, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(plan.url + path, { agent, headers: { cookie: plan.cookie } }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    request.once('error', reject);
  });
}

/** The nth request: kinds take turns, and each its paths. */
function pathAt(plan: LoadPlan, n: number): [string, string] {
  const kinds = Object.entries(plan.kinds);
  const [kind = '', paths = []] = kinds[n % kinds.length] ?? [];
  return [kind, paths[Math.floor(n / kinds.length) % paths.length] ?? '/'];
}

async function run(plan: LoadPlan): Promise<LoadResult> {
  const times: Record<string, number[]> = {};
  let failed = 0;
  const send = async (n: number, due: number): Promise<void> => {
    const [kind, path] = pathAt(plan, n);
    const status = await ask(plan, path).catch(() => 0);
    if (status !== 200) failed += 1;
    (times[kind] ??= []).push(performance.now() - due);
  };
  const started = performance.now();
  const end = started + plan.seconds * 1000;
  if (plan.rate === undefined) {
    let n = 0;
    await Promise.all(
      Array.from({ length: plan.clients ?? 1 }, async () => {
        while (performance.now() < end) await send((n += 1), performance.now());
      }),
    );
    return { times, failed, perSecond: n / ((performance.now() - started) / 1000) };
  }
  const waiting: Promise<void>[] = [];
  for (let n = 0; n < plan.rate * plan.seconds; n += 1) {
    const due = started + (n * 1000) / plan.rate;
    const left = due - performance.now();
    if (left > 1) await new Promise((resolve) => setTimeout(resolve, left));
    waiting.push(send(n, due));
  }
  await Promise.all(waiting);
  return { times, failed, perSecond: plan.rate };
}

process.once('message', (plan: LoadPlan) => {
  void run(plan).then((result) => {
    process.send?.(result);
    process.disconnect();
    agent.destroy();
  });
});
