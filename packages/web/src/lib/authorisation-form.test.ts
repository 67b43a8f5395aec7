import { expect, test } from 'vitest';
import { AuthorisationBody } from '@ancam/contract';
import { authorisationBody, authorisationFaults, blankAuthorisation } from './authorisation-form.ts';

const filled = {
  ...blankAuthorisation(new Date('2026-07-14T03:00:00Z')),
  grantedBy: 'Nguyễn Văn An',
  document: '12/QĐ-UBND',
  targets: '192.168.1.0/24\n192.168.2.5',
};

test('a blank form lasts a month and lacks only its targets', () => {
  const blank = blankAuthorisation(new Date('2026-07-14T03:00:00Z'));
  expect([blank.validFrom, blank.validUntil]).toEqual(['2026-07-14', '2026-08-13']);
  expect(authorisationFaults(blank)).toEqual(['noTargets']);
});

test('a filled form is what the API takes', () => {
  expect(authorisationFaults(filled)).toEqual([]);
  const body = AuthorisationBody.parse(authorisationBody(filled));
  expect(body.targets).toEqual(['192.168.1.0/24', '192.168.2.5']);
  expect(body.publicHolder).toBeUndefined();
});

test('missing and reversed dates and wrong addresses are named', () => {
  expect(authorisationFaults({ ...filled, validUntil: '' })).toEqual(['dates']);
  expect(authorisationFaults({ ...filled, validUntil: '2026-07-01' })).toEqual(['dateOrder']);
  expect(authorisationFaults({ ...filled, excluded: '10.0.0.0/99' })).toEqual(['targets']);
});
