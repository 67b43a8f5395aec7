import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api, createClient } from '@ancam/contract';
import type { Authorisation, AuthorisationBody, Role } from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { SOFTWARE } from '@ancam/scanner';
import type { ImportContext } from '../src/features/imports/import-context.ts';
import { ImportRunner } from '../src/features/imports/import-runner.ts';
import { LiveHub } from '../src/features/scans/live.ts';
import { ScanRunner } from '../src/features/scans/runner.ts';
import type { ScanContext } from '../src/features/scans/scan-context.ts';
import { hashPassword } from '../src/features/sessions/password.ts';
import { mintSetupToken } from '../src/features/sessions/sessions.service.ts';
import { insertAccount } from '../src/features/sessions/sessions.store.ts';
import { insertUnit } from '../src/features/units/register-unit.ts';
import type { Access } from '../src/access.ts';
import { folderStore } from '../src/files/folder-store.ts';
import { createHandlers } from '../src/handlers.ts';
import { createApp } from '../src/http/app.ts';
import type { AppOptions } from '../src/http/app.ts';
import { createLog } from '../src/http/log.ts';
import { asOwner } from '../src/db/actor.ts';
import { statuteBook } from '../src/law.ts';
import type { TestStore } from './store.ts';

export const PASSWORD = 'mười hai ký tự trở lên';

/** One browser: keeps its cookie. */
export interface Browser {
  readonly call: ReturnType<typeof createClient>;
  /** A raw request; the cookie is added. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
}

/** The app on a test store, with a clock that tests set. */
export interface TestApp {
  readonly context: ScanContext & ImportContext;
  readonly browser: (address?: string) => Browser;
  /** Sets the clock. */
  readonly at: (instant: string) => void;
  readonly close: () => Promise<void>;
}

/** Builds the app. The clock stands at the given instant, or runs where none is given. */
export async function openApp(
  open: () => Promise<TestStore>,
  instant?: string,
  options: (context: ScanContext) => Partial<AppOptions> = () => ({}),
  access: Access = { secondFactorRoles: [] },
): Promise<TestApp> {
  const store = await open();
  let now = instant === undefined ? undefined : new Date(instant);
  const log = createLog('silent');
  const filesFolder = await mkdtemp(join(tmpdir(), 'ancam-files-'));
  const context: ScanContext & ImportContext = {
    db: store.db,
    instanceId: newId(),
    clock: () => now ?? new Date(),
    knowledge: loadKnowledge(),
    get law() {
      return statuteBook();
    },
    log,
    software: SOFTWARE,
    access,
    runner: new ScanRunner(log),
    live: new LiveHub(),
    journalFolder: join(filesFolder, 'scans'),
    importFolder: await mkdtemp(join(tmpdir(), 'ancam-imports-')),
    imports: new ImportRunner(),
    importChunk: 500,
    files: { incoming: join(filesFolder, 'incoming'), store: folderStore(join(filesFolder, 'files')), largest: 1_000_000 },
  };
  await store.db.insertInto('instance').values({ instance_id: context.instanceId, created_at: context.clock().toISOString() }).execute();
  const app = createApp(context, createHandlers(context), {
    ...options(context),
    checkAnswers: true,
    webFolder: new URL('fixtures/web', import.meta.url).pathname,
    addressOf: (env) => (env as { address: string }).address, // given below
  });
  const browser = (address = '127.0.0.1'): Browser => {
    const jar = new Map<string, string>();
    const fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const headers = new Headers(init.headers);
      headers.set('host', 'localhost');
      if (jar.size > 0 && !headers.has('cookie')) headers.set('cookie', [...jar].map((pair) => pair.join('=')).join('; '));
      const response = await app.request(path, { ...init, headers }, { address });
      for (const set of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
        if (set.includes('Max-Age=0')) jar.delete(name);
        else jar.set(name, value);
      }
      return response;
    };
    return { fetch, call: createClient(fetch) };
  };
  const close = async (): Promise<void> => {
    await context.runner.stop();
    await context.imports.stop();
    await rm(context.importFolder, { recursive: true, force: true });
    await rm(filesFolder, { recursive: true, force: true });
    await store.close();
  };
  const at = (next: string): void => {
    now = new Date(next);
  };
  return { context, browser, at, close };
}

/** The first administrator, signed in. */
export async function setUpAdministrator(app: TestApp): Promise<Browser> {
  const token = await mintSetupToken(app.context);
  if (token === undefined) throw new AppError('setup.done', 'there is an account already');
  const browser = app.browser();
  const body = { token, unitName: 'UBND phường Thử', displayName: 'Nguyễn Văn An', login: 'admin', password: PASSWORD };
  await browser.call(api.setup, { body });
  return browser;
}

/** A second unit with an account of its own, signed in. */
export async function signInElsewhere(app: TestApp, role: Role, unitId?: string): Promise<Browser> {
  const login = `other-${newId()}`;
  let id = unitId ?? '';
  const passwordHash = await hashPassword(PASSWORD);
  await asOwner(app.context, async (tx) => {
    const now = app.context.clock().toISOString();
    if (unitId === undefined) {
      id = (await insertUnit(tx, { instanceId: app.context.instanceId, now, name: 'Đơn vị khác' })).id;
    }
    const { instanceId } = app.context;
    await insertAccount(tx, {
      id: newId(),
      instanceId,
      unitId: id,
      login,
      displayName: 'Trần Thị Bình',
      role,
      clearance: role === 'administrator' ? 1 : 0,
      passwordHash,
      now,
    });
  });
  const browser = app.browser();
  await browser.call(api.login, { body: { login, password: PASSWORD } });
  return browser;
}

/** Records an authorisation that is valid around the real today. */
export function authorise(browser: Browser, body: Partial<AuthorisationBody> = {}): Promise<Authorisation> {
  return browser.call(api.createAuthorisation, {
    body: {
      grantedBy: 'Chủ tịch',
      grantedByTitle: '',
      document: '01/QĐ-UBND',
      documentDate: '2026-01-02',
      validFrom: '2026-01-02',
      validUntil: '2099-12-31',
      targets: ['127.31.0.0/16'],
      excluded: [],
      factoryPasswordTest: false,
      note: '',
      ...body,
    },
  });
}

/** The code of the AppError a call ends with; fails where it succeeds. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code;
    throw thrown;
  }
  throw new AppError('internal', 'the call succeeded');
}
