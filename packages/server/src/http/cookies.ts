/** Cookies of the server. None is readable by scripts. */
export const COOKIES = { session: 'ancam_session', device: 'ancam_device', signOn: 'ancam_sign_on' } as const;

/** Value of a cookie of the request, where one was sent. */
export function readCookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return found === undefined || found === '' ? undefined : found;
}

interface CookieOptions {
  readonly maxAge: number;
  readonly https: boolean;
  readonly path?: string;
  /** `Lax` where another site sends the browser back to us. */
  readonly sameSite?: 'Strict' | 'Lax';
}

/** A cookie for the answer; without a value it ends. */
export function writeCookie(name: string, value: string | undefined, options: CookieOptions): string {
  const { maxAge, https, path = '/', sameSite = 'Strict' } = options;
  return `${name}=${value ?? ''}; Path=${path}; Max-Age=${value === undefined ? 0 : maxAge}; HttpOnly; SameSite=${sameSite}${https ? '; Secure' : ''}`;
}
