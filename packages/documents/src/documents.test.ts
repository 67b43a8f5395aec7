import { MESSAGES, SEVERITIES } from '@ancam/core';
import type { AssessmentReport } from '@ancam/core';
import { strFromU8, unzipSync } from 'fflate';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../test/read-docx.ts';
import { HOSTILE, hostileReport, sampleReport } from '../test/sample.ts';
import { labels, renderAssessmentDocx, renderCsv, renderHtml, renderXlsx } from './index.ts';
import { sortFindings, standingOf, summarise } from './summary.ts';

/** What a terminal obeys, and what turns the direction of writing. */
const STEERS = /(?![\t\r\n])\p{Cc}|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

/** The sample with another name on its camera. */
function namedReport(name: string): AssessmentReport {
  const report = sampleReport(1);
  return { ...report, cameras: report.cameras.map((camera) => Object.assign({}, camera, { name })) };
}

/** Cells of a sheet by row, read from the workbook as a spreadsheet program would. */
function readSheets(bytes: Uint8Array): { names: string[]; sheets: string[]; rows: string[][][] } {
  const files = new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
  const shared = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(?:<t[^>]*>([\s\S]*?)<\/t>|<t[^>]*\/>)<\/si>/g)].map((match) =>
    decode(match[1] ?? ''),
  );
  const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map((match) => decode(match[1] ?? ''));
  const sheets = names.map((_, index) => files.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '');
  const rows = sheets.map((sheet) =>
    [...sheet.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map((row) =>
      [...(row[1] ?? '').matchAll(/<c ([^>]*)>(?:<v>([^<]*)<\/v>)?<\/c>/g)].map((match) =>
        (match[1] ?? '').includes('t="s"') ? (shared[Number(match[2])] ?? '?') : (match[2] ?? ''),
      ),
    ),
  );
  return { names, sheets, rows };
}

/** Reads RFC 4180 strictly: quoted fields, CRLF. */
function readCsv(text: string): string[][] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n/)
    .filter((line) => line !== '')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((match) => (match[1] ?? '').replaceAll('""', '"')));
}

describe('the profile of the scan', () => {
  it('stands in every paper, in its language', async () => {
    const report = sampleReport(1);
    const words = 'Nhẹ: tối đa 100 kết nối/giây, 2 lượt trao đổi/giây với một thiết bị, 8 thiết bị cùng lúc';
    expect(decode(renderHtml(report, 'vi'))).toContain(words);
    expect(readSheets(await renderXlsx(report, 'vi')).rows.flat(2)).toContain(words);
    const docx = unzipSync(await renderAssessmentDocx(report, 'en'));
    expect(strFromU8(docx['word/document.xml'] ?? new Uint8Array())).toContain('Gentle: at most 100 connects a second');
  });
});

describe('summary', () => {
  const report = sampleReport(6);

  it('never counts a camera that was not judged as one without weaknesses', () => {
    expect(report.cameras.map(standingOf)).toEqual(['critical', 'high', 'none', 'critical', 'high', 'not-checked']);
    const { standings } = summarise(report);
    expect(standings.reduce((sum, { cameras }) => sum + cameras, 0)).toBe(6);
  });

  it('leaves a fixed weakness out of the standing, but not out of the count', () => {
    const [camera] = report.cameras;
    const fixed = camera?.findings.filter(({ state }) => state?.status === 'fixed') ?? [];
    expect(fixed).toHaveLength(1);
    expect(camera && standingOf({ ...camera, findings: fixed, requirements: [] })).toBe('none');
    expect(summarise(report).severities.find(({ severity }) => severity === 'low')).toMatchObject({ findings: 4, fixed: 4, open: 0 });
  });

  it('sorts failed before doubtful and grave before slight', () => {
    const order = sortFindings(report.cameras[0]?.findings ?? []).map(({ outcome, severity }) => `${outcome} ${severity}`);
    expect(order).toEqual(['fail critical', 'fail critical', 'fail high', 'fail low', 'inconclusive medium']);
  });

  it('lists each requirement that the network does not show once', () => {
    const { outstanding } = summarise(report);
    const ids = outstanding.map(({ requirement }) => requirement.requirement);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.indexOf('2.3.6')).toBeLessThan(ids.indexOf('2.11.3'));
  });
});

describe('labels', () => {
  it.each(['vi', 'en'] as const)('names every severity in %s with its own word', (language) => {
    expect(new Set(SEVERITIES.map((severity) => labels(language).severity[severity])).size).toBe(SEVERITIES.length);
  });
});

describe('CSV', () => {
  it('begins with the byte order mark, ends lines with CRLF and keeps Vietnamese whole', () => {
    const text = renderCsv(sampleReport(2), 'vi');
    expect(text.startsWith('\uFEFF"Địa chỉ","Tên"')).toBe(true);
    expect(text.endsWith('"\r\n')).toBe(true);
    const rows = readCsv(text.replace(/(?<!\r)\n/g, ' '));
    expect(rows).toHaveLength(1 + 5 + 3);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([18]));
    expect(rows[1]?.[10]).toBe('Firmware có lỗ hổng cho phép chiếm quyền từ xa (CVE-2021-36260)');
    expect(rows[3]?.[17]).toBe('31/03/2027');
  });

  it.each(['=1+1', '+84', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1', '\u200B=1'])('keeps %j from being read as a formula', (name) => {
    const text = renderCsv(namedReport(name), 'en');
    const cells = readCsv(text.replace(/(?<!\r)\n/g, ' '))[1] ?? [];
    expect(cells[1]).toMatch(/^'/);
  });

  it('keeps separators, quotes and line breaks inside their field', () => {
    const text = renderCsv(namedReport('a","b"\r\nc;d'), 'en');
    expect(text).toContain('"a"",""b""\nc;d"');
  });
});

describe('XLSX', () => {
  it('holds four sheets with frozen heads, dates as text and one row per camera and requirement', async () => {
    const report = sampleReport(2);
    const { names, sheets, rows } = readSheets(await renderXlsx(report, 'vi'));
    expect(names).toEqual(['Tổng hợp', 'Camera', 'Điểm yếu', 'Yêu cầu']);
    for (const sheet of sheets) expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(rows[1]).toHaveLength(3);
    expect(rows[1]?.[1]).toEqual(expect.arrayContaining(['10.20.0.1', 'Hikvision DS-2CD2042WD-I', '09:31 20/11/2026', 'Nghiêm trọng']));
    expect(rows[2]?.[1]).toContain('Firmware có lỗ hổng cho phép chiếm quyền từ xa (CVE-2021-36260)');
    expect(rows[3]).toHaveLength(1 + report.cameras.reduce((sum, { requirements }) => sum + requirements.length, 0));
    expect(rows[0]?.flat()).toContain(report.dataHash);
  });

  it('writes hostile text as strings: no formula, no character that XML forbids, no cell too long', async () => {
    const { sheets, rows } = readSheets(await renderXlsx(hostileReport(), 'en'));
    for (const sheet of sheets) expect(sheet).not.toContain('<f>');
    const cells = rows.flat(2);
    expect(cells).toContain(HOSTILE.formula);
    expect(cells).toContain(HOSTILE.markup);
    expect(cells).toContain('admintxt.exe   end');
    expect(cells.join('')).not.toMatch(STEERS);
    expect(Math.max(...cells.map((cell) => cell.length))).toBeLessThanOrEqual(32_767);
  });
});

describe('a report of hostile devices as DOCX', () => {
  it('is well-formed, has no field, link or part that a program would follow, and shows the text', async () => {
    const { xml, parts, paragraphs } = readDocx(await renderAssessmentDocx(hostileReport(), 'vi'));
    for (const [name, content] of Object.entries(xml)) {
      expect(XMLValidator.validate(content), name).toBe(true);
      expect(content, name).not.toMatch(STEERS);
    }
    const all = Object.values(xml).join('');
    // page numbers are the only fields
    expect([...all.matchAll(/<w:instrText[^>]*>([^<]*)</gu)].filter(([, code = '']) => !/^\s*(?:PAGE|NUMPAGES)\s*$/u.test(code))).toEqual(
      [],
    );
    expect(all).not.toMatch(/<w:fldSimple|TargetMode="External"|<!DOCTYPE|<!ENTITY/u);
    expect(parts.filter((name) => !/^(?:word|docProps|_rels|customXml|\[Content_Types\])/u.test(name))).toEqual([]);
    const text = paragraphs.map((each) => each.text).join('\n');
    expect(text).toContain(HOSTILE.markup);
    expect(text).toContain("=cmd|' /C calc'!A0");
  });
});

describe('what the scanner says', () => {
  const sentences = {
    vi: ['không tìm thấy tên máy, không quét: camera-cong-sau', 'cổng 80: không có câu trả lời dùng được cho GetUsers (hết giờ)'],
    en: ['host name not found, not scanned: camera-cong-sau', 'port 80: no usable answer to GetUsers (timed out)'],
  };

  it.each([
    ['vi', 'en'],
    ['en', 'vi'],
  ] as const)('is in %s only, in pages, tables and workbooks', async (language, other) => {
    const report = sampleReport(1);
    const [note = '', reason = ''] = sentences[language];
    const page = renderHtml(report, language);
    const csv = renderCsv(report, language);
    const workbook = readSheets(await renderXlsx(report, language))
      .rows.flat(2)
      .join('\n');
    for (const text of [page, workbook]) expect(text).toContain(note);
    for (const text of [page, csv, workbook]) {
      expect(text).toContain(reason);
      expect(text).toContain(language === 'vi' ? 'http.loginClearText = có (cổng 80)' : 'http.loginClearText = yes (port 80)');
      for (const sentence of sentences[other]) expect(text).not.toContain(sentence);
      expect(text).not.toContain('no-usable-answer|');
    }
  });

  it('is Vietnamese in a Vietnamese paper, whatever the reason', () => {
    const [camera] = sampleReport(1).cameras;
    const [finding] = camera?.findings ?? [];
    if (camera === undefined || finding === undefined) throw new Error('the sample has a camera with findings');
    for (const [code, { vi, en }] of Object.entries(MESSAGES)) {
      const names = [...vi.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      const reason = [code, ...names.map((name) => `${name}=7`)].join('|');
      const report = { ...sampleReport(1), notes: [reason], cameras: [{ ...camera, findings: [{ ...finding, reason }] }] };
      for (const text of [renderHtml(report, 'vi'), renderCsv(report, 'vi')]) {
        expect(text).toContain(vi.replaceAll(/\{\w+\}/g, '7'));
        expect(text).not.toContain(en.replaceAll(/\{\w+\}/g, '7'));
        expect(text).not.toContain(reason.includes('|') ? reason : `>${code}<`);
      }
    }
  });
});

describe('HTML', () => {
  it.each(['vi', 'en'] as const)('is one whole page in %s without script or foreign resource', (language) => {
    const page = renderHtml(sampleReport(2), language);
    expect(page).toMatch(new RegExp(`^<!doctype html>\\s*<html lang="${language}">`));
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(|https?:\/\//i);
    const opened = [...page.matchAll(/<(section|table|dl|article|ul|tbody|thead)[\s>]/g)].length;
    const closed = [...page.matchAll(/<\/(section|table|dl|article|ul|tbody|thead)>/g)].length;
    expect(opened).toBe(closed);
    expect(page).toContain('href="#camera-2"');
    expect(page).toContain('id="camera-2"');
  });

  it('says in words that a scan proves nothing', () => {
    expect(renderHtml(sampleReport(1), 'vi')).toContain('Quét mạng không bao giờ chứng minh được sự phù hợp');
    expect(renderHtml(sampleReport(1), 'en')).toContain('A network scan never proves conformity');
  });

  it('does not say of a camera that was not judged that no weakness was seen', () => {
    const report = sampleReport(6);
    const [seen, unseen] = [2, 5].map((index) => renderHtml({ ...report, cameras: report.cameras.slice(index, index + 1) }, 'en'));
    expect(seen).toContain('No weakness was seen over the network.');
    expect(unseen).not.toContain('No weakness was seen over the network.');
    expect(unseen).toContain('Too little was seen over the network to judge this camera');
  });

  it('shows hostile text as text', () => {
    const page = renderHtml(hostileReport(), 'vi');
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/<img/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;alert(2)&quot;&gt;&amp;amp;&#39;&quot;');
    expect(page).toContain('网络摄像机');
    expect(page).not.toMatch(/[\u0000\u0007\u200B\u202E]/); // eslint-disable-line no-control-regex -- these must be gone
  });
});
