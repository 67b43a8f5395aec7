import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { DossierDetail } from '@ancam/contract';
import { partyOf } from '../../lib/dossier-search.ts';
import { formatDay } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { ConfidenceMark } from '../confidence-mark.tsx';
import { Facts } from '../facts.tsx';
import { Section } from '../section.tsx';

function Party({ party }: { readonly party: DossierDetail['parties'][number] }): ReactNode {
  const { t } = useTranslation();
  const marks = [...(party.appraises ? ['appraises'] : []), ...(party.approves ? ['approves'] : []), ...(party.mine ? ['mine'] : [])];
  const told = marks.map((mark) => t(`dossiers.marks.${mark as 'mine'}`)).join(', '); // one of the three above
  return (
    <>
      {party.unit === null ? t('dossiers.notKnown') : party.unit.name} {told === '' ? null : <span className="quiet small">({told})</span>}
      {party.unit === null || party.unit.closedOn === null ? null : (
        <div className="small">{t('dossiers.unitClosed', { day: formatDay(party.unit.closedOn) })}</div>
      )}
      {party.submittedAs === null || party.submittedAs === '' ? null : (
        <div className="small">{t('dossiers.submittedAs', { name: party.submittedAs })}</div>
      )}
    </>
  );
}

/** Who is who in a dossier, by which clause, and the question where no text settles it. */
export function DossierParties({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { authority, parties } = dossier;
  return (
    <Section title={t('dossiers.parties')}>
      <Stack gap="sm">
        {authority.settled ? null : (
          <Alert color="yellow" title={t('dossiers.open')}>
            {authority.question === null ? t('dossiers.openNoQuestion') : text(authority.question.title)}
          </Alert>
        )}
        <Facts
          rows={parties.map((party) => [t(`dossiers.party.${partyOf(party.party)}`), <Party key={party.party} party={party} />] as const)}
        />
        <div>
          <Text size="sm">
            {text(authority.title)} <span className="quiet">({text(authority.clause)})</span>{' '}
            <ConfidenceMark confidence={authority.confidence} />
          </Text>
          {authority.note === null ? null : (
            <Text size="sm" c="dimmed">
              {text(authority.note)}
            </Text>
          )}
          {authority.owner === null ? null : (
            <Text size="sm" c="dimmed">
              {t('dossiers.byLaw', {
                owner: text(authority.owner),
                security: authority.securityUnit === null ? '–' : text(authority.securityUnit),
              })}
            </Text>
          )}
        </div>
        {authority.options.length === 0 ? null : (
          <div>
            <Text size="sm">{t('dossiers.options')}</Text>
            <ul className="notes">
              {authority.options.map(({ id, title }) => (
                <li key={id}>{text(title)}</li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Section>
  );
}
