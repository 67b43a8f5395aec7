import { AppError } from '@ancam/core';
import { SaxesParser } from 'saxes';
import { refusal } from '../faults.ts';
import type { Limits } from '../limits.ts';

/** What a part of a workbook is read by. Names come without their prefix. */
export interface XmlReader {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

export interface XmlFeed {
  write(text: string): void;
  end(): void;
}

/**
 * A parser of one part. Refuses a DOCTYPE (and so every entity of its own), malformed XML and a piece that is longer than
 * the limit.
 */
export function xmlFeed(part: string, limits: Limits, reader: XmlReader): XmlFeed {
  const parser = new SaxesParser<{ xmlns: false; position: boolean }>({ xmlns: false, position: false });
  let since = 0;
  const text = (value: string): void => {
    since = 0;
    reader.text?.(value);
  };
  parser.on('doctype', () => {
    throw refusal('xml.doctype', { part });
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) throw refusal('xml.broken', { part, cause: encoding });
  });
  parser.on('opentag', ({ name, attributes }) => {
    since = 0;
    reader.open?.(localName(name), attributes);
  });
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', ({ name }) => {
    since = 0;
    reader.close?.(localName(name));
  });
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw refusal('xml.broken', { part, cause: error instanceof Error ? error.message : String(error) }, error);
    }
  };
  return {
    write: (value) => {
      since += value.length;
      guarded(() => parser.write(value));
      if (since > limits.xmlPiece) throw refusal('xml.piece', { part, limit: limits.xmlPiece });
    },
    end: () => guarded(() => parser.close()),
  };
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** Text of a part, which is UTF-8; refuses bytes that are not. */
export async function* decodePart(part: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw refusal('xml.broken', { part, cause: 'UTF-8' }, error);
    }
  };
  for await (const chunk of chunks) yield decode(chunk);
  yield decode();
}

/** Reads a whole part through a reader. */
export async function readXml(part: string, chunks: AsyncIterable<Uint8Array>, limits: Limits, reader: XmlReader): Promise<void> {
  const feed = xmlFeed(part, limits, reader);
  for await (const text of decodePart(part, chunks)) feed.write(text);
  feed.end();
}
