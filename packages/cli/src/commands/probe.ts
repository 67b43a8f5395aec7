import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@ancam/core';
import type { Language, Text } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge/compiled';
import { holdDataFolder } from '@ancam/server/data-folder';
import { describeError } from '../error-texts.ts';
import { EXIT } from '../exit-codes.ts';
import { onInterrupt } from '../interrupt.ts';
import { say } from '../language.ts';
import { allowFile, writeAllowed } from '../probe/allow.ts';
import { createIdentity, fingerprintOf, keepIdentity, publicKeyOf, readIdentity } from '../probe/identity.ts';
import type { ProbeIdentity } from '../probe/identity.ts';
import { LineDown, enrol, originOf } from '../probe/line.ts';
import { runProbe } from '../probe/run-probe.ts';
import type { ProbeNews } from '../probe/run-probe.ts';
import { software } from '../software.ts';

/** Options of `ancam probe`, as commander names them. */
export interface ProbeOptions {
  readonly language: Language;
  readonly server?: string;
  readonly code?: string;
  readonly allow?: readonly string[];
  readonly folder?: string;
}

const TEXTS = {
  enrolled: {
    vi: 'Đã ghi danh trạm quét {name}. Dấu vân tay khóa: {fingerprint}. Địa chỉ được phép quét: {file}',
    en: 'The probe {name} is enrolled. Fingerprint of its key: {fingerprint}. What it may scan: {file}',
  },
  running: {
    vi: 'Trạm quét {name} đang chạy với {server}. Nhấn Ctrl-C để dừng.',
    en: 'The probe {name} works for {server}. Press Ctrl-C to stop.',
  },
  up: { vi: 'Đã kết nối máy chủ', en: 'The server answers' },
  down: { vi: 'Không kết nối được máy chủ: {reason}. Vẫn tiếp tục quét.', en: 'The server is not reached: {reason}. Scanning goes on.' },
  piece: { vi: 'Quét {targets}', en: 'Scanning {targets}' },
  stopped: { vi: 'Đã dừng; phần việc dở được giữ lại.', en: 'Stopped; unfinished work is kept.' },
  notTaken: {
    vi: 'Máy chủ không nhận gì từ trạm này nữa. Thêm trạm mới và ghi danh trong thư mục khác.',
    en: 'The server takes nothing from this probe any more. Add a new one and enrol it in another folder.',
  },
  badCode: {
    vi: 'Mã đã dùng, đã hết hạn hoặc viết sai. Xin mã mới tại trang Trạm quét.',
    en: 'The code was used, is over, or is mistyped. Ask for a new one on the page of probes.',
  },
  first: {
    vi: 'Lần đầu, chạy lệnh mà trang Trạm quét đã đưa: --server và --code.',
    en: 'The first time, run the command that the page of probes gave: --server and --code.',
  },
  again: {
    vi: 'Bỏ --server, --code và --allow, hoặc chọn --folder khác.',
    en: 'Leave --server, --code and --allow out, or choose another --folder.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Enrols the probe where it is new, then works until SIGINT or SIGTERM. */
export async function probe(options: ProbeOptions): Promise<number> {
  const folder = options.folder ?? join(homedir(), '.ancam', 'probe');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const held = await holdDataFolder(folder);
  const interrupt = onInterrupt();
  try {
    const identity = await enrolled(folder, options);
    print(say(options.language, TEXTS.running, { name: identity.name, server: identity.server }));
    const run = { folder, identity, knowledge: loadKnowledge(), software: software(), news: newsIn(options.language) };
    await runProbe(run, interrupt.signal).catch((thrown: unknown) => refuse(thrown, identity.server, TEXTS.notTaken));
    print(TEXTS.stopped[options.language]);
    return EXIT.clean;
  } finally {
    interrupt.release();
    await held.release();
  }
}

/** The identity of the folder. The key is made and kept first: where the answer is lost, the same call goes on. */
async function enrolled(folder: string, { server, code, allow = [], language }: ProbeOptions): Promise<ProbeIdentity & { id: string }> {
  const known = readIdentity(folder);
  if (known?.id !== undefined) {
    if (code !== undefined || allow.length > 0) {
      throw new AppError('conflict', 'this folder has an enrolled probe', { place: folder, fix: TEXTS.again });
    }
    return { ...known, id: known.id };
  }
  if (server === undefined || code === undefined) throw new AppError('input.invalid', 'not enrolled', { place: folder, fix: TEXTS.first });
  const origin = originOf(server);
  const fresh = known?.server === origin ? known : createIdentity(folder, origin);
  if (allow.length > 0 && known === undefined) writeAllowed(folder, allow);
  const { id, name } = await enrol(origin, { code, publicKey: publicKeyOf(fresh) }).catch((thrown: unknown) => {
    if (thrown instanceof LineDown) throw new AppError('input.invalid', thrown.message, { place: origin, fix: thrown.message }, thrown);
    return refuse(thrown, '--code', TEXTS.badCode);
  });
  const identity = { ...fresh, id, name };
  keepIdentity(folder, identity);
  print(say(language, TEXTS.enrolled, { name, fingerprint: fingerprintOf(identity), file: allowFile(folder) }));
  return identity;
}

/** What the server says of log-ins means something else of a probe. */
function refuse(thrown: unknown, place: string, fix: Text): never {
  if (!(thrown instanceof AppError) || !thrown.code.startsWith('auth.')) throw thrown;
  throw new AppError('auth.forbidden', thrown.message, { place, fix }, thrown);
}

/** Says what changes, not what stays. */
function newsIn(language: Language): ProbeNews {
  let line: boolean | undefined;
  let fault = '';
  return {
    onLine(up, reason) {
      if (up === line) return;
      line = up;
      log(up ? TEXTS.up[language] : say(language, TEXTS.down, { reason }));
    },
    onPiece: (_id, targets) => log(say(language, TEXTS.piece, { targets: targets.join(', ') })),
    onAllowFault(thrown) {
      const text = describeError(thrown, language);
      if (text !== fault) log(text);
      fault = text;
    },
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
