// Plain JavaScript on purpose: what reads TypeScript would be counted with the program that is measured.
import { writeSync } from 'node:fs';

/** Descriptor that `runMeasured` listens on. */
const REPORT_TO = 3;

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(REPORT_TO, JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMib: maxRSS / 1024 }));
});
