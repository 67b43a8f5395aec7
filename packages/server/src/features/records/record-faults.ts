import type { FaultText } from '@ancam/sheets';

/** What a register can have against a row of a table. */
export const RECORD_FAULTS = {
  'record.unknown': {
    message: { vi: 'Không có hồ sơ mã {value} trong sổ này.', en: 'This register has no record {value}.' },
    remedy: {
      vi: 'Để trống cột Mã để nhập mới, hoặc chép mã từ tệp xuất ra.',
      en: 'Leave the id blank to enter a new record, or copy it from an export.',
    },
  },
  'record.locked': {
    message: {
      vi: 'Hồ sơ này không còn sửa được hoặc không thuộc đơn vị bạn.',
      en: 'This record can no longer be changed, or is not of your unit.',
    },
    remedy: {
      vi: 'Xóa dòng này, hoặc đưa hồ sơ về trạng thái sửa được.',
      en: 'Remove the row, or take the record back to a state in which it can be changed.',
    },
  },
  'record.required': {
    message: { vi: 'Thiếu {title}.', en: '{title} is missing.' },
    remedy: { vi: 'Điền {title}.', en: 'Fill in {title}.' },
  },
  'record.secret-text': {
    message: { vi: 'Bí mật nhà nước không được ghi thành chữ.', en: 'A state secret is never typed in.' },
    remedy: { vi: 'Xóa nội dung ô; chỉ ghi số, ký hiệu văn bản giấy.', en: 'Clear the cell; give the number of the paper only.' },
  },
  'record.secret-open': {
    message: { vi: 'Số văn bản giấy chỉ dùng cho bí mật nhà nước.', en: 'The number of a paper is for state secrets only.' },
    remedy: { vi: 'Xóa ô này, hoặc ghi "có" ở cột Bí mật nhà nước.', en: 'Clear the cell, or write "yes" under State secret.' },
  },
  'record.secret-changed': {
    message: {
      vi: 'Không thể chuyển hồ sơ thành bí mật nhà nước hoặc ngược lại.',
      en: 'A record does not become a state secret afterwards, nor stop being one.',
    },
    remedy: { vi: 'Nhập thành hồ sơ mới.', en: 'Enter a new record.' },
  },
  'record.clearance': {
    message: { vi: 'Bạn không được nhập nội dung hạn chế ở đây.', en: 'You may not enter what is restricted here.' },
    remedy: { vi: 'Để trống ô này, hoặc nhờ người có quyền.', en: 'Leave the cell blank, or ask somebody with the clearance.' },
  },
  'record.invalid': {
    message: { vi: 'Giá trị không hợp lệ ({cause}).', en: 'The value is not valid ({cause}).' },
    remedy: { vi: 'Sửa theo gợi ý của cột trong tệp mẫu.', en: 'Correct it as the template says.' },
  },
  'record.no-unit': {
    message: { vi: 'Không có đơn vị {value}.', en: 'There is no unit {value}.' },
    remedy: { vi: 'Ghi đúng mã hoặc tên đơn vị như trong danh mục.', en: 'Write the code or name as the directory of units has it.' },
  },
  'record.no-record': {
    message: { vi: 'Không có hồ sơ {value} trong sổ được nêu.', en: 'The register named has no record {value}.' },
    remedy: { vi: 'Nhập hồ sơ đó trước, hoặc sửa số, ký hiệu.', en: 'Enter that record first, or correct the number.' },
  },
  'record.ambiguous': {
    message: { vi: 'Có {count} mục tên {value}.', en: '{count} are called {value}.' },
    remedy: { vi: 'Ghi mã đơn vị, hoặc cả số và tên hồ sơ.', en: 'Write the code of the unit, or number and title of the record.' },
  },
} as const satisfies Record<string, FaultText>;
