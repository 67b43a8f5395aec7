import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { REORGANISATION_STATES } from '@ancam/contract';

const TONES = {
  draft: 'unchecked',
  approved: 'info',
  applying: 'busy',
  applied: 'good',
  reversing: 'busy',
  reversed: 'medium',
  withdrawn: 'unchecked',
} as const;

/** The state of an event, in a colour and a word. */
export function StateTag({ state }: { readonly state: string }): ReactNode {
  const { t } = useTranslation();
  const known = REORGANISATION_STATES.find((each) => each === state) ?? 'draft';
  return (
    <span className="tag" data-tone={TONES[known]}>
      {t(`reorganisation.stateOf.${known}`)}
    </span>
  );
}
