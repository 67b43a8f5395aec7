import { CameraChange } from '@ancam/contract';

export const BULK_KINDS = ['assign', 'status', 'storage', 'papers', 'note'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];
/** What the form of a change holds; empty: stays as it is, `none`: is taken out. */
export type BulkFields = Readonly<Record<string, string>>;

function placeOf(value: string | undefined): string | null | undefined {
  return value === undefined || value === '' ? undefined : value === 'none' ? null : value;
}

function textOf(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function rawOf(kind: BulkKind, fields: BulkFields): Readonly<Record<string, string | null | undefined>> {
  switch (kind) {
    case 'assign':
      return { systemId: placeOf(fields.system), siteId: placeOf(fields.site), groupId: placeOf(fields.group) };
    case 'papers':
      return {
        originPaper: textOf(fields.originPaper),
        qualityPaper: textOf(fields.qualityPaper),
        contract: textOf(fields.contract),
        supplier: textOf(fields.supplier),
      };
    case 'status':
      return { status: textOf(fields.status) };
    case 'storage':
      return { storage: textOf(fields.storage) };
    case 'note':
      return { text: textOf(fields.text) };
  }
  return kind satisfies never;
}

/** The change that a form asks for; undefined while it sets nothing. */
export function changeOf(kind: BulkKind, fields: BulkFields): CameraChange | undefined {
  const given = Object.entries(rawOf(kind, fields)).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : CameraChange.safeParse({ kind, ...Object.fromEntries(given) }).data;
}
