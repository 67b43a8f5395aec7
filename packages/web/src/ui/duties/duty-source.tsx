import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { REGISTERS } from '@ancam/contract';
import type { DutySource } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { TextLink } from '../link.tsx';

const SIMPLE = new Map(REGISTERS.map((register) => [register.id, register]));

/** Where a piece of evidence is kept, one click away. */
export function SourceLink({ source }: { readonly source: DutySource }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { register, id, name } = source;
  const simple = SIMPLE.get(register);
  const label = name || (simple === undefined ? t('duties.openSource') : text(simple.one));
  if (id === null) return <span className="quiet">{label}</span>;
  if (simple !== undefined) {
    return (
      <TextLink to="/registers/$register/$id" params={{ register, id }} className="breakable">
        {label}
      </TextLink>
    );
  }
  if (register === 'systems') {
    return (
      <TextLink to="/systems/$id" params={{ id }} className="breakable">
        {label}
      </TextLink>
    );
  }
  if (register === 'checks') {
    return (
      <TextLink to="/checks/$id" params={{ id }} className="breakable">
        {label}
      </TextLink>
    );
  }
  if (register === 'objects') {
    return (
      <TextLink to="/duties/objects/$id" params={{ id }} className="breakable">
        {label}
      </TextLink>
    );
  }
  return name === '' ? null : <span className="breakable">{name}</span>;
}

/** Where something is to be recorded. */
export function RegisterLink({ register }: { readonly register: string }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const simple = SIMPLE.get(register);
  if (simple !== undefined) {
    return (
      <TextLink to="/registers/$register" params={{ register }} underline="always">
        {text(simple.title)}
      </TextLink>
    );
  }
  if (register === 'systems' || register === 'dossiers' || register === 'plans')
    return (
      <TextLink to="/systems" underline="always">
        {t('nav.systems')}
      </TextLink>
    );
  if (register === 'cameras' || register === 'findings')
    return (
      <TextLink to="/cameras" underline="always">
        {t('nav.cameras')}
      </TextLink>
    );
  if (register === 'warnings')
    return (
      <TextLink to="/warnings" underline="always">
        {t('nav.warnings')}
      </TextLink>
    );
  return null;
}
