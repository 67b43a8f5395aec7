import type { Certificate, Covers } from '@ancam/contract';
import { firmwareAnswer } from '../warnings/match.ts';
import type { CertificateEventRecord, CertificateRecord } from './models.store.ts';

/** What a certificate is on a day: the last status that had begun, unless its own dates say otherwise. A withdrawal goes before expiry. */
export function certificateState(row: CertificateRecord, events: readonly CertificateEventRecord[], day: string): Certificate['state'] {
  const last = events.findLast((each) => each.from_day <= day)?.status;
  if (last === 'withdrawn') return 'withdrawn';
  if (row.issued_on > day) return 'not-yet';
  if (row.expires_on !== null && row.expires_on < day) return 'expired';
  return last === 'suspended' ? 'suspended' : 'valid';
}

/** Whether a certificate covers a firmware; whether it is valid is another question. */
export function covers(row: CertificateRecord, grammar: string | null, firmware: string): Covers {
  const range = { firmwareFrom: row.firmware_from, firmwareTo: row.firmware_to, firmwareToIncluded: true };
  const answer = firmwareAnswer(grammar, firmware === '' ? null : firmware, range);
  return answer === 'certain' ? 'yes' : answer === 'no' ? 'no' : 'unknown';
}

/** A certificate with its history as of a day. */
export function viewCertificate(row: CertificateRecord, events: readonly CertificateEventRecord[], day: string): Certificate {
  return {
    id: row.id,
    number: row.number,
    body: row.body,
    standard: row.standard,
    revision: row.revision,
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    firmwareFrom: row.firmware_from,
    firmwareTo: row.firmware_to,
    state: certificateState(row, events, day),
    events: events.map((each) => ({
      status: each.status === 'suspended' ? 'suspended' : each.status === 'withdrawn' ? 'withdrawn' : 'valid',
      from: each.from_day,
      reason: each.reason,
      document: each.document,
      by: each.by_name,
      recordedAt: each.recorded_at,
    })),
  };
}
