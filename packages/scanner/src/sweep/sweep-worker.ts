import { Lane } from '../wire/lane.ts';
import { CANCEL } from './beside.ts';
import type { SweepNews, SweepOrder } from './beside.ts';
import { sweep } from './sweep.ts';

/** News are told together: a message costs more than a connect. */
const TELL_EVERY_MS = 10;

let lane = new Lane();

async function run(order: SweepOrder): Promise<void> {
  const ours = (lane = new Lane());
  let [connects, done, alive] = [0, 0, 0];
  let open: string[] = [];
  const news = (): SweepNews => {
    const told = { connects: ours.connects - connects, done, alive, open };
    [connects, done, alive, open] = [ours.connects, 0, 0, []];
    return told;
  };
  const timer = setInterval(() => process.send?.(news()), TELL_EVERY_MS);
  const seen = await sweep({
    ...order,
    lane: ours,
    onDone: () => (done += 1),
    onAlive: () => (alive += 1),
    onOpen: (address) => open.push(address),
  });
  clearInterval(timer);
  process.send?.({ ...news(), seen });
}

process.on('message', (order: SweepOrder | typeof CANCEL) => (order === CANCEL ? lane.cancel() : void run(order)));
// a terminal tells the key press to every process: the scan decides
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
