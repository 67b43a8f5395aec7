#!/usr/bin/env node
// Plain JavaScript on purpose: it must start under any Node that npm runs on, before TypeScript can be read.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

if (process.features.typescript) {
  module.enableCompileCache?.();
  const { BUILT_MAIN, isBuilt } = await import('../src/built.ts');
  await import(isBuilt() ? BUILT_MAIN.href : '../src/main.ts');
} else {
  runUnderOwnNode();
}

/** The Node that the project brings along reads TypeScript; the machine's may not. */
function runUnderOwnNode() {
  const names = ['../../../node_modules/node/bin/node', '../../../node_modules/node/bin/node.exe'];
  const node = names.map((name) => fileURLToPath(new URL(name, import.meta.url))).find((path) => existsSync(path));
  if (node === undefined) {
    process.stderr.write(
      `ancam: cần Node.js 22.18 trở lên, máy này có ${process.version}; hãy chạy "npm ci" trong thư mục AnCam.\n` +
        `ancam: needs Node.js 22.18 or newer, this machine has ${process.version}; run "npm ci" in the AnCam folder.\n`,
    );
    process.exit(3);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
