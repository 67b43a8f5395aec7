import { open } from 'yauzl';
import type { Entry } from 'yauzl';

const MOST_ENTRIES = 10_001;

/** Entries of a ZIP file as its directory names them, at most ten thousand and one; nothing is unpacked. */
export function listZip(path: string): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true }, (fault, zip) => {
      if (fault !== null) {
        reject(fault);
        return;
      }
      const entries: Entry[] = [];
      const done = (): void => {
        zip.close();
        resolve(entries);
      };
      zip.on('error', reject);
      zip.on('end', done);
      zip.on('entry', (entry: Entry) => {
        entries.push(entry);
        if (entries.length >= MOST_ENTRIES) done();
        else zip.readEntry();
      });
      zip.readEntry();
    });
  });
}
