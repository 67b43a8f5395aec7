import type { z } from 'zod';
import {
  Brand,
  Check,
  DeviceSign,
  ExploitedFlaws,
  NotCamera,
  RegulationHead,
  RequirementGroup,
  VendorExamples,
  VendorFingerprints,
  VendorHead,
} from './schema.ts';
import { LAW_KINDS } from './law/record-kinds.ts';
import { FormerCommunes, FormerProvinces, PlaceProvince, PlaceResolutions } from './places/schema.ts';

/** One kind of YAML file: where it lies, its schema, and the id that its path demands. */
export interface RecordKind {
  /** Name of `schema/<name>.schema.json`. */
  readonly name: string;
  /** Matches the path inside the knowledge folder; the groups joined with `/` are the id. */
  readonly path: RegExp;
  readonly schema: z.ZodType;
  /** False for parts of a record, whose id stands in another file. */
  readonly hasId: boolean;
}

const NAME = '([a-z0-9][a-z0-9-]*)';

function kind(name: string, path: string, schema: z.ZodType, hasId = true): RecordKind {
  return { name, path: new RegExp(`^${path}\\.yaml$`, 'u'), schema, hasId };
}

/** Every place where knowledge may lie; a YAML file anywhere else is a fault. */
export const RECORD_KINDS: readonly RecordKind[] = [
  kind('vendor', `devices/vendors/${NAME}/vendor`, VendorHead),
  kind('fingerprints', `devices/vendors/${NAME}/fingerprints`, VendorFingerprints, false),
  kind('vendor-examples', `devices/vendors/${NAME}/examples`, VendorExamples, false),
  kind('brand', `devices/brands/${NAME}`, Brand),
  kind('exploited-flaws', 'devices/exploited-flaws', ExploitedFlaws, false),
  kind('check', `devices/checks/${NAME}/${NAME}`, Check),
  kind('not-camera', `devices/not-cameras/${NAME}`, NotCamera),
  kind('sign', `devices/signs/${NAME}`, DeviceSign),
  kind('regulation', `standards/${NAME}/regulation`, RegulationHead),
  kind('group', `standards/[a-z0-9-]+/group-([0-9.]+)`, RequirementGroup),
  kind('place-province', `places/provinces/${NAME}`, PlaceProvince),
  kind('former-communes', `places/former/${NAME}`, FormerCommunes),
  kind('former-provinces', 'places/former-provinces', FormerProvinces, false),
  kind('place-resolutions', 'places/resolutions', PlaceResolutions, false),
  ...LAW_KINDS.map(([name, path, schema, hasId]) => kind(name, path, schema, hasId)),
];
