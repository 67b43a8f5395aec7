import type { Actions, Jurisdiction, UnitDetail, UnitRelation, UnitRow, UnitVersion } from '@ancam/contract';
import type { FigureSet } from '@ancam/contract';
import { holds } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import type { JurisdictionRow, RelationRow, UnitRecord, VersionRow } from './units.store.ts';

/** Whether a path lies below one of the prefixes, or is one. */
export function within(path: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => path.startsWith(prefix));
}

export function viewUnit(row: UnitRecord, figures: FigureSet | undefined): UnitRow {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    code: row.code,
    line: row.line,
    roles: row.roles,
    placeCode: row.place_code,
    placePath: row.place_path,
    parentId: row.parent_id,
    parentName: row.parent_name,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    children: row.children,
    figures: figures ?? null,
  };
}

const ACTIONS = ['correct', 'add-below', 'grant', 'reorganise'] as const;

/** What may be done with a unit. */
export function actionsOf(row: UnitRecord, actor: Actor): Actions {
  const state = row.closed_on === null ? 'standing' : 'closed';
  const managed = within(row.scope_path, actor.adminScopes);
  const blockers: Actions['blockers'] = [];
  const may = ACTIONS.filter((action) => {
    const permitted = action === 'reorganise' ? holds(actor, 'reorganisation.propose') : holds(actor, 'unit.write');
    const inside = managed || (action === 'reorganise' && within(row.scope_path, actor.writeScopes));
    const reason = permitted && inside ? (state === 'closed' ? state : undefined) : 'no-permission';
    if (reason !== undefined) blockers.push({ action, reason });
    return reason === undefined;
  });
  return { state, may, blockers };
}

function viewVersion(row: VersionRow): UnitVersion {
  return {
    from: row.valid_from,
    name: row.name,
    kind: row.kind,
    code: row.code,
    line: row.line,
    parentId: row.parent_id,
    parentName: row.parent_name,
    placeCode: row.place_code,
    placePath: row.place_path,
    roles: row.roles,
    closed: row.closed,
    event: row.event_id,
  };
}

const RULES = ['all', 'by-place', 'manual'] as const;

function viewRelation(row: RelationRow, unit: string): UnitRelation {
  return {
    unit,
    name: row.name,
    kind: row.kind,
    event: row.event_id,
    title: row.title,
    decree: row.decree,
    on: row.effective_on,
    rule: RULES.find((each) => each === row.rule) ?? 'all',
    until: row.until,
  };
}

/** What the detail of a unit is made of. */
export interface UnitParts {
  readonly row: UnitRecord;
  readonly figures: FigureSet | undefined;
  readonly ancestors: readonly { readonly id: string; readonly name: string }[];
  readonly versions: readonly VersionRow[];
  readonly relations: readonly RelationRow[];
}

export function viewUnitDetail({ row, figures, ancestors, versions, relations }: UnitParts, actor: Actor): UnitDetail {
  return {
    ...viewUnit(row, figures),
    ancestors: ancestors.map(({ id, name }) => ({ id, name })),
    versions: versions.map(viewVersion),
    predecessors: relations.filter((each) => each.successor_id === row.id).map((each) => viewRelation(each, each.predecessor_id)),
    successors: relations.filter((each) => each.predecessor_id === row.id).map((each) => viewRelation(each, each.successor_id)),
    actions: actionsOf(row, actor),
  };
}

/** A right with its state on a day: `valid`, `not-yet`, `expired` or `revoked`. */
export function viewJurisdiction(row: JurisdictionRow, actor: Actor, day: string): Jurisdiction {
  const state = stateOf(row, day);
  const open = row.axis === 'scope' ? within(row.path, actor.adminScopes) : actor.adminScopes.includes('/');
  const permitted = open && holds(actor, 'unit.write');
  const reason = !permitted ? 'no-permission' : state === 'revoked' ? state : undefined;
  return {
    id: row.id,
    unit: row.unit_id,
    axis: row.axis === 'place' ? 'place' : 'scope',
    path: row.path,
    overName: row.over_name,
    legalBasis: row.legal_basis,
    documentDate: row.document_date,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    grantedBy: row.granted_by,
    revokedAt: row.revoked_at,
    actions: {
      state,
      may: reason === undefined ? ['revoke'] : [],
      blockers: reason === undefined ? [] : [{ action: 'revoke', reason }],
    },
  };
}

function stateOf(row: JurisdictionRow, day: string): string {
  if (row.revoked_at !== null) return 'revoked';
  if (row.valid_from > day) return 'not-yet';
  return row.valid_until !== null && row.valid_until < day ? 'expired' : 'valid';
}
