import type { FormRegime } from './data.ts';

/** What the two regimes call things, and the articles that stand in the forms. */
export interface FormWords {
  readonly security: string;
  readonly plan: string;
  readonly securityUnit: string;
  readonly decree: string;
  /** First grounds of every paper. */
  readonly laws: readonly string[];
  /** Duties of the operator. */
  readonly operatorArticle: string;
  /** Said at the foot of papers that no form prescribes. */
  readonly mark?: string;
}

const WORDS: Readonly<Record<FormRegime, FormWords>> = {
  A: {
    security: 'an toàn thông tin',
    plan: 'phương án bảo đảm an toàn hệ thống thông tin',
    securityUnit: 'đơn vị chuyên trách về an toàn thông tin',
    decree: 'Nghị định số 85/2016/NĐ-CP',
    laws: [
      'Luật An toàn thông tin mạng ngày 19 tháng 11 năm 2015',
      'Nghị định số 85/2016/NĐ-CP ngày 01 tháng 7 năm 2016 của Chính phủ về bảo đảm an toàn hệ thống thông tin theo cấp độ',
      'Thông tư số 12/2022/TT-BTTTT ngày 12 tháng 8 năm 2022 của Bộ trưởng Bộ Thông tin và Truyền thông quy định chi tiết và hướng dẫn một số điều của Nghị định số 85/2016/NĐ-CP',
    ],
    operatorArticle: 'Điều 22',
    mark: 'Dựng lại theo khung mẫu của Nghị định số 331/2026/NĐ-CP với căn cứ của Nghị định số 85/2016/NĐ-CP.',
  },
  B: {
    security: 'an ninh mạng',
    plan: 'phương án bảo đảm an ninh mạng',
    securityUnit: 'đơn vị chuyên trách về an ninh mạng',
    decree: 'Nghị định số 331/2026/NĐ-CP',
    laws: [
      'Luật An ninh mạng số 116/2025/QH15',
      'Nghị định số 331/2026/NĐ-CP ngày 19 tháng 8 năm 2026 của Chính phủ về bảo vệ an ninh mạng đối với hệ thống thông tin',
    ],
    operatorArticle: 'Điều 33',
  },
};

export function formWords(regime: FormRegime): FormWords {
  return WORDS[regime];
}
