import { enableCompileCache, getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import type { Language } from '@ancam/core';
import { EXIT } from './exit-codes.ts';
import { languageOf } from './language.ts';
import { keepMemorySmall } from './memory.ts';
import { software } from './software.ts';

enableCompileCache();
const compiled = getCompileCacheDir();
// Threads find what was compiled by this name alone: without it each scan and each document compiles its modules anew.
if (compiled !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(compiled);
// A server lives long and may use what memory there is.
if (process.argv[2] !== 'serve') keepMemorySmall();
await main(process.argv.slice(2));

/** Runs one call of `ancam`: sets the exit code and lets the process end by itself, so that output is flushed. */
async function main(argv: readonly string[]): Promise<void> {
  const language = languageOf(argv, process.env['ANCAM_LANGUAGE']);
  // A reader that closes early (`ancam ... | head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.clean : EXIT.failed));
  const { createProgram } = await import('./program.ts');
  const program = createProgram(language, software(), (code) => {
    process.exitCode = code;
  });
  let fault = '';
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput({
      outputError: (text) => {
        fault = text;
      },
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    await report(thrown, fault, argv, language);
  }
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

async function report(thrown: unknown, fault: string, argv: readonly string[], language: Language): Promise<void> {
  if (thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('commander.')) {
    if ('exitCode' in thrown && thrown.exitCode === 0) return;
    process.exitCode = EXIT.usage;
    // Called without a command: the help is on stderr already.
    if (thrown.code === 'commander.help') return;
    const { describeUsageFault } = await import('./usage-faults.ts');
    process.stderr.write(`${describeUsageFault(String(thrown.code), fault, argv[0], language)}\n`);
    return;
  }
  const { describeError } = await import('./error-texts.ts');
  const { exitCodeOf } = await import('./exit-codes.ts');
  const { toAppError } = await import('@ancam/core');
  process.stderr.write(`${describeError(thrown, language)}\n`);
  if (argv.includes('--debug') && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`);
  process.exitCode = exitCodeOf(toAppError(thrown).code);
}
