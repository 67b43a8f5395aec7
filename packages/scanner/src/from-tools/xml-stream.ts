import { SaxesParser } from 'saxes';

/** What elements of a file are read by. Names come as they stand. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Levels of elements; nmap's own have eight or so. */
const DEEPEST = 64;
/** Characters of a tag or a text between two tags. */
const LONGEST_PIECE = 8 * 1024 * 1024;

/** Why reading stopped, with the line. */
export class XmlStop extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/**
 * Feeds text to the reader. A DOCTYPE may name the kind of document, as nmap writes it, and declare nothing, so that no entity of the file's own
 * is ever opened. Throws `XmlStop` where the XML is broken, too deep or too long.
 */
export function xmlStream(reader: XmlReader): { write(text: string): void; end(): void } {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  let depth = 0;
  let since = 0;
  const stop = (reason: string): never => {
    throw new XmlStop(reason, parser.line);
  };
  parser.on('error', (error) => stop(error.message));
  parser.on('doctype', (text) => {
    if (/[[\]]|<!|SYSTEM|PUBLIC/.test(text)) stop('the DOCTYPE declares something');
  });
  parser.on('opentag', ({ name, attributes }) => {
    since = 0;
    depth += 1;
    if (depth > DEEPEST) stop(`more than ${DEEPEST} levels`);
    reader.open(name, attributes);
  });
  const text = (piece: string): void => {
    since = 0;
    reader.text(piece);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', ({ name }) => {
    since = 0;
    depth -= 1;
    reader.close(name);
  });
  return {
    write: (piece) => {
      since += piece.length;
      parser.write(piece);
      if (since > LONGEST_PIECE) stop('a piece is too long');
    },
    end: () => {
      parser.close();
    },
  };
}
