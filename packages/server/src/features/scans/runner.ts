import { Worker } from 'node:worker_threads';
import type { HostResult, Id, ScanHead } from '@ancam/core';
import type { Logger } from 'pino';
import type { LoginAttempts } from '@ancam/scanner';
import type { ScanJob, ScanMessage, ScanOrder } from './scan-messages.ts';

/** What the runner tells while a scan runs. `onHost` is awaited: one host after the other is written. */
export interface ScanListener {
  readonly onProgress: (progress: Extract<Extract<ScanMessage, { type: 'event' }>['event'], { type: 'progress' }>) => void;
  readonly onHost: (host: HostResult) => Promise<void>;
  /** Log-in attempts are about to be made; they wait for the word that they are noted, and whether they may. */
  readonly onAttempts: (attempts: LoginAttempts) => Promise<boolean>;
  readonly onEnd: (end: ScanOutcome) => Promise<void>;
  /** Milliseconds for which it may still send; asked when its turn comes. Without it for ever. */
  readonly msLeft?: () => number;
}

/** How a scan ended. `stopped`: the server goes down and the scan can be resumed. */
export type ScanOutcome =
  | { readonly type: 'done'; readonly head: Pick<ScanHead, 'status' | 'stats' | 'notes'> }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'stopped' }
  /** Its hours are over; it goes on in the next ones. */
  | { readonly type: 'paused' }
  /** Cancelled while it waited. */
  | { readonly type: 'never-ran' };

interface Running {
  readonly job: ScanJob;
  readonly listener: ScanListener;
  worker: Worker | undefined;
  cancelled: boolean;
  paused: boolean;
}

const STOP_WITHIN_MS = 10_000;
/** What a thread that has told its end may still hold open, it is not waited for. */
const LINGER_MS = 2000;
const CANCEL: ScanOrder = { type: 'cancel' };
const SCAN_THREAD = new URL('scan-worker.ts', import.meta.url);

/** Runs scans, one at a time, each in a thread; the others wait in order. */
export class ScanRunner {
  readonly #log: Logger;
  readonly #thread: URL;
  readonly #queue: Running[] = [];
  #current: { readonly running: Running; readonly ended: Promise<void> } | undefined;
  #stopping = false;

  /** @param thread module that runs one scan and posts its `ScanMessage`s */
  constructor(log: Logger, thread: URL = SCAN_THREAD) {
    this.#log = log;
    this.#thread = thread;
  }

  start(job: ScanJob, listener: ScanListener): void {
    this.#queue.push({ job, listener, worker: undefined, cancelled: false, paused: false });
    this.#next();
  }

  /** Ids of scans that run or wait here. */
  ids(): Id[] {
    const running = this.#current === undefined ? [] : [this.#current.running];
    return [...running, ...this.#queue].map(({ job }) => job.scanId);
  }

  isWaiting(scanId: Id): boolean {
    return this.#queue.some(({ job }) => job.scanId === scanId);
  }

  /** Cancels a scan; what it finished stays. False where it does not run here. */
  async cancel(scanId: Id): Promise<boolean> {
    const waiting = this.#queue.findIndex(({ job }) => job.scanId === scanId);
    if (waiting >= 0) {
      const [removed] = this.#queue.splice(waiting, 1);
      await removed?.listener.onEnd({ type: 'never-ran' });
      return true;
    }
    const current = this.#current;
    if (current?.running.job.scanId !== scanId) return false;
    current.running.cancelled = true;
    current.running.worker?.postMessage(CANCEL, []);
    return true;
  }

  /** Pauses a scan whose hours are over; what it finished stays. */
  async pause(scanId: Id): Promise<void> {
    const waiting = this.#queue.findIndex(({ job }) => job.scanId === scanId);
    const [removed] = waiting < 0 ? [] : this.#queue.splice(waiting, 1);
    await removed?.listener.onEnd({ type: 'paused' });
    const current = this.#current?.running;
    if (current?.job.scanId === scanId) this.#pause(current);
  }

  /** Ends all scans so that they can be resumed; returns when all finished hosts are written. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { listener } of this.#queue.splice(0)) await listener.onEnd({ type: 'stopped' });
    const current = this.#current;
    if (current === undefined) return;
    current.running.worker?.postMessage(CANCEL, []);
    const timer = setTimeout(() => void current.running.worker?.terminate(), STOP_WITHIN_MS);
    await current.ended;
    clearTimeout(timer);
  }

  #next(): void {
    if (this.#current !== undefined || this.#stopping) return;
    const running = this.#queue.shift();
    if (running === undefined) return;
    const ended = this.#run(running)
      .catch((fault: unknown) => this.#log.error({ err: fault, scanId: running.job.scanId }, 'scan could not be ended'))
      .finally(() => {
        this.#current = undefined;
        this.#next();
      });
    this.#current = { running, ended };
  }

  #pause(running: Running): void {
    running.paused = true;
    running.worker?.postMessage(CANCEL, []);
  }

  /** Has log-in attempts noted and tells the thread, which waits. */
  async #answer(worker: Worker, { job, listener }: Running, { n, attempts }: Extract<ScanMessage, { type: 'attempts' }>): Promise<void> {
    let may: boolean | null = null;
    try {
      may = await listener.onAttempts(attempts);
    } catch (fault) {
      this.#log.error({ err: fault, scanId: job.scanId }, 'log-in attempts could not be noted, so none is made');
    }
    worker.postMessage({ type: 'noted', n, may } satisfies ScanOrder, []);
  }

  async #run(running: Running): Promise<void> {
    const { job, listener } = running;
    const msLeft = listener.msLeft?.() ?? Infinity;
    if (msLeft <= 0) return listener.onEnd({ type: 'paused' });
    const worker = new Worker(this.#thread, { workerData: job, name: 'scan', execArgv: [] });
    running.worker = worker;
    const hours = Number.isFinite(msLeft) ? setTimeout(() => this.#pause(running), msLeft) : undefined;
    const ending: { outcome: ScanOutcome } = { outcome: { type: 'failed', message: 'the scan thread ended without a result' } };
    let writing = Promise.resolve();
    worker.on('message', (message: ScanMessage) => {
      if (message.type === 'done' || message.type === 'failed') setTimeout(() => void worker.terminate(), LINGER_MS).unref();
      if (message.type === 'attempts') void this.#answer(worker, running, message);
      else if (message.type === 'done') ending.outcome = message;
      else if (message.type === 'failed') ending.outcome = { type: 'failed', message: message.message };
      else if (message.event.type === 'progress') listener.onProgress(message.event);
      else if (message.event.type === 'host') {
        const { host } = message.event;
        writing = writing.then(() => listener.onHost(host));
        writing.catch(() => worker.postMessage(CANCEL, []));
      }
    });
    await new Promise<void>((resolve) => {
      worker.once('error', (fault) => {
        ending.outcome = { type: 'failed', message: fault instanceof Error ? fault.message : String(fault) };
      });
      worker.once('exit', () => resolve());
    });
    clearTimeout(hours);
    try {
      await writing;
    } catch (fault) {
      this.#log.error({ err: fault, scanId: job.scanId }, 'a host could not be written');
      ending.outcome = { type: 'failed', message: 'a finished host could not be written' };
    }
    const { outcome } = ending;
    const stopped = this.#stopping && !running.cancelled && !(outcome.type === 'done' && outcome.head.status === 'completed');
    const paused = running.paused && !running.cancelled && outcome.type === 'done' && outcome.head.status === 'cancelled';
    await listener.onEnd(stopped ? { type: 'stopped' } : paused ? { type: 'paused' } : outcome);
  }
}
