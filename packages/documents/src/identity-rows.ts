import type { Identity, Language } from '@ancam/core';
import { formatDate } from './dates.ts';
import { textsOf } from './texts.ts';

/** What a device says about itself, as label and value; what it does not say is left out. Values are not cleaned. */
export function identityRows(identity: Identity, language: Language): readonly (readonly [string, string])[] {
  const t = textsOf(language);
  const { brand, firmwareBuilt, activated, clockSkewSeconds } = identity;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t.brand, brand === undefined ? undefined : t.viaBrand(brand)],
    [t.hardware, identity.hardware],
    [t.firmware, identity.firmware],
    [t.firmwareBuilt, firmwareBuilt === undefined ? undefined : formatDate(firmwareBuilt)],
    [t.serial, identity.serial],
    [t.mac, identity.mac?.replace(/(..)(?=.)/g, '$1:')],
    [t.activated, activated === undefined ? undefined : activated ? t.yes : t.no],
    [t.clockSkew, clockSkewSeconds === undefined ? undefined : t.seconds(clockSkewSeconds)],
  ];
  return rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [[label, value] as const]));
}
