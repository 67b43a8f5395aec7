import { z } from 'zod';
import { Text } from '@ancam/core';
import { Confidence, Source } from '../schema.ts';

/** Tiers of administrative units. There is no district from 01/07/2025. */
export const PlaceKind = z.enum(['province', 'district', 'commune']);
export type PlaceKind = z.infer<typeof PlaceKind>;

const ProvinceType = z.enum(['tinh', 'thanh-pho']);
const DistrictType = z.enum(['quan', 'huyen', 'thi-xa', 'thanh-pho-thuoc-tinh']);
const CommuneType = z.enum(['xa', 'phuong', 'thi-tran', 'dac-khu']);
/** What a unit calls itself, e.g. `phuong`; Vietnamese without accents, because English has no exact words. */
export const PlaceType = z.enum([...ProvinceType.options, ...DistrictType.options, ...CommuneType.options]);
export type PlaceType = z.infer<typeof PlaceType>;

const ProvinceCode = z.string().regex(/^\d{2}$/u, 'two digits');
const DistrictCode = z.string().regex(/^\d{3}$/u, 'three digits');
const CommuneCode = z.string().regex(/^\d{5}$/u, 'five digits');
const Day = z.iso.date();
const Name = z
  .string()
  .min(1)
  .refine((name) => name === name.normalize('NFC').trim(), 'write the name composed (NFC), without spaces around it');
const Basis = z.array(z.string()).min(1);

/** A paper on which units rest. */
export const Resolution = z.strictObject({
  id: z.string(),
  number: z.string(),
  issuedBy: Text,
  issued: Day.optional(),
  title: Text,
  confidence: Confidence,
  sources: z.array(Source).min(1),
});
export type Resolution = z.infer<typeof Resolution>;

/** `places/resolutions.yaml`: the papers, and how many units there were on a day. */
export const PlaceResolutions = z.strictObject({
  resolutions: z.array(Resolution).min(1),
  counts: z.array(
    z.strictObject({ day: Day, provinces: z.int(), districts: z.int().optional(), communes: z.int().optional(), source: z.string() }),
  ),
});

/** `places/provinces/<name>.yaml`: a province of today with its communes. Compact rows: there are thousands. */
export const PlaceProvince = z.strictObject({
  id: z.string(),
  code: ProvinceCode,
  name: Name,
  nameEn: z.string(),
  type: ProvinceType,
  from: Day,
  basis: Basis,
  confidence: Confidence,
  sources: z.array(Source).min(1),
  communesFrom: Day,
  communesBasis: Basis,
  communesConfidence: Confidence,
  /** Code, name, type, and a point near the middle in degrees (latitude, longitude). */
  communes: z.array(z.tuple([CommuneCode, Name, CommuneType, z.number().min(6).max(24), z.number().min(101).max(118)])).min(1),
  /** Communes that were of another type before: code, type, last day of it. */
  earlierTypes: z.array(z.tuple([CommuneCode, CommuneType, Day])).optional(),
  /** What ended the earlier types. */
  earlierBasis: Basis.optional(),
});
export type PlaceProvince = z.infer<typeof PlaceProvince>;

/** `places/former-provinces.yaml`: provinces that are no more: code, name, type, first and last day, successors, what ended it. */
export const FormerProvinces = z.strictObject({
  provinces: z.array(z.tuple([ProvinceCode, Name, ProvinceType, Day, Day, z.array(ProvinceCode).min(1), z.string()])),
  basis: Basis,
  confidence: Confidence,
  note: Text,
  sources: z.array(Source).min(1),
});
export type FormerProvinces = z.infer<typeof FormerProvinces>;

/** `places/former/<name>.yaml`: districts and communes of a province before the district level ended. */
export const FormerCommunes = z.strictObject({
  id: z.string(),
  province: ProvinceCode,
  name: Name,
  /** Latest possible first days; most units are older. */
  districtsFrom: Day,
  communesFrom: Day,
  until: Day,
  basis: Basis,
  confidence: Confidence,
  note: Text,
  sources: z.array(Source).min(1),
  districts: z
    .array(
      z.strictObject({
        code: DistrictCode,
        name: Name,
        type: DistrictType,
        /** Code, name, type, successors. */
        communes: z.array(z.tuple([CommuneCode, Name, CommuneType, z.array(CommuneCode).min(1)])).optional(),
        /** Only where the district had no communes; otherwise they follow from the communes. */
        successors: z.array(CommuneCode).min(1).optional(),
      }),
    )
    .min(1),
});
export type FormerCommunes = z.infer<typeof FormerCommunes>;

/** Everything about places, compiled. */
export interface PlacesData {
  /** SHA-256 over the canonical content, hex. */
  readonly hash: string;
  readonly resolutions: readonly Resolution[];
  readonly counts: z.infer<typeof PlaceResolutions>['counts'];
  readonly provinces: readonly PlaceProvince[];
  readonly formerProvinces: FormerProvinces;
  readonly former: readonly FormerCommunes[];
}
