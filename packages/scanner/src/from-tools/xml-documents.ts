import { XmlStop, xmlStream } from './xml-stream.ts';
import type { XmlReader } from './xml-stream.ts';

/** What every document of nmap begins with. Within one it cannot stand: there `<` is written `&lt;`. */
const BEGINNING = '<?xml ';
/** Runs in one file; a file of nothing but beginnings must not take for ever. */
const MOST = 4096;

/** Where a document of a file was given up, by the line of the file. */
export interface DocumentStop {
  readonly line: number;
  readonly reason: string;
}

interface Open {
  readonly xml: ReturnType<typeof xmlStream>;
  /** Lines of the file before it. */
  readonly before: number;
  /** It has more than blanks. */
  filled: boolean;
  stopped: boolean;
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/**
 * Feeds the documents of a file to readers, one after the other: nmap writes a whole one for each run behind the last (`--append-output`), also
 * behind one that was cut off. What is broken in one ends that one alone.
 */
export class XmlDocuments {
  readonly #reader: () => XmlReader;
  readonly #stop: (stop: DocumentStop) => void;
  #open: Open;
  #count = 1;
  #lines = 0;
  /** The end of what was read: a beginning may lie over the end of a piece. */
  #kept = '';

  constructor(reader: () => XmlReader, stop: (stop: DocumentStop) => void) {
    this.#reader = reader;
    this.#stop = stop;
    this.#open = this.#begin();
  }

  /** Reads on; false once there are more documents than are read. */
  write(piece: string): boolean {
    const text = this.#kept + piece;
    let from = 0;
    for (let at = text.indexOf(BEGINNING); at !== -1; at = text.indexOf(BEGINNING, from)) {
      this.#feed(text.slice(from, at));
      if (this.#open.filled) {
        this.#finish();
        if (this.#count >= MOST) return false;
        this.#count += 1;
        this.#open = this.#begin();
      }
      from = at + BEGINNING.length;
      this.#feed(BEGINNING);
    }
    const until = Math.max(from, text.length - BEGINNING.length + 1);
    this.#feed(text.slice(from, until));
    this.#kept = text.slice(until);
    return true;
  }

  end(): void {
    this.#feed(this.#kept);
    this.#finish();
  }

  #begin(): Open {
    return { xml: xmlStream(this.#reader()), before: this.#lines, filled: false, stopped: false };
  }

  #feed(text: string): void {
    const open = this.#open;
    if (text.trim() !== '') open.filled = true;
    this.#lines += linesIn(text);
    if (!open.stopped) this.#guarded(() => open.xml.write(text));
  }

  #finish(): void {
    if (!this.#open.stopped) this.#guarded(() => this.#open.xml.end());
  }

  /** Other errors than a stop go on. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      if (!(thrown instanceof XmlStop)) throw thrown;
      this.#open.stopped = true;
      this.#stop({ line: this.#open.before + thrown.line, reason: thrown.message });
    }
  }
}
