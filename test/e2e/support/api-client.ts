import { api, createClient } from '@ancam/contract';
import type { AccountBody, Scan } from '@ancam/contract';
import type { ServerProcess } from './server-process.ts';

export const PASSWORD = 'mot cau dai de nho 2026';

/** A signed-in caller of the API, as a program would be. */
export interface ApiUser {
  readonly call: ReturnType<typeof createClient>;
  /** Fetches any path with the session of this user. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
}

function userOf(url: string, cookie: string): ApiUser {
  const fetchWithSession = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    headers.set('origin', url);
    return fetch(path.startsWith('http') ? path : url + path, { ...init, headers });
  };
  return { call: createClient(fetchWithSession, url), fetch: fetchWithSession };
}

async function sessionCookie(url: string, path: string, body: object): Promise<string> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** Makes the first administrator by the printed link. */
export async function setUp(server: ServerProcess): Promise<ApiUser> {
  const token = server.setupLink?.split('#token=')[1] ?? '';
  const body = { token, unitName: 'UBND xã Thử nghiệm', displayName: 'Nguyễn Văn An', login: 'quantri', password: PASSWORD };
  return userOf(server.url, await sessionCookie(server.url, '/api/setup', body));
}

/** Signs in again, after a restart. */
export async function signIn(server: ServerProcess, login = 'quantri'): Promise<ApiUser> {
  return userOf(server.url, await sessionCookie(server.url, '/api/login', { login, password: PASSWORD }));
}

/** Invites a person as an administrator would and takes the link up; gives that person signed in. */
export async function inviteUser(
  server: ServerProcess,
  host: ApiUser,
  person: Omit<AccountBody, 'email' | 'days'> & Partial<Pick<AccountBody, 'email'>>,
): Promise<ApiUser> {
  const { path } = await host.call(api.createAccount, { body: { ...person, days: 7 } });
  await sessionCookie(server.url, '/api/invitation/use', { token: path.split('#token=')[1] ?? '', password: PASSWORD });
  return signIn(server, person.login);
}

/** Records an authorisation for these targets and gives its id. */
export async function authorise(user: ApiUser, targets: string[]): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  const authorisation = await user.call(api.createAuthorisation, {
    body: {
      grantedBy: 'Trần Thị Bình',
      grantedByTitle: 'Chủ tịch',
      document: '12/QĐ-UBND',
      documentDate: today,
      validFrom: '2026-01-01',
      validUntil: '2099-12-31',
      targets,
      factoryPasswordTest: true,
    },
  });
  return authorisation.id;
}

/** Asks until the scan satisfies `until`; fails after a minute. */
export async function waitForScan(user: ApiUser, id: string, until: (scan: Scan) => boolean): Promise<Scan> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const scan = await user.call(api.getScan, { params: { id } });
    if (until(scan)) return scan;
    if (Date.now() > deadline) throw new Error(`scan ${id} is still ${scan.status}: ${JSON.stringify(scan.progress)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
