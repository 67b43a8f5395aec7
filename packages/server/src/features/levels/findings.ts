import type { LevelFindings } from '@ancam/contract';
import type { Text } from '@ancam/core';
import { citeAll } from '@ancam/law';
import type { CameraTreatment, Law, LevelDoubt, LevelMatch, LevelResult, RegimeReading } from '@ancam/law';

const NAMELESS: Text = { vi: '?', en: '?' };

/** What the law makes of a worksheet, in the words of the statute book as they stand today. */
export function findingsOf(
  law: Law,
  regime: RegimeReading,
  result: LevelResult | undefined,
  cameras: CameraTreatment | undefined,
): LevelFindings {
  const { matches = [], doubts = [] } = result ?? {};
  return {
    matches: matches.map(viewMatch),
    doubts: doubts.map((doubt) => viewDoubt(law, doubt)),
    grounds: result === undefined || matches.length === 0 ? null : result.grounds,
    confidence: result?.confidence ?? cameras?.confidence ?? 'found',
    regime: {
      title: law.data.regimes.find(({ id }) => id === regime.regime)?.title ?? NAMELESS,
      confidence: regime.confidence,
      notes: [...regime.notes],
      dues: regime.dues.map(({ on, what, state }) => ({ on, what, state })),
    },
    cameras: cameras === undefined ? null : viewCameras(law, cameras),
  };
}

function viewMatch({ answers: _answers, ...match }: LevelMatch): LevelFindings['matches'][number] {
  return match;
}

function viewDoubt(law: Law, { criterion, level, questions }: LevelDoubt): LevelFindings['doubts'][number] {
  const { title = NAMELESS, sources = [] } = law.data.criteria.find(({ id }) => id === criterion) ?? {};
  return { criterion, level, title, clause: citeAll(law, sources), questions: [...questions] };
}

function viewCameras(law: Law, cameras: CameraTreatment): NonNullable<LevelFindings['cameras']> {
  const { treatments, title } = law.data.cameraRule;
  const { grounds, clause, note, confidence, justificationLacks } = cameras;
  return {
    title: treatments.find(({ id }) => id === cameras.treatment)?.title ?? title,
    grounds,
    clause,
    ...(note === undefined ? {} : { note }),
    confidence,
    lacks: [...justificationLacks],
  };
}
