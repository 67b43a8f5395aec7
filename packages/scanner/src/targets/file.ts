import { open } from 'node:fs/promises';
import { AppError } from '@ancam/core';
import { parseTarget } from './parse.ts';

const MAX_FILE_BYTES = 16 * 1024 * 1024;

/**
 * Targets of a text file: separated by lines, commas or blanks, `#` begins a comment. Each is checked.
 * @throws AppError `file.unreadable`, `file.too-large`, `target.malformed` (with the line).
 */
export async function readTargetsFile(path: string): Promise<string[]> {
  const text = await readText(path);
  const targets: string[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const content = line.replace(/#.*$/, '').replaceAll(/\s*-\s*(?=[\d:a-f])/gi, '-');
    for (const part of content.split(/[\s,;]+/).filter((piece) => piece !== '')) {
      checkLine(part, path, index + 1);
      targets.push(part);
    }
  }
  if (targets.length === 0)
    throw new AppError('input.invalid', `${path} names no target`, { place: path, fix: 'write one target per line' });
  return targets;
}

async function readText(path: string): Promise<string> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    if (size > MAX_FILE_BYTES)
      throw new AppError('file.too-large', `${path} is larger than 16 MiB`, { place: path, fix: 'split the file' });
    return (await file.readFile('utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file.unreadable', `cannot read ${path}`, { place: path, fix: 'check the path and the right to read it' }, error);
  }
}

function checkLine(text: string, path: string, line: number): void {
  try {
    parseTarget(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(
      error.code,
      `${path}, line ${line}: ${error.message}`,
      { ...error.details, place: `${path}:${line}: ${text}` },
      error,
    );
  }
}
