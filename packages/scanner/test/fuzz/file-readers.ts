import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { AppError } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { detectFormat } from '../../src/from-tools/detect.ts';
import { deviceAddress, devicePort, instant } from '../../src/from-tools/device-address.ts';
import { toolFault } from '../../src/from-tools/fault-texts.ts';
import { listHeader, readCameraList, readNetbox } from '../../src/from-tools/formats/device-list.ts';
import { readHttpx } from '../../src/from-tools/formats/httpx.ts';
import { readMasscanJson } from '../../src/from-tools/formats/masscan-json.ts';
import { readMasscanList } from '../../src/from-tools/formats/masscan-list.ts';
import { notePort, unescaped } from '../../src/from-tools/formats/masscan-port.ts';
import { readNmapXml } from '../../src/from-tools/formats/nmap-xml.ts';
import { headerNames, readShadowserver, shadowserverReport } from '../../src/from-tools/formats/shadowserver.ts';
import { readZgrab2 } from '../../src/from-tools/formats/zgrab2.ts';
import { hostResult, idOf } from '../../src/from-tools/host-result.ts';
import { headerLines, noteHttp, parseHttp } from '../../src/from-tools/http-evidence.ts';
import { jsonObjects } from '../../src/from-tools/json-objects.ts';
import { jsonRecords } from '../../src/from-tools/json-records.ts';
import { fingerprintAnswers } from '../../src/from-tools/nmap/fingerprint.ts';
import { hostRecord } from '../../src/from-tools/nmap/host-record.ts';
import { noteScript } from '../../src/from-tools/nmap/scripts.ts';
import { readToolFile } from '../../src/from-tools/read-tool-file.ts';
import {
  derOfPem,
  noteBytes,
  noteDer,
  noteOpen,
  noteSuite,
  noteVersions,
  sshFingerprint,
  tlsVersion,
} from '../../src/from-tools/service-evidence.ts';
import { targetsOf } from '../../src/from-tools/targets.ts';
import { encodingOf, linesOf, readText } from '../../src/from-tools/text-stream.ts';
import type { ToolFault, ToolReader, ToolRecord } from '../../src/from-tools/tool-record.ts';
import { xmlStream } from '../../src/from-tools/xml-stream.ts';
import type { Reader } from './readers.ts';
import * as samples from './file-samples.ts';

const FILE_TIME = new Date('2026-11-20T02:00:00.000Z');
const OWNER = '7c1a4d52-3f0e-4b8a-9d65-0a1b2c3d4e5f';

const nothing = (): void => undefined;

/** Lets read what lies in a file for as long as it is read. What is refused with a reason is as good as read. */
async function asFile<T>(bytes: Buffer, read: (path: string, folder: string) => Promise<T>): Promise<T | string> {
  const folder = join(tmpdir(), `ancam-fuzz-${process.pid}-${threadId}`);
  mkdirSync(folder, { recursive: true });
  try {
    const path = join(folder, 'file');
    writeFileSync(path, bytes);
    return await read(path, folder);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code.startsWith('file.')) return thrown.code;
    throw thrown;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function formatReader(name: string, read: ToolReader, texts: readonly (string | Buffer)[], covers: Reader['covers']): Reader {
  return {
    name: `file of ${name}`,
    covers: [read, ...covers],
    samples: texts.map((text) => Buffer.from(text)),
    onDisk: true,
    read: (bytes) =>
      asFile(bytes, async (path) => {
        const records: ToolRecord[] = [];
        const faults: ToolFault[] = [];
        for await (const record of read(path, {
          fileTime: FILE_TIME,
          fault: (fault) => faults.push(fault),
          tell: nothing,
          progress: nothing,
        }))
          records.push(record);
        // of a record that each line repeats as many come as lines; of a line no more comes than it holds
        return [records.map(({ facts, observations }) => [facts, observations.map(({ response }) => response)]), faults.length];
      }),
  };
}

const ALL = Object.values(samples).flat();

/** Each reader by itself, whatever the file begins with, and the whole way of a file with what is concluded of it. */
export const FILE_READERS: readonly Reader[] = [
  formatReader('nmap', readNmapXml, samples.NMAP, [xmlStream, hostRecord, noteScript, fingerprintAnswers]),
  formatReader('masscan, JSON', readMasscanJson, samples.MASSCAN_JSON, [notePort, unescaped, jsonObjects, jsonRecords]),
  formatReader('masscan, list', readMasscanList, samples.MASSCAN_LIST, [linesOf]),
  formatReader('zgrab2', readZgrab2, samples.ZGRAB2, [parseHttp, noteBytes, noteDer, sshFingerprint]),
  formatReader('httpx', readHttpx, samples.HTTPX, [noteHttp, headerLines, noteOpen, noteSuite, noteVersions, tlsVersion]),
  formatReader('Shadowserver', readShadowserver, samples.SHADOWSERVER, [headerNames, shadowserverReport, instant, devicePort]),
  formatReader('NetBox', readNetbox, samples.LISTS, [listHeader, deviceAddress]),
  formatReader('a list of cameras', readCameraList, samples.LISTS, []),
  {
    name: 'file of any tool',
    covers: [detectFormat, readToolFile, hostResult, idOf, targetsOf, encodingOf, readText, toolFault, derOfPem],
    samples: ALL.map((text) => Buffer.from(text)),
    onDisk: true,
    read: (bytes) =>
      asFile(bytes, async (path, folder) => {
        const options = { knowledge: loadKnowledge(), instanceId: OWNER, owner: OWNER, name: 'file', fileTime: FILE_TIME, folder };
        const file = await readToolFile(path, options);
        const hosts: string[] = [];
        for await (const { address } of file.results()) hosts.push(address);
        await file.close();
        return hosts;
      }),
  },
];
