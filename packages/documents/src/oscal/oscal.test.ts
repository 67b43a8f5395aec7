import { describe, expect, it, test } from 'vitest';
import {
  readActionPlan,
  readAssessmentResults,
  readSecurityPlan,
  writeActionPlan,
  writeAssessmentResults,
  writeCheckResults,
  writeSecurityPlan,
} from '../index.ts';
import type { OscalActions, OscalAssessment, OscalPlan, OscalResults } from '../index.ts';
import { ActionsDocument, ResultsDocument, SecurityPlanDocument } from './model.ts';
import { uuidOf } from './uuid.ts';

const HEAD = {
  id: '0197a2b0-0000-7000-8000-000000000001',
  title: 'Phương án bảo đảm an ninh mạng',
  version: '7',
  at: '2026-11-26T08:00:00.000Z',
};
const SYSTEM = {
  id: '0197a2b0-0000-7000-8000-0000000000a1',
  name: 'Hệ thống camera giám sát giao thông',
  description: 'Camera tại 12 nút giao.\nLưu trữ 30 ngày.',
  level: 3,
  regime: 'B',
  state: 'operational',
  owner: { id: 'u1', name: 'Ủy ban nhân dân tỉnh Quảng Ngãi' },
  operator: { id: 'u2', name: 'Trung tâm Chuyển đổi số' },
} as const;

const PLAN: OscalPlan = {
  head: HEAD,
  system: SYSTEM,
  catalogue: 'a'.repeat(64),
  requirements: (['open', 'none', 'partial', 'full', 'not-applicable'] as const).map((answer, index) => ({
    id: `item-${index}`,
    requirement: `L3.S.0${index + 1}`,
    title: `Yêu cầu thứ ${index + 1}`,
    answer,
    way: index === 2 ? 'Chia VLAN.\n- Camera: VLAN 20' : '',
    reason: answer === 'not-applicable' ? 'Không có mạng không dây.' : '',
    owner: index === 1 ? 'Phòng Hạ tầng' : '',
    dueOn: index === 1 ? '2027-06-30' : null,
    evidence: index === 3 ? [{ id: 'f1', name: 'Biên bản nghiệm thu.pdf' }] : [],
  })),
};

const RESULTS: OscalResults = {
  head: HEAD,
  system: { id: SYSTEM.id, name: SYSTEM.name },
  findings: [
    {
      id: 'finding-1',
      title: 'Luồng hình xem được mà không cần đăng nhập',
      check: 'stream/open-stream',
      severity: 'high',
      status: 'open',
      camera: { id: 'c1', name: 'Camera cổng chính' },
      requirements: ['L3.S.01', 'L3.S.02'],
    },
    {
      id: 'finding-2',
      title: 'Mật khẩu xuất xưởng',
      check: 'account/factory',
      severity: 'critical',
      status: 'fixed',
      camera: { id: 'c1', name: 'Camera cổng chính' },
      requirements: ['L3.S.02'],
    },
    {
      id: 'finding-3',
      title: 'Telnet mở',
      check: 'port/telnet',
      severity: 'medium',
      status: 'accepted',
      camera: { id: 'c2', name: 'Camera sân' },
      requirements: [],
    },
  ],
};

/** A check whose shortcomings aim at a requirement, at one with a scan behind it, and at none. */
const CHECK: OscalAssessment = {
  head: HEAD,
  system: { id: SYSTEM.id, name: SYSTEM.name },
  kind: 'periodic',
  outcome: 'shortcomings',
  summary: 'Đã kiểm tra 12 nút giao.\nHai tồn tại.',
  start: '2026-11-02T00:00:00+07:00',
  end: '2026-11-20T23:59:59+07:00',
  assessor: {
    name: 'Công ty An toàn thông tin',
    kind: 'licensed',
    independent: true,
    licence: { number: '12/GP-BCA', issuer: 'Bộ Công an', scope: '', from: '2025-01-01', until: '2027-12-31' },
  },
  verdicts: [
    {
      id: 'm1',
      target: 'L3.S.03',
      satisfied: true,
      title: 'Nhật ký',
      detail: '',
      severity: '',
      owner: '',
      dueOn: null,
      standing: 'open',
      scan: null,
    },
    {
      id: 's1',
      target: 'L3.S.01',
      satisfied: false,
      title: 'Telnet mở',
      detail: 'Cổng 23 trả lời.\nKhông có mật khẩu.',
      severity: 'high',
      owner: 'Phòng Hạ tầng',
      dueOn: '2026-12-31',
      standing: 'open',
      scan: { id: 'finding-3', title: 'Dịch vụ telnet mở', camera: { id: 'c2', name: 'Camera sân' } },
    },
    {
      id: 's2',
      target: '',
      satisfied: false,
      title: 'Tủ không khóa',
      detail: '',
      severity: 'low',
      owner: '',
      dueOn: null,
      standing: 'accepted',
      scan: null,
    },
  ],
};

/** A check as it is read back, places left out: they are the document's. */
function readCheck(document: unknown): OscalAssessment {
  const { uuid: _uuid, left, verdicts, ...rest } = readAssessmentResults(document);
  expect(left).toEqual([]);
  return { ...rest, verdicts: verdicts.map(({ place: _place, ...verdict }) => verdict) };
}

const ACTIONS: OscalActions = {
  head: HEAD,
  system: { id: SYSTEM.id, name: SYSTEM.name },
  items: PLAN.requirements
    .filter(({ answer }) => answer === 'none' || answer === 'partial')
    .map(({ id, requirement, title, answer, way, owner, dueOn }) => ({ id, requirement, title, answer, way, owner, dueOn })),
};

/** What a file holds: JSON knows no undefined. */
function filed(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document));
}

/** Every value below a document, with its path. */
function walk(value: unknown, path = ''): [path: string, value: unknown][] {
  if (Array.isArray(value)) return [[path, value], ...value.flatMap((each, index) => walk(each, `${path}/${index}`))];
  if (typeof value === 'object' && value !== null) {
    return [[path, value], ...Object.entries(value).flatMap(([key, each]) => walk(each, `${path}/${key}`))];
  }
  return [[path, value]];
}

const CASES = [
  ['system security plan', writeSecurityPlan(PLAN), PLAN, readSecurityPlan],
  ['assessment results', writeCheckResults(CHECK), CHECK, readCheck],
  ['plan of action and milestones', writeActionPlan(ACTIONS), ACTIONS, readActionPlan],
] as const;

describe.each(CASES)('%s', (kind, document, data, read) => {
  it('is read back as it was written', () => {
    expect(read(filed(document))).toEqual(data);
  });

  it('names nothing that the model of the standard does not name', () => {
    const model = {
      'system security plan': SecurityPlanDocument,
      'assessment results': ResultsDocument,
      'plan of action and milestones': ActionsDocument,
    }[kind];
    // What the model does not name is dropped in reading.
    expect(model.parse(filed(document))).toEqual(filed(document));
  });

  it('is the same document each time', () => {
    const again = {
      'system security plan': writeSecurityPlan(PLAN),
      'assessment results': writeCheckResults(CHECK),
      'plan of action and milestones': writeActionPlan(ACTIONS),
    };
    expect(again[kind]).toEqual(document);
  });

  it('has neither empty lists nor empty values of properties, and UUIDs of version 5 that occur once as an own id', () => {
    const values = walk(filed(document));
    for (const [path, value] of values) {
      if (Array.isArray(value)) expect(value.length, path).toBeGreaterThan(0);
      if (/\/props\/\d+\/value$/u.test(path)) expect(value, path).toMatch(/^\S(?:.*\S)?$/u);
      if (/uuid$|uuids\/\d+$/u.test(path))
        expect(value, path).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
    }
    const own = values.filter(([path]) => path.endsWith('/uuid')).map(([, value]) => value);
    expect(new Set(own).size).toBe(own.length);
  });

  it('refers to nothing that is not there', () => {
    const values = walk(filed(document));
    const own = new Set(values.filter(([path]) => path.endsWith('/uuid')).map(([, value]) => value));
    const references = values
      .filter(([path, value]) => path.endsWith('/href') && String(value).startsWith('#'))
      .map(([, value]) => String(value).slice(1));
    const related = values
      .filter(([path]) => /(?:observation|risk|component|party)-uuids?(?:\/\d+)?$/u.test(path))
      .flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
    expect([...references, ...related].length).toBeGreaterThan(0);
    for (const uuid of [...references, ...related]) expect(own.has(uuid), uuid).toBe(true);
  });

  it('is refused where something required is missing, with the place', () => {
    const [[root, body] = ['', {}]] = Object.entries(filed(document) as Record<string, Record<string, unknown>>);
    const { metadata: _metadata, ...rest } = body;
    expect(() => read({ [root]: rest })).toThrowError(expect.objectContaining({ code: 'input.invalid' }));
    for (const wrong of [null, 'x', 7, [], {}, { [root]: null }])
      expect(() => read(wrong)).toThrowError(expect.objectContaining({ code: 'input.invalid' }));
  });

  it('is held to the data types of the standard', () => {
    const text = JSON.stringify(document);
    const uuid = /"uuid":"([^"]+)"/u.exec(text)?.[1] ?? expect.fail('no uuid');
    expect(() => read(JSON.parse(text.replaceAll(uuid, uuid.replace(/-5/u, '-7'))))).toThrowError(/version 4 or 5/u);
    expect(() => read(JSON.parse(text.replace(HEAD.at, '26/11/2026')))).toThrowError(expect.objectContaining({ code: 'input.invalid' }));
  });
});

test('a plan of another tool is read by its states of implementation', () => {
  const document = filed(writeSecurityPlan(PLAN)) as {
    'system-security-plan': { 'control-implementation': { 'implemented-requirements': { props?: unknown; vendor?: string }[] } };
  };
  for (const it of document['system-security-plan']['control-implementation']['implemented-requirements']) {
    delete it.props;
    it.vendor = 'ignored';
  }
  const { requirements } = readSecurityPlan(document);
  expect(requirements.map(({ answer }) => answer)).toEqual(['open', 'none', 'partial', 'full', 'not-applicable']);
  expect(requirements[0]?.id).toBe(uuidOf('requirement', 'item-0'));
});

test('a plan without users is one: since 1.2 they are not asked for', () => {
  const document = filed(writeSecurityPlan(PLAN)) as { 'system-security-plan': { 'system-implementation': { users?: unknown } } };
  delete document['system-security-plan']['system-implementation'].users;
  expect(readSecurityPlan(document).requirements).toHaveLength(5);
});

test('every fault is told with its place, up to twenty', () => {
  const document = filed(writeSecurityPlan(PLAN)) as {
    'system-security-plan': { 'control-implementation': { 'implemented-requirements': { uuid: string }[] } };
  };
  for (const it of document['system-security-plan']['control-implementation']['implemented-requirements']) it.uuid = 'x';
  const root = 'system-security-plan/control-implementation/implemented-requirements';
  expect(() => readSecurityPlan(document)).toThrowError(
    expect.objectContaining({
      details: expect.objectContaining({
        place: `${root}/0/uuid`,
        faults: [0, 1, 2, 3, 4].map((n) => expect.objectContaining({ place: `${root}/${n}/uuid` })),
      }),
    }),
  );
});

test('findings of scans beside a plan are read by the requirements that they touch; one that touches none still speaks', () => {
  const document = filed(writeAssessmentResults(RESULTS));
  expect(ResultsDocument.parse(document)).toEqual(document);
  const { verdicts, left } = readAssessmentResults(document);
  expect(verdicts.map(({ target, satisfied, scan }) => [target, satisfied, scan?.id])).toEqual([
    ['L3.S.01', false, 'finding-1'],
    ['L3.S.02', false, 'finding-1'],
    ['L3.S.02', true, 'finding-2'],
  ]);
  // Accepted and linked to nothing.
  expect(left).toMatchObject([{ title: 'Telnet mở', reason: 'observation-alone' }]);
  const [, , loose] = RESULTS.findings;
  const open = readAssessmentResults(
    filed(writeAssessmentResults({ ...RESULTS, findings: loose === undefined ? [] : [{ ...loose, status: 'open' }] })),
  );
  expect(open.verdicts).toMatchObject([{ target: '', satisfied: false, title: 'Telnet mở', severity: 'medium' }]);
});

test('an empty plan and nothing to do are no documents; no finding is one', () => {
  expect(() => writeSecurityPlan({ ...PLAN, requirements: [] })).toThrowError(expect.objectContaining({ code: 'input.invalid' }));
  expect(() => writeActionPlan({ ...ACTIONS, items: [] })).toThrowError(expect.objectContaining({ code: 'input.invalid' }));
  expect(readAssessmentResults(filed(writeAssessmentResults({ ...RESULTS, findings: [] }))).verdicts).toEqual([]);
});

test('hostile texts give a document that is still one', () => {
  for (const text of ['', ' \n\t', '\u0000\u202E', 'a\nb', '"}]', 'x'.repeat(10_000), '\uD800']) {
    const plan = {
      ...PLAN,
      head: { ...HEAD, title: text, version: text },
      system: { ...SYSTEM, name: text, description: text, owner: { id: 'u1', name: text } },
    };
    const requirements = PLAN.requirements.map((it) => ({
      ...it,
      title: text,
      way: text,
      owner: text,
      reason: text,
      evidence: [{ id: 'f', name: text }],
    }));
    expect(readSecurityPlan(filed(writeSecurityPlan({ ...plan, requirements }))).requirements).toHaveLength(5);
    const findings = RESULTS.findings.map((it) => ({ ...it, title: text, check: 'a/b', camera: { id: 'c', name: text } }));
    expect(readAssessmentResults(filed(writeAssessmentResults({ ...RESULTS, findings }))).verdicts).toHaveLength(3);
    const verdicts = CHECK.verdicts.map((it) => ({ ...it, title: text, detail: text, owner: text, severity: text }));
    expect(readAssessmentResults(filed(writeCheckResults({ ...CHECK, summary: text, verdicts }))).verdicts).toHaveLength(3);
    const items = ACTIONS.items.map((it) => ({ ...it, title: text, way: text, owner: text }));
    expect(readActionPlan(filed(writeActionPlan({ ...ACTIONS, items }))).items).toHaveLength(2);
  }
});

test('version 5 of RFC 9562: the same thing has the same UUID, another kind another', () => {
  expect(uuidOf('plan', 'a')).toBe(uuidOf('plan', 'a'));
  expect(uuidOf('plan', 'a')).not.toBe(uuidOf('system', 'a'));
  expect(uuidOf('plan', 'a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
});
