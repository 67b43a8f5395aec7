import { createReadStream } from 'node:fs';

const CHUNK = 64 * 1024;

/** The encoding that the first bytes tell: a mark of UTF-16, which some shells write, else UTF-8. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** A file as text, in pieces; bytes that are no text become the replacement mark. A mark of the encoding is left off. */
export async function* readText(path: string, progress: (bytes: number) => void): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    const piece = chunk as Uint8Array; // a stream without an encoding gives bytes
    decoder ??= new TextDecoder(encodingOf(piece));
    bytes += piece.byteLength;
    progress(bytes);
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

/** A line with its number, from 1; `text` undefined: longer than the limit. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
}

/** The lines of a text; of one that is too long only that it is. */
export async function* linesOf(pieces: AsyncIterable<string>, limit: number): AsyncGenerator<Line> {
  let number = 1;
  let kept = '';
  let long = false;
  for await (const piece of pieces) {
    const parts = piece.split('\n');
    for (const [index, part] of parts.entries()) {
      if (kept.length + part.length > limit) long = true;
      kept = long ? '' : kept + part;
      if (index === parts.length - 1) break;
      yield { number, text: long ? undefined : kept };
      number += 1;
      kept = '';
      long = false;
    }
  }
  if (kept !== '' || long) yield { number, text: long ? undefined : kept };
}
