import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { REGISTERS } from '@ancam/contract';
import type { DutySource } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { TextLink } from '../link.tsx';

const SIMPLE = new Map(REGISTERS.map((register) => [register.id, register]));

interface KeptProps {
  readonly register: string;
  readonly id: string;
  readonly label: string;
}

/** The page of what tells a fact; what a unit's figures show leads to the list that they count. */
function KeptLink({ register, id, label }: KeptProps): ReactNode {
  const shown = { className: 'breakable', children: label };
  if (SIMPLE.has(register)) return <TextLink to="/registers/$register/$id" params={{ register, id }} {...shown} />;
  switch (register) {
    case 'systems':
      return <TextLink to="/systems/$id" params={{ id }} {...shown} />;
    case 'camera-groups':
      return <TextLink to="/camera-groups/$id/level" params={{ id }} {...shown} />;
    case 'dossiers':
      return <TextLink to="/dossiers/$id" params={{ id }} {...shown} />;
    case 'checks':
      return <TextLink to="/checks/$id" params={{ id }} {...shown} />;
    case 'plans':
      return <TextLink to="/plans/$id" params={{ id }} {...shown} />;
    case 'reports':
      return <TextLink to="/reports/$id" params={{ id }} search={{}} {...shown} />;
    case 'objects':
      return <TextLink to="/duties/objects/$id" params={{ id }} {...shown} />;
    default:
      return <RegisterLink register={register} />;
  }
}

/** Where a piece of evidence is kept, one click away. */
export function SourceLink({ source: { register, id, name } }: { readonly source: DutySource }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const simple = SIMPLE.get(register);
  const label = name || (simple === undefined ? t('duties.openSource') : text(simple.one));
  return id === null ? <span className="quiet">{label}</span> : <KeptLink register={register} id={id} label={label} />;
}

/** Lists that are no simple registers. */
const LISTS = [
  { of: ['systems'], to: '/systems', title: 'nav.systems' },
  { of: ['dossiers'], to: '/dossiers', title: 'nav.dossiers' },
  { of: ['checks'], to: '/checks', title: 'nav.checks' },
  { of: ['plans'], to: '/plans', title: 'nav.plans' },
  { of: ['reports'], to: '/reports', title: 'nav.reports' },
  { of: ['cameras', 'findings'], to: '/cameras', title: 'nav.cameras' },
  { of: ['warnings'], to: '/warnings', title: 'nav.warnings' },
] as const;

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
  const list = LISTS.find(({ of }) => of.some((each) => each === register));
  if (list !== undefined)
    return (
      <TextLink to={list.to} underline="always">
        {t(list.title)}
      </TextLink>
    );
  return null;
}
