import type { Text } from '@ancam/core';

/** What is wrong, in words, and what to do about it. `{name}` stands for a value. */
export interface FaultText {
  readonly message: Text;
  readonly remedy: Text;
}

/** A text of the spreadsheet that was typed in an old Vietnamese font or read in the wrong code page. */
const CONVERT = {
  vi: 'Gõ lại bằng Unicode, hoặc bôi đen cột và chuyển mã bằng Unikey (Ctrl+Shift+F6, nguồn {encoding}, đích Unicode).',
  en: 'Type it again in Unicode, or convert the column with Unikey (Ctrl+Shift+F6, from {encoding} to Unicode).',
};
const SAVE_UTF8 = {
  vi: 'Mở tệp trong chương trình bảng tính, chọn Lưu thành "CSV UTF-8" hoặc "Excel Workbook (.xlsx)" rồi tải lên lại.',
  en: 'Open the file in the spreadsheet program, save it as "CSV UTF-8" or "Excel Workbook (.xlsx)" and upload it again.',
};
const SAVE_XLSX = {
  vi: 'Mở tệp trong chương trình bảng tính, chọn Lưu thành "Excel Workbook (.xlsx)" rồi tải lên lại.',
  en: 'Open the file in the spreadsheet program, save it as "Excel Workbook (.xlsx)" and upload it again.',
};
const DATE_REMEDY = {
  vi: 'Ghi ngày/tháng/năm đủ bốn chữ số năm, ví dụ 05/03/2024.',
  en: 'Write day/month/year with four digits of the year, such as 05/03/2024.',
};

/** Every fault that reading a table can find, in both languages, with the way to mend it. */
export const FAULTS = {
  // The file as a whole.
  'file.too-large': {
    message: { vi: 'Tệp lớn hơn giới hạn {limit}.', en: 'The file is larger than the limit of {limit}.' },
    remedy: { vi: 'Chia tệp thành nhiều tệp nhỏ hơn.', en: 'Split the file into smaller ones.' },
  },
  'file.empty': {
    message: { vi: 'Tệp không có dòng dữ liệu nào.', en: 'The file has no row of data.' },
    remedy: { vi: 'Điền dữ liệu dưới dòng tiêu đề của tệp mẫu.', en: 'Fill in data below the header line of the template.' },
  },
  'file.kind': {
    message: { vi: 'Tệp là {kind}, không phải XLSX hoặc CSV.', en: 'The file is {kind}, neither XLSX nor CSV.' },
    remedy: SAVE_XLSX,
  },
  'file.encrypted': {
    message: { vi: 'Tệp được đặt mật khẩu.', en: 'The file is protected by a password.' },
    remedy: { vi: 'Bỏ mật khẩu mở tệp rồi tải lên lại.', en: 'Remove the password for opening it and upload it again.' },
  },
  'file.encoding': {
    message: {
      vi: 'Tệp CSV không dùng bảng mã Unicode (có vẻ là {encoding}), chữ Việt sẽ bị sai.',
      en: 'The CSV file is not in Unicode (it looks like {encoding}): Vietnamese letters would be wrong.',
    },
    remedy: SAVE_UTF8,
  },
  'zip.broken': {
    message: { vi: 'Tệp XLSX bị hỏng: {cause}', en: 'The XLSX file is damaged: {cause}' },
    remedy: SAVE_XLSX,
  },
  'zip.bomb': {
    message: {
      vi: 'Phần {part} của tệp nở ra {size}, vượt giới hạn {limit}.',
      en: 'Part {part} of the file unpacks to {size}, over the limit of {limit}.',
    },
    remedy: { vi: 'Xóa các dòng và định dạng thừa, hoặc chia tệp.', en: 'Remove surplus rows and formats, or split the file.' },
  },
  'zip.parts': {
    message: { vi: 'Tệp có hơn {limit} phần.', en: 'The file has more than {limit} parts.' },
    remedy: SAVE_XLSX,
  },
  'zip.part-missing': {
    message: { vi: 'Tệp XLSX thiếu phần {part}.', en: 'The XLSX file lacks its part {part}.' },
    remedy: SAVE_XLSX,
  },
  'xml.broken': {
    message: { vi: 'Phần {part} của tệp XLSX sai cấu trúc: {cause}', en: 'Part {part} of the XLSX file is malformed: {cause}' },
    remedy: SAVE_XLSX,
  },
  'xml.doctype': {
    message: {
      vi: 'Phần {part} của tệp XLSX khai báo DOCTYPE, điều mà tệp bảng tính không bao giờ có.',
      en: 'Part {part} of the XLSX file declares a DOCTYPE, which no spreadsheet has.',
    },
    remedy: SAVE_XLSX,
  },
  'xml.piece': {
    message: {
      vi: 'Phần {part} có một ô hoặc thẻ dài hơn {limit} ký tự.',
      en: 'Part {part} has a cell or tag of more than {limit} characters.',
    },
    remedy: { vi: 'Tìm ô quá dài và rút gọn.', en: 'Find the overlong cell and shorten it.' },
  },
  'sheet.rows': {
    message: { vi: 'Bảng có hơn {limit} dòng.', en: 'The sheet has more than {limit} rows.' },
    remedy: { vi: 'Chia tệp thành nhiều tệp.', en: 'Split the file into several.' },
  },
  'sheet.merged-many': {
    message: { vi: 'Bảng có hơn {limit} vùng ô gộp.', en: 'The sheet has more than {limit} merged ranges.' },
    remedy: { vi: 'Bỏ gộp ô (Unmerge) toàn bảng.', en: 'Unmerge the cells of the whole sheet.' },
  },
  'sheet.missing': {
    message: { vi: 'Tệp không có bảng {sheet}.', en: 'The file has no sheet {sheet}.' },
    remedy: { vi: 'Chọn một bảng có trong tệp.', en: 'Choose a sheet of the file.' },
  },
  'header.missing': {
    message: {
      vi: 'Không tìm thấy dòng tiêu đề trong {rows} dòng đầu.',
      en: 'No header line was found within the first {rows} rows.',
    },
    remedy: {
      vi: 'Giữ dòng tiêu đề của tệp mẫu, hoặc tự chọn cột tương ứng.',
      en: 'Keep the header line of the template, or choose the columns by hand.',
    },
  },
  // A row.
  'row.extra-cells': {
    message: {
      vi: 'Dòng có {cells} ô, tiêu đề chỉ có {columns}.',
      en: 'The row has {cells} cells, the header only {columns}.',
    },
    remedy: {
      vi: 'Đặt trong ngoặc kép ô có chứa dấu phân cách, hoặc xóa ô thừa ở cuối dòng.',
      en: 'Put a cell that holds the separator in quotation marks, or remove surplus cells at the end.',
    },
  },
  // A cell, whatever its column.
  'cell.formula': {
    message: { vi: 'Ô là công thức, không phải dữ liệu.', en: 'The cell is a formula, not data.' },
    remedy: {
      vi: 'Chép ô rồi dán lại bằng "Dán giá trị" (Paste Values).',
      en: 'Copy the cell and paste it as values (Paste Values).',
    },
  },
  'cell.merged': {
    message: { vi: 'Ô nằm trong vùng gộp {range}.', en: 'The cell belongs to the merged range {range}.' },
    remedy: { vi: 'Bỏ gộp ô và điền giá trị vào từng dòng.', en: 'Unmerge the cells and fill in each row.' },
  },
  'cell.error': {
    message: { vi: 'Ô báo lỗi bảng tính {error}.', en: 'The cell shows the spreadsheet error {error}.' },
    remedy: { vi: 'Sửa công thức hoặc gõ giá trị thật.', en: 'Mend the formula or type the value.' },
  },
  'cell.quote-stray': {
    message: { vi: 'Dấu ngoặc kép đặt sai chỗ trong ô.', en: 'A quotation mark is out of place in the cell.' },
    remedy: {
      vi: 'Viết dấu ngoặc kép trong ô thành hai dấu ("") và đặt cả ô trong ngoặc kép.',
      en: 'Double the quotation marks within the cell ("") and put the whole cell in quotation marks.',
    },
  },
  'cell.quote-unclosed': {
    message: {
      vi: 'Dấu ngoặc kép mở ở ô này không được đóng; phần còn lại của tệp bị nuốt vào ô.',
      en: 'The quotation mark that opens this cell is never closed; the rest of the file went into it.',
    },
    remedy: { vi: 'Thêm dấu ngoặc kép đóng ở cuối ô.', en: 'Close the quotation mark at the end of the cell.' },
  },
  'text.too-long': {
    message: { vi: 'Nội dung dài {length} ký tự, tối đa {limit}.', en: 'The text has {length} characters, at most {limit} fit.' },
    remedy: { vi: 'Rút gọn nội dung.', en: 'Shorten the text.' },
  },
  'text.encoding': {
    message: {
      vi: 'Chữ trong ô không phải Unicode (có vẻ là {encoding}): {value}',
      en: 'The text of the cell is not Unicode (it looks like {encoding}): {value}',
    },
    remedy: CONVERT,
  },
  'text.misread': {
    message: {
      vi: 'Chữ trong ô là UTF-8 bị đọc bằng bảng mã khác: {value}',
      en: 'The text of the cell is UTF-8 that was read in another code page: {value}',
    },
    remedy: {
      vi: 'Mở lại tệp gốc bằng "Dữ liệu > Từ văn bản/CSV", chọn bảng mã 65001: Unicode (UTF-8), hoặc gõ lại ô.',
      en: 'Open the original by "Data > From Text/CSV" with the code page 65001: Unicode (UTF-8), or type the cell again.',
    },
  },
  'text.broken-bytes': {
    message: { vi: 'Ô có byte không đọc được theo UTF-8: {value}', en: 'The cell has bytes that are no UTF-8: {value}' },
    remedy: SAVE_UTF8,
  },
  'text.control': {
    message: { vi: 'Ô có ký tự điều khiển hoặc ký tự đảo chiều ẩn.', en: 'The cell has control characters or hidden direction marks.' },
    remedy: { vi: 'Xóa ô và gõ lại.', en: 'Clear the cell and type it again.' },
  },
  'text.became-date': {
    message: {
      vi: 'Chương trình bảng tính đã đổi nội dung thành ngày {value}.',
      en: 'The spreadsheet program turned the text into the date {value}.',
    },
    remedy: {
      vi: 'Đặt định dạng cột là Văn bản (Text) rồi gõ lại giá trị gốc.',
      en: 'Format the column as Text and type the original value again.',
    },
  },
  'text.became-boolean': {
    message: { vi: 'Ô là giá trị đúng/sai {value}, không phải chữ.', en: 'The cell is the truth value {value}, not a text.' },
    remedy: { vi: 'Đặt định dạng cột là Văn bản (Text) rồi gõ lại.', en: 'Format the column as Text and type it again.' },
  },
  'id.rounded': {
    message: {
      vi: 'Mã {value} đã bị chương trình bảng tính đổi thành số và làm tròn.',
      en: 'The spreadsheet program turned the identifier {value} into a number and rounded it.',
    },
    remedy: {
      vi: 'Đặt định dạng cột là Văn bản (Text) rồi gõ lại mã từ nhãn thiết bị.',
      en: 'Format the column as Text and type the identifier again from the label.',
    },
  },
  'id.characters': {
    message: { vi: 'Mã {value} có ký tự không hợp lệ.', en: 'The identifier {value} has characters that are not allowed.' },
    remedy: { vi: 'Chỉ dùng chữ không dấu, chữ số và các dấu - _ . / :', en: 'Use unaccented letters, digits and - _ . / : only.' },
  },
  'value.required': {
    message: { vi: 'Thiếu {title}.', en: '{title} is missing.' },
    remedy: { vi: 'Điền {title}, ví dụ: {example}.', en: 'Fill in {title}, for example: {example}.' },
  },
  'value.form': {
    message: { vi: '{title} sai dạng: {value}', en: '{title} has a wrong form: {value}' },
    remedy: { vi: 'Ghi đúng dạng như ví dụ: {example}.', en: 'Write it like this: {example}.' },
  },
  'number.unreadable': {
    message: { vi: '{value} không phải là số.', en: '{value} is not a number.' },
    remedy: { vi: 'Chỉ ghi số, phần lẻ sau dấu phẩy, không ghi đơn vị.', en: 'Write the number only, without a unit.' },
  },
  'number.ambiguous': {
    message: {
      vi: '{value} có thể hiểu hai cách: dấu chấm là phần nghìn hay phần lẻ.',
      en: '{value} can be read in two ways: the mark may divide thousands or decimals.',
    },
    remedy: { vi: 'Ghi số không có dấu phân cách phần nghìn.', en: 'Write the number without marks between thousands.' },
  },
  'number.whole': {
    message: { vi: '{value} không phải số nguyên.', en: '{value} is not a whole number.' },
    remedy: { vi: 'Ghi số nguyên.', en: 'Write a whole number.' },
  },
  'number.range': {
    message: { vi: '{value} nằm ngoài khoảng {min} đến {max}.', en: '{value} is outside of {min} to {max}.' },
    remedy: { vi: 'Kiểm tra lại giá trị.', en: 'Check the value.' },
  },
  'date.unreadable': { message: { vi: '{value} không phải ngày.', en: '{value} is not a date.' }, remedy: DATE_REMEDY },
  'date.two-digit-year': {
    message: { vi: 'Năm trong {value} chỉ có hai chữ số.', en: 'The year of {value} has only two digits.' },
    remedy: DATE_REMEDY,
  },
  'date.month': {
    message: {
      vi: 'Tháng trong {value} lớn hơn 12: ngày và tháng bị đảo?',
      en: 'The month of {value} is over 12: are day and month swapped?',
    },
    remedy: DATE_REMEDY,
  },
  'date.none': {
    message: { vi: 'Không có ngày {value} trong lịch.', en: 'There is no day {value} in the calendar.' },
    remedy: DATE_REMEDY,
  },
  'date.future': {
    message: { vi: 'Ngày {value} ở tương lai.', en: 'The day {value} lies in the future.' },
    remedy: { vi: 'Kiểm tra lại ngày, tháng, năm.', en: 'Check day, month and year.' },
  },
  'enum.unknown': {
    message: { vi: '{value} không có trong danh mục.', en: '{value} is not in the list.' },
    remedy: { vi: 'Chọn một trong: {options}.', en: 'Choose one of: {options}.' },
  },
} as const satisfies Record<string, FaultText>;
