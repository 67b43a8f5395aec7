import type { Account, Device } from '../device.ts';
import type { MakerId } from '../spec.ts';

/** A request to the camera's web server, as far as a maker's pages look at it. */
export interface PageRequest {
  readonly method: string;
  /** Path with the leading slash, without the query. */
  readonly path: string;
  readonly query: string;
  readonly body: string;
}

/** An answer of the camera's web server. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** How the cameras of one maker speak (README, "Where each maker can be read without log-in"). */
export interface MakerProfile {
  readonly id: MakerId;
  readonly name: string;
  /** Manufacturer in ONVIF GetDeviceInformation. */
  readonly manufacturer: string;
  /** The account the maker published in its manuals for devices as they left the factory. */
  readonly factory: Account;
  /** Clear-text ONVIF port. */
  readonly onvifPort: number;
  /** Status of an ONVIF refusal: 400 with a fault (WS-Security style) or 401 with a Digest challenge. */
  readonly onvifRefusal: 400 | 401;
  /** Scopes of WS-Discovery and ONVIF after the common prefix, not yet encoded: `[kind, value]`. */
  scopes(device: Device): readonly (readonly [string, string])[];
  httpRealm(device: Device): string;
  rtspRealm(device: Device): string;
  subject(device: Device): { readonly cn: string; readonly o: string; readonly ou?: string };
  /** Common name of the maker's device CA. */
  readonly issuer: string;
  httpHeaders(device: Device): Readonly<Record<string, string>>;
  /** Answers in HTTP/1.0 and closes the connection. */
  readonly http10?: boolean;
  /** Path of the log-in page; `GET /` is sent there. */
  readonly landing: string;
  loginPage(device: Device): string;
  /** The maker's own anonymous addresses. */
  ownAnswer?(device: Device, request: PageRequest): PageAnswer | undefined;
  /** Address prefixes that need an account. */
  readonly protectedPrefixes: readonly string[];
  /** Path and query of the still image. */
  readonly snapshotPath: string;
  rtspServer?(device: Device): string | undefined;
  /** Whole answer to bytes that are no RTSP, where it differs from a plain 400. */
  readonly rtspNotUnderstood?: string;
  /** Methods of the RTSP `Public` header. */
  readonly rtspPublic: string;
  /** `s=` line of the SDP. */
  readonly sdpSession: string;
  /** Paths (with query) that hold a stream; the first one is told by ONVIF. */
  streamPaths(device: Device): readonly string[];
  /** RTSP status line of a locked-out source. */
  readonly rtspLocked: string;
  telnetPrompt(device: Device): string;
  ftpGreeting(device: Device): string;
  /** Port of the maker's own protocol and what it answers to the first bytes; without an answer it accepts and stays quiet. */
  readonly vendorPort?: { readonly port: number; readonly answer?: Buffer };
  readonly debugPort?: { readonly port: number; readonly greeting: string };
}
