import type { Fact, FactName } from '@ancam/core';
import { z } from 'zod';
import type { HttpReply } from '../../wire/http.ts';
import { parseXml, textAt } from '../xml.ts';

/** A fact read from a maker's own answer. */
interface VendorFact {
  readonly name: FactName;
  readonly value: Fact['value'] | undefined;
}

type Reader = (reply: HttpReply) => VendorFact[];

function bodyOf(reply: HttpReply): string | undefined {
  return reply.status === 200 ? reply.body.toString('utf8') : undefined;
}

/**
 * A property of a text that is JSON or nearly so: makers write broken JSON, and lines of `name=value`. White space within a line only:
 * a pattern that may cross lines takes minutes over a page of empty ones.
 */
function property(text: string, ...names: string[]): string | undefined {
  for (const name of names) {
    const quoted = new RegExp(`["']?\\b${name}["']?\\s*[:=]\\s*"([^"\\r\\n]{1,200})"`, 'i').exec(text)?.[1];
    const bare = quoted ?? new RegExp(`^[ \\t]{0,64}${name}[ \\t]{0,64}=[ \\t]{0,64}([^\\r\\n"]{1,200})$`, 'im').exec(text)?.[1];
    if (bare !== undefined) return bare.trim();
  }
  return undefined;
}

function activation(text: string | undefined): VendorFact[] {
  if (text === undefined || !/^(?:true|false|yes|no|1|0)$/i.test(text)) return [];
  return [{ name: 'vendor.activated', value: /^(?:true|yes|1)$/i.test(text) }];
}

function readHikvision(reply: HttpReply): VendorFact[] {
  const body = bodyOf(reply);
  return body === undefined ? [] : activation(textAt(parseXml(body), 'ActivateStatus', 'Activated'));
}

const AxisProperties = z.object({ data: z.object({ propertyList: z.record(z.string(), z.unknown()) }) });

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readAxisInformation(reply: HttpReply): VendorFact[] {
  const parsed = AxisProperties.safeParse(json(bodyOf(reply)));
  if (!parsed.success) return [];
  const list = parsed.data.data.propertyList;
  const take = (name: string): string | undefined => (typeof list[name] === 'string' ? list[name] : undefined);
  return [
    { name: 'vendor.brand', value: take('Brand') },
    { name: 'vendor.model', value: take('ProdNbr') },
    { name: 'vendor.firmware', value: take('Version') },
    { name: 'vendor.serial', value: take('SerialNumber') },
  ];
}

const AxisReady = z.object({ data: z.object({ needsetup: z.string() }) });

function readAxisReady(reply: HttpReply): VendorFact[] {
  const parsed = AxisReady.safeParse(json(bodyOf(reply)));
  return parsed.success ? [{ name: 'vendor.activated', value: parsed.data.data.needsetup !== 'yes' }] : [];
}

function readHanwha(reply: HttpReply): VendorFact[] {
  const body = bodyOf(reply);
  if (body === undefined || !/\bInitialized\s*[=:"]/i.test(body)) return [];
  const initialized = property(body, 'Initialized') ?? /"Initialized"\s*:\s*(true|false)/i.exec(body)?.[1];
  return [...activation(initialized), { name: 'vendor.brand', value: property(body, 'Manufacturer') }];
}

const DAHUA_PATH = '/web_caps/webCapsConfig';

function readDahua(reply: HttpReply): VendorFact[] {
  const body = bodyOf(reply);
  // many devices answer any address with their first page
  if (body === undefined || /^\s*</.test(body) || !/"?(?:deviceType|DeviceSubClass|SoftwareVersion|vendor)"?\s*[:=]/i.test(body)) return [];
  return [
    { name: 'vendor.configExposed', value: DAHUA_PATH },
    { name: 'vendor.brand', value: property(body, 'vendor') },
    { name: 'vendor.model', value: property(body, 'deviceType') },
    { name: 'vendor.firmware', value: property(body, 'SoftwareVersion') },
    { name: 'vendor.serial', value: property(body, 'SerialNo', 'serialNumber') },
  ];
}

function readXiongmai(reply: HttpReply): VendorFact[] {
  const mark = /xiongmai|xmeye/i.exec(reply.body.toString('latin1'))?.[0];
  return mark === undefined ? [] : [{ name: 'vendor.oemMark', value: /xiongmai/i.test(reply.body.toString('latin1')) ? 'Xiongmai' : mark }];
}

/** What each maker's own request tells, by the id of its shape. */
export const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['hikvision-activate-status', readHikvision],
  ['axis-basic-device-info', readAxisInformation],
  ['axis-system-ready', readAxisReady],
  ['hanwha-init-status', readHanwha],
  ['dahua-web-caps', readDahua],
  ['xiongmai-err-page', readXiongmai],
]);
