import type { Actor } from '../db/actor.ts';

/** One HTTP request as handlers need it. */
export interface Visit {
  readonly request: Request;
  readonly requestId: string;
  /** Address of the client as the socket shows it. */
  readonly address: string;
  /** Who is signed in; looked up at the first call. */
  readonly actor: () => Promise<Actor | undefined>;
  /** Token of the session cookie, where one was sent. */
  readonly sessionToken: string | undefined;
  /** Sets or ends the session cookie of the answer. */
  readonly setSession: (token: string | undefined, maxAgeSeconds: number) => void;
}
