import type { Block } from '../paper/paper.ts';
import type { CitedDocument, FilledPaper, Maybe, PaperHead, SystemEntry } from './data.ts';
import { fillPaper, groundsOf } from './frame.ts';
import { createGaps, known } from './gaps.ts';
import type { Gaps } from './gaps.ts';
import { formWords } from './words.ts';
import type { FormWords } from './words.ts';

/** What the decisions are filled with. */
export interface DecisionData extends PaperHead {
  /** Line of competence: office of the head, or the collective body. */
  readonly authority?: Maybe<string>;
  readonly system: SystemEntry;
  /** Submission on which is decided. */
  readonly submission?: Maybe<CitedDocument>;
  /** National standard and regulation that the plan fits; `không có` where there is none. */
  readonly standard?: Maybe<string>;
  readonly regulation?: Maybe<string>;
  /** Duties of the operator beyond those of the decree, and of other bodies. */
  readonly duties?: Maybe<string>;
  readonly otherDuties?: Maybe<string>;
  readonly securityUnit?: Maybe<string>;
  /** Whom the security unit reports to, where it issues the decision itself. */
  readonly owner?: Maybe<string>;
}

interface Decided {
  readonly about: string;
  readonly article: (system: string) => string;
  /** Form 06 states the level in a clause of its own, form 07 within those on the plan. */
  readonly levelClause: boolean;
  /** The security unit issues it and reports to the owner; else the owner issues it and is reported to. */
  readonly bySecurityUnit?: true;
}

function general(data: DecisionData, gaps: Gaps): Block[] {
  return [
    { kind: 'clause', text: 'Thông tin chung:' },
    { kind: 'point', text: `Tên hệ thống thông tin: ${gaps.text('name', 'Tên hệ thống thông tin', data.system.name)};` },
    { kind: 'point', text: `Đơn vị vận hành hệ thống thông tin: ${gaps.text('operator', 'Đơn vị vận hành', data.system.operator)};` },
    { kind: 'point', text: `Địa chỉ: ${gaps.text('address', 'Địa chỉ', data.system.address)}.` },
  ];
}

function plan(data: DecisionData, words: FormWords, gaps: Gaps, level: string): Block[] {
  const standard = gaps.text('plan-design', 'Tiêu chuẩn quốc gia mà phương án đáp ứng', data.standard);
  const regulation = gaps.text('plan-operation', 'Quy chuẩn kỹ thuật quốc gia mà phương án đáp ứng', data.regulation);
  const fits = `đáp ứng yêu cầu đối với hệ thống thông tin cấp độ ${level}, phù hợp tiêu chuẩn quốc gia: ${standard}; quy chuẩn kỹ thuật quốc gia: ${regulation}`;
  const title = `${words.plan.charAt(0).toLocaleUpperCase('vi')}${words.plan.slice(1)}`;
  return [
    { kind: 'clause', text: `${title}:` },
    { kind: 'point', text: `Phương án trong thiết kế hệ thống thông tin ${fits};` },
    { kind: 'point', text: `Phương án trong vận hành hệ thống thông tin ${fits}.` },
  ];
}

function carryingOut(data: DecisionData, words: FormWords, operator: string): Block[] {
  const [duties, others] = [known(data.duties), known(data.otherDuties)];
  return [
    { kind: 'article', title: 'Tổ chức thực hiện' },
    { kind: 'clause', text: `${operator} có trách nhiệm:` },
    {
      kind: 'point',
      text: `Thực hiện trách nhiệm của đơn vị vận hành hệ thống thông tin quy định tại ${words.operatorArticle} ${words.decree}${duties === undefined ? '.' : ';'}`,
    },
    ...(duties === undefined ? [] : [{ kind: 'point', text: duties } satisfies Block]),
    ...(others === undefined ? [] : [{ kind: 'clause', text: others } satisfies Block]),
  ];
}

function execution(data: DecisionData, gaps: Gaps, operator: string, bySecurityUnit: boolean): Block[] {
  gaps.text('executes', 'Cơ quan chịu trách nhiệm thi hành', data.system.operator);
  const issuer = gaps.text('T1', 'Tên cơ quan, tổ chức', data.issuer.name);
  const unit = bySecurityUnit ? issuer : gaps.text('inspects', 'Đơn vị chuyên trách kiểm tra, báo cáo', data.securityUnit);
  const owner = bySecurityUnit ? gaps.text('inspects', 'Chủ quản nhận báo cáo', data.owner) : issuer;
  return [
    { kind: 'article', title: 'Điều khoản thi hành' },
    { kind: 'clause', text: `${operator} và các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này.` },
    { kind: 'clause', text: `${unit} kiểm tra, giám sát việc thực hiện Quyết định này, báo cáo ${owner} theo quy định.` },
  ];
}

function decision(data: DecisionData, decided: Decided): FilledPaper {
  const words = formWords(data.regime);
  const gaps = createGaps();
  const level = gaps.text('level', 'Cấp độ', data.system.level);
  const operator = gaps.text('operator', 'Đơn vị vận hành', data.system.operator);
  const proposal = decided.bySecurityUnit === true ? 'Văn bản' : 'Tờ trình';
  const submitted = gaps.document('on-proposal', `Xét đề nghị của cơ quan tại ${proposal} số`, data.submission, proposal);
  return fillPaper(data, words, gaps, {
    name: `Quyết định ${decided.about}`,
    title: { kind: 'named', type: 'Quyết định', abstract: `Về việc ${decided.about}` },
    firstRecipient: 'Như Điều 3',
    addressed: false,
    competence: gaps.text('authority-line', 'Thẩm quyền ban hành', data.authority),
    grounds: [...groundsOf(data, words, gaps), `Xét đề nghị tại ${submitted}`],
    formula: 'Quyết định:',
    body: [
      { kind: 'article', title: decided.article(gaps.text('name', 'Tên hệ thống thông tin', data.system.name)) },
      ...general(data, gaps),
      ...(decided.levelClause
        ? [{ kind: 'clause', text: `Cấp độ ${words.security} của hệ thống thông tin: Cấp độ ${level}.` } satisfies Block]
        : []),
      ...plan(data, words, gaps, level),
      ...carryingOut(data, words, operator),
      ...execution(data, gaps, operator, decided.bySecurityUnit === true),
    ],
  });
}

/** Decision of the security unit that approves level 1 or 2: no form is set for it, so it takes the frame of form 06 and says so at its foot. */
export function decision12(data: DecisionData): FilledPaper {
  const unset = 'Cấp độ 1, 2 không có mẫu quyết định: dựng theo khung Mẫu số 06 của Nghị định số 331/2026/NĐ-CP.';
  const smallPrint = [data.regime === 'B' ? unset : undefined, known(data.smallPrint)].filter((part) => part !== undefined).join(' ');
  return decision(
    { ...data, smallPrint },
    {
      about: 'phê duyệt cấp độ hệ thống thông tin',
      article: (system) => `Phê duyệt cấp độ hệ thống thông tin đối với ${system}`,
      levelClause: true,
      bySecurityUnit: true,
    },
  );
}

/** Form 06: decision that approves the level (levels 3 and 4). */
export function form06(data: DecisionData): FilledPaper {
  return decision(data, {
    about: 'phê duyệt cấp độ hệ thống thông tin',
    article: (system) => `Phê duyệt cấp độ hệ thống thông tin đối với ${system}`,
    levelClause: true,
  });
}

/** Form 07: decision that approves the plan (level 5, and systems of levels 3 and 4 on the list of national security). */
export function form07(data: DecisionData): FilledPaper {
  const { plan: planWords } = formWords(data.regime);
  const about = data.regime === 'A' ? planWords : `${planWords} hệ thống thông tin`;
  return decision(data, {
    about: `phê duyệt ${about}`,
    article: (system) => `Phê duyệt ${planWords} đối với ${system}`,
    levelClause: false,
  });
}
