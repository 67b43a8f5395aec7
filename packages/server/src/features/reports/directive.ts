import type { ReportFigure, ReportTable } from '@ancam/contract';
import { citeAll } from '@ancam/law';
import { dutiesOfUnit } from '../duties/reported.service.ts';
import { terminalsWithin } from '../levels/reported.service.ts';
import { issuedDocuments } from '../records/issued.service.ts';
import type { Fill, Filled, Filling, ReportQuestion } from './content.ts';
import { readLines } from './lines.ts';
import type { SystemLine } from './lines.ts';
import { FORM_WORDS, column, dayText, documentText, entry, figure, row, words } from './parts.ts';

const SETTLED = words('hệ thống đã rõ thẩm quyền', 'systems with settled authority');
const OPEN = words('hệ thống chưa rõ thẩm quyền, nêu riêng', 'systems whose authority is open, told apart');
const LEVELS = [1, 2, 3, 4, 5] as const;

/** Systems that a report counts, apart from those that are terminals of another one. */
export function sortLines(lines: readonly SystemLine[]) {
  const systems = lines.filter(({ treatment }) => treatment !== 'terminals');
  const settled = systems.filter((line) => line.settled);
  return {
    settled,
    open: systems.filter((line) => !line.settled),
    approved: settled.filter((line) => line.dossier?.status === 'approved'),
    missing: settled.filter((line) => line.dossier?.status !== 'approved'),
  };
}

function figuresOf(
  lines: readonly SystemLine[],
  { documents, terminals }: { readonly documents: number; readonly terminals: number },
): ReportFigure[] {
  const { settled, open, approved, missing } = sortLines(lines);
  const whole = { of: { title: SETTLED, value: settled.length }, outside: { title: OPEN, value: open.length }, table: 'systems' };
  return [
    figure('systems', words('Hệ thống thông tin đã rõ thẩm quyền', 'Systems with settled authority'), settled.length, {
      outside: whole.outside,
      table: 'systems',
    }),
    ...LEVELS.map((level) =>
      figure(`level${level}`, words(`Cấp độ ${level}`, `Level ${level}`), settled.filter((line) => line.level === level).length, whole),
    ),
    figure(
      'unlevelled',
      words('Chưa xác định cấp độ', 'Level not determined'),
      settled.filter((line) => line.level === null).length,
      whole,
    ),
    figure('approved', words('Đã được phê duyệt cấp độ', 'Level approved'), approved.length, whole),
    figure('missing', words('Chưa được phê duyệt', 'Not approved'), missing.length, whole),
    figure(
      'deployed',
      words('Đã triển khai đầy đủ phương án', 'Plan fully deployed'),
      settled.filter(({ deployment }) => deployment === 'full').length,
      whole,
    ),
    figure('open', words('Chưa rõ thẩm quyền phê duyệt', 'Authority open'), open.length, { table: 'open' }),
    figure('terminals', words('Camera coi như thiết bị đầu cuối, có thuyết minh', 'Cameras treated as terminals, justified'), terminals, {
      table: 'terminals',
    }),
    figure('documents', words('Văn bản chỉ đạo, hướng dẫn đã ban hành', 'Guidance documents issued'), documents, { table: 'documents' }),
  ];
}

/** Which figures count a system. */
function countsOf(line: SystemLine): string[] {
  const approved = line.dossier?.status === 'approved';
  return [
    'systems',
    line.level === null ? 'unlevelled' : `level${line.level}`,
    approved ? 'approved' : 'missing',
    ...(line.deployment === 'full' ? ['deployed'] : []),
  ];
}

function systemsTable(lines: readonly SystemLine[]): ReportTable {
  return {
    id: 'systems',
    title: words('Phê duyệt cấp độ', 'Approval of levels'),
    note: null,
    columns: [
      column('name', words('Hệ thống thông tin', 'System')),
      column('owner', words('Đơn vị', 'Unit')),
      column('operator', words('Đơn vị vận hành', 'Operator')),
      column('level', words('Cấp độ', 'Level'), 'number'),
      column('status', words('Tình trạng', 'State')),
      column('decision', words('Quyết định phê duyệt', 'Decision')),
      column('deployment', words('Phương án', 'Plan')),
    ],
    rows: sortLines(lines).settled.map((line) =>
      row(
        { kind: 'systems', id: line.id },
        [
          line.name,
          line.owner,
          line.operator,
          line.level,
          line.dossier === null ? null : FORM_WORDS.status[line.dossier.status],
          documentText(line.decision),
          FORM_WORDS.deployment[line.deployment],
        ],
        countsOf(line),
      ),
    ),
  };
}

function openTable({ law }: Filling, lines: readonly SystemLine[]): ReportTable {
  return {
    id: 'open',
    title: words('Chưa rõ thẩm quyền: xin hướng dẫn', 'Authority open: guidance asked for'),
    note: null,
    columns: [
      column('name', words('Hệ thống thông tin', 'System')),
      column('owner', words('Đơn vị', 'Unit')),
      column('question', words('Câu hỏi', 'Question')),
    ],
    rows: sortLines(lines).open.map((line) =>
      row(
        { kind: 'systems', id: line.id },
        [line.name, line.owner, law.openQuestions.get(line.question)?.title ?? line.question],
        ['open'],
      ),
    ),
  };
}

async function documentsTable({ work }: Filling, question: ReportQuestion): Promise<ReportTable> {
  const documents = await issuedDocuments(work, { ...question, paths: question.subject.paths });
  return {
    id: 'documents',
    title: words('Chỉ đạo triển khai, hướng dẫn thực hiện', 'Direction and guidance'),
    note: null,
    columns: [
      column('number', words('Số, ký hiệu', 'Number')),
      column('on', words('Ngày', 'Day'), 'date'),
      column('issuer', words('Cơ quan ban hành', 'Issuer')),
      column('excerpt', words('Trích yếu', 'Subject')),
      column('basis', words('Thực hiện văn bản', 'Carries out')),
    ],
    rows: documents.map((each) =>
      row({ kind: 'records', id: each.id }, [each.number, each.on, each.issuer, each.excerpt, each.basis], ['documents']),
    ),
  };
}

async function terminalsTable({ work }: Filling, question: ReportQuestion): Promise<ReportTable> {
  const terminals = await terminalsWithin(work, question.subject.paths, question.asOf);
  return {
    id: 'terminals',
    title: words('Camera coi như thiết bị đầu cuối, có thuyết minh', 'Cameras treated as terminals, justified'),
    note: null,
    columns: [
      column('name', words('Nhóm camera, hệ thống', 'Group or system')),
      column('owner', words('Đơn vị', 'Unit')),
      column('cameras', words('Số camera', 'Cameras'), 'number'),
      column('host', words('Thuộc hệ thống', 'Of the system')),
      column('grounds', words('Thuyết minh', 'Justification')),
      column('on', words('Ngày xác nhận', 'Confirmed on'), 'date'),
    ],
    rows: terminals.map((each) =>
      row(
        { kind: each.kind === 'group' ? 'camera-groups' : 'systems', id: each.id },
        [each.name, each.owner, each.cameras, each.host, each.grounds, each.confirmedOn],
        ['terminals'],
      ),
    ),
  };
}

const DUTY_WORDS = {
  'not-due': words('Chưa đến hạn', 'Not due'),
  'in-progress': words('Đang thực hiện', 'In progress'),
  met: words('Đã hoàn thành', 'Met'),
  'met-late': words('Hoàn thành muộn', 'Met late'),
  overdue: words('Quá hạn', 'Overdue'),
};

/** Duties of the unit itself on the as-of day; a day ahead tells nothing yet. */
async function dutiesTable({ context, law, work }: Filling, { asOf, today, subject }: ReportQuestion): Promise<ReportTable> {
  const day = asOf < today ? asOf : today;
  const duties = await dutiesOfUnit(context, work, subject.id, day);
  return {
    id: 'duties',
    title: words('Nhiệm vụ của đơn vị', 'Duties of the unit'),
    note: words(
      `Tính từ dữ kiện đến hết ngày ${dayText(day)}, theo đơn vị phụ trách hôm nay.`,
      `Computed from the facts up to the end of ${dayText(day)}, by who answers today.`,
    ),
    columns: [
      column('duty', words('Nhiệm vụ', 'Duty')),
      column('state', words('Tình trạng', 'State')),
      column('due', words('Hạn', 'Due'), 'date'),
      column('met', words('Hoàn thành', 'Met on'), 'date'),
      column('late', words('Muộn, ngày', 'Days late'), 'number'),
    ],
    rows: duties.map((each) =>
      row(null, [law.duties.byId.get(each.duty)?.duty.title ?? each.duty, DUTY_WORDS[each.state], each.due, each.met_on, each.late_days]),
    ),
  };
}

function entriesOf(question: ReportQuestion): Filled['entries'] {
  return [
    entry(question, 'direction', words('Công tác chỉ đạo, triển khai', 'Direction')),
    entry(question, 'results', words('Kết quả, nhận xét', 'Results and remarks')),
    entry(question, 'difficulties', words('Khó khăn, vướng mắc', 'Difficulties')),
    entry(question, 'proposals', words('Kiến nghị, đề xuất', 'Proposals')),
  ];
}

/** The report on the results of Directive 23: direction, approval of levels, cameras treated as terminals, what is open. */
export const fillDirective: Fill = async (filling, question) => {
  const lines = await readLines(filling, question);
  const documents = await documentsTable(filling, question);
  const terminals = await terminalsTable(filling, question);
  return {
    title: words('Kết quả triển khai thực hiện Chỉ thị số 23/CT-TTg', 'Results of carrying out Directive 23/CT-TTg'),
    clause: citeAll(filling.law, [{ document: 'ct-23-2022' }]),
    figures: figuresOf(lines, { documents: documents.rows.length, terminals: terminals.rows.length }),
    tables: [documents, systemsTable(lines), openTable(filling, lines), terminals, await dutiesTable(filling, question)],
    entries: entriesOf(question),
    faults: [],
    sources: [],
    missing: [],
  };
};
