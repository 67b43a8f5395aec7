import { loadLaw } from '@ancam/knowledge';
import type { LawForm } from '@ancam/knowledge';
import { describe, expect, it, test } from 'vitest';
import {
  EMPTY_DECISION,
  EMPTY_OPINION,
  EMPTY_REQUEST,
  EMPTY_YEARLY,
  FULL_DECISION,
  FULL_OPINION,
  FULL_REQUEST,
  FULL_SUBMISSION,
  fullYearlyReport,
  QUANG_NGAI,
} from '../../test/forms.ts';
import { linesOf } from '../../test/read-paper.ts';
import {
  cameraAnnex,
  consolidatedReport,
  directiveReport,
  form01,
  form02,
  form03,
  form04,
  form05,
  decision12,
  form06,
  form07,
  form08,
} from '../index.ts';
import type { FilledPaper } from '../index.ts';

const law = loadLaw();

interface Case {
  /** Number of the form; of a paper for which none is set, the id of its record. */
  readonly number: string;
  /** Level of the system in the cases below. */
  readonly level: number;
  readonly full: FilledPaper;
  readonly empty: FilledPaper;
}

const atLevel4 = { ...EMPTY_REQUEST, systems: [{ level: 4 }] };

const CASES: readonly Case[] = [
  {
    number: '01',
    level: 1,
    full: form01({ ...FULL_REQUEST, systems: [{ ...FULL_REQUEST.systems[0], level: 1 }] }),
    empty: form01(EMPTY_REQUEST),
  },
  { number: '02', level: 4, full: form02(FULL_REQUEST), empty: form02(atLevel4) },
  { number: '03', level: 4, full: form03(FULL_REQUEST), empty: form03(atLevel4) },
  { number: '04', level: 4, full: form04(FULL_OPINION), empty: form04(EMPTY_OPINION) },
  { number: '05', level: 4, full: form05(FULL_SUBMISSION), empty: form05(atLevel4) },
  { number: 'decision-1-2', level: 2, full: decision12({ ...FULL_DECISION, owner: 'UBND tỉnh' }), empty: decision12(EMPTY_DECISION) },
  { number: '06', level: 4, full: form06(FULL_DECISION), empty: form06(EMPTY_DECISION) },
  { number: '07', level: 4, full: form07(FULL_DECISION), empty: form07(EMPTY_DECISION) },
  { number: '08', level: 4, full: form08(fullYearlyReport(3)), empty: form08(EMPTY_YEARLY) },
];

/** Always there: printed whatever is known, or given by the cases. */
const SETTLED = new Set(['S1', 'law', 'guiding']);

function recordOf(number: string): LawForm {
  return law.forms.find((form) => (form.number ?? form.id) === number) ?? expect.fail(`no record of form ${number}`);
}

describe.each(CASES)('form $number', ({ number, level, full, empty }) => {
  const record = recordOf(number);
  const fields = record.blocks
    .flatMap((block) => block.fields)
    .filter(({ type, levels }) => type !== 'constant' && (levels ?? [level]).includes(level));

  it('has nothing missing where every field is given', () => {
    expect(full.missing).toEqual([]);
    expect(linesOf(full.paper).join('\n')).not.toContain('…');
  });

  it('tells every field of its record that has no value, and prints dots', () => {
    const needed = fields.filter(({ id, optional }) => optional !== true && !SETTLED.has(id)).map(({ id }) => id);
    const given = number === '01' || number === '08' ? [] : ['C4', 'level'];
    const told = new Set(empty.missing.map(({ field }) => field));
    const untold = needed.filter((id) => !told.has(id) && !given.includes(id));
    expect(untold).toEqual([]);
    expect(linesOf(empty.paper).join('\n')).toContain('……');
  });

  it('carries the subject of its record', () => {
    const subject = record.subject.replace(/^V\/v /u, '');
    expect(full.paper.title.abstract).toBe(full.paper.title.kind === 'letter' ? subject : record.subject);
    expect(full.paper.title.kind).toBe(record.template === '1.5' ? 'letter' : 'named');
  });

  it('prints its parts in the order of the record', () => {
    const lines = linesOf(full.paper);
    const headings = record.blocks.map(({ title }) => title.vi).filter((title) => /^(?:Phần \d|Điều \d)/u.test(title));
    const found = headings.map((heading) =>
      lines.findIndex((line) => line.startsWith(heading.replace(/ .*$/u, '')) && line.startsWith(heading.slice(0, 6))),
    );
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });
});

test('form 08 has the twelve columns of its record, and a row for each system', () => {
  const lines = linesOf(form08(fullYearlyReport(3)).paper);
  const head = lines.find((line) => line.startsWith('STT | Tên hệ thống thông tin')) ?? '';
  expect(head.split(' | ')).toEqual(recordOf('08').columns?.map(({ label }) => label));
  expect(lines).toContain('(1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10) | (11) | (12)');
  expect(lines.filter((line) => /^[1-3] \| Hệ thống thông tin số \d \| Ủy ban/u.test(line))).toHaveLength(3);
});

function appraisalAsked(level: number): string {
  return linesOf(form02({ ...FULL_REQUEST, systems: [{ ...FULL_REQUEST.systems[0], level }] }).paper).join('\n');
}

test('the professional opinion is enclosed at levels 4 and 5 only, the appraisal opinion from level 3', () => {
  expect(appraisalAsked(3)).not.toContain('Ý kiến về mặt chuyên môn');
  expect(appraisalAsked(4)).toContain('Ý kiến về mặt chuyên môn');
  const submitted = linesOf(form05({ ...FULL_SUBMISSION, systems: [{ ...FULL_SUBMISSION.systems[0], level: 3 }] }).paper).join('\n');
  expect(submitted).toContain('5. Ý kiến thẩm định');
  expect(submitted).not.toContain('Ý kiến về mặt chuyên môn');
});

test('several systems stand in a list, each with its own gaps', () => {
  const [system = {}] = FULL_REQUEST.systems;
  const { paper, missing } = form01({
    ...FULL_REQUEST,
    systems: [
      { ...system, level: 1 },
      { ...system, level: 2, address: null },
    ],
  });
  expect(linesOf(paper).filter((line) => line.includes('Hệ thống camera giám sát giao thông'))).toHaveLength(2);
  expect(missing.map(({ field }) => field)).toEqual(['C3.2']);
});

test('what the appraiser finds not fit is named, and a conclusion that is not given is no conclusion', () => {
  expect(linesOf(form04(FULL_OPINION).paper)).toContain('- Chưa nêu phương án sao lưu.');
  const open = form04({ ...FULL_OPINION, conclusion: null });
  expect(open.missing.map(({ field }) => field)).toEqual(['conclusion']);
  expect(linesOf(open.paper).join('\n')).not.toMatch(/camera giám sát giao thông (?:chưa )?phù hợp/u);
});

test('a decision on level 1 or 2 is issued by the security unit, which reports to the owner, and says that no form is set', () => {
  const data = { ...FULL_DECISION, issuer: { name: 'Công an tỉnh' }, owner: 'UBND tỉnh', system: { ...FULL_DECISION.system, level: 2 } };
  const { paper } = decision12(data);
  const lines = linesOf(paper).join('\n');
  expect(lines).toContain('Công an tỉnh kiểm tra, giám sát việc thực hiện Quyết định này, báo cáo UBND tỉnh theo quy định');
  expect(lines).toContain('Xét đề nghị tại Văn bản số');
  expect(lines).toContain('Cấp độ an ninh mạng của hệ thống thông tin: Cấp độ 2');
  expect(paper.smallPrint).toContain('Cấp độ 1, 2 không có mẫu quyết định');
  expect(decision12({ ...data, regime: 'A' }).paper.smallPrint).toMatch(/^Dựng lại theo khung mẫu/u);
});

test('papers of the former regime use its words and say that they are rebuilt', () => {
  const { paper } = form06({ ...FULL_DECISION, regime: 'A' });
  const text = linesOf(paper).join('\n');
  expect(text).toContain('Nghị định số 85/2016/NĐ-CP');
  expect(text).not.toContain('an ninh mạng');
  expect(paper.smallPrint).toContain('Dựng lại');
  expect(form06(FULL_DECISION).paper.smallPrint).toBeUndefined();
});

test('the report of Quảng Ngãi comes out in its words: 41 of 41, 3 at level 3, 38 at level 2, what is open beside it', () => {
  const { paper, missing } = directiveReport(QUANG_NGAI);
  const text = linesOf(paper).join('\n');
  expect(missing).toEqual([]);
  expect(text).toContain('41/41, đạt tỷ lệ 100% số hệ thống; trong đó có 03 hệ thống thông tin cấp độ 3, 38 hệ thống thông tin cấp độ 2');
  expect(text).toContain('05 hệ thống thông tin chưa rõ thẩm quyền');
  expect(text).toContain('Công văn số 353/UBND-KGVX ngày 02/02/2023');
  expect(text).toContain('Kính báo cáo Bộ Thông tin và Truyền thông./.');
  const without = linesOf(directiveReport({ ...QUANG_NGAI, counted: { ...QUANG_NGAI.counted, approved: 40 } }).paper).join('\n');
  expect(without).toContain('40/41, đạt tỷ lệ 97,6%');
});

function shares(approved: number, systems: number): string {
  return linesOf(directiveReport({ ...QUANG_NGAI, counted: { systems, approved, levels: {} } }).paper).join('\n');
}

test('a share is never rounded up to the whole, nor told of nothing', () => {
  expect(shares(99_999, 100_000)).toContain('đạt tỷ lệ 99,9%');
  expect(shares(0, 0)).toContain('0/0 số hệ thống');
});

test('a consolidation names who has not reported and that the sums lack them', () => {
  const { paper, missing } = consolidatedReport({
    ...QUANG_NGAI,
    subject: 'kết quả thực hiện Chỉ thị số 23/CT-TTg',
    figures: [
      {
        title: 'Hệ thống đã phê duyệt',
        value: 40,
        of: { title: 'hệ thống đã rõ thẩm quyền', value: 41 },
        outside: { title: 'hệ thống chưa rõ', value: 5 },
      },
    ],
    tables: [
      {
        title: 'Theo đơn vị',
        columns: [
          { title: 'Đơn vị', kind: 'text' },
          { title: 'Số hệ thống', kind: 'number' },
        ],
        rows: [['Huyện Bình Sơn', 3]],
      },
    ],
    reported: 12,
    silent: [{ name: 'Huyện Lý Sơn', why: 'chưa có hệ thống' }, { name: 'Huyện Trà Bồng' }],
  });
  const lines = linesOf(paper);
  expect(missing).toEqual([]);
  expect(lines).toContain('Số đơn vị đã gửi báo cáo: 12/14.');
  expect(lines).toContain('- Huyện Lý Sơn (chưa có hệ thống);');
  expect(lines).toContain('- Huyện Trà Bồng.');
  expect(lines.join('\n')).toContain('40/41, đạt tỷ lệ 97,6% (trên tổng số: hệ thống đã rõ thẩm quyền); ngoài số này: 05 hệ thống chưa rõ');
  expect(lines).toContain('1 | Huyện Bình Sơn | 3');
});

test('numbers have their thousands set apart, wherever they stand', () => {
  const figures = [
    { title: 'Tổng số camera', value: 12345 },
    { title: 'Camera có hồ sơ', value: 12000 },
  ];
  const lines = linesOf(cameraAnnex({ ...QUANG_NGAI, figures, tables: [] }).paper);
  expect(lines).toEqual(expect.arrayContaining(['- Tổng số camera: 12.345;', '- Camera có hồ sơ: 12.000.']));
  const counters = { T: 1500, C: 1500, H: 1500, A: 1500, P: 1500, K: 1500 };
  expect(linesOf(form08({ ...fullYearlyReport(1), counters }).paper)).toContain('- Tổng số hệ thống thông tin: 1.500;');
});

test('what people wrote ends as its place asks, once', () => {
  const said = { partnersOpinion: 'Thống nhất.', fitLevel: 'phù hợp;', fitDesign: 'phù hợp', otherOpinion: 'không' };
  const lines = linesOf(form04({ ...FULL_OPINION, ...said, faults: ['Chưa có sao lưu.', 'Chưa phân vùng'] }).paper);
  expect(lines).toEqual(
    expect.arrayContaining([
      '1. Tổng hợp ý kiến của đơn vị phối hợp thẩm định: Thống nhất.',
      'a) Sự phù hợp của việc đề xuất cấp độ: phù hợp;',
      '3. Ý kiến khác: không.',
      '- Chưa có sao lưu;',
      '- Chưa phân vùng.',
    ]),
  );
});

test('each line that people wrote is a paragraph of its own, in every place', () => {
  const lines = linesOf(
    directiveReport({ ...QUANG_NGAI, direction: 'Đã chỉ đạo rà soát.\nĐã tập huấn.\n\n', results: 'Một.\nHai.' }).paper,
  );
  expect(lines).toEqual(expect.arrayContaining(['Đã chỉ đạo rà soát.', 'Đã tập huấn.', 'Một.', 'Hai.']));
  const decided = linesOf(form06({ ...FULL_DECISION, duties: 'Thay mật khẩu;\nsao lưu nhật ký.' }).paper);
  expect(decided).toEqual(expect.arrayContaining(['b) Thay mật khẩu;', 'sao lưu nhật ký.']));
});

test('a camera annex without a figure prints dots and says which', () => {
  const { paper, missing } = cameraAnnex({ ...QUANG_NGAI, figures: [{ title: 'Tổng số camera', value: null }], tables: [] });
  expect(missing).toEqual([{ field: 'figure-1', label: 'Tổng số camera' }]);
  expect(linesOf(paper)).toContain('- Tổng số camera: …………………….');
});
