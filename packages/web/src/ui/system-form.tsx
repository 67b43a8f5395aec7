import { useTranslation } from 'react-i18next';
import { INFORMATION_KINDS, REACHES, SERVICE_TYPES, StorageLocation } from '@ancam/contract';
import type { SystemBody, SystemDetail } from '@ancam/contract';
import { linesOf } from '../lib/targets.ts';
import type { Field, FieldValues } from './form-button.tsx';

function select(key: string, options: readonly { value: string; label: string }[], label: string): Field {
  return { key, kind: 'select', label, options };
}

/** The fields of a system, and how its record reads in them. */
export function useSystemFields(): Field[] {
  const { t } = useTranslation();
  return [
    { key: 'name', label: t('systems.name'), required: true },
    { key: 'code', label: t('systems.code'), maxLength: 100 },
    { key: 'mandate', label: t('systems.mandate') },
    { key: 'operatorName', label: t('systems.contractor'), description: t('systems.contractorHint') },
    { key: 'operatorContract', label: t('papers.contract') },
    { key: 'purpose', kind: 'area', label: t('systems.purpose'), required: true, maxLength: 4000 },
    { key: 'scope', kind: 'area', label: t('systems.scope'), required: true, maxLength: 4000 },
    select(
      'reach',
      REACHES.map((value) => ({ value, label: t(`systems.reaches.${value}`) })),
      t('systems.reach'),
    ),
    { key: 'dedicated', kind: 'check', label: t('systems.dedicated'), description: t('systems.dedicatedHint') },
    select(
      'serviceType',
      SERVICE_TYPES.map((value) => ({ value, label: t(`systems.services.${value}`) })),
      t('systems.serviceType'),
    ),
    ...INFORMATION_KINDS.map((kind): Field => ({ key: `information ${kind}`, kind: 'check', label: t(`systems.information.${kind}`) })),
    { key: 'secretPaper', label: t('systems.secretPaper'), description: t('systems.secretHint'), maxLength: 100 },
    { key: 'usersEstimate', kind: 'number', label: t('systems.users'), maxLength: 9 },
    select(
      'storage',
      StorageLocation.options.map((value) => ({ value, label: t(`papers.at.${value}`) })),
      t('papers.storage'),
    ),
    { key: 'storageHolder', label: t('systems.storageHolder') },
    { key: 'storageDays', kind: 'number', label: t('systems.storageDays'), maxLength: 5 },
    { key: 'zones', kind: 'lines', label: t('systems.cameraRanges'), description: t('systems.rangesHint') },
    { key: 'note', kind: 'area', label: t('common.note'), maxLength: 2000 },
  ];
}

/** The values of a new system's fields. */
export const NEW_SYSTEM: FieldValues = { reach: 'agency', serviceType: 'internal', storage: 'unknown', 'information private': 'yes' };

const isCameraZone = (zone: SystemBody['zones'][number]): boolean => zone.kind === 'camera';

/** The values of a registered system's fields. */
export function valuesOf(system: SystemDetail): FieldValues {
  const {
    name,
    code,
    mandate,
    operatorName,
    operatorContract,
    purpose,
    scope,
    reach,
    serviceType,
    secretPaper,
    storage,
    storageHolder,
    note,
  } = system;
  const texts = {
    name,
    code,
    mandate,
    operatorName,
    operatorContract,
    purpose,
    scope,
    reach,
    serviceType,
    secretPaper,
    storage,
    storageHolder,
    note,
  };
  return {
    ...texts,
    dedicated: system.dedicated ? 'yes' : '',
    usersEstimate: system.usersEstimate === null ? '' : String(system.usersEstimate),
    storageDays: system.storageDays === null ? '' : String(system.storageDays),
    zones: system.zones
      .filter(isCameraZone)
      .flatMap(({ ranges }) => ranges)
      .join('\n'),
    ...Object.fromEntries(system.informationKinds.map((kind) => [`information ${kind}`, 'yes'])),
  };
}

function numberIn(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text);
}

/** Who runs the system: a contractor that is named, the unit that ran it before, or its owner. */
function operatorIn(text: (key: string) => string, before: SystemDetail | undefined): Pick<SystemBody, 'operatorKind' | 'operatorUnitId'> {
  if (text('operatorName') !== '') return { operatorKind: 'contractor', operatorUnitId: null };
  const unit = before?.operatorKind === 'unit' ? before.operatorUnitId : null;
  return { operatorKind: unit === null ? 'owner' : 'unit', operatorUnitId: unit };
}

/** The zones: that of the cameras as typed, the others as they were. */
function zonesIn(ranges: string[], zoneName: string, before: SystemDetail | undefined): SystemBody['zones'] {
  const zones = before?.zones ?? [];
  const known = zones.find(isCameraZone);
  const cameras = ranges.length === 0 ? [] : [{ kind: 'camera' as const, name: known?.name ?? zoneName, note: known?.note ?? '', ranges }];
  return [...cameras, ...zones.filter((zone) => !isCameraZone(zone))];
}

/** The record that the fields describe. What the form does not show stays as it was. */
export function systemBody(values: FieldValues, zoneName: string, before?: SystemDetail): SystemBody {
  const text = (key: string): string => values[key] ?? '';
  const dedicated = text('dedicated') !== '';
  return {
    ...operatorIn(text, before),
    name: text('name'),
    code: text('code'),
    operatorName: text('operatorName'),
    operatorContract: text('operatorContract'),
    mandate: text('mandate'),
    purpose: text('purpose'),
    scope: text('scope'),
    reach: REACHES.find((each) => each === values.reach) ?? 'agency',
    dedicated,
    hostSystemId: dedicated || before === undefined ? null : before.hostSystemId,
    serviceType: SERVICE_TYPES.find((each) => each === values.serviceType) ?? 'other',
    informationKinds: INFORMATION_KINDS.filter((kind) => text(`information ${kind}`) !== ''),
    secretPaper: text('secretPaper'),
    usersEstimate: numberIn(values.usersEstimate),
    storage: StorageLocation.catch('unknown').parse(values.storage),
    storageHolder: text('storageHolder'),
    storageDays: numberIn(values.storageDays),
    note: text('note'),
    zones: zonesIn(linesOf(text('zones')), zoneName, before),
  };
}
