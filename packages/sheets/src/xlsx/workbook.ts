import { posix } from 'node:path';
import type { DateSystem } from '../dates.ts';
import { refusal } from '../faults.ts';
import type { Limits } from '../limits.ts';
import type { Archive } from './archive.ts';
import { readXml } from './xml.ts';

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** The parts of a workbook and what all of them share. */
export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly dates: DateSystem;
  readonly strings: string | undefined;
  readonly styles: string | undefined;
}

interface Relation {
  readonly id: string;
  /** Last word of the type, which both editions of the format share. */
  readonly type: string;
  readonly target: string;
}

/** Finds the sheets, their order and the shared parts through the relations of the package. */
export async function readWorkbook(archive: Archive, limits: Limits): Promise<Workbook> {
  const root = await relationsOf(archive, '', limits);
  const main = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const relations = await relationsOf(archive, main, limits);
  const named: { name: string; hidden: boolean; id: string }[] = [];
  let dates: DateSystem = 1900;
  await readXml(main, archive.read(main), limits, {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(1|true|on)$/.test(attributes.date1904 ?? '')) dates = 1904;
      if (name === 'sheet') {
        const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
        named.push({ name: attributes.name ?? '', hidden, id: attributes['r:id'] ?? relationId(attributes) });
      }
    },
  });
  const sheets = named.flatMap(({ name, hidden, id }) =>
    relations.filter((each) => each.id === id && each.type === 'worksheet').map(({ target }) => ({ name, hidden, part: target })),
  );
  if (sheets.length === 0) throw refusal('zip.part-missing', { part: 'worksheet' });
  const partOf = (type: string): string | undefined => relations.find((each) => each.type === type && archive.has(each.target))?.target;
  return { sheets, dates, strings: partOf('sharedStrings'), styles: partOf('styles') };
}

/** The attribute `id` of the relations' namespace, whatever prefix the file gave it. */
function relationId(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

async function relationsOf(archive: Archive, part: string, limits: Limits): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(file)) {
    if (part === '') return [];
    throw refusal('zip.part-missing', { part: file });
  }
  const relations: Relation[] = [];
  await readXml(file, archive.read(file), limits, {
    open: (name, { Id = '', Type = '', Target = '' }) => {
      if (name !== 'Relationship') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return relations;
}
