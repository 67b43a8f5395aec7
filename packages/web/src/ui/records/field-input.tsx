import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Field, FieldKind } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { DateField } from '../date-field.tsx';
import { RecordPicker } from './record-picker.tsx';

interface FieldInputProps {
  readonly field: Field;
  readonly value: string | boolean;
  /** How the named unit or record is called. */
  readonly name?: string | undefined;
  readonly isFaulty: boolean;
  readonly onChange: (value: string | boolean) => void;
}

const LINE = 200;
const SEVERAL = 5000;

/** What every input is given besides its field. */
interface Common {
  readonly label: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly error: string | undefined;
  readonly typed: string;
}
type Input = (props: FieldInputProps & { readonly common: Common }) => ReactNode;

const LineInput: Input = ({ field, onChange, common: { typed, ...common } }) => (
  <TextInput {...common} maxLength={field.max ?? LINE} value={typed} onChange={(event) => onChange(event.currentTarget.value)} />
);

const LinesInput: Input = ({ field, onChange, common: { typed, ...common } }) => (
  <Textarea
    {...common}
    autosize
    minRows={2}
    maxLength={field.max ?? SEVERAL}
    value={typed}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

const QuantityInput: Input = ({ onChange, common: { typed, ...common } }) => (
  <TextInput {...common} inputMode="decimal" maxLength={24} value={typed} onChange={(event) => onChange(event.currentTarget.value)} />
);

const DayInput: Input = ({ onChange, common: { typed, description, ...common } }) => (
  <DateField {...common} {...(description === undefined ? {} : { description })} value={typed} onChange={onChange} />
);

const FlagInput: Input = ({ value, onChange, common }) => (
  <Checkbox
    label={common.label}
    description={common.description}
    checked={value === true}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);

function ChoiceInput({ field, onChange, common: { typed, ...common } }: Parameters<Input>[0]): ReactNode {
  const text = useText();
  const options = (field.choices ?? []).map(({ id, title }) => ({ value: id, label: text(title) }));
  return (
    <NativeSelect
      {...common}
      value={typed}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: '' }, ...options]}
    />
  );
}

const LinkInput: Input = ({ field, name, onChange, common: { typed, label, description, error } }) => (
  <RecordPicker
    label={label}
    description={description}
    register={field.register ?? ''}
    value={typed}
    name={name}
    error={error}
    onChange={onChange}
  />
);

const INPUTS: Readonly<Record<FieldKind, Input>> = {
  text: LineInput,
  person: LineInput,
  longtext: LinesInput,
  number: QuantityInput,
  money: QuantityInput,
  date: DayInput,
  flag: FlagInput,
  choice: ChoiceInput,
  record: LinkInput,
  // Chosen elsewhere: files are attached to the record that is there.
  unit: () => null,
  file: () => null,
};

/** The input of one field, by its kind. */
export function FieldInput(props: FieldInputProps): ReactNode {
  const { field, value, isFaulty } = props;
  const { t } = useTranslation();
  const text = useText();
  const Kind = INPUTS[field.kind];
  const common: Common = {
    label: text(field.title),
    description: field.hint === undefined ? undefined : text(field.hint),
    required: field.required === true,
    error: isFaulty ? t('registers.faulty') : undefined,
    typed: typeof value === 'string' ? value : '',
  };
  return <Kind {...props} common={common} />;
}
