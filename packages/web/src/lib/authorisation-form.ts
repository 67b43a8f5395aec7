import type { AuthorisationBody } from '@ancam/contract';
import { todayPlus } from './format.ts';
import { linesOf, targetFaults } from './targets.ts';

/** The form as typed; lists are text, one target a line. */
export interface AuthorisationFields {
  readonly grantedBy: string;
  readonly grantedByTitle: string;
  readonly document: string;
  readonly documentDate: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly targets: string;
  readonly excluded: string;
  readonly publicHolder: string;
  readonly factoryPasswordTest: boolean;
  readonly note: string;
}

const MONTH_DAYS = 30;

/** A form for a new authorisation: valid from today for a month. */
export function blankAuthorisation(now: Date = new Date()): AuthorisationFields {
  return {
    grantedBy: '',
    grantedByTitle: '',
    document: '',
    documentDate: todayPlus(0, now),
    validFrom: todayPlus(0, now),
    validUntil: todayPlus(MONTH_DAYS, now),
    targets: '',
    excluded: '',
    publicHolder: '',
    factoryPasswordTest: false,
    note: '',
  };
}

/** What still stands in the way of recording, in the order of the form. */
export type AuthorisationFault = 'dates' | 'dateOrder' | 'targets' | 'noTargets';

/** The faults that the browser's own field checks do not see. */
export function authorisationFaults(fields: AuthorisationFields): AuthorisationFault[] {
  const dated = fields.documentDate !== '' && fields.validFrom !== '' && fields.validUntil !== '';
  return [
    ...(dated ? [] : (['dates'] as const)),
    ...(dated && fields.validUntil < fields.validFrom ? (['dateOrder'] as const) : []),
    ...(linesOf(fields.targets).length === 0 ? (['noTargets'] as const) : []),
    ...(targetFaults(fields.targets).length + targetFaults(fields.excluded).length > 0 ? (['targets'] as const) : []),
  ];
}

/** The form as the API takes it. */
export function authorisationBody(fields: AuthorisationFields): AuthorisationBody {
  const { publicHolder, targets, excluded, ...rest } = fields;
  return {
    ...rest,
    targets: linesOf(targets),
    excluded: linesOf(excluded),
    ...(publicHolder.trim() === '' ? {} : { publicHolder }),
  };
}
