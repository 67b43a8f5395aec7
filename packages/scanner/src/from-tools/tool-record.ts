import type { Fact, FactName, HostResult, Message, Observation, ProbeName, Text } from '@ancam/core';
import { cleanValue } from '../engine/clean-value.ts';
import type { FactSink } from '../engine/session.ts';
import { redact, transcriptOf } from '../engine/transcript.ts';

/** What one record of a file says of one address: observations numbered from 0 and facts, as the scanner itself writes them. */
export interface ToolRecord {
  readonly address: string;
  /** When it was observed, ISO; absent where the file does not tell. */
  readonly at?: string;
  readonly life: HostResult['life'];
  readonly observations: readonly Observation[];
  readonly facts: readonly Fact[];
  /** More was told than is kept. */
  readonly cut: boolean;
}

/** A record that cannot be read, in its place, with what to do about it. Nothing of it is taken. */
export interface ToolFault {
  /** A line, a cell, a host of the file. */
  readonly place: string;
  readonly fault: Text;
  readonly remedy: Text;
}

/** What a reader of a format is given beside the file. */
export interface ReadContext {
  /** Time of the file's last change: that of the observation where the file tells none. */
  readonly fileTime: Date;
  readonly fault: (fault: ToolFault) => void;
  /** Called with what the file tells of the tool's run, as it is found. */
  readonly tell: (run: ToolRun) => void;
  /** Bytes read so far. */
  readonly progress: (bytes: number) => void;
}

/** What a file tells of the run it comes from. */
export interface ToolRun {
  readonly tool?: string | undefined;
  readonly version?: string | undefined;
  readonly command?: string | undefined;
  readonly startedAt?: Date | undefined;
  readonly finishedAt?: Date | undefined;
  /** Addresses the tool looked at, those that did not answer among them. */
  readonly addresses?: number | undefined;
}

/** A reader of one format. Records come as the file has them; an address may come again. */
export type ToolReader = (path: string, context: ReadContext) => AsyncIterable<ToolRecord>;

const MAX_OBSERVATIONS = 512;
const MAX_FACTS = 1024;
const LONGEST_REQUEST = 512;

/** One observation as a file tells it. */
interface Told {
  readonly probe: ProbeName;
  readonly port: number;
  readonly transport?: Observation['transport'];
  /** Where in the file, in words of the tool: `GetRequest`, `http-title`. */
  readonly request: string;
  readonly response: string | Uint8Array;
}

/** Gathers what one record says. The readers of answers write to it as they write to a host that is scanned. */
export class RecordBook implements FactSink {
  readonly #format: string;
  readonly #address: string;
  readonly #at: Date | undefined;
  readonly #when: string;
  readonly #observations: Observation[] = [];
  readonly #facts: Fact[] = [];
  readonly #known = new Set<string>();
  #cut = false;

  /** `format` marks the observations: no request of the scanner has its name. `fallback` is the time where `at` is not known. */
  constructor(format: string, address: string, at: Date | undefined, fallback: Date) {
    this.#format = format;
    this.#address = address;
    this.#at = at;
    this.#when = (at ?? fallback).toISOString();
  }

  /** When the record was observed, as far as is known. */
  get when(): Date {
    return new Date(this.#when);
  }

  /** Writes an observation; returns its number, -1 where there is no room. */
  note({ probe, port, transport = 'tcp', request, response }: Told): number {
    const n = this.#observations.length;
    if (n >= MAX_OBSERVATIONS) {
      this.#cut = true;
      return -1;
    }
    const text = transcriptOf(typeof response === 'string' ? Buffer.from(response) : response);
    this.#observations.push({
      n,
      probe,
      at: this.#when,
      transport,
      port,
      shape: this.#format,
      request: redact(request.slice(0, LONGEST_REQUEST * 2))
        .slice(0, LONGEST_REQUEST)
        .toWellFormed(),
      end: 'ok',
      ...(text === '' ? {} : { response: text.toWellFormed() }),
      ms: 0,
    });
    return n;
  }

  addFact(name: FactName, value: Fact['value'] | undefined, port?: number, observation?: number): void {
    const clean = cleanValue(value);
    if (clean === undefined) return;
    const key = `${name} ${port ?? ''} ${JSON.stringify(clean)}`;
    if (this.#known.has(key)) return;
    if (this.#facts.length >= MAX_FACTS) {
      this.#cut = true;
      return;
    }
    this.#known.add(key);
    const where = port === undefined ? {} : { port };
    this.#facts.push({ name, value: clean, ...where, ...(observation === undefined || observation < 0 ? {} : { observation }) });
  }

  /** A file says what was seen; what it leaves open is the same for all of it. */
  leaveOpen(_probe: ProbeName, _reason: Message): void {}

  has(name: FactName, port?: number): boolean {
    return this.#facts.some((fact) => fact.name === name && (port === undefined || fact.port === port));
  }

  /** The record. */
  take(life: HostResult['life']): ToolRecord {
    return {
      address: this.#address,
      ...(this.#at === undefined ? {} : { at: this.#when }),
      life,
      observations: this.#observations,
      facts: this.#facts,
      cut: this.#cut,
    };
  }
}
