import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Marker = z.object({ demonstration: z.string(), asOf: z.iso.date() });

/** A data folder whose register is made up, and the day at which it stands. */
export type Demonstration = z.infer<typeof Marker>;

const fileIn = (folder: string): string => join(folder, 'demonstration.json');

/** What the data folder shows if it is one of a demonstration; null of a real one. */
export function demonstrationIn(folder: string): Demonstration | null {
  const file = fileIn(folder);
  return existsSync(file) ? Marker.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** Marks a data folder for good: every page over it says so. */
export function markDemonstration(folder: string, marker: Demonstration): void {
  writeFileSync(fileIn(folder), JSON.stringify(marker));
}
