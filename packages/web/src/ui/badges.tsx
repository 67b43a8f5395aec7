import { Group } from '@mantine/core';
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconEyeOff,
  IconFlag,
  IconInfoCircle,
  IconPlayerPause,
  IconProgress,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { SEVERITIES } from '@ancam/core';
import type { Outcome, RequirementVerdict, ScanStatus, Severity } from '@ancam/core';

type Tone = 'critical' | 'high' | 'medium' | 'low' | 'info' | 'good' | 'busy';

interface TagProps {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly children: ReactNode;
}

/** A word with its icon on a quiet ground; colour never stands alone. */
export function Tag({ tone, icon: Shape, children }: TagProps): ReactNode {
  return (
    <span className="tag" data-tone={tone}>
      <Shape size={14} aria-hidden />
      <span>{children}</span>
    </span>
  );
}

const SEVERITY_ICON = {
  critical: IconAlertOctagon,
  high: IconAlertTriangle,
  medium: IconFlag,
  low: IconInfoCircle,
  info: IconInfoCircle,
} as const satisfies Record<Severity, Icon>;

interface SeverityTagProps {
  readonly severity: Severity | null;
  /** Whether anything was checked at all: what nobody looked at must not look clean. */
  readonly checked?: boolean;
}

/** How bad, in a word. */
export function SeverityTag({ severity, checked = true }: SeverityTagProps): ReactNode {
  const { t } = useTranslation();
  if (severity === null && !checked) {
    return (
      <Tag tone="info" icon={IconCircleDashed}>
        {t('severity.unchecked')}
      </Tag>
    );
  }
  if (severity === null) {
    return (
      <Tag tone="good" icon={IconCircleCheck}>
        {t('severity.none')}
      </Tag>
    );
  }
  return (
    <Tag tone={severity} icon={SEVERITY_ICON[severity]}>
      {t(`severity.${severity}`)}
    </Tag>
  );
}

interface SeverityCountsProps {
  readonly counts: Record<Severity, number>;
  /** As for a single tag. */
  readonly checked?: boolean;
}

/** How many of each severity, worst first, without the zeros. */
export function SeverityCounts({ counts, checked = true }: SeverityCountsProps): ReactNode {
  const { t } = useTranslation();
  const present = SEVERITIES.filter((severity) => counts[severity] > 0);
  if (present.length === 0) return <span className="quiet">{t(checked ? 'severity.none' : 'severity.unchecked')}</span>;
  return (
    <Group gap={4} component="span">
      {present.map((severity) => (
        <Tag key={severity} tone={severity} icon={SEVERITY_ICON[severity]}>
          {t('severity.count', { count: counts[severity], severity: t(`severity.${severity}`) })}
        </Tag>
      ))}
    </Group>
  );
}

const OUTCOME_LOOK = {
  fail: ['high', IconAlertTriangle],
  pass: ['good', IconCircleCheck],
  inconclusive: ['medium', IconCircleDashed],
  'not-applicable': ['info', IconCircleMinus],
  'not-checked': ['info', IconCircleDashed],
  error: ['medium', IconAlertTriangle],
} as const satisfies Record<Outcome, readonly [Tone, Icon]>;

/** What one check said. */
export function OutcomeTag({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { t } = useTranslation();
  const [tone, icon] = OUTCOME_LOOK[outcome];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`outcome.${outcome}`)}
    </Tag>
  );
}

const VERDICT_LOOK = {
  indication: ['high', IconAlertTriangle],
  'no-indication': ['good', IconCircleCheck],
  'not-visible': ['info', IconEyeOff],
  'not-checked': ['info', IconCircleDashed],
} as const satisfies Record<RequirementVerdict, readonly [Tone, Icon]>;

/** What a scan says about one requirement. */
export function VerdictTag({ verdict }: { readonly verdict: RequirementVerdict }): ReactNode {
  const { t } = useTranslation();
  const [tone, icon] = VERDICT_LOOK[verdict];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`verdict.${verdict}`)}
    </Tag>
  );
}

const STATUS_LOOK = {
  running: ['busy', IconProgress],
  paused: ['info', IconPlayerPause],
  completed: ['good', IconCircleCheck],
  cancelled: ['info', IconCircleMinus],
  interrupted: ['medium', IconAlertTriangle],
  limit: ['medium', IconAlertTriangle],
  failed: ['critical', IconAlertOctagon],
} as const satisfies Record<ScanStatus, readonly [Tone, Icon]>;

/** Where a scan stands. */
export function StatusTag({ status }: { readonly status: ScanStatus }): ReactNode {
  const { t } = useTranslation();
  const [tone, icon] = STATUS_LOOK[status];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`scanStatus.${status}`)}
    </Tag>
  );
}
