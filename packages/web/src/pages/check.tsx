import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ModelCheck } from '@ancam/contract';
import { Gate } from '../app/gate.tsx';
import { useRead } from '../lib/api.ts';
import { formatDay, formatPlainDate } from '../lib/format.ts';
import { compact } from '../lib/list-search.ts';
import { Async } from '../ui/async.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Facts } from '../ui/facts.tsx';
import { HrefLink, TextLink } from '../ui/link.tsx';

const COLOUR = { warned: 'red', 'possibly-warned': 'yellow', 'no-known-warning': 'gray', 'unknown-device': 'gray' } as const;

function Question(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/check' });
  const navigate = useNavigate({ from: '/check' });
  const [fields, setFields] = useState({
    maker: search.maker ?? '',
    model: search.model ?? '',
    firmware: search.firmware ?? '',
    on: search.on ?? '',
  });
  const set = (change: Partial<typeof fields>): void => setFields((before) => ({ ...before, ...change }));
  function ask(event: FormEvent): void {
    event.preventDefault();
    void navigate({ search: compact(fields) });
  }
  return (
    <form onSubmit={ask} className="no-print">
      <Stack>
        <TextInput
          label={t('camera.maker')}
          required
          maxLength={200}
          value={fields.maker}
          onChange={(event) => set({ maker: event.currentTarget.value })}
        />
        <TextInput
          label={t('camera.model')}
          maxLength={200}
          value={fields.model}
          onChange={(event) => set({ model: event.currentTarget.value })}
        />
        <TextInput
          label={t('camera.firmware')}
          description={t('check.firmwareHint')}
          maxLength={200}
          value={fields.firmware}
          onChange={(event) => set({ firmware: event.currentTarget.value })}
        />
        <DateField label={t('check.on')} description={t('check.onHint')} value={fields.on} onChange={(on) => set({ on })} />
        <Button type="submit" leftSection={<IconSearch size={16} aria-hidden />}>
          {t('check.ask')}
        </Button>
      </Stack>
    </form>
  );
}

function Warnings({ answer }: { readonly answer: ModelCheck }): ReactNode {
  const { t } = useTranslation();
  if (answer.warnings.length === 0) return null;
  return (
    <section>
      <h2>{t('nav.warnings')}</h2>
      {answer.warnings.map((each) => (
        <div key={`${each.document} ${each.title}`}>
          <Text fw={600}>{each.title}</Text>
          <Facts
            rows={[
              [t('check.certainty'), t(`flags.${each.certainty}`)],
              [t('warnings.issuer'), each.issuer],
              [t('warnings.document'), `${each.document} · ${formatPlainDate(each.documentDate)}`],
              [t('warnings.effect'), each.effect],
              [t('warnings.remedy'), each.remedy],
            ]}
          />
        </div>
      ))}
    </section>
  );
}

function Certificates({ answer }: { readonly answer: ModelCheck }): ReactNode {
  const { t } = useTranslation();
  if (answer.model === null) return null;
  return (
    <section>
      <h2>{t('models.papers')}</h2>
      {answer.certificates.length === 0 ? <Text size="sm">{t('check.noCertificate')}</Text> : null}
      {answer.certificates.map((each) => (
        <Facts
          key={`${each.body} ${each.number}`}
          rows={[
            [t('models.number'), each.number],
            [t('models.body'), each.body],
            [t('models.standard'), each.standard],
            [t('models.issuedOn'), formatPlainDate(each.issuedOn)],
            [t('models.expiresOn'), each.expiresOn === null ? '' : formatPlainDate(each.expiresOn)],
            [t('models.state'), t(`models.certificateStates.${each.state}`)],
            [t('check.covers'), t(`check.coverAnswers.${each.covers}`)],
          ]}
        />
      ))}
    </section>
  );
}

function Candidates({ answer }: { readonly answer: ModelCheck }): ReactNode {
  const { t } = useTranslation();
  if (answer.candidates.length === 0) return null;
  return (
    <section className="no-print">
      <h2>{t('check.candidates')}</h2>
      <ul>
        {answer.candidates.map(({ maker, model }) => (
          <li key={`${maker} ${model ?? ''}`}>
            <TextLink to="/check" search={compact({ maker, model: model ?? answer.asked.model, firmware: answer.asked.firmware })}>
              {[maker, model].filter(Boolean).join(' ')}
            </TextLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Support({ answer }: { readonly answer: ModelCheck }): ReactNode {
  const { t } = useTranslation();
  const { support, firmware } = answer;
  if (support === null && firmware === null) return null;
  return (
    <section>
      <h2>{t('models.support')}</h2>
      <Facts
        rows={[
          [t('models.supportFrom'), formatDay(support?.from)],
          [t('models.supportUntil'), formatDay(support?.until)],
          [t('models.saleEndsOn'), formatDay(support?.saleEndsOn)],
          [t('models.latest'), firmware?.latest ?? ''],
          [t('check.older'), firmware === null ? '' : t(`check.coverAnswers.${firmware.older}`)],
          [t('check.tested'), firmware === null ? '' : t(firmware.tested ? 'common.yes' : 'common.no')],
        ]}
      />
    </section>
  );
}

function Answer({ answer }: { readonly answer: ModelCheck }): ReactNode {
  const { t } = useTranslation();
  const date = formatPlainDate(answer.asked.on);
  const name = [answer.maker?.name ?? answer.asked.maker, answer.model?.name ?? answer.asked.model, answer.asked.firmware]
    .filter(Boolean)
    .join(' · ');
  return (
    <Stack role="status">
      {answer.sameAsCited === false ? <Alert color="yellow">{t('check.changed')}</Alert> : null}
      <Alert color={COLOUR[answer.verdict]} title={t(`check.verdicts.${answer.verdict}`, { date })}>
        {name}
      </Alert>
      <Candidates answer={answer} />
      <Warnings answer={answer} />
      <Certificates answer={answer} />
      <Support answer={answer} />
      <Text size="sm" c="dimmed">
        {t('check.notPart')}
      </Text>
      <Facts
        rows={[
          [t('check.snapshot'), <code key="snapshot">{answer.snapshot}</code>],
          [
            t('check.permalink'),
            <HrefLink key="link" href={answer.permalink}>
              {t('check.cite', { date })}
            </HrefLink>,
          ],
        ]}
      />
      <Group className="no-print">
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          {t('check.print')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What is published about a camera model; anybody may ask. */
export function CheckPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/check' });
  const { maker } = search;
  const answer = useRead(api.modelCheck, { query: { ...search, maker: maker ?? '' } }, { enabled: maker !== undefined });
  return (
    <Gate title={t('check.title')} lead={t('check.lead')} wide>
      <Question key={JSON.stringify(search)} />
      {maker === undefined ? null : <Async query={answer}>{(data) => <Answer answer={data} />}</Async>}
    </Gate>
  );
}
