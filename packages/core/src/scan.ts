import { z } from 'zod';
import { deviceText } from './device-text.ts';
import { Fact } from './facts.ts';
import { Id } from './ids.ts';
import { Observation, ProbeState } from './observation.ts';
import { CheckResult, RequirementResult } from './verdicts.ts';

/** Who allowed the scan, by which document, until when. Kept with every result. */
export const AuthorisationNote = z.strictObject({
  grantedBy: z.string().min(1).max(200),
  document: z.string().min(1).max(200),
  validUntil: z.iso.date(),
  /** Opt-in to one log-in attempt per published factory account. Refused without a recorded authorisation. */
  factoryPasswordTest: z.boolean(),
});
export type AuthorisationNote = z.infer<typeof AuthorisationNote>;

/** A port to try, with the protocol to speak; `auto` decides by port number and by what the service says. */
export const PortSpec = z.strictObject({
  port: z.int().min(1).max(65535),
  protocol: z.enum(['auto', 'http', 'https', 'rtsp', 'rtsps', 'telnet', 'ssh', 'ftp']),
});
export type PortSpec = z.infer<typeof PortSpec>;

/** What a switched network and the tables of a small router take easily, and more than a network of silent addresses ever sees. */
export const DEFAULT_CONNECTS_PER_SECOND = 10_000;

/** Small devices accept few connections at a time. */
export const DEFAULT_CONNECTS_PER_HOST = 4;

/** A named set of bounds: for fragile networks, for the usual ones, for a test bench. */
export const ScanProfile = z.enum(['gentle', 'normal', 'laboratory']);
export type ScanProfile = z.infer<typeof ScanProfile>;

/** Everything a scan needs to run, run again or resume; stored with the result. */
export const ScanPlan = z.strictObject({
  /** As the operator named them: address, range `a-b`, CIDR, host name. */
  targets: z.array(z.string()).min(1),
  excluded: z.array(z.string()),
  /** Who holds the public addresses among the targets; without it only private ranges are scanned. */
  publicHolder: z.string().min(1).max(200).optional(),
  /** Empty where the scan is a file of another tool that tells of none. */
  ports: z.array(PortSpec),
  /** Ports of the second stage, tried only on hosts that showed life. */
  furtherPorts: z.array(PortSpec),
  /** Unicast WS-Discovery to each target; multicast on named interfaces. `port` is 3702 unless given. */
  discovery: z.strictObject({ unicast: z.boolean(), interfaces: z.array(z.string()), port: z.int().min(1).max(65535).optional() }),
  factoryPasswordTest: z.boolean(),
  /** Addresses on which factory accounts were tried a short while ago: not tried again. */
  triedLately: z.array(z.string()).max(65_536).optional(),
  /** UDP port on which hosts that are alive are asked by SNMP; not asked where absent. */
  snmpPort: z.int().min(1).max(65535).optional(),
  /** Devices set apart for the test whether wrong log-ins lock: addresses, each also a target. */
  lockoutTest: z.array(z.string()).max(64).optional(),
  /** By which named set of bounds it was made; `limits` is what holds. Plans made before profiles were kept have none. */
  profile: ScanProfile.optional(),
  limits: z.strictObject({
    maxHosts: z.int().min(1),
    concurrentConnects: z.int().min(1),
    /** Connects per second over all addresses, when ports are tried. Plans made before it was kept ran at this rate at most. */
    connectsPerSecond: z.number().positive().default(DEFAULT_CONNECTS_PER_SECOND),
    /** Connects to one address at the same time, when ports are tried. */
    connectsPerHost: z.int().min(1).default(DEFAULT_CONNECTS_PER_HOST),
    concurrentHosts: z.int().min(1),
    connectTimeoutMs: z.int().min(1),
    exchangeTimeoutMs: z.int().min(1),
    hostTimeoutMs: z.int().min(1),
    totalTimeoutMs: z.int().min(1),
    maxResponseBytes: z.int().min(1),
    /** Exchanges per second with one host. */
    hostRatePerSecond: z.number().positive(),
  }),
});
export type ScanPlan = z.infer<typeof ScanPlan>;

/** Class of evidence; two independent classes make an identification firm. */
export const EVIDENCE_CLASSES = [
  'discovery',
  'onvif',
  'vendor',
  'rtsp',
  'http',
  'favicon',
  'tls',
  'banner',
  'oui',
  'port',
  'label',
] as const;
export const EvidenceClass = z.enum(EVIDENCE_CLASSES);
export type EvidenceClass = z.infer<typeof EvidenceClass>;

/** What a device says of itself. */
const Said = z.string().overwrite(deviceText);

/** One reason for the identification. */
export const IdentityEvidence = z.strictObject({
  about: z.enum(['maker', 'model', 'hardware', 'firmware', 'serial', 'mac', 'camera']),
  value: Said,
  class: EvidenceClass,
  weight: z.number().min(0).max(1),
  /** `<vendor>/<fingerprint>` of knowledge. */
  fingerprint: z.string(),
  fact: Fact,
});
export type IdentityEvidence = z.infer<typeof IdentityEvidence>;

export const DeviceKind = z.enum(['camera', 'recorder', 'not-a-camera', 'unknown']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/** What a device is, how sure that is, and why. */
export const Identity = z.strictObject({
  kind: DeviceKind,
  /** Maker id of knowledge; absent where not determined. */
  maker: Said.optional(),
  makerName: Said.optional(),
  /** The brand on the housing where it is not the maker's own: the device is possibly made by `maker`, via that brand. */
  brand: Said.optional(),
  model: Said.optional(),
  /** Hardware revision as the device tells it; the same model may have firmware lines of its own for each. */
  hardware: Said.optional(),
  firmware: Said.optional(),
  /** Day on which the firmware was built, where its text tells one. */
  firmwareBuilt: z.iso.date().optional(),
  serial: Said.optional(),
  /** 12 upper-case hex digits. */
  mac: Said.optional(),
  /** Whether a first password was set, where the device tells. */
  activated: z.boolean().optional(),
  /** Camera clock minus scanner clock. */
  clockSkewSeconds: z.number().optional(),
  /** 0..1 for the maker. */
  confidence: z.number().min(0).max(1),
  /** `firm`: two classes of evidence agree; `hint`: one class only; `none`. */
  strength: z.enum(['firm', 'hint', 'none']),
  evidence: z.array(IdentityEvidence),
});
export type Identity = z.infer<typeof Identity>;

/** One address of a scan with all that was seen and concluded there. Facts are the source; the rest can be derived again. */
export const HostResult = z.strictObject({
  id: Id,
  address: z.string(),
  /** How life was noticed: an open port, a refusal, a discovery reply; `silent` hosts are counted, not listed. */
  life: z.enum(['open', 'refused', 'discovery', 'label']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** A limit of the plan cut the work on this host short. */
  cutShort: z.boolean(),
  observations: z.array(Observation).max(512),
  facts: z.array(Fact).max(2048),
  probes: z.array(ProbeState),
  identity: Identity,
  checks: z.array(CheckResult),
  requirements: z.array(RequirementResult),
});
export type HostResult = z.infer<typeof HostResult>;

/** `paused`: it waits for the hours in which it may send. */
export const ScanStatus = z.enum(['running', 'paused', 'completed', 'cancelled', 'interrupted', 'limit', 'failed']);
export type ScanStatus = z.infer<typeof ScanStatus>;

/** Numbers of a scan; addresses, not packets, unless said otherwise. */
export const ScanStats = z.strictObject({
  addresses: z.int().min(0),
  excluded: z.int().min(0),
  silent: z.int().min(0),
  alive: z.int().min(0),
  cameras: z.int().min(0),
  connects: z.int().min(0),
  exchanges: z.int().min(0),
});
export type ScanStats = z.infer<typeof ScanStats>;

/** Format marker and version of the result file. Readers refuse a newer major version with a clear message. */
export const RESULT_FORMAT = 'ancam-scan';
export const RESULT_VERSION = 1;

/** The files of other tools that are read in place of a scan. */
export const SOURCE_FORMATS = [
  'nmap-xml',
  'masscan-json',
  'masscan-list',
  'zgrab2',
  'httpx',
  'shadowserver',
  'netbox',
  'camera-list',
] as const;
export const SourceFormat = z.enum(SOURCE_FORMATS);
export type SourceFormat = z.infer<typeof SourceFormat>;

/** Where a scan comes from that was read from the file of another tool. Nothing was sent to a device for it. */
export const ScanSource = z.strictObject({
  format: SourceFormat,
  /** As the file names it: nmap, masscan ... */
  tool: z.string().min(1).max(64),
  version: z.string().max(64).optional(),
  /** How the tool was called, where the file tells. */
  command: z.string().max(1024).optional(),
  file: z.string().max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  /** `content`: times of observation stand in the file; `file`: only the file itself has one, of its last change. */
  timeFrom: z.enum(['content', 'file']),
  /** Records read, and those left out because they cannot be read. */
  records: z.int().min(0),
  bad: z.int().min(0),
});
export type ScanSource = z.infer<typeof ScanSource>;

/** A scan without its hosts: the head of a result file. */
export const ScanHead = z.strictObject({
  format: z.literal(RESULT_FORMAT),
  version: z.literal(RESULT_VERSION),
  id: Id,
  instanceId: Id,
  software: z.string(),
  /** Content hash of the knowledge used for identity, checks and requirements. */
  knowledge: z.string(),
  status: ScanStatus,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().optional(),
  plan: ScanPlan,
  authorisation: AuthorisationNote.optional(),
  source: ScanSource.optional(),
  stats: ScanStats,
  /** Messages to the operator: unresolved names, addresses outside the named nets that answered ... Worded by `messageText`. */
  notes: z.array(z.string().max(512).overwrite(deviceText)).max(256),
});
export type ScanHead = z.infer<typeof ScanHead>;

/** The result file: everything needed to import it elsewhere and to derive it again with newer knowledge. */
export const ScanResult = z.strictObject({ ...ScanHead.shape, hosts: z.array(HostResult).max(100_000) });
export type ScanResult = z.infer<typeof ScanResult>;

/** A live message of a running scan. */
export type ScanEvent =
  | {
      readonly type: 'progress';
      readonly stage: ScanStage;
      readonly done: number;
      readonly total: number;
      readonly alive: number;
      readonly cameras: number;
      readonly etaSeconds?: number;
    }
  | { readonly type: 'host'; readonly host: HostResult }
  | { readonly type: 'note'; readonly text: string };

export const ScanStage = z.enum(['resolve', 'discover', 'sweep', 'probe', 'fleet', 'done']);
export type ScanStage = z.infer<typeof ScanStage>;
