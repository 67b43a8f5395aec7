import type { Role, SheetBody, SheetLinks, SheetPreview, SheetRow } from '@ancam/contract';
import { LoginName } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id, Language } from '@ancam/core';
import { xlsxTemplate } from '@ancam/sheets';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Actor } from '../../db/actor.ts';
import { atDesk, invite, note } from './accounts.service.ts';
import type { Desk } from './accounts.service.ts';
import * as store from './accounts.store.ts';
import type { NamedUnit } from './accounts.store.ts';
import { givableRoles } from './rules.ts';
import { SHEET_COLUMNS, readSheet, roleOf } from './sheet.ts';
import type { ReadPerson, ReadSheet } from './sheet.ts';

type Fault = SheetRow['faults'][number];

const Email = z.email().max(200);
const DAY_MS = 86_400_000;

/** A row without faults. */
interface Person {
  readonly line: number;
  readonly unit: NamedUnit;
  readonly name: string;
  readonly login: string;
  readonly email: string | undefined;
  readonly role: Role;
}

interface Judged {
  readonly preview: SheetPreview;
  readonly people: readonly Person[];
}

interface Known {
  readonly units: ReadonlyMap<string, readonly NamedUnit[]>;
  readonly logins: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  /** How often each login stands in the sheet. */
  readonly counts: ReadonlyMap<string, number>;
  readonly roles: readonly Role[];
}

function unitFault(row: Omit<SheetRow, 'faults'>, units: readonly NamedUnit[]): Fault['reason'] | undefined {
  if (row.unit === '') return 'unit-missing';
  if (units.length === 0) return 'unit-unknown';
  return units.length > 1 ? 'unit-ambiguous' : undefined;
}

function loginFault(row: Omit<SheetRow, 'faults'>, known: Known): Fault['reason'] | undefined {
  const login = row.login.toLowerCase();
  if (!LoginName.safeParse(row.login).success) return 'login-missing';
  if (known.logins.has(login)) return 'login-taken';
  return (known.counts.get(login) ?? 0) > 1 ? 'login-twice' : undefined;
}

function emailFault(row: Omit<SheetRow, 'faults'>, known: Known): Fault['reason'] | undefined {
  if (row.email === '') return undefined;
  if (!Email.safeParse(row.email).success) return 'email-wrong';
  return known.emails.has(row.email.toLowerCase()) ? 'email-taken' : undefined;
}

function roleFault(role: Role | undefined, known: Known): Fault['reason'] | undefined {
  if (role === undefined) return 'role-unknown';
  return known.roles.includes(role) ? undefined : 'role-too-high';
}

function judge(row: ReadPerson, known: Known): { faults: Fault[]; person: Person | undefined } {
  const units = known.units.get(row.unit.toLowerCase()) ?? [];
  const role = roleOf(row.role);
  const found = [
    { column: 'unit', reason: unitFault(row, units) },
    { column: 'name', reason: row.name.length < 2 ? 'name-missing' : undefined },
    { column: 'login', reason: loginFault(row, known) },
    { column: 'email', reason: emailFault(row, known) },
    { column: 'role', reason: roleFault(role, known) },
  ] as const;
  const faults = found.flatMap(({ column, reason }): Fault[] => {
    if (row.unreadable.includes(column)) return [{ column, reason: 'unreadable' }];
    return reason === undefined ? [] : [{ column, reason }];
  });
  const [unit] = units;
  if (faults.length > 0 || unit === undefined || role === undefined) return { faults, person: undefined };
  const { line, name, login, email } = row;
  return { faults, person: { line, unit, name, login, email: email === '' ? undefined : email, role } };
}

async function judgeSheet({ tx, actor }: Desk, { rows, faults }: ReadSheet): Promise<Judged> {
  const lower = (pick: (row: Omit<SheetRow, 'faults'>) => string): string[] => rows.map((row) => pick(row).toLowerCase());
  const units = new Map<string, NamedUnit[]>();
  for (const unit of await store.findUnitsNamed(tx, actor.adminScopes, [...new Set(lower((row) => row.unit))])) {
    for (const key of new Set([unit.name.toLowerCase(), (unit.code ?? unit.name).toLowerCase()])) {
      units.set(key, [...(units.get(key) ?? []), unit]);
    }
  }
  const counts = new Map<string, number>();
  for (const login of lower((row) => row.login)) counts.set(login, (counts.get(login) ?? 0) + 1);
  const logins = await store.takenLogins(tx, [...counts.keys()]);
  const emails = await store.takenEmails(
    tx,
    lower((row) => row.email).filter((email) => email !== ''),
  );
  const known = { units, logins, emails, counts, roles: givableRoles(actor) };
  const judged = rows.map((row) => ({ row, ...judge(row, known) }));
  const people = judged.flatMap(({ person }) => person ?? []);
  const preview = {
    rows: judged.map(({ row: { unreadable: _unreadable, ...row }, faults: own }) => ({ ...row, faults: own })),
    faults: [...faults],
    good: people.length,
    bad: rows.length - people.length,
  };
  return { preview, people };
}

function bytesOf({ text, file }: SheetBody): Uint8Array {
  return file === undefined ? Buffer.from(text, 'utf8') : Buffer.from(file, 'base64');
}

/** The empty sheet. */
export function sheetTemplate(language: Language): Promise<Uint8Array> {
  return xlsxTemplate(SHEET_COLUMNS, language === 'vi' ? 'Tài khoản' : 'Accounts', language);
}

/** Reads a sheet and names each fault in its row; creates nothing. */
export async function previewSheet(context: Context, actor: Actor, body: SheetBody): Promise<SheetPreview> {
  const sheet = await readSheet(bytesOf(body));
  return atDesk(context, actor, async (desk) => (await judgeSheet(desk, sheet)).preview);
}

/** Invites everybody of a sheet, all or none. Throws `input.invalid` naming the lines where a row has a fault. */
export async function createFromSheet(context: Context, actor: Actor, body: SheetBody): Promise<SheetLinks> {
  const sheet = await readSheet(bytesOf(body));
  return atDesk(context, actor, async (desk) => {
    const { preview, people } = await judgeSheet(desk, sheet);
    const [whole] = preview.faults;
    if (whole !== undefined || preview.bad > 0 || people.length === 0) {
      const lines = preview.rows.filter(({ faults }) => faults.length > 0).map(({ line }) => line);
      throw new AppError('input.invalid', 'the sheet has faults', {
        place: lines.join(', ') || (whole?.column ?? 'sheet'),
        fix: 'see the preview',
      });
    }
    const made: { id: Id; person: Person; path: string }[] = [];
    for (const person of people) {
      const { unit, name, login, email, role } = person;
      const { id, link } = await invite(desk, { login, displayName: name, email, role, unitId: unit.id, days: body.days });
      made.push({ id, person, path: link.path });
    }
    for (const { id, person } of made)
      await note(desk, 'account.invited', id, `${person.login}: ${person.name}, ${person.role}, ${person.unit.name}`);
    return {
      items: made.map(({ person, path }) => ({ line: person.line, unit: person.unit.name, name: person.name, login: person.login, path })),
      expiresAt: new Date(context.clock().getTime() + body.days * DAY_MS).toISOString(),
    };
  });
}
