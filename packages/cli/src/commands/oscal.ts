import { readFile } from 'node:fs/promises';
import { CheckResultsDone, CheckResultsPreview, OscalPreview, PlanItemsDone, api, problemOf, urlOf } from '@ancam/contract';
import type { CheckKind, OscalModel, Schema } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Text } from '@ancam/core';
import { EXIT } from '../exit-codes.ts';
import { assertWritable, writeOutput } from '../output.ts';
import { originOf } from '../probe/line.ts';

/** Where the server is, and the API token of an account that may read or change systems. */
interface Access {
  readonly server: string;
  readonly token: string;
}

/** Options of `ancam oscal export`, as commander names them. */
export interface OscalExportOptions extends Access {
  readonly plan?: string;
  readonly model: OscalModel;
  readonly check?: string;
  readonly output?: string;
}

/** Options of `ancam oscal import`. */
export interface OscalImportOptions extends Access {
  readonly plan?: string;
  readonly system?: string;
  readonly kind: CheckKind;
  readonly apply?: boolean;
}

const ONE: Text = { vi: 'Nêu đúng một trong hai.', en: 'Name exactly one of the two.' };
const READABLE: Text = { vi: 'Hãy kiểm tra đường dẫn và quyền đọc.', en: 'Check the path and the right to read it.' };
const REACH: Text = { vi: 'Hãy kiểm tra địa chỉ và đường mạng tới máy chủ.', en: 'Check the address and the way to the server.' };
const TOKEN: Text = {
  vi: 'Tạo mã truy cập API ở trang Tài khoản của tôi, đặt vào biến ANCAM_TOKEN.',
  en: 'Make a token on the page of your account and put it into ANCAM_TOKEN.',
};

const WITHIN_MS = 120_000;

/** Throws the problem that the server answers with, `input.invalid` where it is not reached. */
async function ask({ server, token }: Access, path: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
  const origin = originOf(server);
  const headers = { authorization: `Bearer ${token}` };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body };
  const response = await fetch(origin + path, { ...init, redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) }).catch(
    (thrown: unknown) => {
      throw new AppError('input.invalid', `${origin} is not reached`, { place: '--server', fix: REACH }, thrown);
    },
  );
  if (response.ok) return response;
  const problem = problemOf(response.status, await response.json().catch(() => undefined));
  if (problem.code !== 'auth.required') throw problem;
  throw new AppError('auth.required', problem.message, { place: '--token', fix: TOKEN }, problem);
}

function exactlyOne(first: string | undefined, second: string | undefined, place: string): void {
  if ((first === undefined) === (second === undefined))
    throw new AppError('input.invalid', `${place}: one of the two`, { place, fix: ONE });
}

/** Writes a plan, what is still to be done, findings, or the results of a check as OSCAL JSON, to a file or standard output. */
export async function exportOscal(options: OscalExportOptions): Promise<number> {
  const { plan, check, model, output } = options;
  exactlyOne(plan, check, '--plan, --check');
  await assertWritable(output);
  const path =
    plan === undefined
      ? urlOf(api.checkOscal, { params: { id: check } })
      : urlOf(api.planOscal, { params: { id: plan }, query: { model } });
  await writeOutput([new Uint8Array(await (await ask(options, path)).arrayBuffer())], output);
  return EXIT.clean;
}

/** Says what a document of OSCAL would change, or with `apply` takes all of it over; prints the answer of the server as JSON. */
export async function importOscal(file: string, options: OscalImportOptions): Promise<number> {
  const { plan, system, kind, apply = false } = options;
  exactlyOne(plan, system, '--plan, --system');
  const bytes = await readFile(file).catch((thrown: unknown) => {
    throw new AppError('file.unreadable', `cannot read ${file}`, { place: file, fix: READABLE }, thrown);
  });
  const send = async <T>(path: string, schema: Schema<T>): Promise<T> => schema.parse(await (await ask(options, path, bytes)).json());
  const answer = await (plan === undefined ? intoSystem() : intoPlan(plan));
  await writeOutput([`${JSON.stringify(answer, null, 2)}\n`], undefined);
  return EXIT.clean;

  function intoSystem(): Promise<unknown> {
    const at = { params: { id: system }, query: { kind } };
    if (apply) return send(urlOf(api.importCheckResults, at), CheckResultsDone);
    return send(urlOf(api.previewCheckResults, at), CheckResultsPreview);
  }

  async function intoPlan(id: string): Promise<unknown> {
    const preview = await send(urlOf(api.previewOscal, { params: { id } }), OscalPreview);
    // Nothing is taken over where the plan has changed since the preview.
    return apply ? send(urlOf(api.importOscal, { params: { id }, query: { version: preview.version } }), PlanItemsDone) : preview;
  }
}
