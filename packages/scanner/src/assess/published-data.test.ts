import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROBES } from '@ancam/core';
import type { Fact, ProbeState } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { z } from 'zod';
import { runChecks } from './check.ts';

const knowledge = loadKnowledge();
const data = process.env['ANCAM_TEST_DATA'];
const done: ProbeState[] = PROBES.map((probe) => ({ probe, state: 'done' }));

function published<T>(schema: z.ZodType<T>, ...path: string[]): T {
  return schema.parse(JSON.parse(readFileSync(join(data ?? '', ...path), 'utf8')));
}

function missing(...path: string[]): boolean {
  return data === undefined || !existsSync(join(data, ...path));
}

/** Outcome of one firmware check on a device as identified. */
function outcome(check: string, maker: string, model: string, firmware: string) {
  const facts: Fact[] = [
    { name: 'identity.maker', value: maker },
    { name: 'identity.model', value: model },
    { name: 'identity.firmware', value: firmware },
  ];
  return runChecks(facts, done, knowledge).find((each) => each.check === check)?.outcome;
}

const KEV = ['kev', 'known_exploited_vulnerabilities.json'];
const Catalogue = z.object({
  dateReleased: z.string(),
  vulnerabilities: z.array(
    z.object({
      cveID: z.string(),
      vendorProject: z.string(),
      product: z.string(),
      vulnerabilityName: z.string(),
      shortDescription: z.string(),
      dateAdded: z.string(),
      dueDate: z.string(),
    }),
  ),
});
/** Words of devices that watch, and makers that build nothing else. */
const WATCHES = /\b(?:cameras?|webcams?|CCTV|[ND]VRs?|NVRmini\d?|video recorders?|surveillance|VioSto?[ar]r?|NVMS-\d+)\b/iu;
const CAMERA_MAKERS =
  /^(?:hikvision|dahua|hanwha|uniview|tvt|nuuo|geovision|avtech|reolink|foscam|vivotek|milesight|xiongmai|digiever|lilin|tbk|ptzoptics|amcrest)\b/iu;
/** Entries that speak of cameras and are none. */
const OTHER_THINGS: Readonly<Record<string, string>> = {
  'CVE-2020-5741': 'Plex Media Server, whose upload of pictures is called Camera Upload',
};

describe('published data (need ANCAM_TEST_DATA with kev/, csaf/, cve/)', () => {
  it.skipIf(missing(...KEV))('gives the days of exploited flaws as the catalogue does, for all that were in it by then', () => {
    const catalogue = published(Catalogue, ...KEV);
    const days = new Map(catalogue.vulnerabilities.map((each) => [each.cveID, each]));
    const flaws = knowledge.exploited?.flaws ?? [];
    const known = flaws.filter(({ added }) => added !== undefined && added <= catalogue.dateReleased.slice(0, 10));
    expect(known.length).toBeGreaterThan(12);
    expect(known.map(({ cve, added, due }) => ({ cve, added, due }))).toEqual(
      known.map(({ cve }) => ({ cve, added: days.get(cve)?.dateAdded, due: days.get(cve)?.dueDate })),
    );
  });

  it.skipIf(missing(...KEV))('looks for every flaw of a camera or recorder that the catalogue holds, or says why nobody can see it', () => {
    const entries = published(Catalogue, ...KEV).vulnerabilities.filter(
      ({ vendorProject, product, vulnerabilityName, shortDescription }) =>
        CAMERA_MAKERS.test(vendorProject) || WATCHES.test([product, vulnerabilityName, shortDescription].join(' ')),
    );
    expect(entries.length).toBeGreaterThanOrEqual(16);
    const dated = new Set(knowledge.exploited?.flaws.map(({ cve }) => cve));
    const unseen = new Set(knowledge.exploited?.notSeen?.map(({ cve }) => cve));
    const left = entries.filter(({ cveID }) => !dated.has(cveID) && !unseen.has(cveID) && OTHER_THINGS[cveID] === undefined);
    expect(left.map(({ cveID, product }) => `${cveID} ${product}`)).toEqual([]);
  });

  const ICSA = ['csaf', 'icsa-17-124-01.json'];
  const RANGE = /^(DS-\S+) Series: (V\S+ build \d{6}) to (V\S+ build \d{6})$/iu;
  it.skipIf(missing(...ICSA))('finds both ends of every range of ICSA-17-124-01, and not the build after it', () => {
    const ranges = [...new Set(readFileSync(join(data ?? '', ...ICSA), 'utf8').match(/"DS-[^"]* Series: V[^"]*"/gu))]
      .map((text) => RANGE.exec(text.slice(1, -1)))
      .filter((range) => range !== null);
    expect(ranges.length).toBeGreaterThanOrEqual(5);
    for (const [, series = '', first = '', last = ''] of ranges) {
      const model = series.replaceAll('x', '4');
      for (const [firmware, wanted] of [
        [first, 'fail'],
        [last, 'fail'],
        [last.replace(/\d{6}$/u, '170301'), 'pass'],
      ] as const) {
        expect(outcome('firmware/hikvision-2017-7921', 'hikvision', model, firmware), `${model} ${firmware}`).toBe(wanted);
      }
    }
  });

  const CVE = ['cve', 'CVE-2021-33044.json'];
  it.skipIf(missing(...CVE))('covers every product line that the record of CVE-2021-33044 names', () => {
    const [text = ''] = /Dahua IP Camera devices.*?Buildtime/u.exec(readFileSync(join(data ?? '', ...CVE), 'utf8')) ?? [];
    const lines = text.match(/\b(?:IPC-H|VTO|VTH|SD|TPC-)[0-9A-Z-]+/gu) ?? [];
    expect(lines.length).toBeGreaterThan(12);
    for (const line of lines) {
      const model = line.replace('IPC-HX', 'IPC-HDW').replaceAll('X', '4');
      expect(outcome('firmware/dahua-2021-33044', 'dahua', model, '2.800.0000016.0.R.200911'), model).toBe('fail');
      expect(outcome('firmware/dahua-2021-33044', 'dahua', model, '2.800.0000016.0.R.210601'), model).toBe('pass');
    }
  });
});
