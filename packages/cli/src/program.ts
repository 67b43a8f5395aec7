import { Command, Option } from 'commander';
import type { Language, Text } from '@ancam/core';
import { HEADINGS, HELP } from './help-texts.ts';
import { addOperations } from './operations-program.ts';
import { addOscal } from './oscal-program.ts';
import type { DemoOptions } from './commands/demo.ts';
import type { DemoProvinceOptions } from './commands/demo-province.ts';
import type { ImportPlacesOptions } from './commands/knowledge-import-places.ts';
import type { TryOptions } from './commands/knowledge-try.ts';
import type { ProbeOptions } from './commands/probe.ts';
import type { ReadFileOptions } from './commands/read.ts';
import type { ReplayOptions } from './commands/replay.ts';
import type { ReportOptions } from './commands/report.ts';
import type { ScanOptions } from './commands/scan.ts';
import type { ServeOptions } from './commands/serve.ts';

const FORMATS = ['table', 'json', 'ndjson', 'csv', 'html', 'pdf', 'docx', 'xlsx', 'sarif', 'hdf', 'nmap'];

/** Sets the exit code; commands return it instead of ending the process, so that pending output is flushed. */
export type Finish = (code: number) => void;

/**
 * The commands and their options. Each command's code is imported only when it runs: `--help` must stay quick.
 * `software` is the version line, `finish` receives the exit code.
 */
export function createProgram(language: Language, software: string, finish: Finish): Command {
  const say = (text: Text): string => text[language];
  const program = new Command('ancam')
    .description(say(HELP.about))
    .version(software, '-V, --version', say(HELP.version))
    .helpOption('-h, --help', say(HELP.help))
    .helpCommand('help [command]', say(HELP.helpCommand))
    .addOption(new Option('--language <vi|en>', say(HELP.language)).choices(['vi', 'en']))
    .option('--debug', say(HELP.debug))
    .configureHelp({
      styleTitle: (title) => HEADINGS[title]?.[language] ?? title,
      optionDescription: (option) => option.description,
      showGlobalOptions: true,
    })
    .addHelpText('after', `\n${say(HELP.exitCodes)}`);
  function command(parent: Command, usage: string, about: Text): Command {
    return parent.command(usage).description(say(about)).helpOption('-h, --help', say(HELP.help));
  }

  addScan(command(program, 'scan', HELP.scan), language, finish);
  addOutput(command(program, 'demo', HELP.demo), language)
    .argument('[province]', say(HELP.demoProvince))
    .option('--json', say(HELP.demoJson))
    .option('--without-decision <n>', say(HELP.demoWithout))
    .option('--data-dir <folder>', say(HELP.dataDir))
    .action(async (province: string | undefined, options: DemoOptions & DemoProvinceOptions) => {
      if (province === undefined) {
        const { demo } = await import('./commands/demo.ts');
        return finish(await demo({ ...options, language }));
      }
      const { demoProvince } = await import('./commands/demo-province.ts');
      return finish(await demoProvince(province, { ...options, language }));
    });
  command(program, 'explain', HELP.explain)
    .argument('[check]', say(HELP.check))
    .action(async (check: string | undefined) => {
      const { explain } = await import('./commands/explain.ts');
      finish(await explain(check, language));
    });
  addRead(command(program, 'read', HELP.read), language, finish);
  addReplay(command(program, 'replay', HELP.replay), language, finish);
  addReport(command(program, 'report', HELP.report), language, finish);
  const knowledge = program.command('knowledge').description(say(HELP.knowledge)).helpOption('-h, --help', say(HELP.help));
  command(knowledge, 'lint', HELP.knowledgeLint)
    .argument('[folder]', say(HELP.ownFolder))
    .action(async (folder: string | undefined) => {
      const { lint } = await import('./commands/knowledge-lint.ts');
      finish(await lint(folder, language));
    });
  command(knowledge, 'try', HELP.knowledgeTry)
    .argument('<folder>', say(HELP.ownFolder))
    .argument('<files...>', say(HELP.resultFile))
    .option('--json', say(HELP.changesJson))
    .action(async (folder: string, files: string[], options: TryOptions) => {
      const { tryKnowledge } = await import('./commands/knowledge-try.ts');
      finish(await tryKnowledge(folder, files, { ...options, language }));
    });
  command(knowledge, 'import-places', HELP.importPlaces)
    .argument('<file>', say(HELP.placesFile))
    .option('--data-dir <folder>', say(HELP.dataDir))
    .option('--skip-bad', say(HELP.skipBad))
    .action(async (file: string, options: Omit<ImportPlacesOptions, 'language'>) => {
      const { importPlaces } = await import('./commands/knowledge-import-places.ts');
      finish(await importPlaces(file, { ...options, language }));
    });
  addServe(command(program, 'serve', HELP.serve), language, finish);
  addProbe(command(program, 'probe', HELP.probe), language, finish);
  addOscal(program, language, finish);
  addOperations(program, language, finish);
  return program;
}

function addServe(serve: Command, language: Language, finish: Finish): void {
  const say = (text: Text): string => text[language];
  serve
    .option('--host <address>', say(HELP.host))
    .option('--port <number>', say(HELP.port))
    .option('--data-dir <folder>', say(HELP.dataDir))
    .action(async (options: ServeOptions) => {
      const commands = await import('./commands/serve.ts');
      finish(await commands.serve({ ...options, language }));
    });
}

function addProbe(probe: Command, language: Language, finish: Finish): void {
  const say = (text: Text): string => text[language];
  probe
    .option('--server <address>', say(HELP.probeServer))
    .option('--code <code>', say(HELP.probeCode))
    .addOption(new Option('--allow <targets>', say(HELP.probeAllow)).argParser(collect))
    .option('--folder <folder>', say(HELP.probeFolder))
    .action(async (options: Omit<ProbeOptions, 'language'>) => {
      const commands = await import('./commands/probe.ts');
      finish(await commands.probe({ ...options, language }));
    });
}

function addRead(read: Command, language: Language, finish: Finish): void {
  const say = (text: Text): string => text[language];
  addOutput(read, language)
    .argument('<file>', say(HELP.toolFile))
    .option('--knowledge <folder>', say(HELP.ownKnowledge))
    .option('--all', say(HELP.all))
    .action(async (file: string, options: ReadFileOptions) => {
      const { readFile } = await import('./commands/read.ts');
      finish(await readFile(file, { ...options, language }));
    });
}

function addReplay(replay: Command, language: Language, finish: Finish): void {
  const say = (text: Text): string => text[language];
  addOutput(replay, language)
    .argument('<file>', say(HELP.resultFile))
    .option('--knowledge <folder>', say(HELP.ownKnowledge))
    .option('--all', say(HELP.all))
    .action(async (file: string, options: ReplayOptions) => {
      const { replayFile } = await import('./commands/replay.ts');
      finish(await replayFile(file, { ...options, language }));
    });
}

function addReport(report: Command, language: Language, finish: Finish): void {
  const say = (text: Text): string => text[language];
  addOutput(report, language)
    .argument('<file>', say(HELP.resultFile))
    .addOption(new Option('--camera <address>', say(HELP.reportCamera)).argParser(collect))
    .option('--all', say(HELP.all))
    .action(async (file: string, options: ReportOptions) => {
      const { reportFile } = await import('./commands/report.ts');
      finish(await reportFile(file, { ...options, language }));
    });
}

function addScan(scan: Command, language: Language, finish: Finish): void {
  const say = (text: Text): string => text[language];
  addOutput(scan, language)
    .argument('[targets...]', say(HELP.targets))
    .addOption(new Option('--exclude <targets>', say(HELP.exclude)).argParser(collect))
    .option('--exclude-file <file>', say(HELP.excludeFile))
    .option('--ports <list>', say(HELP.ports))
    .option('--snmp-port <number>', say(HELP.snmpPort))
    .addOption(new Option('--interface <name>', say(HELP.interface)).argParser(collect))
    .option('--no-unicast-discovery', say(HELP.noUnicastDiscovery))
    .addOption(new Option('--profile <name>', say(HELP.profile)).choices(['gentle', 'normal', 'laboratory']))
    .option('--connect-rate <number>', say(HELP.connectRate))
    .option('--rate <number>', say(HELP.rate))
    .option('--timeout <seconds>', say(HELP.timeout))
    .option('--limit <seconds>', say(HELP.limit))
    .option('--authorisation-by <name>', say(HELP.authorisationBy))
    .option('--authorisation-document <number>', say(HELP.authorisationDocument))
    .option('--authorisation-until <date>', say(HELP.authorisationUntil))
    .option('--public-holder <name>', say(HELP.publicHolder))
    .option('--factory-password-test', say(HELP.factoryPasswordTest))
    .option('--knowledge <folder>', say(HELP.ownKnowledge))
    .addOption(new Option('--test-device <address>', say(HELP.testDevice)).argParser(collect))
    .option('--resume <folder>', say(HELP.resume))
    .option('--dry-run', say(HELP.dryRun))
    .option('--all', say(HELP.all))
    .action(async (targets: string[], options: ScanOptions) => {
      const { scan } = await import('./commands/scan.ts');
      finish(await scan(targets, { ...options, language }));
    });
}

/** A repeatable option takes one value each time, so that it never swallows a target. */
function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), ...value.split(',').filter((part) => part !== '')];
}

function addOutput(command: Command, language: Language): Command {
  return command
    .addOption(new Option('-f, --format <name>', HELP.format[language]).choices(FORMATS))
    .option('-o, --output <file>', HELP.output[language]);
}
