import { Button, Checkbox, NativeSelect, Paper, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { UNIT_KINDS } from '@ancam/core';
import type { TakerFields } from '../../lib/reorganisation-form.ts';
import { UnitPicker } from '../units/unit-picker.tsx';
import { useUnitWords } from '../units/unit-words.ts';

interface TakerProps {
  readonly taker: TakerFields;
  readonly set: (change: Partial<TakerFields>) => void;
  readonly remove?: (() => void) | undefined;
  /** Objects are given out by territory. */
  readonly byPlace: boolean;
}

/** A unit that takes over: one that stands, or one that the event registers. */
export function Taker({ taker, set, remove, byPlace }: TakerProps): ReactNode {
  const { t } = useTranslation();
  const { kindOf } = useUnitWords();
  return (
    <Paper withBorder p="sm" component="fieldset">
      <Stack gap="sm">
        <Checkbox
          label={t('reorganisation.fresh')}
          checked={taker.fresh}
          onChange={(event) => set({ fresh: event.currentTarget.checked })}
        />
        {taker.fresh ? (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('units.name')}
              required
              minLength={2}
              value={taker.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('units.kindLabel')}
              data={UNIT_KINDS.map((value) => ({ value, label: kindOf(value) }))}
              value={taker.kind}
              onChange={(event) => set({ kind: UNIT_KINDS.find((each) => each === event.currentTarget.value) ?? 'other' })}
            />
            <TextInput label={t('units.code')} value={taker.code} onChange={(event) => set({ code: event.currentTarget.value })} />
            <TextInput
              label={t('units.placeCode')}
              inputMode="numeric"
              value={taker.placeCode}
              onChange={(event) => set({ placeCode: event.currentTarget.value })}
            />
            <UnitPicker
              label={t('units.parent')}
              description={t('units.parentHint')}
              value={taker.parentId}
              onChange={(parentId) => set({ parentId })}
            />
          </SimpleGrid>
        ) : (
          <UnitPicker label={t('reorganisation.standing')} required value={taker.unit} onChange={(unit, name) => set({ unit, name })} />
        )}
        {byPlace ? (
          <Textarea
            label={t('reorganisation.places')}
            description={t('reorganisation.placesHint')}
            autosize
            minRows={2}
            value={taker.places}
            onChange={(event) => set({ places: event.currentTarget.value })}
          />
        ) : null}
        {remove === undefined ? null : (
          <Button variant="subtle" color="red" size="xs" onClick={remove} style={{ alignSelf: 'flex-end' }}>
            {t('reorganisation.removeTaker')}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
