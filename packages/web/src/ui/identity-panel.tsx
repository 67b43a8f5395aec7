import { Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { CameraDetail } from '@ancam/contract';
import { factText } from '@ancam/core';
import type { IdentityEvidence } from '@ancam/core';
import { formatPercent, formatPlainDate } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { Section } from './section.tsx';

function Why({ evidence }: { readonly evidence: readonly IdentityEvidence[] }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  if (evidence.length === 0) return <Text size="sm">{t('identity.noEvidence')}</Text>;
  return (
    <details className="why">
      <summary>{t('identity.why', { count: evidence.length })}</summary>
      <ul className="reasons" aria-label={t('identity.evidence')}>
        {evidence.map((each) => (
          <li key={JSON.stringify(each)}>
            <div className="breakable">
              {t('identity.reason', { about: t(`identity.abouts.${each.about}`), value: each.value })}{' '}
              <span className="quiet small">
                {t('identity.byClass', { name: t(`identity.classes.${each.class}`), weight: formatPercent(each.weight, language) })}
              </span>
            </div>
            <code className="breakable clamp small">{factText(each.fact, language)}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the device is, how sure that is, and why. */
export function IdentityPanel({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { identity } = camera;
  const rows = [
    ['kind', t(`kind.${identity.kind}`)],
    ['maker', camera.makerName],
    ['brand', identity.brand === undefined ? undefined : t('identity.via', { brand: identity.brand })],
    ['model', camera.model],
    ['hardware', identity.hardware],
    ['firmware', camera.firmware],
    ['firmwareBuilt', identity.firmwareBuilt === undefined ? undefined : formatPlainDate(identity.firmwareBuilt)],
    ['activated', identity.activated === undefined ? undefined : t(identity.activated ? 'common.yes' : 'common.no')],
    ['clockSkew', identity.clockSkewSeconds === undefined ? undefined : t('identity.seconds', { seconds: identity.clockSkewSeconds })],
    ['serial', identity.serial],
    ['mac', identity.mac?.replaceAll(/(..)(?=.)/g, '$1:')],
    ['address', camera.address],
    ['place', camera.place],
    ['purchasedOn', camera.purchasedOn === null ? null : formatPlainDate(camera.purchasedOn)],
    ['note', camera.note],
  ] as const;
  return (
    <Section title={t('identity.title')}>
      <dl className="facts">
        {rows
          .filter(([, value]) => value !== null && value !== undefined && value !== '')
          .map(([key, value]) => (
            <div key={key}>
              <dt>{t(`camera.${key}`)}</dt>
              <dd className="breakable">{value}</dd>
            </div>
          ))}
      </dl>
      <div className="confidence">
        <Text size="sm">
          {t('identity.confidence', { share: formatPercent(identity.confidence, language), strength: t(`strength.${identity.strength}`) })}
        </Text>
        <Progress.Root size="md" mt={4} mb="xs">
          <Progress.Section value={identity.confidence * 100} aria-label={t('camera.confidence')} />
        </Progress.Root>
      </div>
      <Why evidence={identity.evidence} />
    </Section>
  );
}
