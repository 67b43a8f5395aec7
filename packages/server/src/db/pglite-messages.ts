/** What the embedded database is opened with: a folder (memory where absent) or the bytes of a dump. */
export interface PgliteStart {
  readonly folder?: string;
  readonly dump?: Uint8Array;
}

/** A request to the thread of the embedded database. */
export type PgliteRequest =
  | { readonly type: 'query'; readonly sql: string; readonly parameters: unknown[] }
  | { readonly type: 'exec'; readonly sql: string }
  | { readonly type: 'dump' }
  | { readonly type: 'close' };

/** Its answer, in the form of the `pg` driver. */
export interface PgliteReply {
  readonly rows: unknown[];
  readonly rowCount: number;
  readonly command: string;
}

/** What the thread posts. */
export type PgliteMessage =
  | { readonly ready: true }
  | { readonly failed: string }
  | { readonly id: number; readonly reply: PgliteReply }
  | { readonly id: number; readonly fault: { readonly message: string; readonly code?: string; readonly constraint?: string } };
