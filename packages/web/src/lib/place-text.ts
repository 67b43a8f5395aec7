import type { TFunction } from 'i18next';

/** The label under which a person sees each field of the API. */
const LABELS = {
  address: 'camera.address',
  displayName: 'setup.displayName',
  document: 'authorisation.document',
  documentDate: 'authorisation.documentDate',
  excluded: 'authorisation.excluded',
  firmware: 'camera.firmware',
  grantedBy: 'authorisation.grantedBy',
  grantedByTitle: 'authorisation.grantedByTitle',
  interfaces: 'scanNew.interfaces',
  login: 'login.login',
  mac: 'camera.mac',
  maker: 'camera.maker',
  model: 'camera.model',
  name: 'camera.name',
  note: 'common.note',
  password: 'login.password',
  place: 'camera.place',
  ports: 'scanNew.ports',
  publicHolder: 'authorisation.publicHolder',
  purchasedOn: 'camera.purchasedOn',
  reason: 'finding.reasonOf.accept',
  serial: 'camera.serial',
  targets: 'authorisation.targets',
  unitName: 'setup.unitName',
  until: 'finding.until',
  validFrom: 'authorisation.validFrom',
  validUntil: 'authorisation.validUntil',
} as const;

function isField(name: string): name is keyof typeof LABELS {
  return Object.hasOwn(LABELS, name);
}

/** Says where a fault is as the page calls it: `body.targets.1` is line 2 of the field of targets. What is no field stays as it is. */
export function placeText(t: TFunction, place: string): string {
  const [, field = '', index] = /^(?:body\.|query\.)?(\w+)(?:\.(\d+))?$/.exec(place) ?? [];
  if (!isField(field)) return place;
  const label = t(LABELS[field]);
  return index === undefined ? label : t('errors.line', { field: label, line: Number(index) + 1 });
}
