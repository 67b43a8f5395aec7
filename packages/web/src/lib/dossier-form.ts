import { APPRAISERS, DOSSIER_DOMAINS } from '@ancam/contract';
import type { DossierBody, DossierChoices, DossierDetail } from '@ancam/contract';
import type { FieldValues } from '../ui/form-button.tsx';
import { formatDay } from './format.ts';
import { readOne } from './list-search.ts';

/** What is written in a dossier, out of how it is shown. */
export function bodyOf(dossier: DossierDetail): DossierBody {
  const { newOrUpgraded, domain, ownerPaper, ownerUnitId, securityUnitId, appraiser, appraiserUnitId, appraiserPaper } = dossier;
  const { bylawId, listPaper, texts, note } = dossier;
  const parties = { ownerPaper, ownerUnitId, securityUnitId, appraiser, appraiserUnitId, appraiserPaper };
  return { newOrUpgraded, domain, ...parties, bylawId, listPaper, texts, note };
}

/** A dossier as the fields of its form hold it. */
export function valuesOf(dossier: DossierDetail): FieldValues {
  return {
    newOrUpgraded: dossier.newOrUpgraded === null ? '' : dossier.newOrUpgraded ? 'yes' : 'no',
    domain: dossier.domain,
    ownerPaper: dossier.ownerPaper,
    ownerUnitId: dossier.ownerUnitId ?? '',
    securityUnitId: dossier.securityUnitId ?? '',
    appraiser: dossier.appraiser,
    appraiserUnitId: dossier.appraiserUnitId ?? '',
    appraiserPaper: dossier.appraiserPaper,
    bylawId: dossier.bylawId ?? '',
    listPaper: dossier.listPaper,
    note: dossier.note,
  };
}

const idOf = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value);

/** The dossier with what the fields hold; what the form did not ask for stays. */
export function withValues(dossier: DossierDetail, values: FieldValues): DossierBody {
  const given = { ...valuesOf(dossier), ...values };
  return {
    ...bodyOf(dossier),
    newOrUpgraded: given.newOrUpgraded === 'yes' ? true : given.newOrUpgraded === 'no' ? false : null,
    domain: readOne(DOSSIER_DOMAINS, given.domain) ?? dossier.domain,
    ownerPaper: given.ownerPaper ?? '',
    ownerUnitId: idOf(given.ownerUnitId),
    securityUnitId: idOf(given.securityUnitId),
    appraiser: readOne(APPRAISERS, given.appraiser) ?? dossier.appraiser,
    appraiserUnitId: idOf(given.appraiserUnitId),
    appraiserPaper: given.appraiserPaper ?? '',
    bylawId: idOf(given.bylawId),
    listPaper: given.listPaper ?? '',
    note: given.note ?? '',
  };
}

type Option = { readonly value: string; readonly label: string };

const list = (entries: ReadonlyMap<string, string>): Option[] => [
  { value: '', label: '–' },
  ...[...entries].map(([value, label]) => ({ value, label })),
];

/** Units and bylaws to choose from; what is chosen already is among them. */
export function optionsOf(
  dossier: DossierDetail,
  choices: DossierChoices | undefined,
): { readonly units: Option[]; readonly bylaws: Option[] } {
  const units = new Map(dossier.parties.flatMap(({ unit }) => (unit === null ? [] : [[unit.id, unit.name] as const])));
  for (const { id, name } of choices?.units ?? []) units.set(id, name);
  const bylaws = [...(dossier.bylaw === null ? [] : [dossier.bylaw]), ...(choices?.bylaws ?? [])];
  const named = new Map(bylaws.map(({ id, title, issuedOn }) => [id, [title, formatDay(issuedOn)].filter(Boolean).join(' · ')]));
  return { units: list(units), bylaws: list(named) };
}
