import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ReportState } from '@ancam/contract';

const TONES = {
  draft: 'info',
  checked: 'low',
  frozen: 'low',
  submitted: 'busy',
  accepted: 'good',
  returned: 'high',
  replaced: 'info',
} as const;

/** The state of a report, in a colour and a word; without one nothing has been begun. */
export function ReportStateTag({ state }: { readonly state: ReportState | null }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="tag" data-tone={state === null ? 'medium' : TONES[state]}>
      {t(`reports.stateOf.${state ?? 'none'}`)}
    </span>
  );
}
