import type { FaultText } from '@ancam/sheets';

/** Faults that any kind of import can have, beside those of reading the file. */
export const IMPORT_FAULTS = {
  'row.duplicate': {
    message: { vi: '{value} đã có ở dòng {first} của tệp.', en: '{value} stands in row {first} of the file already.' },
    remedy: { vi: 'Xóa dòng trùng hoặc sửa mã cho đúng.', en: 'Remove the duplicate row or correct the identifier.' },
  },
  'import.changed': {
    message: {
      vi: 'Sổ đã thay đổi từ lúc kiểm tra: dòng {row} không còn nhập được.',
      en: 'The register has changed since the check: row {row} can no longer be entered.',
    },
    remedy: { vi: 'Kiểm tra lại tệp rồi nhập tiếp.', en: 'Check the file again, then go on.' },
  },
  'import.file-gone': {
    message: { vi: 'Không còn tệp đã tải lên.', en: 'The uploaded file is no longer there.' },
    remedy: { vi: 'Tải tệp lên lại.', en: 'Upload the file again.' },
  },
  'import.broken': {
    message: { vi: 'Việc nhập bị lỗi: {cause}', en: 'The import failed: {cause}' },
    remedy: { vi: 'Chạy tiếp; nếu lỗi lặp lại, báo người quản trị.', en: 'Go on; where it fails again, tell the administrator.' },
  },
} as const satisfies Record<string, FaultText>;
