import type { Actor } from '../db/actor.ts';

/** One HTTP request as handlers need it. */
export interface Visit {
  readonly request: Request;
  readonly requestId: string;
  /** Address of the client: that of the socket, or what a trusted proxy says. */
  readonly address: string;
  /** Name of the browser, for its owner to recognise. */
  readonly device: string;
  /** Origin under which the client reaches the server. */
  readonly origin: string;
  /** Who is signed in; looked up at the first call. */
  readonly actor: () => Promise<Actor | undefined>;
  /** Token of the session cookie, where one was sent. */
  readonly sessionToken: string | undefined;
  /** Token of the cookie by which a browser is known, where one was sent. */
  readonly deviceToken: string | undefined;
  /** Token of the cookie that binds a sign-on under way to this browser. */
  readonly signOnToken: string | undefined;
  /** Sets or ends the session cookie of the answer. */
  readonly setSession: (token: string | undefined, maxAgeSeconds: number) => void;
  /** Marks the browser as known. */
  readonly setDevice: (token: string) => void;
  /** Binds a sign-on under way, or ends it; sent also when the provider sends the browser back. */
  readonly setSignOn: (token: string | undefined, maxAgeSeconds: number) => void;
}
