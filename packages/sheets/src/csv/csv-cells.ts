import { EMPTY } from '../cells.ts';
import type { Cell, SheetRow } from '../cells.ts';
import { refusal } from '../faults.ts';
import type { Limits } from '../limits.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Where the reader stands: at the begin of a cell, in a bare one, in a quoted one, behind a quotation mark within one. */
type State = 'start' | 'bare' | 'quoted' | 'after-quote';

/**
 * A reader of RFC 4180 text, fed in pieces. Unlike the libraries for it, it goes on behind an overlong cell or a quotation mark out of
 * place and says in which cell that was. Row numbers are those a spreadsheet shows: blank lines count, line breaks inside of a cell do not.
 */
export class CsvCells {
  readonly #delimiter: number;
  readonly #limits: Limits;
  readonly #emit: (row: SheetRow) => void;
  #state: State = 'start';
  #row = 1;
  #cells: Cell[] = [];
  #column = 0;
  #text = '';
  #length = 0;
  #stray = false;
  #afterCr = false;

  constructor(delimiter: string, limits: Limits, emit: (row: SheetRow) => void) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#limits = limits;
    this.#emit = emit;
  }

  write(text: string): void {
    for (let at = 0; at < text.length;) at = this.#state === 'quoted' ? this.#quoted(text, at) : this.#unquoted(text, at);
  }

  end(): void {
    if (this.#state === 'quoted') this.#endCell('unclosed');
    else if (this.#state !== 'start' || this.#column > 0) this.#endCell();
    if (this.#column > 0) this.#endRow();
  }

  #quoted(text: string, from: number): number {
    const end = text.indexOf('"', from);
    this.#append(text, from, end === -1 ? text.length : end);
    if (end === -1) return text.length;
    this.#state = 'after-quote';
    return end + 1;
  }

  #unquoted(text: string, from: number): number {
    const code = text.charCodeAt(from);
    const afterCr = this.#afterCr;
    this.#afterCr = false;
    if (code === this.#delimiter) this.#endCell();
    else if (code === LF || code === CR) {
      if (code === LF && afterCr) return from + 1;
      this.#afterCr = code === CR;
      if (this.#state !== 'start' || this.#column > 0) this.#endCell();
      this.#endRow();
    } else if (code === QUOTE) this.#quote();
    else return this.#bare(text, from);
    return from + 1;
  }

  #quote(): void {
    if (this.#state === 'start') this.#state = 'quoted';
    else if (this.#state === 'after-quote') {
      this.#add('"');
      this.#state = 'quoted';
    } else {
      this.#stray = true;
      this.#add('"');
    }
  }

  /** Characters up to the next mark. Behind a closing quotation mark none belongs but blanks. */
  #bare(text: string, from: number): number {
    let at = from;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === this.#delimiter || code === LF || code === CR || code === QUOTE) break;
    }
    if (this.#state === 'after-quote') {
      if (text.slice(from, at).trim() === '') return at;
      this.#stray = true;
    }
    this.#state = 'bare';
    this.#append(text, from, at);
    return at;
  }

  #append(text: string, from: number, to: number): void {
    const room = this.#limits.cellText - this.#text.length;
    if (room > 0) this.#text += text.slice(from, Math.min(to, from + room));
    this.#length += to - from;
  }

  #add(mark: string): void {
    this.#append(mark, 0, mark.length);
  }

  #endCell(quote?: 'unclosed'): void {
    const flag = quote ?? (this.#stray ? ('stray' as const) : undefined);
    if ((this.#length > 0 || flag !== undefined) && this.#column < this.#limits.columns) {
      const value = this.#length === 0 ? EMPTY : ({ kind: 'text', text: this.#text, length: this.#length } as const);
      this.#cells.push({ column: this.#column, value, ...(flag === undefined ? {} : { quote: flag }) });
    }
    this.#column += 1;
    this.#state = 'start';
    this.#text = '';
    this.#length = 0;
    this.#stray = false;
  }

  #endRow(): void {
    if (this.#row > this.#limits.rows) throw refusal('sheet.rows', { limit: this.#limits.rows });
    if (this.#cells.length > 0) this.#emit({ number: this.#row, cells: this.#cells });
    this.#row += 1;
    this.#cells = [];
    this.#column = 0;
  }
}
