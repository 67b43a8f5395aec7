import { AppError } from '@ancam/core';
import type { z } from 'zod';
import { cleanLine, cleanText } from '../clean.ts';
import type { OscalHead, OscalParty, OscalSystem } from './data.ts';
import { NS, OSCAL_VERSION } from './model.ts';
import type { Metadata, Property } from './model.ts';
import { uuidOf } from './uuid.ts';

/** Our own properties; what is empty is left out, since OSCAL has no empty values. */
export function properties(values: Readonly<Record<string, string | number | null>>): { props?: Property[] } {
  const props = Object.entries(values).flatMap(([name, value]) => {
    const text = value === null ? '' : cleanLine(String(value));
    return text === '' ? [] : [{ name, ns: NS, value: text }];
  });
  return props.length === 0 ? {} : { props };
}

/** The value of one of our own properties; empty where there is none. */
export function property(props: readonly Property[] | undefined, name: string): string {
  return props?.find((each) => each.ns === NS && each.name === name)?.value ?? '';
}

/** One of the words, or undefined. */
export function oneOf<Word extends string>(words: readonly Word[], value: string): Word | undefined {
  return words.find((word) => word === value);
}

/** A line that is never empty. */
export function lineOr(value: string, other: string): string {
  const text = cleanLine(value);
  return text === '' ? other : text;
}

export function prose(value: string): string {
  return cleanText(value).trim();
}

const ROLES = { owner: 'system-owner', operator: 'system-operator' } as const;

/** Metadata of a document; owner and operator where they are told. */
export function metadataOf(head: OscalHead, system?: Pick<OscalSystem, 'owner' | 'operator'>): Metadata {
  const parties = system === undefined ? [] : [...new Map([system.owner, system.operator].map((party) => [party.id, party])).values()];
  return {
    title: lineOr(head.title, 'AnCam'),
    'last-modified': head.at,
    version: lineOr(head.version, '1'),
    'oscal-version': OSCAL_VERSION,
    ...properties({ id: head.id }),
    ...(system === undefined
      ? {}
      : {
          roles: [
            { id: ROLES.owner, title: 'Chủ quản hệ thống thông tin' },
            { id: ROLES.operator, title: 'Đơn vị vận hành hệ thống thông tin' },
          ],
          parties: parties.map(({ id, name }) => ({
            uuid: uuidOf('party', id),
            type: 'organization',
            name: lineOr(name, id),
            ...properties({ id }),
          })),
          'responsible-parties': [
            { 'role-id': ROLES.owner, 'party-uuids': [uuidOf('party', system.owner.id)] },
            { 'role-id': ROLES.operator, 'party-uuids': [uuidOf('party', system.operator.id)] },
          ],
        }),
  };
}

export function headOf(metadata: Metadata, uuid: string): OscalHead {
  return { id: property(metadata.props, 'id') || uuid, title: metadata.title, version: metadata.version, at: metadata['last-modified'] };
}

/** Who has a role; nobody where another tool names none. */
export function partyOf(metadata: Metadata, role: keyof typeof ROLES): OscalParty {
  const uuid = metadata['responsible-parties']?.find((each) => each['role-id'] === ROLES[role])?.['party-uuids'][0];
  const party = metadata.parties?.find((each) => each.uuid === uuid);
  return { id: property(party?.props, 'id') || (uuid ?? ''), name: party?.name ?? '' };
}

/** Most faults of a document that are told at once. */
const MOST_FAULTS = 20;

/** What another program wrote, held to the model. Throws `input.invalid` with the places of the faults. */
export function parseDocument<T>(schema: z.ZodType<T>, document: unknown): T {
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, MOST_FAULTS).map(({ path, message }) => ({ place: path.join('/'), fault: message }));
  throw new AppError('input.invalid', `not an OSCAL document of this kind: ${faults[0]?.fault ?? ''}`, {
    place: faults[0]?.place ?? '',
    faults,
    fix: {
      vi: `Sửa tài liệu theo OSCAL 1.x JSON tại các vị trí nêu trên (${faults[0]?.fault ?? ''}).`,
      en: `Correct the document by OSCAL 1.x JSON in the places named (${faults[0]?.fault ?? ''}).`,
    },
  });
}
