import { expect, test } from 'vitest';
import { deviceText, Fact, HostResult, Identity, Observation } from './index.ts';

const SAID = 'CAM\u001B[2J\u0000\u009B\u202Egpj.exe\u2066\u200F\u061C\u2028x\tñ\r\n网📷';
const SHOWN = 'CAM [2J   gpj.exe    x\tñ\r\n网📷';

test('what steers a terminal or turns the direction of writing becomes blanks, all other text stays', () => {
  expect(deviceText(SAID)).toBe(SHOWN);
});

test('a result that is read holds no such text, whoever wrote the file', () => {
  expect(Fact.parse({ name: 'http.title', value: SAID }).value).toBe(SHOWN);
  expect(Fact.parse({ name: 'tls.versions', value: [SAID] }).value).toEqual([SHOWN]);
  const identity = {
    kind: 'camera',
    model: SAID,
    serial: SAID,
    firmware: SAID,
    makerName: SAID,
    confidence: 0,
    strength: 'none',
    evidence: [],
  };
  expect(JSON.stringify(Identity.parse(identity))).not.toMatch(/\\u00|\u202E/u);
  const observation = {
    n: 0,
    probe: 'http',
    at: '2026-11-27T00:00:00Z',
    transport: 'tcp',
    port: 80,
    shape: 'x',
    request: SAID,
    end: 'ok',
    response: SAID,
    ms: 0,
  };
  expect(Observation.parse(observation)).toMatchObject({ request: SHOWN, response: SHOWN });
  expect(HostResult.shape.probes.parse([{ probe: 'http', state: 'partial', reason: SAID }])).toMatchObject([{ reason: SHOWN }]);
});
