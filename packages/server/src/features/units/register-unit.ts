import { randomInt } from 'node:crypto';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { dayOf } from '../../day.ts';
import type { Tx } from '../../db/database.ts';
import { searchText } from '../../search-text.ts';

/** A unit to be registered. Without a superior it is a top body, the home of all that is registered below it. */
export interface NewUnit {
  readonly instanceId: Id;
  /** ISO instant. */
  readonly now: string;
  readonly name: string;
  readonly kind?: string;
  readonly code?: string | null;
  readonly line?: string;
  readonly parent?: { readonly id: Id; readonly homeId: Id; readonly scopePath: string };
  readonly placeCode?: string | null;
  /** Path of its territory, e.g. `/51/21172/`; empty where it has none. */
  readonly placePath?: string;
  readonly roles?: readonly string[];
  /** First day on which it stands; today where absent. */
  readonly openedOn?: string;
}

/** What a registered unit is known by. */
export interface UnitKey {
  readonly id: Id;
  readonly homeId: Id;
  readonly scopePath: string;
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';
const SEGMENT = 7;

/** A short random step of a path: 36^7 values below one superior, held unique by the database. */
export function newSegment(): string {
  return Array.from({ length: SEGMENT }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** Registers a unit with the first row of its history. The transaction decides whether that is allowed. */
export async function insertUnit(tx: Tx, unit: NewUnit): Promise<UnitKey> {
  const id = newId();
  const homeId = unit.parent?.homeId ?? id;
  const scopePath = `${unit.parent?.scopePath ?? '/'}${newSegment()}/`;
  const openedOn = unit.openedOn ?? dayOf(unit.now);
  const state = {
    name: unit.name,
    kind: unit.kind ?? 'agency',
    code: unit.code ?? null,
    line: unit.line ?? 'local',
    parent_id: unit.parent?.id ?? null,
    scope_path: scopePath,
    place_code: unit.placeCode ?? null,
    place_path: unit.placePath ?? '',
    roles: [...(unit.roles ?? [])],
  };
  const search = searchText(unit.name, unit.code);
  await tx
    .insertInto('unit')
    .values({
      ...state,
      id,
      instance_id: unit.instanceId,
      home_id: homeId,
      opened_on: openedOn,
      closed_on: null,
      search,
      created_at: unit.now,
    })
    .execute();
  await tx
    .insertInto('unit_version')
    .values({ ...state, unit_id: id, valid_from: openedOn, event_id: null })
    .execute();
  return { id, homeId, scopePath };
}
