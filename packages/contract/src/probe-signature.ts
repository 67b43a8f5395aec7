/** First word of the authorization header of a probe. */
export const PROBE_SCHEME = 'AnCam-Probe';

/** What a probe signs of a request. */
export interface SignedRequest {
  readonly method: string;
  /** Path of the URL; probes send no query. */
  readonly path: string;
  /** Id of the probe. */
  readonly probe: string;
  /** Grows from request to request, so that none counts twice. */
  readonly n: number;
  /** SHA-256 of the body, in hexadecimal. */
  readonly digest: string;
}

/** The text that the Ed25519 signature of a request of a probe is over. */
export function textToSign({ method, path, probe, n, digest }: SignedRequest): string {
  return ['ancam-probe-1', method, path, probe, n, digest].join('\n');
}
