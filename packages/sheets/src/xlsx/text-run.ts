/** Collects the text of one cell from its runs, up to a limit; counts all of it. */
export class TextRun {
  readonly #limit: number;
  #value = '';
  #length = 0;
  #inText = false;
  #phonetic = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The text, with the escapes of the format (`_x000D_`) resolved. */
  get value(): string {
    return this.#value.includes('_x')
      ? this.#value.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      : this.#value;
  }

  get length(): number {
    return this.#length > this.#limit ? this.#length : this.value.length;
  }

  clear(): void {
    this.#value = '';
    this.#length = 0;
    this.#inText = false;
    this.#phonetic = 0;
  }

  open(name: string): void {
    if (name === 't') this.#inText = true;
    if (name === 'rPh') this.#phonetic += 1;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    if (name === 'rPh') this.#phonetic -= 1;
  }

  /** Text of the element at hand; it counts inside of `t` only, and not in a phonetic guide. */
  text(text: string): void {
    if (this.#inText && this.#phonetic === 0) this.append(text);
  }

  append(text: string): void {
    this.#length += text.length;
    if (this.#value.length < this.#limit) this.#value += text.slice(0, this.#limit - this.#value.length);
  }
}
