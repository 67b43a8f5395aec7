import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { sampleDecision, sampleLetter } from '../../test/papers.ts';
import { renderDocx, renderPdf } from '../index.ts';

test('equal papers give equal bytes, in both formats', async () => {
  expect(await renderPdf(sampleLetter())).toEqual(await renderPdf(sampleLetter()));
  expect(await renderDocx(sampleDecision())).toEqual(await renderDocx(sampleDecision()));
});

test('numbers come from the order of the blocks: articles run through, points take the Vietnamese alphabet', async () => {
  const document = strFromU8(unzipSync(await renderDocx(sampleDecision()))['word/document.xml'] ?? new Uint8Array());
  const lines = document.split('</w:p>').map((part) => part.replace(/<[^>]*>/gu, ''));
  expect(lines).toEqual(expect.arrayContaining(['Chương I', 'Điều 1. Phê duyệt cấp độ đối với Hệ thống camera', '1. Thông tin chung:']));
  expect(lines.filter((line) => /^[a-zđ]+\) /u.test(line))).toEqual(['a) Tên', 'b) Đơn vị', 'c) Địa chỉ', 'd) Cấp độ', 'đ) Phương án']);
  expect(lines.filter((line) => line.startsWith('Điều '))).toHaveLength(3);
  expect(lines).toEqual(expect.arrayContaining(['Phụ lục I', 'Phụ lục II', 'Quyết định có hiệu lực kể từ ngày ký./.']));
});

test('refuses a day that is none', async () => {
  const letter = sampleLetter();
  const wrong = { ...letter, letterhead: { ...letter.letterhead, day: 'hôm nay' } };
  await expect(renderPdf(wrong)).rejects.toMatchObject({ code: 'input.invalid' });
  await expect(renderDocx(wrong)).rejects.toMatchObject({ code: 'input.invalid' });
});
