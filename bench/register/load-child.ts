import { Agent, get } from 'node:http';

/** What a run of load is told. */
export interface LoadPlan {
  readonly url: string;
  readonly cookie: string;
  readonly seconds: number;
  /** Requests each second, sent on time whatever the answers do; absent: each of `clients` sends its next when it has its answer. */
  readonly rate?: number;
  readonly clients?: number;
  /** Without a rate: each client leafs so many pages through a list by the cursor of the page before, then begins the next one. */
  readonly leaf?: number;
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

interface Answer {
  readonly status: number;
  /** The cursor that the page ends with, where it was wanted. */
  readonly next?: string | undefined;
}

function ask(plan: LoadPlan, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(plan.url + path, { agent, headers: { cookie: plan.cookie } }, (answer) => {
      const status = answer.statusCode ?? 0;
      if (plan.leaf === undefined) {
        answer.resume();
        answer.once('end', () => resolve({ status }));
        return;
      }
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('end', () => resolve({ status, next: cursorIn(Buffer.concat(parts)) }));
    });
    request.once('error', reject);
  });
}

/** Without reading all of the page. */
function cursorIn(page: Buffer): string | undefined {
  const at = page.lastIndexOf('"next":"');
  return at < 0 ? undefined : page.toString('utf8', at + 8, page.indexOf('"', at + 8));
}

/** The nth request: kinds take turns, and each its paths. */
function pathAt(plan: LoadPlan, n: number): [string, string] {
  const kinds = Object.entries(plan.kinds);
  const [kind = '', paths = []] = kinds[n % kinds.length] ?? [];
  return [kind, paths[Math.floor(n / kinds.length) % paths.length] ?? '/'];
}

/** Runs with what it counts. */
class Load {
  readonly #plan: LoadPlan;
  readonly #times: Record<string, number[]> = {};
  #failed = 0;
  #sent = 0;

  constructor(plan: LoadPlan) {
    this.#plan = plan;
  }

  async #send(kind: string, path: string, due: number): Promise<string | undefined> {
    const { status, next } = await ask(this.#plan, path).catch((): Answer => ({ status: 0 }));
    if (status !== 200) this.#failed += 1;
    this.#sent += 1;
    (this.#times[kind] ??= []).push(performance.now() - due);
    return next;
  }

  /** Each client sends its next request when it has its answer. */
  async full(end: number): Promise<void> {
    const { clients = 1, leaf = 1 } = this.#plan;
    let lists = 0;
    const client = async (): Promise<void> => {
      while (performance.now() < end) {
        const [kind, path] = pathAt(this.#plan, (lists += 1));
        let next = await this.#send(kind, path, performance.now());
        for (let page = 1; page < leaf && next !== undefined && performance.now() < end; page += 1)
          next = await this.#send(kind, `${path}&cursor=${next}`, performance.now());
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
  }

  /** Requests go out on time, whatever the answers do. */
  async steady(started: number, rate: number): Promise<void> {
    const waiting: Promise<unknown>[] = [];
    for (let n = 0; n < rate * this.#plan.seconds; n += 1) {
      const due = started + (n * 1000) / rate;
      const left = due - performance.now();
      if (left > 1) await new Promise((resolve) => setTimeout(resolve, left));
      waiting.push(this.#send(...pathAt(this.#plan, n), due));
    }
    await Promise.all(waiting);
  }

  async run(): Promise<LoadResult> {
    const started = performance.now();
    if (this.#plan.rate === undefined) await this.full(started + this.#plan.seconds * 1000);
    else await this.steady(started, this.#plan.rate);
    return { times: this.#times, failed: this.#failed, perSecond: this.#sent / ((performance.now() - started) / 1000) };
  }
}

process.once('message', async (plan: LoadPlan) => {
  // Whoever hangs up before the result is written loses it.
  process.send?.(await new Load(plan).run(), () => process.disconnect());
  agent.destroy();
});
