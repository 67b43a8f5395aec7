import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ReportCoverage } from '@ancam/contract';

const TONES = { accepted: 'good', waiting: 'info', returned: 'high', drafting: 'low', none: 'unchecked' } as const;
const PARTS = ['accepted', 'waiting', 'returned', 'drafting', 'none'] as const;

/** Units below by the state of their report, as one bar; the figures beneath say the same to a reader. */
export function CoverageBar({ counts }: { readonly counts: ReportCoverage['counts'] }): ReactNode {
  const { t } = useTranslation();
  const { units, reported, accepted, returned, drafting } = counts;
  if (units === 0) return null;
  const parts = { accepted, waiting: reported - accepted, returned, drafting, none: units - reported - returned - drafting };
  return (
    <>
      <Progress.Root size={22} aria-hidden mb="xs">
        {PARTS.filter((part) => parts[part] > 0).map((part) => (
          <Progress.Section key={part} value={(100 * parts[part]) / units} color={`var(--tone-${TONES[part]})`} />
        ))}
      </Progress.Root>
      <ul className="coverage-key" aria-hidden>
        {PARTS.filter((part) => parts[part] > 0).map((part) => (
          <li key={part}>
            <span className="coverage-mark" style={{ background: `var(--tone-${TONES[part]})` }} />
            {t(`reports.part.${part}`)} {parts[part]}
          </li>
        ))}
      </ul>
    </>
  );
}
