import { linesOf } from './text-stream.ts';

/** One object of a file of JSON, as text, with the line it begins on. `broken`: it ends where another begins, or is too long. */
export interface JsonPiece {
  readonly line: number;
  readonly text: string;
  readonly broken?: 'cut' | 'long';
}

/** What is open in the text read so far. */
class Scanner {
  depth = 0;
  #inText = false;
  #escaped = false;

  /** Reads on; the index behind the end of the outermost object, -1 where it goes on. */
  read(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#inText) this.#inside(code);
      else if (code === 34) this.#inText = true;
      else if (code === 123 || code === 91) this.depth += 1;
      else if (code === 125 || code === 93) {
        this.depth -= 1;
        if (this.depth === 0) return at + 1;
      }
    }
    return -1;
  }

  #inside(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === 92) this.#escaped = true;
    else if (code === 34) this.#inText = false;
  }

  /** No text of JSON goes over the end of a line. */
  get inText(): boolean {
    return this.#inText;
  }
}

/** An object whose end was not read yet. */
interface Open {
  readonly line: number;
  readonly scanner: Scanner;
  text: string;
}

/** Cuts lines into objects. */
class Cutter {
  readonly #limit: number;
  #open: Open | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What ends on a line. `text` undefined: the line is longer than the limit. */
  *line(number: number, text: string | undefined): Generator<JsonPiece> {
    if (text === undefined) {
      yield { line: this.#open?.line ?? number, text: '', broken: 'long' };
      this.#open = undefined;
      return;
    }
    // an object within another is written behind a margin or on the same line
    if (text.startsWith('{')) yield* this.end();
    for (let at = 0; at !== -1 && at < text.length;) {
      this.#open ??= this.#begin(number, text, at);
      if (this.#open === undefined) break;
      const from = this.#open.text === '' ? text.indexOf('{', at) : at;
      at = this.#open.scanner.read(text, from);
      this.#open.text += text.slice(from, at === -1 ? undefined : at);
      if (at === -1) break;
      yield { line: this.#open.line, text: this.#open.text };
      this.#open = undefined;
    }
    yield* this.#endOfLine();
  }

  #begin(line: number, text: string, from: number): Open | undefined {
    return text.includes('{', from) ? { line, scanner: new Scanner(), text: '' } : undefined;
  }

  *#endOfLine(): Generator<JsonPiece> {
    if (this.#open === undefined) return;
    if (this.#open.scanner.inText) yield* this.end();
    else if (this.#open.text.length > this.#limit) yield* this.end('long');
    else this.#open.text += '\n';
  }

  /** What is open ends here, before its time. */
  *end(broken: JsonPiece['broken'] & string = 'cut'): Generator<JsonPiece> {
    if (this.#open !== undefined) yield { line: this.#open.line, text: this.#open.text, broken };
    this.#open = undefined;
  }
}

/**
 * The outermost objects of a text: one a line, within one array, with commas before or behind, spread over lines. What a library would
 * end with, this goes on behind: an object that is cut off, and text between objects.
 */
export async function* jsonObjects(pieces: AsyncIterable<string>, limit: number): AsyncGenerator<JsonPiece> {
  const cutter = new Cutter(limit);
  for await (const { number, text } of linesOf(pieces, limit)) yield* cutter.line(number, text);
  yield* cutter.end();
}
