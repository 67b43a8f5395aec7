import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Delivery } from '@ancam/contract';
import { formatDay } from '../../lib/format.ts';
import { RecordAnchor } from '../records/record-links.tsx';

/** Who received a document when, and what was done about it. */
export function DeliveryDone({ delivery }: { readonly delivery: Delivery }): ReactNode {
  const { t } = useTranslation();
  const { receivedOn, receivedBy, arrivalNumber, actedOn, actedBy, actedNote, actedWith } = delivery;
  if (receivedOn === null) return '–';
  return (
    <div className="breakable">
      <Text size="sm">
        {t('documents.receivedLine', { on: formatDay(receivedOn), by: receivedBy })}
        {arrivalNumber === '' ? '' : `, ${t('documents.arrival', { number: arrivalNumber })}`}
      </Text>
      {actedOn === null ? null : <Text size="sm">{t('documents.actedLine', { on: formatDay(actedOn), by: actedBy })}</Text>}
      {actedNote === '' ? null : <Text size="sm">{actedNote}</Text>}
      {actedWith === null ? null : <RecordAnchor link={actedWith} />}
    </div>
  );
}
