import type { CheckKind, OscalModel } from '@ancam/contract';
import type { Language, Text } from '@ancam/core';
import { Option } from 'commander';
import type { Command } from 'commander';
import type { OscalExportOptions, OscalImportOptions } from './commands/oscal.ts';
import { HELP } from './help-texts.ts';
import type { Finish } from './program.ts';

/** Those of the contract, which `--help` does not wait for. */
const MODELS = ['ssp', 'assessment-results', 'poam'] as const satisfies readonly OscalModel[];
const KINDS = ['periodic', 'before-operation', 'extraordinary'] as const satisfies readonly CheckKind[];

const TEXTS = {
  oscal: {
    vi: 'OSCAL 1.2: lấy từ máy chủ AnCam, đưa vào máy chủ AnCam.',
    en: 'OSCAL 1.2 out of an AnCam server and into one.',
  },
  export: {
    vi: 'Ghi phương án, phát hiện, việc còn phải làm hoặc kết quả một cuộc kiểm tra ra OSCAL JSON.',
    en: 'Write a plan, findings, what is still to be done, or the results of a check as OSCAL JSON.',
  },
  import: {
    vi: 'Cho biết tài liệu OSCAL sẽ thay đổi gì; thêm --apply thì đưa vào tất cả hoặc không gì cả.',
    en: 'Say what a document of OSCAL would change; with --apply take all of it over or nothing.',
  },
  server: { vi: 'địa chỉ https của máy chủ', en: 'https address of the server' },
  token: {
    vi: 'mã truy cập API; nên đặt trong biến ANCAM_TOKEN, vì tham số dòng lệnh người khác trên máy đọc được',
    en: 'API token; better in ANCAM_TOKEN: others on the machine can read what a call was given',
  },
  plan: { vi: 'id của phương án', en: 'id of the plan' },
  model: { vi: 'phần nào của phương án', en: 'what of the plan' },
  check: { vi: 'id của cuộc kiểm tra', en: 'id of the check' },
  system: { vi: 'id của hệ thống được đánh giá', en: 'id of the system that was assessed' },
  kind: { vi: 'kiểm tra loại nào', en: 'what kind of check it was' },
  apply: { vi: 'đưa vào, không chỉ xem trước', en: 'take it over, not only look' },
  file: { vi: 'tài liệu OSCAL JSON', en: 'document in OSCAL JSON' },
} as const satisfies Readonly<Record<string, Text>>;

/** `ancam oscal export` and `import`: they speak to a server as a program of a person does, with the rights of the token. */
export function addOscal(program: Command, language: Language, finish: Finish): void {
  const say = (text: Text): string => text[language];
  const oscal = program.command('oscal').description(say(TEXTS.oscal)).helpOption('-h, --help', say(HELP.help));
  const command = (usage: string, about: Text): Command =>
    oscal
      .command(usage)
      .description(say(about))
      .helpOption('-h, --help', say(HELP.help))
      .requiredOption('--server <address>', say(TEXTS.server))
      .addOption(new Option('--token <token>', say(TEXTS.token)).env('ANCAM_TOKEN').makeOptionMandatory())
      .option('--plan <id>', say(TEXTS.plan));
  command('export', TEXTS.export)
    .addOption(new Option('--model <name>', say(TEXTS.model)).choices(MODELS).default('ssp'))
    .option('--check <id>', say(TEXTS.check))
    .option('-o, --output <file>', say(HELP.output))
    .action(async (options: OscalExportOptions) => {
      const { exportOscal } = await import('./commands/oscal.ts');
      finish(await exportOscal(options));
    });
  command('import', TEXTS.import)
    .argument('<file>', say(TEXTS.file))
    .option('--system <id>', say(TEXTS.system))
    .addOption(new Option('--kind <kind>', say(TEXTS.kind)).choices(KINDS).default('periodic'))
    .option('--apply', say(TEXTS.apply))
    .action(async (file: string, options: OscalImportOptions) => {
      const { importOscal } = await import('./commands/oscal.ts');
      finish(await importOscal(file, options));
    });
}
