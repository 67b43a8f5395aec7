import { z } from 'zod';
import { DEFAULT_CONNECTS_PER_HOST, DEFAULT_CONNECTS_PER_SECOND } from './scan.ts';
import { ScanProfile } from './scan.ts';
import type { ScanHead, ScanPlan } from './scan.ts';
import type { Language, Text } from './text.ts';

/** A named set of bounds, and how much is asked within them. */
export interface ProfileRecord {
  readonly name: Text;
  /** For which networks it is. */
  readonly about: Text;
  readonly limits: ScanPlan['limits'];
  /** Ports of the second stage: none, the usual ones, or all well-known ones too. */
  readonly furtherPorts: 'none' | 'usual' | 'wide';
  readonly snmp: boolean;
}

const HOUR_MS = 3_600_000;

/** The profiles, gentlest first. What a gentle scan does not ask stands in its result as not checked. */
export const PROFILES: Readonly<Record<ScanProfile, ProfileRecord>> = {
  gentle: {
    name: { vi: 'Nhẹ', en: 'Gentle' },
    about: {
      vi: 'Mạng yếu, đường truyền chậm, thiết bị cũ dễ treo. Chỉ thử các cổng camera thường dùng, không hỏi SNMP; phần còn lại ghi là chưa kiểm tra.',
      en: 'Weak networks, slow lines, old devices that hang easily. Only the usual camera ports, no SNMP; the rest counts as not checked.',
    },
    limits: {
      maxHosts: 65_536,
      concurrentConnects: 32,
      connectsPerSecond: 100,
      connectsPerHost: 1,
      concurrentHosts: 8,
      connectTimeoutMs: 3000,
      exchangeTimeoutMs: 8000,
      hostTimeoutMs: 300_000,
      totalTimeoutMs: 24 * HOUR_MS,
      maxResponseBytes: 262_144,
      hostRatePerSecond: 2,
    },
    furtherPorts: 'none',
    snmp: false,
  },
  normal: {
    name: { vi: 'Thường', en: 'Normal' },
    about: {
      vi: 'Mạng nội bộ có thiết bị chuyển mạch, camera nhỏ.',
      en: 'A real, switched network of small devices.',
    },
    limits: {
      maxHosts: 65_536,
      concurrentConnects: 512,
      connectsPerSecond: DEFAULT_CONNECTS_PER_SECOND,
      connectsPerHost: DEFAULT_CONNECTS_PER_HOST,
      concurrentHosts: 64,
      connectTimeoutMs: 1500,
      exchangeTimeoutMs: 4000,
      hostTimeoutMs: 120_000,
      totalTimeoutMs: 6 * HOUR_MS,
      maxResponseBytes: 262_144,
      hostRatePerSecond: 10,
    },
    furtherPorts: 'usual',
    snmp: true,
  },
  laboratory: {
    name: { vi: 'Phòng thử nghiệm', en: 'Laboratory' },
    about: {
      vi: 'Vài thiết bị trên bàn thử, không dùng cho mạng đang chạy: thử thêm mọi cổng từ 1 đến 1024, hỏi nhanh, chờ lâu; tối đa 256 địa chỉ.',
      en: 'A few devices on a test bench, never a network in use: every port from 1 to 1024 too, asks fast, waits long; 256 addresses at most.',
    },
    limits: {
      maxHosts: 256,
      concurrentConnects: 1024,
      connectsPerSecond: 20_000,
      connectsPerHost: 16,
      concurrentHosts: 64,
      connectTimeoutMs: 3000,
      exchangeTimeoutMs: 10_000,
      hostTimeoutMs: 900_000,
      totalTimeoutMs: 12 * HOUR_MS,
      maxResponseBytes: 1_048_576,
      hostRatePerSecond: 50,
    },
    furtherPorts: 'wide',
    snmp: true,
  },
};

/** What a scan may be told apart from its profile; what is named here wins over it. */
export const OwnLimits = z.object({
  /** Exchanges per second with one device. */
  hostRatePerSecond: z.number().positive().max(1000).optional(),
  /** Connects per second over all addresses. */
  connectsPerSecond: z.number().positive().max(100_000).optional(),
  /** Devices asked at the same time. */
  concurrentHosts: z.int().min(1).max(1024).optional(),
});
export type OwnLimits = z.infer<typeof OwnLimits>;

const OWN: Text = { vi: 'Tự đặt', en: 'Own limits' };
const LIMITS: Text = {
  vi: '{name}: tối đa {connects} kết nối/giây, {rate} lượt trao đổi/giây với một thiết bị, {hosts} thiết bị cùng lúc',
  en: '{name}: at most {connects} connects a second, {rate} exchanges a second with one device, {hosts} devices at a time',
};

/** By which profile and limits something was scanned; no profile where it was scanned before profiles were kept. */
export const ScanBounds = z.object({
  profile: ScanProfile.optional(),
  limits: z.object({ connectsPerSecond: z.number(), hostRatePerSecond: z.number(), concurrentHosts: z.number() }),
});
export type ScanBounds = z.infer<typeof ScanBounds>;

/** The bounds of a plan. */
export function boundsOf({ profile, limits }: Pick<ScanPlan, 'profile' | 'limits'>): ScanBounds {
  return ScanBounds.parse({ profile, limits });
}

/** By which bounds a scan ran; undefined where it was read from a file of another tool, which ran by its own. */
export function boundsRun({ plan, source }: Pick<ScanHead, 'plan' | 'source'>): ScanBounds | undefined {
  return source === undefined ? boundsOf(plan) : undefined;
}

/** Bounds in words. */
export function limitsText({ profile, limits }: ScanBounds, language: Language): string {
  const { connectsPerSecond, hostRatePerSecond, concurrentHosts } = limits;
  const name = (profile === undefined ? OWN : PROFILES[profile].name)[language];
  const figure = (value: number): string => value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
  const values = { name, connects: figure(connectsPerSecond), rate: figure(hostRatePerSecond), hosts: figure(concurrentHosts) };
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), LIMITS[language]);
}
