import { loadLaw } from '@ancam/knowledge';
import { expect, test } from 'vitest';
import { answerFaults } from './answers.ts';
import { createLaw } from './law.ts';

const law = createLaw(loadLaw());
const faults = (answers: Parameters<typeof answerFaults>[1]) =>
  answerFaults(law, answers, ['system', 'cameras', 'dossier']).map(({ question, fault }) => `${question} ${fault}`);

test('answers that the questions take pass, and none is known to be none', () => {
  expect(
    faults({
      informationKinds: ['public', 'private'],
      servesSecurity: false,
      cameraCount: 0,
      infrastructureReach: null,
      approvedOn: '2024-02-29',
    }),
  ).toEqual([]);
});

test('each answer that its question does not take is told by the question', () => {
  expect(
    faults({
      informationKinds: ['public', 'public'],
      servesSecurity: 1,
      cameraCount: 0.5,
      infrastructureReach: 'galaxy',
      approvedOn: '2023-02-29',
      cameraPurpose: ' ',
      bodyKind: 'ward',
      toString: 'x',
    }),
  ).toEqual([
    'informationKinds kind',
    'servesSecurity kind',
    'cameraCount kind',
    'infrastructureReach kind',
    'approvedOn kind',
    'cameraPurpose kind',
    'bodyKind unknown',
    'toString unknown',
  ]);
});
