import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AppError, PROFILES, RESULT_FORMAT, RESULT_VERSION, message } from '@ancam/core';
import type { HostResult, Id, PortSpec, ScanHead, ScanPlan, ScanSource, ScanStats } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { Fleet } from '../engine/fleet.ts';
import { SOFTWARE } from '../engine/run-scan.ts';
import { detectFormat } from './detect.ts';
import { hostResult, idOf } from './host-result.ts';
import { Spill } from './spill.ts';
import { targetsOf } from './targets.ts';
import type { ToolFault, ToolRecord, ToolRun } from './tool-record.ts';

/** What the reading of a file needs. */
export interface ReadOptions {
  readonly knowledge: KnowledgeIndex;
  readonly instanceId: Id;
  /** The file's own name; it may lie under another. */
  readonly name: string;
  /** Time of its last change, which is that of the observation where the file tells none. */
  readonly fileTime: Date;
  /** In whose name the same file is the same scan: its id is made of this and the content. */
  readonly owner: string;
  /** Where what was read waits; the machine's temporary folder unless told. */
  readonly folder?: string;
  readonly onProgress?: (read: { readonly bytes: number; readonly of: number }) => void;
}

/** A file that was read. `hosts` may be asked for once; `close` removes what lies on disk. */
export interface ToolFile {
  /** The head of the scan it stands for. Cameras are counted as hosts come. */
  readonly head: ScanHead;
  /** Addresses with any record. */
  readonly hosts: number;
  /** Records with an open TCP port. */
  readonly openPorts: number;
  /** What could not be read, the first of it; `head.source.bad` counts all. */
  readonly faults: readonly ToolFault[];
  /** Hosts as they are judged. One that shares a key with another comes again under its id, with that. */
  results(): AsyncIterable<HostResult>;
  close(): Promise<void>;
}

const LARGEST_FILE = 1024 ** 3;
/** Faults told one by one. */
const TOLD_FAULTS = 200;
const MOST_PORTS = 1024;

/** What the first reading gathers. */
class Gathered {
  readonly faults: ToolFault[] = [];
  run: ToolRun = {};
  bad = 0;
  records = 0;
  openPorts = 0;
  readonly ports = new Set<number>();
  timed = false;
  first: string | undefined;
  last: string | undefined;

  fault(fault: ToolFault): void {
    this.bad += 1;
    if (this.faults.length < TOLD_FAULTS) this.faults.push(fault);
  }

  tell(run: ToolRun): void {
    // what is told later adds to what was told before
    const told = Object.entries(run).filter(([, value]) => value !== undefined);
    this.run = { ...this.run, ...Object.fromEntries(told) };
  }

  count({ at, facts }: ToolRecord): void {
    this.records += 1;
    if (at !== undefined) {
      this.timed = true;
      if (this.first === undefined || at < this.first) this.first = at;
      if (this.last === undefined || at > this.last) this.last = at;
    }
    for (const fact of facts) {
      if (fact.name !== 'tcp.open' || typeof fact.value !== 'number') continue;
      this.openPorts += 1;
      if (this.ports.size < MOST_PORTS) this.ports.add(fact.value);
    }
  }
}

/**
 * Reads the file of another tool as if it were a scan: hosts with what the file shows of them, identified and assessed. Sends nothing. What is in
 * memory at a time does not grow with the file but for its addresses. Throws `file.refused`, `file.unreadable`, `file.too-large`.
 */
export async function readToolFile(path: string, options: ReadOptions): Promise<ToolFile> {
  const { size } = await stat(path);
  if (size > LARGEST_FILE) throw tooLarge();
  const { format, read } = await detectFormat(path);
  const sha256 = await hashOf(path);
  const gathered = new Gathered();
  const spill = await Spill.open(options.folder);
  try {
    const records = read(path, {
      fileTime: options.fileTime,
      fault: (fault) => gathered.fault(fault),
      tell: (run) => gathered.tell(run),
      progress: (bytes) => options.onProgress?.({ bytes, of: size }),
    });
    for await (const record of records) {
      gathered.count(record);
      const fault = spill.take(record);
      if (fault !== undefined) gathered.fault(fault);
    }
    if (spill.hosts === 0) throw nothingIn(gathered);
  } catch (thrown) {
    await spill.close();
    throw thrown;
  }
  const head = headOf(options, { format, sha256, bytes: size }, gathered, spill);
  return {
    head,
    hosts: spill.hosts,
    openPorts: gathered.openPorts,
    faults: gathered.faults,
    results: () => results(spill, head, options),
    close: () => spill.close(),
  };
}

async function* results(spill: Spill, head: ScanHead, { knowledge, fileTime }: ReadOptions): AsyncGenerator<HostResult> {
  const fleet = new Fleet();
  const context = { knowledge, scanId: head.id, fileTime };
  try {
    for await (const records of spill.byAddress()) {
      const host = hostResult(records, context);
      fleet.add(host);
      yield host;
    }
    // the file may not show the keys of every device, so a key that nobody shares proves nothing
    for (const host of fleet.compare(knowledge, false)) if (host.facts.some(({ name }) => name.startsWith('fleet.'))) yield host;
  } finally {
    fleet.close();
  }
}

function headOf(options: ReadOptions, file: Pick<ScanSource, 'format' | 'sha256' | 'bytes'>, gathered: Gathered, spill: Spill): ScanHead {
  const { run, records, bad } = gathered;
  const { started, finished, timeFrom } = timesOf(gathered, options.fileTime);
  const source: ScanSource = {
    ...file,
    tool: (run.tool ?? file.format).slice(0, 64),
    ...(run.version === undefined ? {} : { version: run.version.slice(0, 64) }),
    ...(run.command === undefined ? {} : { command: run.command.slice(0, 1024).toWellFormed() }),
    file: options.name.slice(0, 200).toWellFormed(),
    timeFrom,
    records,
    bad,
  };
  return {
    format: RESULT_FORMAT,
    version: RESULT_VERSION,
    id: idOf('file', options.owner, file.sha256),
    instanceId: options.instanceId,
    software: SOFTWARE,
    knowledge: options.knowledge.hash,
    status: 'completed',
    startedAt: started,
    finishedAt: finished,
    plan: planOf(gathered, spill),
    source,
    stats: statsOf(gathered, spill),
    notes: notesOf(source, gathered),
  };
}

/** The tool's own times of its run, else those of what it observed, else the file's. */
function timesOf(
  { run, first, last, timed }: Gathered,
  fileTime: Date,
): { started: string; finished: string; timeFrom: ScanSource['timeFrom'] } {
  const started = run.startedAt?.toISOString() ?? first ?? fileTime.toISOString();
  const ended = run.finishedAt?.toISOString() ?? last ?? started;
  return { started, finished: ended < started ? started : ended, timeFrom: timed || run.startedAt !== undefined ? 'content' : 'file' };
}

function notesOf(source: ScanSource, { faults, bad }: Gathered): string[] {
  return [
    source.format === 'camera-list'
      ? message('read-from-list', { file: source.file })
      : message('read-from-file', { file: source.file, tool: source.tool }),
    ...(source.timeFrom === 'file' ? [message('file-time-only')] : []),
    ...(bad === 0 ? [] : [message('records-left-out', { count: bad, place: faults[0]?.place ?? '' })]),
  ];
}

/** Nothing was planned: the plan tells where the file looked. */
function planOf({ ports }: Gathered, spill: Spill): ScanPlan {
  return {
    targets: targetsOf(spill.addresses()),
    excluded: [],
    ports: [...ports].toSorted((a, b) => a - b).map((port): PortSpec => ({ port, protocol: 'auto' })),
    furtherPorts: [],
    discovery: { unicast: false, interfaces: [] },
    factoryPasswordTest: false,
    limits: PROFILES.normal.limits,
  };
}

function statsOf({ run }: Gathered, { hosts }: Spill): ScanStats {
  const addresses = Math.max(run.addresses ?? 0, hosts);
  return { addresses, excluded: 0, silent: addresses - hosts, alive: hosts, cameras: 0, connects: 0, exchanges: 0 };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array); // a stream without an encoding gives bytes
  return hash.digest('hex');
}

function tooLarge(): AppError {
  return new AppError('file.too-large', `the file is larger than ${LARGEST_FILE} bytes`, {
    place: 'file',
    fix: { vi: 'Chia tệp thành nhiều tệp nhỏ hơn 1 GB.', en: 'Split the file into files of less than 1 GB.' },
  });
}

function nothingIn({ faults }: Gathered): AppError {
  const [first] = faults;
  const why =
    first === undefined ? undefined : { vi: `${first.fault.vi}. ${first.remedy.vi}`, en: `${first.fault.en}. ${first.remedy.en}` };
  return new AppError('file.refused', `the file shows no device${first === undefined ? '' : ` (${first.place}: ${first.fault.en})`}`, {
    place: first?.place ?? 'file',
    fix: why ?? { vi: 'Chọn tệp có ít nhất một thiết bị trả lời.', en: 'Choose a file in which at least one device answered.' },
  });
}
