/** Kinds of units: the register, the statute book and the pages speak of the same. */
export const UNIT_KINDS = [
  'ministry',
  'province',
  'corporation',
  'district',
  'commune',
  'department',
  'agency',
  'school',
  'hospital',
  'branch',
  'company',
  'press',
  'other',
] as const;

/** What a unit is in the eyes of the law; it may be several at once. */
export const UNIT_ROLES = [
  'owner',
  'operator',
  'security-unit',
  'state-manager',
  'police',
  'market-surveillance',
  'customs',
  'maker',
  'importer',
  'telecom',
  'press',
] as const;
