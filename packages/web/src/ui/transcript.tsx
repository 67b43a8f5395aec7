import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { CameraDetail } from '@ancam/contract';
import { endText, formatDateTime, messageText } from '@ancam/core';
import type { Observation } from '@ancam/core';
import { useLanguage } from '../lib/language.ts';
import { useOpenHash } from '../lib/open-hash.ts';
import { Empty } from './states.tsx';

function Exchange({ observation }: { readonly observation: Observation }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <details id={`o${observation.n}`} className="exchange">
      <summary>
        <span className="mono quiet">{observation.n}</span>
        <span className="mono breakable grow">{observation.request}</span>
        <span className="quiet small">
          {t('transcript.line', {
            transport: observation.transport,
            port: observation.port,
            end: endText(observation.end, language),
            ms: observation.ms,
          })}
        </span>
      </summary>
      <Text size="xs" c="dimmed">
        {formatDateTime(observation.at)} · {observation.probe} · {observation.shape}
      </Text>
      <pre className="answer">{observation.response ?? t('transcript.noAnswer')}</pre>
    </details>
  );
}

/** Every exchange of the last scan with this camera: what was asked, what came back, secrets removed. */
export function Transcript({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  useOpenHash();
  if (camera.observations.length === 0) return <Empty title={t('transcript.none')} text={t('transcript.noneText')} />;
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {t('transcript.lead')}
      </Text>
      <Text size="sm">
        {camera.probes.map((each) => (
          <span key={each.probe} className="probe" title={each.reason === undefined ? undefined : messageText(each.reason, language)}>
            {each.probe}: {t(`probeState.${each.state}`)}
          </span>
        ))}
      </Text>
      {camera.observations.map((each) => (
        <Exchange key={each.n} observation={each} />
      ))}
    </Stack>
  );
}
