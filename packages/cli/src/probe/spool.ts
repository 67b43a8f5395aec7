import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PieceEnd, ProbePiece } from '@ancam/contract';
import { HostResult } from '@ancam/core';
import type { Id } from '@ancam/core';
import { writeDurably } from '../durable.ts';

/** A result that waits to be sent. */
export interface Waiting {
  /** Name of its file: sorts in the order in which results were written. */
  readonly name: string;
  readonly host: HostResult;
}

const NUMBER_WIDTH = 10;

function names(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
    : [];
}

/**
 * Pieces and results on the disk of a probe, one folder a piece: `piece.json` as it came, `hosts/` what waits to be sent, `sent/` what the
 * server has, `journal/` what devices answered that are still being read, `end.json` once all is done, `dropped` where the server wants no more. Whatever moment the process dies, what it had finished
 * stays, and is sent at least once.
 */
export class Spool {
  readonly #root: string;
  #next: number;

  constructor(folder: string) {
    this.#root = join(folder, 'pieces');
    mkdirSync(this.#root, { recursive: true, mode: 0o700 });
    const numbers = this.#ids().flatMap((id) =>
      [...names(this.#in(id, 'hosts')), ...names(this.#in(id, 'sent'))].map((name) => parseInt(name)),
    );
    this.#next = Math.max(0, ...numbers) + 1;
  }

  #in(id: Id, ...parts: string[]): string {
    return join(this.#root, id, ...parts);
  }

  /** Folders whose piece was written whole. */
  #ids(): Id[] {
    return readdirSync(this.#root).filter((id) => existsSync(join(this.#root, id, 'piece.json')));
  }

  /** Keeps a piece; one that is there stays as it is: it goes on by the plan with which it began. */
  add(piece: ProbePiece): void {
    if (existsSync(this.#in(piece.id, 'piece.json'))) return;
    mkdirSync(this.#in(piece.id, 'hosts'), { recursive: true, mode: 0o700 });
    mkdirSync(this.#in(piece.id, 'sent'), { recursive: true, mode: 0o700 });
    writeDurably(this.#in(piece.id, 'piece.json'), JSON.stringify(piece));
  }

  /** Pieces whose work goes on. */
  open(): ProbePiece[] {
    return this.#ids()
      .filter((id) => !existsSync(this.#in(id, 'end.json')) && !this.isDropped(id))
      .map((id) => ProbePiece.parse(JSON.parse(readFileSync(this.#in(id, 'piece.json'), 'utf8'))));
  }

  /** Pieces of which something is still to be told. */
  ids(): Id[] {
    return this.#ids();
  }

  isDropped(id: Id): boolean {
    return existsSync(this.#in(id, 'dropped'));
  }

  /** The server wants no more of a piece: what is finished is still sent. */
  drop(id: Id): void {
    if (existsSync(this.#in(id, 'piece.json'))) writeDurably(this.#in(id, 'dropped'), '');
  }

  /** Keeps a result; once this returns it is there, whatever happens. */
  keep(piece: Id, host: HostResult): void {
    const name = `${String(this.#next).padStart(NUMBER_WIDTH, '0')}-${host.id}.json`;
    this.#next += 1;
    writeDurably(this.#in(piece, 'hosts', name), JSON.stringify(host));
  }

  /** All results of a piece, sent or not, each host as it was written last: what a scan need not do again. */
  prior(piece: Id): HostResult[] {
    const files = (['sent', 'hosts'] as const).flatMap((part) => names(this.#in(piece, part)).map((name) => ({ part, name })));
    const latest = new Map<Id, HostResult>();
    for (const { part, name } of files.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const host = this.#read(piece, part, name);
      latest.set(host.id, host);
    }
    return [...latest.values()];
  }

  #read(piece: Id, part: 'sent' | 'hosts', name: string): HostResult {
    return HostResult.parse(JSON.parse(readFileSync(this.#in(piece, part, name), 'utf8')));
  }

  /** Results of a piece that wait, oldest first. */
  waiting(piece: Id, most: number): Waiting[] {
    return names(this.#in(piece, 'hosts'))
      .slice(0, most)
      .map((name) => ({ name, host: this.#read(piece, 'hosts', name) }));
  }

  /** How many results wait. */
  queued(): number {
    return this.#ids().reduce((sum, id) => sum + names(this.#in(id, 'hosts')).length, 0);
  }

  /** The server has these. */
  sent(piece: Id, files: readonly string[]): void {
    for (const name of files) renameSync(this.#in(piece, 'hosts', name), this.#in(piece, 'sent', name));
  }

  /** Folder of a piece where the answers of devices lie that are being read. */
  journalOf(piece: Id): string {
    return this.#in(piece, 'journal');
  }

  /** The work on a piece has ended. */
  end(piece: Id, end: PieceEnd): void {
    writeDurably(this.#in(piece, 'end.json'), JSON.stringify(end));
    rmSync(this.journalOf(piece), { recursive: true, force: true });
  }

  endOf(piece: Id): PieceEnd | undefined {
    const file = this.#in(piece, 'end.json');
    return existsSync(file) ? PieceEnd.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  }

  /** Everything has been told. */
  remove(piece: Id): void {
    rmSync(this.#in(piece), { recursive: true, force: true });
  }
}
