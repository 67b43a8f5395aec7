import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@ancam/core';
import { ZipFile } from 'yazl';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanName, kindOf } from './file-kind.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const CFB = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-kind-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function kind(name: string, content: Uint8Array): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return kindOf(path, name, content.byteLength);
}

const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (done) => done,
    (thrown: unknown) => (thrown instanceof AppError ? [thrown.code, thrown.details.reason] : thrown),
  );

type Entries = Readonly<Record<string, string | Buffer>>;

async function zip(entries: Entries): Promise<Buffer> {
  const path = join(folder, 'made.zip');
  const file = new ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name, { compress: content.length > 1000 });
  file.end();
  await pipeline(file.outputStream, createWriteStream(path));
  return readFile(path);
}

const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const types = (main: string, more = ''): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/>${more}</Types>`;
const docx = (more: Entries = {}, list = types(MAIN)): Promise<Buffer> =>
  zip({ '[Content_Types].xml': list, '_rels/.rels': '<Relationships/>', 'word/document.xml': '<document/>', ...more });
const odt = (more: Entries = {}): Promise<Buffer> =>
  zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>', 'META-INF/manifest.xml': '<manifest/>', ...more });

describe('what is taken', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['Quyết định.pdf', () => PDF, 'application/pdf'],
    ['ảnh.PNG', () => PNG, 'image/png'],
    ['ảnh.jpeg', () => JPEG, 'image/jpeg'],
    ['công văn.docx', () => docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['công văn.odt', () => odt(), 'application/vnd.oasis.opendocument.text'],
    ['danh sách.csv', () => Buffer.from('\ufeffTên,Số\nA,1 < 2\n'), 'text/plain'],
    ['www.bocongan.com.vn.pdf', () => PDF, 'application/pdf'],
  ])('%s', async (name, make, type) => {
    expect(await kind(name, await make())).toBe(type);
  });
});

describe('what is refused', () => {
  const cases: [string, string, () => Buffer | Promise<Buffer>, string][] = [
    ['an empty file', 'a.pdf', () => Buffer.alloc(0), 'empty'],
    ['a picture called a page', 'a.pdf', () => PNG, 'name-differs'],
    ['a program', 'a.exe', () => Buffer.from('MZ'.padEnd(200, '\0')), 'runnable'],
    ['a program called a page', 'a.pdf', () => Buffer.from('MZ'.padEnd(200, '\0')), 'type'],
    ['two endings', 'a.exe.pdf', () => PDF, 'runnable'],
    ['a page for browsers', 'a.html', () => Buffer.from('<!doctype html><p>'), 'runnable'],
    ['a page called a text', 'a.txt', () => Buffer.from('\ufeff \n<!-- x --><script>alert(1)</script>'), 'type'],
    ['a page after some words', 'a.txt', () => Buffer.from('hello <img src=x onerror=alert(1)>'), 'type'],
    ['a drawing with a script', 'a.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'runnable'],
    ['a drawing called a text', 'a.txt', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'type'],
    ['text in another encoding', 'a.txt', () => Buffer.from([0xff, 0xfe, 0x41, 0]), 'type'],
    ['bytes called a document', 'a.docx', () => Buffer.from([0, 1, 2, 3]), 'type'],
    ['an archive', 'a.zip', () => zip({ 'a.txt': 'x' }), 'type'],
    ['an archive called a document', 'a.docx', () => zip({ 'a.txt': 'x' }), 'type'],
    ['a page that is an archive as well', 'a.pdf', async () => Buffer.concat([PDF, await zip({ 'a.js': '1' })]), 'two-in-one'],
    ['a picture that is an archive as well', 'a.png', async () => Buffer.concat([PNG, await zip({ 'a.js': '1' })]), 'two-in-one'],
    ['an old or locked Office file', 'a.docx', () => CFB, 'old-office'],
    ['a macro document', 'a.docm', () => docx(), 'runnable'],
    [
      'a macro document called a plain one',
      'a.docx',
      () => docx({}, types('application/vnd.ms-word.document.macroEnabled.main+xml')),
      'macro',
    ],
    ['a macro beside the document', 'a.docx', () => docx({ 'word/vbaProject.bin': 'x' }), 'macro'],
    [
      'a macro under another name',
      'a.docx',
      () =>
        docx({ 'word/x.bin': 'x' }, types(MAIN, '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>')),
      'macro',
    ],
    ['a macro in an open document', 'a.odt', () => odt({ 'Basic/Standard/Module1.xml': '<x/>' }), 'macro'],
    ['a document that swells', 'a.docx', () => docx({ 'word/media/x.png': Buffer.alloc(60_000_000) }), 'bomb'],
    ['a list of parts that swells', 'a.docx', () => docx({}, types(MAIN, ' '.repeat(5_000_000))), 'type'],
    ['a manifest that swells', 'a.odt', () => odt({ 'META-INF/manifest.xml': `<manifest/>${' '.repeat(5_000_000)}` }), 'bomb'],
    ['a document cut off', 'a.docx', async () => (await docx()).subarray(0, -30), 'type'],
  ];
  test.each(cases)('%s', async (_what, name, make, reason) => {
    expect(await reasonOf(kind(name, await make()))).toEqual(['file.refused', reason]);
  });

  test('a directory of very many entries is not read to its end', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_050 }, (_, n) => [`word/${n}`, '']));
    expect(await reasonOf(kind('a.docx', await docx(many)))).toEqual(['file.refused', 'bomb']);
    expect((await stat(join(folder, 'made.zip'))).size).toBeGreaterThan(1_000_000);
  });
});

describe('names', () => {
  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    [String.raw`C:\Users\a\biên bản.pdf`, 'biên bản.pdf'],
    ['a\u202Efdp.exe.pdf', 'afdp.exe.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie: x.pdf'],
    ['a\0.pdf', 'a.pdf'],
    ['bie\u0302n ba\u0309n.pdf', 'biên bản.pdf'],
    ['a\uD800.pdf', 'a\uFFFD.pdf'],
    ['a\u2028b.pdf', 'ab.pdf'],
  ])('%j is shown as %j', (given, shown) => {
    expect(cleanName(given)).toBe(shown);
  });

  test.each(['', '.pdf', '...pdf', 'không đuôi', 'a.', '../..', `${'a'.repeat(300)}.pdf`, '\u200B.pdf'])('%j is refused', (name) => {
    expect(() => cleanName(name)).toThrow(AppError);
  });
});
