import { spawn } from 'node:child_process';
import type { ScanResult, Scanner } from './virus-scan.ts';

const ANSWER_WITHIN_MS = 120_000;
const LONGEST_ANSWER = 4000;

/**
 * A scanner that is a command: its arguments, then the path of the file; no shell in between. It answers by its exit code: 0 nothing
 * found, 1 infected, anything else no answer. The last line that it prints names what was found.
 */
export function commandScanner(argv: readonly string[], withinMs = ANSWER_WITHIN_MS): Scanner {
  const [program = '', ...rest] = argv;
  return (path) =>
    new Promise((resolve) => {
      const child = spawn(program, [...rest, path], { stdio: ['ignore', 'pipe', 'ignore'], shell: false, windowsHide: true });
      let said = '';
      const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
      const end = (result: ScanResult): void => {
        clearTimeout(timer);
        resolve(result);
      };
      child.stdout.setEncoding('utf8').on('data', (part: string) => (said = (said + part).slice(-LONGEST_ANSWER)));
      child.on('error', () => end({ scan: 'waiting' })); // there is no such command: the file stays closed
      child.on('close', (code) => {
        if (code === 0) end({ scan: 'clean' });
        else end(code === 1 ? { scan: 'infected', threat: threatIn(said, path) } : { scan: 'waiting' });
      });
    });
}

/** The last line that was printed, without the path, which is ours and means nothing to people. */
function threatIn(said: string, path: string): string {
  const last = said.trim().split('\n').at(-1) ?? '';
  const plain = last
    .replaceAll(path, '')
    .replaceAll(/\p{Cc}/gu, '')
    .replace(/^[:\s]+/, '')
    .trim();
  return plain === '' ? 'infected' : plain.slice(0, 200);
}
