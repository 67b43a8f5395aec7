import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file so that after a loss of power it is there whole or not at all. `mode` 0600: for its owner only. */
export function writeDurably(file: string, text: string, mode = 0o600): void {
  const part = `${file}.part`;
  const handle = openSync(part, 'w', mode);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(part, file);
  syncFolder(dirname(file));
}

/** What a folder lists survives a loss of power only once the folder itself is written; Windows does so by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
