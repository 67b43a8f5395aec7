import { z } from 'zod';
import { EvidenceClass, Fact, FactName, ProbeName, ProbeState, Severity, Certainty, Text, Outcome } from '@ancam/core';
import { Condition, FirmwareGrammar } from '@ancam/rules';

/** Where a statement comes from and when it was read. */
export const Source = z.strictObject({
  document: z.string().min(1),
  clause: z.string().optional(),
  read: z.iso.date(),
});
export type Source = z.infer<typeof Source>;

/** How sure the record is: found in a source, inferred from found facts, recalled without a source. */
export const Confidence = z.enum(['found', 'inferred', 'recalled']);
export type Confidence = z.infer<typeof Confidence>;

const Status = z.enum(['draft', 'active', 'retired']);

/** What a network scan can do for a requirement: show failure, only support other evidence, or nothing. */
export const RemotePower = z.enum(['fail', 'support', 'none']);

/** What the judgement needs beyond a scan. */
export const OtherMethod = z.enum(['document', 'laboratory', 'interview']);

/** One requirement of a regulation or provision of a standard. */
export const Requirement = z.strictObject({
  id: z.string(),
  title: Text,
  summary: Text,
  confidence: Confidence,
  /** Mandatory, recommended, conditional forms, as EN 303 645 Table B.1 writes them: M, R, MC, RC. */
  status: z.enum(['M', 'R', 'MC', 'RC']).optional(),
  /** EN 303 645 provisions this requirement corresponds to. */
  provisions: z.array(z.string()).optional(),
  mappingConfidence: Confidence.optional(),
  remote: RemotePower.optional(),
  needs: z.array(OtherMethod).optional(),
  /** What a scan looks at, and what else is needed. */
  scanShows: Text.optional(),
  alsoNeeded: Text.optional(),
  /** Test cases of ETSI TS 103 701. */
  testCases: z.array(z.string()).optional(),
  note: Text.optional(),
});
export type Requirement = z.infer<typeof Requirement>;

export const RequirementGroup = z.strictObject({ id: z.string(), title: Text, requirements: z.array(Requirement).min(1) });
export type RequirementGroup = z.infer<typeof RequirementGroup>;

/** A regulation or standard, dated and versioned: one folder of `standards/`, `regulation.yaml` plus one file per group. */
export const Regulation = z.strictObject({
  id: z.string(),
  name: z.string(),
  title: Text,
  kind: z.enum(['regulation', 'standard', 'criteria']),
  issuedBy: z.string(),
  instrument: z.string(),
  validFrom: z.iso.date(),
  /** First day on which it was mandatory, where that is later than `validFrom`: what was bought before it is only benchmarked. */
  bindingFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
  predecessor: z.string().optional(),
  successor: z.string().optional(),
  confidence: Confidence,
  note: Text.optional(),
  sources: z.array(Source).min(1),
  groups: z.array(RequirementGroup),
});
export type Regulation = z.infer<typeof Regulation>;

/** Recorded input of an example: facts as a scan stored them, and what the probes concluded (`done` where not named). */
const Input = z.strictObject({ about: z.string(), facts: z.array(Fact), probes: z.array(ProbeState).optional() });

export const CheckExample = z.strictObject({ ...Input.shape, expect: Outcome });

/** One check: when it applies, when it fails, which clauses it speaks about, what to do. */
export const Check = z.strictObject({
  id: z.string(),
  title: Text,
  explanation: Text,
  remedy: Text,
  severity: Severity,
  /** For checks that rest on model and firmware; direct observation is `confirmed`. */
  certainty: Certainty,
  status: Status,
  confidence: Confidence,
  reviewed: z.iso.date(),
  /** Probes that must have concluded; otherwise the outcome is inconclusive or not checked. */
  needs: z.array(ProbeName).min(1),
  /** Not applicable where this is false; always applicable where absent. */
  applies: Condition.optional(),
  fail: Condition,
  /** Where this holds and `fail` does not, what was read cannot decide: the outcome is inconclusive. */
  undecided: Condition.optional(),
  /** Facts that a reader wants to see beside those that decided: the path that opened, the account name. */
  shows: z.array(FactName).optional(),
  /** Requirement numbers common to both camera regulations (their groups are the same), e.g. `2.5.1`. */
  requirements: z.array(z.strictObject({ id: z.string(), power: z.enum(['fail', 'support']) })).min(1),
  cve: z.array(z.string()).optional(),
  sources: z.array(Source).min(1),
  examples: z.array(CheckExample).min(2),
});
export type Check = z.infer<typeof Check>;

/** A pattern that points to a maker. */
export const Fingerprint = z.strictObject({
  id: z.string(),
  class: EvidenceClass,
  when: Condition,
  weight: z.number().min(0.05).max(1),
  sources: z.array(Source).min(1),
});
export type Fingerprint = z.infer<typeof Fingerprint>;

/** How a value (model, firmware, serial, mac) is read from a fact; `regex` must hold one capture group. */
export const Extraction = z.strictObject({
  about: z.enum(['model', 'hardware', 'firmware', 'serial', 'mac']),
  class: EvidenceClass,
  fact: z.string(),
  regex: z.string().optional(),
  weight: z.number().min(0.05).max(1),
});
export type Extraction = z.infer<typeof Extraction>;

/** A published factory account. Used only by the opt-in test, one attempt per account. */
export const FactoryAccount = z.strictObject({ user: z.string(), password: z.string(), sources: z.array(Source).min(1) });

export const VendorExample = z.strictObject({
  ...Input.shape,
  expect: z.strictObject({
    maker: z.string(),
    brand: z.string().optional(),
    model: z.string().optional(),
    hardware: z.string().optional(),
    firmware: z.string().optional(),
    firmwareBuilt: z.iso.date().optional(),
    serial: z.string().optional(),
    strength: z.enum(['firm', 'hint', 'none']).optional(),
  }),
});

/** Blocks of MAC addresses: the first 6, 7 or 9 hex digits, upper case. */
const Ouis = z.array(z.string().regex(/^[0-9A-F]{6}(?:[0-9A-F]|[0-9A-F]{3})?$/)).min(1);

/** One maker: how its devices are recognised, its firmware grammar, what it tells without log-in. */
export const Vendor = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Other spellings, and brands built by this maker. */
  aliases: z.array(z.string()),
  brands: z.array(z.string()),
  status: Status,
  confidence: Confidence,
  reviewed: z.iso.date(),
  note: Text.optional(),
  /** Registered to it; left out where they are on other devices too. */
  ouis: Ouis.optional(),
  firmwareGrammar: FirmwareGrammar,
  fingerprints: z.array(Fingerprint).min(1),
  extractions: z.array(Extraction),
  factoryAccounts: z.array(FactoryAccount),
  /** Requests of the scanner's allow-list that make sense for this maker. */
  vendorRequests: z.array(z.string()),
  snapshotPaths: z.array(z.string()),
  streamPaths: z.array(z.string()),
  sources: z.array(Source).min(1),
  examples: z.array(VendorExample).min(1),
  /** What must not be taken for this maker. */
  counterExamples: z.array(z.strictObject(Input.shape)).optional(),
});
export type Vendor = z.infer<typeof Vendor>;

/**
 * A brand on devices that others make. A device that carries it is possibly made by the maker whose behaviour is recognised, else by the
 * only one in `builtBy`; what is listed for that maker is then possible, never certain.
 */
export const Brand = z.strictObject({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  /** Makers known to build for it; empty where none is known. */
  builtBy: z.array(z.string()),
  status: Status,
  confidence: Confidence,
  reviewed: z.iso.date(),
  note: Text.optional(),
  ouis: Ouis.optional(),
  fingerprints: z.array(Fingerprint).min(1),
  sources: z.array(Source).min(1),
  examples: z
    .array(
      z.strictObject({
        ...Input.shape,
        expect: VendorExample.shape.expect.partial({ maker: true }).extend({ brand: z.string() }),
      }),
    )
    .min(1),
});
export type Brand = z.infer<typeof Brand>;

const CveId = z.string().regex(/^CVE-\d{4}-\d{4,}$/);

/** Flaws of cameras that are known to be exploited, with the days that the catalogue gives: data of one day, not of today. */
export const ExploitedFlaws = z.strictObject({
  /** Day of the edition that was read. */
  asOf: z.iso.date(),
  sources: z.array(Source).min(1),
  /** `due`: day by which United States agencies had to act; absent where it was not read. */
  flaws: z.array(z.strictObject({ cve: CveId, added: z.iso.date().optional(), due: z.iso.date().optional() })),
  /** Flaws of parts and programs around cameras, exploited or not, that no reading of a device can tell, with the reason. */
  notSeen: z.array(z.strictObject({ cve: CveId, why: Text })).optional(),
});
export type ExploitedFlaws = z.infer<typeof ExploitedFlaws>;

/** Marks by which other things that answer on camera ports are told apart: PCs, media servers, printers. */
export const NotCamera = z.strictObject({
  id: z.string(),
  title: Text,
  when: Condition,
  sources: z.array(Source).min(1),
  examples: z.array(Input).min(1),
});
export type NotCamera = z.infer<typeof NotCamera>;

/** What shows that something is a camera or a recorder whatever its maker, and what any maker's device says about itself. */
export const DeviceSign = z.strictObject({
  id: z.string(),
  title: Text,
  kind: z.enum(['camera', 'recorder']),
  class: EvidenceClass,
  when: Condition,
  weight: z.number().min(0.05).max(1),
  /** Values read the same way for every maker; a maker's own extractions weigh more. */
  extractions: z.array(Extraction).optional(),
  sources: z.array(Source).min(1),
  examples: z.array(Input).min(1),
});
export type DeviceSign = z.infer<typeof DeviceSign>;

/** `regulation.yaml`: a regulation without its groups, which have a file each. */
export const RegulationHead = Regulation.omit({ groups: true });
/** `vendor.yaml`: a maker without what has files of its own. */
export const VendorHead = Vendor.omit({ fingerprints: true, examples: true, counterExamples: true });
/** `fingerprints.yaml` of a maker. */
export const VendorFingerprints = Vendor.pick({ fingerprints: true });
/** `examples.yaml` of a maker. */
export const VendorExamples = Vendor.pick({ examples: true, counterExamples: true });

/** All knowledge, compiled: what consumers read. They do no I/O of their own. */
export interface KnowledgeIndex {
  /** SHA-256 over the canonical content, hex. */
  readonly hash: string;
  readonly vendors: readonly Vendor[];
  readonly brands: readonly Brand[];
  readonly checks: readonly Check[];
  readonly notCameras: readonly NotCamera[];
  readonly signs: readonly DeviceSign[];
  readonly exploited?: ExploitedFlaws;
  readonly regulations: readonly Regulation[];
}
