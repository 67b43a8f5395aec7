import { Button, Fieldset, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Report, ReportEntry } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { formatDay } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { DateField } from '../date-field.tsx';
import { Section } from '../section.tsx';
import { Fault } from '../states.tsx';

interface InputProps {
  readonly entry: ReportEntry;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function EntryInput({ entry, value, onChange }: InputProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const shared = { label: text(entry.title), ...(entry.required ? { description: t('reports.needed') } : {}) };
  if (entry.kind === 'date') return <DateField {...shared} value={value} onChange={onChange} />;
  if (entry.kind === 'line')
    return <TextInput {...shared} maxLength={1000} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  return (
    <Textarea {...shared} autosize minRows={3} maxLength={10_000} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

/** What stands on the paper around the contents. */
function onPaper(id: string): boolean {
  return id.startsWith('paper:');
}

function EntriesForm({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const client = useQueryClient();
  const save = useChange(api.writeReportEntries);
  const { entries } = report.content;
  const untouched = Object.keys(typed).length === 0;
  const parts = [entries.filter(({ id }) => !onPaper(id)), entries.filter(({ id }) => onPaper(id))];
  function submit(event: FormEvent): void {
    event.preventDefault();
    // what was sent stays on the screen until the report has it, what is typed meanwhile stays unsaved
    const stored = async (): Promise<void> => {
      await client.invalidateQueries();
      setTyped((now) => Object.fromEntries(Object.entries(now).filter(([id, value]) => value !== typed[id])));
    };
    save.mutate({ params: { id: report.id }, body: { entries: typed } }, { onSuccess: () => void stored() });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {parts.map((part, at) => (
          <Fieldset key={part[0]?.id ?? ''} legend={at === 0 ? t('reports.inContent') : t('reports.onPaper')}>
            <Stack>
              {part.map((entry) => (
                <EntryInput
                  key={entry.id}
                  entry={entry}
                  value={typed[entry.id] ?? entry.value}
                  onChange={(value) => setTyped((before) => ({ ...before, [entry.id]: value }))}
                />
              ))}
            </Stack>
          </Fieldset>
        ))}
        {save.isError ? <Fault error={save.error} /> : null}
        <Group justify="flex-end">
          {save.isSuccess && untouched ? (
            <Text size="sm" role="status">
              {t('reports.textsSaved')}
            </Text>
          ) : null}
          <Button type="submit" disabled={untouched} loading={save.isPending}>
            {t('reports.saveTexts')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What people write into a report: a form while it is a draft, afterwards as text. */
export function ReportEntries({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const written = report.content.entries.filter(({ value }) => value !== '');
  const editable = report.actions.may.includes('entries');
  if (!editable && written.length === 0) return null;
  return (
    <Section title={t('reports.texts')}>
      {editable ? (
        <EntriesForm report={report} />
      ) : (
        <dl className="facts">
          {written.map(({ id, title, kind, value }) => (
            <div key={id}>
              <dt>{text(title)}</dt>
              <dd className="breakable prose">{kind === 'date' ? formatDay(value) : value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}
