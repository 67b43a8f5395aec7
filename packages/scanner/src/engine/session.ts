import { setTimeout as sleep } from 'node:timers/promises';
import { PROBES, message } from '@ancam/core';
import type { Clock, ExchangeEnd, Fact, FactName, Message, Observation, ProbeName, ProbeState, ScanPlan } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import type { NumberedHandshake } from '../probe/tls/index.ts';
import type { HostTurns } from '../sweep/turns.ts';
import type { Lane } from '../wire/lane.ts';
import type { ExchangeLimits } from '../wire/lane.ts';
import type { ShapedRequest } from '../wire/shapes.ts';
import type { NoteAttempts } from './attempts.ts';
import { cleanValue } from './clean-value.ts';
import type { HostJournal, Journal, Told } from './journal.ts';
import { redact, transcriptOf } from './transcript.ts';

const MAX_OBSERVATIONS = 512;
const MAX_FACTS = 1024;
const MIN_GUESS_MS = 400;
/** Timers may fire a little before the clock says so. */
const TIMER_SLACK_MS = 5;
const MAX_GUESS_MS = 1500;

/** What every host of a scan shares. */
export interface ScanContext {
  readonly plan: ScanPlan;
  readonly knowledge: KnowledgeIndex;
  readonly lane: Lane;
  readonly clock: Clock;
  /** The turns of each host, for questions and datagrams alike. */
  readonly turns: HostTurns;
  /** A path that exists on no device; the same for the whole scan. */
  readonly randomPath: string;
  /** Where log-in attempts are noted before they are made; without it none is made. */
  readonly noteAttempts: NoteAttempts | undefined;
  /** Where answers are kept while hosts are read, for a scan that is cut off. */
  readonly journal: Journal | undefined;
}

/** What the readers of answers write to: the work on a host, or what a file tells of one. */
export interface FactSink {
  addFact(name: FactName, value: Fact['value'] | undefined, port?: number, observation?: number): void;
  leaveOpen(probe: ProbeName, reason: Message): void;
}

/** A web service found on a host. */
export interface WebEndpoint {
  readonly port: number;
  readonly secure: boolean;
  /** What its first page looks like, where that tells it from others. */
  readonly face?: string | undefined;
}

function isTold(value: unknown): value is Told<object> {
  return typeof value === 'object' && value !== null && 'reply' in value;
}

type Bounded = { readonly end: ExchangeEnd };

/** What an exchange is about. `once`: silence is an answer too, so it is not asked again. */
interface ExchangeNote {
  readonly probe: ProbeName;
  readonly port: number;
  readonly transport: Observation['transport'];
  readonly request: ShapedRequest;
  readonly once?: boolean;
}

/**
 * The work on one host: paces exchanges (one at a time, so many per second), holds the host's time limit, keeps the transcript,
 * the facts and what each probe left open.
 */
export class HostSession implements FactSink {
  readonly context: ScanContext;
  readonly address: string;
  readonly startedAt: Date;
  readonly observations: Observation[] = [];
  readonly facts: Fact[] = [];
  /** The web services; one that only shows another again over TLS is not among them. */
  readonly web: WebEndpoint[] = [];
  /** TLS ports with their first handshake. */
  readonly shaken: { readonly port: number; readonly first: NumberedHandshake }[] = [];
  cutShort = false;
  #deadline: number;
  readonly #journal: HostJournal | undefined;
  readonly #askedAgain = new Set<number>();
  #slowest = 0;
  #revision = 0;
  readonly #left = new Map<ProbeName, Message>();
  readonly #states = new Map<ProbeName, ProbeState>();

  /** @param journal where answers are kept for a scan that goes on after it was cut off, and those that it got before */
  constructor(context: ScanContext, address: string, journal?: HostJournal) {
    this.context = context;
    this.address = address;
    this.#journal = journal;
    this.startedAt = journal?.startedAt === undefined ? context.clock() : new Date(journal.startedAt);
    this.#deadline = performance.now() + context.plan.limits.hostTimeoutMs;
  }

  /** Waits for something else than this host; the time does not count as time on the host. */
  async pauseFor<T>(other: Promise<T>): Promise<T> {
    const begun = performance.now();
    const result = await other;
    this.#deadline += performance.now() - begun;
    return result;
  }

  /** Host part of a request line: IPv6 in brackets, without zone. */
  hostText(port: number, usual: number): string {
    const plain = this.address.replace(/%.*$/, '');
    const host = plain.includes(':') ? `[${plain}]` : plain;
    return port === usual ? host : `${host}:${port}`;
  }

  /** Bounds of the next exchange, within what is left of the host's time. */
  limits(timeoutMs = this.context.plan.limits.exchangeTimeoutMs): ExchangeLimits {
    const left = Math.max(1, Math.ceil(this.#deadline - performance.now()));
    const { connectTimeoutMs, maxResponseBytes } = this.context.plan.limits;
    return {
      connectTimeoutMs: Math.min(left, connectTimeoutMs),
      timeoutMs: Math.min(left, timeoutMs, this.context.plan.limits.exchangeTimeoutMs),
      maxBytes: maxResponseBytes,
    };
  }

  /** How long to wait for a service that may not know the question: by what this device took for others. */
  guessMs(): number {
    return this.#slowest === 0 ? MAX_GUESS_MS : Math.min(MAX_GUESS_MS, Math.max(MIN_GUESS_MS, this.#slowest * 8));
  }

  #cut(probe: ProbeName, end: ExchangeEnd): void {
    this.cutShort = true;
    this.leaveOpen(probe, message(end === 'cancelled' ? 'scan-cancelled' : 'host-time-up'));
  }

  /** Waits for the turn of a question whose answer is not waited for at once; false where there is none any more. */
  async mayAsk(probe: ProbeName): Promise<boolean> {
    const turn = await this.#turn();
    if (turn !== 'ok') this.#cut(probe, turn);
    return turn === 'ok';
  }

  /** Waits for this host's turn. `limit` or `cancelled` where there is none any more. */
  async #turn(): Promise<ExchangeEnd> {
    if (this.context.lane.cancelled) return 'cancelled';
    const { turns } = this.context;
    if (turns.next(this.address) >= this.#deadline || this.observations.length >= MAX_OBSERVATIONS) return 'limit';
    const turn = turns.book(this.address);
    const wait = turn.at - performance.now();
    if (wait > 0) await sleep(wait + TIMER_SLACK_MS);
    turn.at = performance.now();
    return 'ok';
  }

  /**
   * One exchange: waits its turn, runs, writes the transcript. `show` gives the bytes to keep of the answer.
   * Where no turn is left, nothing is sent and `none` is the answer. A question that met silence on an open port is asked once more, one
   * question per port, so that a moment's stall of device or network does not decide; attempts with an account never are.
   */
  async exchange<T extends Bounded>(
    about: ExchangeNote,
    none: (end: ExchangeEnd) => T,
    run: () => Promise<T>,
    show: (reply: T) => Uint8Array | undefined,
  ): Promise<T & { readonly n: number }> {
    const first = await this.#exchangeOnce(about, none, run, show);
    const again = first.end === 'timeout' && about.once !== true && about.probe !== 'credentials' && !this.#askedAgain.has(about.port);
    if (!again || this.cutShort) return first;
    this.#askedAgain.add(about.port);
    return this.#exchangeOnce(about, none, run, show);
  }

  async #exchangeOnce<T extends Bounded>(
    about: ExchangeNote,
    none: (end: ExchangeEnd) => T,
    run: () => Promise<T>,
    show: (reply: T) => Uint8Array | undefined,
  ): Promise<T & { readonly n: number }> {
    const { probe, port, transport, request } = about;
    const told = await this.recall([probe, transport, port, request.shape.id, request.preview].join(' '), async () => {
      const turn = await this.#turn();
      return turn === 'ok' ? this.#ask(probe, run) : turn;
    });
    if (typeof told === 'string') {
      this.#cut(probe, told);
      return { ...none(told), n: -1 };
    }
    const { reply, ms } = told;
    if (reply.end === 'ok') this.#slowest = Math.max(this.#slowest, ms);
    const n = this.record({ probe, port, transport, request, at: new Date(told.at), end: reply.end, ms, response: show(reply) });
    return { ...reply, n };
  }

  async #ask<T extends Bounded>(probe: ProbeName, run: () => Promise<T>): Promise<Told<T>> {
    const at = this.context.clock().toISOString();
    const start = performance.now();
    const reply = await run();
    if (reply.end === 'cancelled') this.#cut(probe, 'cancelled');
    else if (reply.end === 'timeout' && performance.now() >= this.#deadline - TIMER_SLACK_MS) this.#cut(probe, 'limit');
    return { at, ms: Math.round(performance.now() - start), reply };
  }

  /**
   * The answer that an earlier sitting got to a question, or the one that `ask` gets, kept for a later sitting. An answer from before takes its
   * share of the host's time. What ends without one, or was cancelled, is not kept.
   */
  async recall<T extends object, E = never>(question: string, ask: () => Promise<Told<T> | E>): Promise<Told<T> | E> {
    const before = this.#journal?.recall<T>(question);
    if (before !== undefined) {
      this.#deadline -= before.ms;
      return before;
    }
    const told = await ask();
    if (this.#journal !== undefined && isTold(told) && !this.context.lane.cancelled) this.#journal.keep(question, told);
    return told;
  }

  /** Writes an observation; returns its number. */
  record(seen: {
    probe: ProbeName;
    port: number;
    transport: Observation['transport'];
    request: ShapedRequest;
    at: Date;
    end: ExchangeEnd;
    ms: number;
    response: Uint8Array | undefined;
  }): number {
    const n = this.observations.length;
    this.observations.push({
      n,
      probe: seen.probe,
      at: seen.at.toISOString(),
      transport: seen.transport,
      port: seen.port,
      shape: seen.request.shape.id,
      request: redact(seen.request.preview),
      end: seen.end,
      ...(seen.response === undefined || seen.response.length === 0 ? {} : { response: transcriptOf(seen.response) }),
      ms: seen.ms,
    });
    return n;
  }

  /** Adds a fact; texts are trimmed, redacted and capped; the same fact of the same port counts once. Empty values are none. */
  addFact(name: FactName, value: Fact['value'] | undefined, port?: number, observation?: number): void {
    const clean = cleanValue(value);
    if (clean === undefined || this.facts.length >= MAX_FACTS) return;
    const same = (fact: Fact): boolean => fact.name === name && fact.port === port && JSON.stringify(fact.value) === JSON.stringify(clean);
    if (this.facts.some(same)) return;
    this.#revision += 1;
    this.facts.push({
      name,
      value: clean,
      ...(port === undefined ? {} : { port }),
      ...(observation === undefined || observation < 0 ? {} : { observation }),
    });
  }

  /** True where the plan names this TCP port and the sweep found it open. */
  isOpen(port: number): boolean {
    return this.facts.some((fact) => fact.name === 'tcp.open' && fact.value === port);
  }

  /** Another number whenever a fact or the state of a probe has come on top. */
  get revision(): number {
    return this.#revision;
  }

  has(name: FactName): boolean {
    return this.facts.some((fact) => fact.name === name);
  }

  /** A question of this probe stays without answer; the first reason is kept. */
  leaveOpen(probe: ProbeName, reason: Message): void {
    if (this.#left.has(probe)) return;
    this.#left.set(probe, reason);
    this.#revision += 1;
  }

  skip(probe: ProbeName, reason: Message): void {
    this.#states.set(probe, { probe, state: 'skipped', reason });
    this.#revision += 1;
  }

  /** The probe is asked after all. */
  unskip(probe: ProbeName): void {
    this.#states.delete(probe);
    this.#revision += 1;
  }

  /** What every probe concluded; what was neither skipped nor left open is done. */
  probeStates(): ProbeState[] {
    return PROBES.map((probe): ProbeState => {
      const reason = this.#left.get(probe);
      if (reason !== undefined) return { probe, state: 'partial', reason };
      return this.#states.get(probe) ?? { probe, state: 'done' };
    });
  }
}
