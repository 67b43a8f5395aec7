import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { hostileReport, sampleReport } from '../../test/sample.ts';
import { renderAssessmentPdf, renderAuthorisationLetter } from '../index.ts';
import type { AuthorisationLetter } from '../index.ts';

const LETTER: AuthorisationLetter = {
  unit: 'Ủy ban nhân dân xã Nguyệt Hóa',
  superiorUnit: 'Ủy ban nhân dân tỉnh Vĩnh Long',
  place: 'Vĩnh Long',
  date: '2026-11-05',
  documentNumber: '05/GUQ-UBND',
  holder: 'Ông Trần Văn Bình, Phòng Văn hóa - Xã hội',
  targets: ['10.20.0.0/22', '10.20.8.1-10.20.8.40'],
  excluded: ['10.20.0.1'],
  period: { from: '2026-11-16', until: '2026-12-31' },
  factoryPasswordTest: false,
  contact: 'Bà Lê Thị Thu Hà, 0294 3 850 123',
  signerTitle: 'Chủ tịch',
  signerName: 'Nguyễn Hữu Phước',
};

/** Page width less the right margin of 18 mm, with 5 pt of grace for kerning inside broken words. */
const RIGHT_EDGE = 595.28 - 51 + 5;

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined;

function pdftotext(bytes: Uint8Array, option: '-layout' | '-bbox'): string {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), bytes);
    const { stdout, status } = spawnSync('pdftotext', [option, join(folder, 'in.pdf'), '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(status).toBe(0);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Text of the pages in reading order, spaces joined; by a program that nobody here wrote. */
function textOf(bytes: Uint8Array): string {
  return pdftotext(bytes, '-layout').normalize('NFC').replace(/\s+/g, ' ');
}

/** Outermost edges of all words on all pages, in points. */
function edgesOf(bytes: Uint8Array): { left: number; right: number; bottom: number } {
  const words = [...pdftotext(bytes, '-bbox').matchAll(/<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="([\d.-]+)">/g)];
  const edge = (index: number): number[] => words.map((match) => Number(match[index]));
  return { left: Math.min(...edge(1)), right: Math.max(...edge(2)), bottom: Math.max(...edge(3)) };
}

interface Structure {
  readonly source: string;
  readonly pages: number;
  readonly fonts: readonly string[];
}

function structureOf(bytes: Uint8Array): Structure {
  const source = Buffer.from(bytes).toString('latin1');
  return {
    source,
    pages: [...source.matchAll(/\/Type \/Page\b(?!s)/g)].length,
    fonts: [...source.matchAll(/\/BaseFont \/\S*?\+?([A-Za-z-]+)\s/g)].map((match) => match[1] ?? ''),
  };
}

describe('structure of the PDF', () => {
  it('is a complete A4 file with embedded Tinos only, language, title and date of the report', async () => {
    const { source, fonts, pages } = structureOf(await renderAssessmentPdf(sampleReport(1), 'vi'));
    expect(source.startsWith('%PDF-1.7')).toBe(true);
    expect(source.trimEnd().endsWith('%%EOF')).toBe(true);
    expect(source).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/);
    expect(source).toMatch(/\/Lang \(vi-VN\)/);
    expect(source).toContain('(D:20261120030500Z)');
    expect(source).not.toMatch(/\/JavaScript|\/URI|\/Launch|\/EmbeddedFile/);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/^Tinos/);
    expect(pages).toBeGreaterThan(3);
  });

  it('gives the same bytes for the same report', async () => {
    expect(await renderAssessmentPdf(sampleReport(1), 'en')).toEqual(await renderAssessmentPdf(sampleReport(1), 'en'));
  });

  it('neither fetches nor opens what a text names', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const report = sampleReport(1);
    const trap = 'http://192.0.2.1/x.png file:///etc/passwd data:image/png;base64,AAAA';
    await renderAssessmentPdf({ ...report, notes: [trap], unit: trap }, 'vi');
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });

  it('does not let endless text blow up the page count', async () => {
    expect(structureOf(await renderAssessmentPdf(hostileReport(), 'vi')).pages).toBeLessThan(20);
  });

  it('sets a letter on one page, and a number left blank where there is none yet', async () => {
    expect(structureOf(await renderAuthorisationLetter(LETTER, 'vi')).pages).toBe(1);
    const { documentNumber: _, ...unnumbered } = LETTER;
    expect(structureOf(await renderAuthorisationLetter(unnumbered, 'en')).pages).toBe(1);
  });

  it('refuses a date that is none', async () => {
    await expect(renderAuthorisationLetter({ ...LETTER, date: 'hôm nay' }, 'vi')).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

describe.skipIf(!hasPdftotext)('text of the PDF (skipped where pdftotext is not installed)', () => {
  it('holds the Vietnamese report whole', async () => {
    const text = textOf(await renderAssessmentPdf(sampleReport(1), 'vi'));
    for (const part of [
      'BÁO CÁO ĐÁNH GIÁ AN NINH MẠNG CAMERA GIÁM SÁT',
      'Vĩnh Long, ngày 20 tháng 11 năm 2026',
      'Quét mạng không bao giờ chứng minh được sự phù hợp',
      'Giấy ủy quyền số 05/GUQ-UBND',
      'Hikvision DS-2CD2042WD-I',
      '44:19:B6:A0:C2:D1',
      'Luồng hình xem được mà không cần đăng nhập',
      'QCVN 11:2026/BCA 2.5.1; QCVN 11:2026/BCA 2.6.1',
      'rtsp.openPath = /Streaming/Channels/101 (cổng 554)',
      'http.loginClearText = có (cổng 80)',
      'không tìm thấy tên máy, không quét: camera-cong-sau',
      'cổng 80: không có câu trả lời dùng được cho GetUsers (hết giờ)',
      'Chấp nhận có lý do',
      'Có dấu hiệu không phù hợp',
      'Không thể thấy từ mạng',
      '2.11.5',
      'Nguyễn Thị Ánh Tuyết',
      sampleReport(1).dataHash,
    ]) {
      expect(text).toContain(part);
    }
    for (const part of ['host name', 'no usable answer', '(port ', ' = true', 'timed out', '\uFFFD']) expect(text).not.toContain(part);
  });

  it('draws every Vietnamese letter in roman, bold and italic', async () => {
    const letters = 'aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ';
    const both = `${letters} ${letters.toUpperCase()}`;
    const report = sampleReport(1);
    const [camera] = report.cameras;
    const [finding] = camera?.findings ?? [];
    if (camera === undefined || finding === undefined) throw new Error('the sample lacks a camera');
    const title = { vi: both, en: both };
    const { unit: _, ...plain } = report;
    const places = [letters.slice(0, 70), letters.slice(70)]; // the date line is italic and cuts a place of more than 80 characters
    const findings = [{ ...finding, title }];
    const texts: string[] = [];
    for (const place of places) {
      texts.push(
        textOf(await renderAssessmentPdf({ ...plain, notes: [both], place, cameras: [{ ...camera, findings }] }, 'vi')).replaceAll(' ', ''),
      );
    }
    places.forEach((place, index) => expect(texts[index]).toContain(`${place},ngày`));
    expect((texts[0] ?? '').split(letters)).toHaveLength(3);
    expect((texts[0] ?? '').split(letters.toUpperCase())).toHaveLength(3);
  });

  it('lists what the network cannot show once when there are many cameras', async () => {
    const text = textOf(await renderAssessmentPdf(sampleReport(7), 'en'));
    expect(text).toContain('more requirements cannot be seen from the network for this camera');
    expect(text).toContain('Requirements still to be settled by documents or a laboratory');
    expect(text).toContain('Too little seen to judge');
  });

  it('explains each weakness once when there are very many cameras', async () => {
    const text = textOf(await renderAssessmentPdf(sampleReport(41), 'en'));
    expect(text.split('Anyone on the network can watch the live picture')).toHaveLength(2);
    expect(text.split('identity.firmware').length).toBeGreaterThan(10);
    expect(text).toContain('41. 10.20.0.41');
    expect(text).toMatch(/Indication of non-conformity: 2\.\d+\.\d+, /);
  });

  it('prints foreign characters as code points, and no direction override', async () => {
    const text = textOf(await renderAssessmentPdf(hostileReport(), 'en'));
    expect(text).toContain('\\u{7f51}\\u{7edc}');
    expect(text).toContain('admintxt.exe end');
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain("=cmd|' /C calc'!A0");
    const raw = Buffer.from(await renderAssessmentPdf(hostileReport(), 'en')).toString('latin1');
    expect(raw).not.toMatch(/\/(?:JavaScript|JS|URI|Launch|SubmitForm|OpenAction|AA|EmbeddedFile)\b/);
  });

  it('keeps even hostile and endless text inside the margins', async () => {
    const hostile = hostileReport();
    for (const report of [hostile, { ...hostile, place: 'W'.repeat(200), dataHash: 'W'.repeat(200), preparedBy: 'W'.repeat(200) }]) {
      const { left, right, bottom } = edgesOf(await renderAssessmentPdf(report, 'vi'));
      expect(left).toBeGreaterThan(84);
      expect(right).toBeLessThan(RIGHT_EDGE);
      expect(bottom).toBeLessThan(835);
    }
    const { right } = edgesOf(await renderAuthorisationLetter({ ...LETTER, unit: 'W'.repeat(300), targets: ['W'.repeat(253)] }, 'vi'));
    expect(right).toBeLessThan(RIGHT_EDGE);
  });

  it('holds the letter in the layout of official documents', async () => {
    const text = textOf(await renderAuthorisationLetter(LETTER, 'vi'));
    for (const part of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 05/GUQ-UBND',
      'Vĩnh Long, ngày 05 tháng 11 năm 2026',
      'GIẤY ỦY QUYỀN',
      '10.20.0.0/22; 10.20.8.1-10.20.8.40.',
      'Từ ngày 16/11/2026 đến hết ngày 31/12/2026.',
      'Thử tài khoản xuất xưởng: Không được phép.',
      'CHỦ TỊCH',
      'Nơi nhận:',
      'Lưu: VT.',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('prints every target of a long list', async () => {
    const targets = Array.from({ length: 300 }, (_, index) => `10.9.${index}.0/24`);
    const text = textOf(await renderAuthorisationLetter({ ...LETTER, targets }, 'vi'));
    for (const target of ['10.9.0.0/24', '10.9.150.0/24', '10.9.299.0/24']) expect(text).toContain(target);
  });
});
