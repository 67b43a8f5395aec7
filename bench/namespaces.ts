import { execFileSync } from 'node:child_process';

/** Two network namespaces joined by a wire: nothing that is sent in them reaches the machine or its network. */
export interface Wire extends Disposable {
  /** Put before a program, they run it at one or the other end of the wire. */
  readonly scanner: readonly string[];
  readonly cameras: readonly string[];
}

/** Lays a wire with `own` at the end of the scanner and `addresses` at the other, all in one /24. Needs root and Linux; throws without. */
export function layWire(own: string, addresses: readonly string[]): Wire {
  const near = `ancam-bench-${process.pid}-a`;
  const far = `ancam-bench-${process.pid}-b`;
  const dispose = (): void => {
    for (const space of [near, far]) {
      try {
        run(['ip', 'netns', 'delete', space]);
      } catch {
        // it was not made
      }
    }
  };
  try {
    run(['ip', 'netns', 'add', near]);
    run(['ip', 'netns', 'add', far]);
    run([...inside(near), 'ip', 'link', 'add', 'wire', 'type', 'veth', 'peer', 'name', 'wire', 'netns', far]);
    const places: readonly (readonly [string, readonly string[]])[] = [
      [near, [own]],
      [far, addresses],
    ];
    for (const [space, held] of places) {
      for (const address of held) run([...inside(space), 'ip', 'address', 'add', `${address}/24`, 'dev', 'wire']);
      for (const link of ['lo', 'wire']) run([...inside(space), 'ip', 'link', 'set', link, 'up']);
    }
  } catch (error) {
    dispose();
    throw error;
  }
  return { scanner: inside(near), cameras: inside(far), [Symbol.dispose]: dispose };
}

function inside(space: string): readonly string[] {
  return ['ip', 'netns', 'exec', space];
}

function run([program = '', ...rest]: readonly string[]): void {
  execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
}
