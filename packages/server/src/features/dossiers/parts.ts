import type { DossierPart } from '@ancam/contract';
import type { Text } from '@ancam/core';
import type { DossierPart as LawPart, Level, RegimeId } from '@ancam/knowledge';
import { citeAll, partsOf } from '@ancam/law';
import type { Law } from '@ancam/law';
import { statuteBook } from '../../law.ts';
import type { CountingFile } from '../evidence/purposes.service.ts';
import type { SystemRead } from '../systems/systems.service.ts';
import { dayWithin } from './conditions.ts';

/** Purpose of the scan of the signed decision among the files of a dossier. */
export const DECISION = 'decision';
/** Contents of a decided dossier stand as they are. */
export function settledState(state: string): boolean {
  return ['approved', 'superseded', 'withdrawn'].includes(state);
}

/** A dossier as far as its contents follow from it. */
export interface PartColumns {
  readonly level: number;
  readonly regime: string;
  readonly state_since: string;
  readonly new_or_upgraded: boolean | null;
  readonly texts: unknown;
}

const FILES = ['dossier', 'explanation', 'plan', 'approval-file'] as const;

function lawParts(law: Law, row: PartColumns): LawPart[] {
  const level = row.level as Level; // held to 1..5 by the database
  const regime: RegimeId = row.regime === 'B' ? 'B' : 'A';
  const dossier = row.new_or_upgraded === null ? {} : { newOrUpgraded: row.new_or_upgraded };
  // A dossier that is entered with days before its regime holds what the regime first asked for.
  const asOf = dayWithin(law, regime, row.state_since);
  return FILES.flatMap((file) => partsOf(law, file, { level, regime, asOf }, dossier));
}

/** Ids of the parts that files and texts can be put to. */
export function purposesOf(row: PartColumns): string[] {
  return lawParts(statuteBook(), row).map(({ id }) => id);
}

/** What was written for each part. */
export function textsOf(row: Pick<PartColumns, 'texts'>): Readonly<Record<string, string>> {
  const texts = typeof row.texts === 'object' && row.texts !== null ? Object.entries(row.texts) : [];
  return Object.fromEntries(texts.flatMap(([id, text]) => (typeof text === 'string' && text !== '' ? [[id, text]] : [])));
}

/** What is behind the regime in an id, e.g. `x-owner` of `a-x-owner`: the same content under both regimes. */
const kindOf = (id: string): string => id.slice(2);
const OVERVIEW: ReadonlySet<string> = new Set(['x-owner', 'x-operator', 'x-scope', 'x-architecture', 'x-devices', 'x-services', 'x-zones']);

/** The part of the dossier that an item of the explanation goes into. */
export function withinOf({ id, file }: Pick<LawPart, 'id' | 'file'>): string | null {
  if (file === 'plan') return `${id.slice(0, 2)}plan`;
  return file === 'explanation' ? `${id.slice(0, 2)}${OVERVIEW.has(kindOf(id)) ? 'overview' : 'level'}` : null;
}

/** What is known beside the texts and files. */
export interface PartFacts {
  readonly system: SystemRead | undefined;
  readonly owner: string | undefined;
  readonly operator: string | undefined;
  readonly levelConfirmed: boolean;
  readonly planComplete: boolean;
  readonly files: readonly CountingFile[];
  /** Steps that were taken in this round. */
  readonly taken: ReadonlySet<string>;
}

const same = (value: string): Text[] => (value.trim() === '' ? [] : [{ vi: value, en: value }]);

function choices(law: Law, question: string, ids: readonly string[]): Text[] {
  return ids.flatMap((id) => law.questions.get(question)?.choices?.find((each) => each.id === id)?.title ?? []);
}

/** What the register says of a part, by its kind. */
function saidOf(
  law: Law,
  row: PartColumns,
  { system, owner, operator, levelConfirmed }: PartFacts,
): Readonly<Record<string, readonly Text[]>> {
  const level = levelConfirmed ? [{ vi: `Cấp độ ${row.level}`, en: `Level ${row.level}` }] : [];
  if (system === undefined) return {};
  const { mandate, scope, purpose, cameras, zones, informationKinds, serviceType } = system;
  return {
    'x-owner': owner === undefined ? [] : [...same(owner), ...same(mandate)],
    'x-operator': operator === undefined ? [] : [...same(operator), ...same(system.operatorContract)],
    'x-scope': [...same(scope), ...same(purpose)],
    'x-devices': cameras === 0 ? [] : [{ vi: `${cameras} camera đang dùng`, en: `${cameras} cameras in use` }],
    'x-zones': zones.flatMap((zone) => same(`${zone.name}: ${zone.ranges.join(', ')}`)),
    'x-list': level,
    'x-information': choices(law, 'informationKinds', informationKinds),
    'x-type': choices(law, 'serviceTypes', [serviceType]),
    'x-grounds': level,
  };
}

/** The contents of a dossier, each part with where it comes from. */
export function readParts(row: PartColumns, facts: PartFacts): DossierPart[] {
  const law = statuteBook();
  const said = saidOf(law, row, facts);
  const texts = textsOf(row);
  const items = lawParts(law, row).map((part): DossierPart => {
    const kind = kindOf(part.id);
    const files = facts.files.filter(({ purpose }) => purpose === part.id).map(({ id, name, sha256 }) => ({ id, name, sha256 }));
    const lines = [...(said[kind] ?? [])];
    const text = texts[part.id] ?? '';
    return {
      id: part.id,
      file: part.file,
      within: withinOf(part),
      title: part.title,
      clause: citeAll(law, part.sources),
      confidence: part.confidence,
      state: files.length > 0 ? 'file' : text !== '' ? 'text' : lines.length > 0 ? 'register' : onTheWay(part.id, facts),
      said: lines,
      text,
      files,
    };
  });
  return items.map((part) => (part.state === 'missing' && isWhole(part, items, facts) ? { ...part, state: 'items' } : part));
}

/** The step of the workflow by which a part comes into being; undefined where it is written or attached. */
export function madeBy(id: string): string | undefined {
  const kind = kindOf(id);
  return kind === 'opinion' ? 'give-opinion' : kind === 'appraisal' ? 'find-fit' : undefined;
}

/** What comes into being by a step of the workflow, or is not there. */
function onTheWay(id: string, { taken }: PartFacts): DossierPart['state'] {
  const step = madeBy(id);
  if (step === undefined) return 'missing';
  return taken.has(step) ? 'register' : 'later';
}

/** A part of the dossier whose items are all there; the plan also by the plan itself. */
function isWhole({ id, file }: DossierPart, items: readonly DossierPart[], { planComplete }: PartFacts): boolean {
  if (file !== 'dossier') return false;
  if (kindOf(id) === 'plan' && planComplete) return true;
  const own = items.filter(({ within }) => within === id);
  return own.length > 0 && own.every(({ state }) => state !== 'missing');
}

/** Parts without which a dossier is not complete. */
export function missingParts(parts: readonly DossierPart[]): DossierPart[] {
  return parts.filter(({ file, state }) => file === 'dossier' && state === 'missing');
}
