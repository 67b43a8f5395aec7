import { Option } from 'commander';
import type { Command } from 'commander';
import type { Language, Text } from '@ancam/core';
import type { AnchorOptions, VerifyOptions } from './commands/audit.ts';
import type { BackupOptions, RestoreOptions } from './commands/backup.ts';
import { DUTY_FORMATS } from './duty-formats.ts';
import type { DutiesOptions } from './commands/duties.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import type { MigrateOptions } from './commands/migrate.ts';
import type { ResetAdminOptions } from './commands/reset-admin.ts';
import { HELP } from './help-texts.ts';
import { OPERATIONS_HELP } from './operations-help.ts';
import type { Finish } from './program.ts';

/** The commands of those who run AnCam: audit, backup, restore, migrate, doctor. They find the data as the server does. */
export function addOperations(program: Command, language: Language, finish: Finish): void {
  const say = (text: Text): string => text[language];
  const command = (parent: Command, usage: string, about: Text): Command =>
    parent.command(usage).description(say(about)).helpOption('-h, --help', say(HELP.help)).option('--data-dir <folder>', say(HELP.dataDir));

  const audit = program.command('audit').description(say(OPERATIONS_HELP.audit)).helpOption('-h, --help', say(HELP.help));
  command(audit, 'verify', OPERATIONS_HELP.auditVerify)
    .option('--anchors <file...>', say(OPERATIONS_HELP.anchors))
    .option('--json', say(OPERATIONS_HELP.json))
    .action(async (options: VerifyOptions) => {
      const { verifyAudit } = await import('./commands/audit.ts');
      finish(await verifyAudit({ ...options, language }));
    });
  command(audit, 'anchor', OPERATIONS_HELP.auditAnchor)
    .option('-o, --output <file>', say(HELP.output))
    .action(async (options: AnchorOptions) => {
      const { anchorAudit } = await import('./commands/audit.ts');
      finish(await anchorAudit({ ...options, language }));
    });
  command(program, 'backup', OPERATIONS_HELP.backup)
    .argument('<file>', say(OPERATIONS_HELP.backupFile))
    .option('--files', say(OPERATIONS_HELP.files))
    .option('--json', say(OPERATIONS_HELP.json))
    .action(async (file: string, options: BackupOptions) => {
      const { backUp } = await import('./commands/backup.ts');
      finish(await backUp(file, { ...options, language }));
    });
  command(program, 'restore', OPERATIONS_HELP.restore)
    .argument('<file>', say(OPERATIONS_HELP.backupFile))
    .option('--json', say(OPERATIONS_HELP.json))
    .action(async (file: string, options: RestoreOptions) => {
      const { restore } = await import('./commands/backup.ts');
      finish(await restore(file, { ...options, language }));
    });
  command(program, 'reset-admin', OPERATIONS_HELP.resetAdmin)
    .option('--login <login>', say(OPERATIONS_HELP.resetLogin))
    .action(async (options: ResetAdminOptions) => {
      const { printResetLink } = await import('./commands/reset-admin.ts');
      finish(await printResetLink({ ...options, language }));
    });
  command(program, 'migrate', OPERATIONS_HELP.migrate)
    .option('--dry-run', say(OPERATIONS_HELP.migrateDryRun))
    .option('--json', say(OPERATIONS_HELP.json))
    .action(async (options: MigrateOptions) => {
      const { migrate } = await import('./commands/migrate.ts');
      finish(await migrate({ ...options, language }));
    });
  command(program, 'duties', OPERATIONS_HELP.duties)
    .argument('[unit]', say(OPERATIONS_HELP.dutiesUnit))
    .option('--overdue', say(OPERATIONS_HELP.dutiesOverdue))
    .option('--on <day>', say(OPERATIONS_HELP.dutiesOn))
    .addOption(new Option('-f, --format <name>', say(HELP.format)).choices(DUTY_FORMATS))
    .option('-o, --output <file>', say(HELP.output))
    .action(async (unit: string | undefined, options: DutiesOptions) => {
      const { duties } = await import('./commands/duties.ts');
      finish(await duties(unit, { ...options, language }));
    });
  command(program, 'doctor', OPERATIONS_HELP.doctor)
    .option('--files', say(OPERATIONS_HELP.doctorFiles))
    .option('--json', say(OPERATIONS_HELP.json))
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./commands/doctor.ts');
      finish(await doctor({ ...options, language }));
    });
}
