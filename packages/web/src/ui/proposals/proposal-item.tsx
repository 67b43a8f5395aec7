import { Button, Group, Kbd, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowsExchange, IconCheck, IconMapPin, IconPlus, IconQuestionMark } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { KeyboardEvent, ReactNode } from 'react';
import { CameraStatus } from '@ancam/contract';
import type { Proposal, ProposalKind } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { Tag } from '../badges.tsx';
import { TextLink } from '../link.tsx';
import './proposals.css';

const KIND_ICON = { new: IconPlus, changed: IconArrowsExchange, moved: IconMapPin, gone: IconQuestionMark } as const satisfies Record<
  ProposalKind,
  Icon
>;
const KIND_TONE = { new: 'good', changed: 'low', moved: 'medium', gone: 'high' } as const;

type Change = Proposal['changes'][number];

function Value({ field, value }: { readonly field: Change['field']; readonly value: string | null }): ReactNode {
  const { t } = useTranslation();
  if (value === null) return <span className="quiet">{t('proposals.nothing')}</span>;
  if (field === 'status') return t(`cameraStatus.${CameraStatus.parse(value)}`);
  return <span className={field === 'maker' || field === 'model' || field === 'site' ? 'breakable' : 'mono breakable'}>{value}</span>;
}

/** What the register holds beside what the scan saw. */
function Changes({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { t } = useTranslation();
  return (
    <dl className="proposal-changes">
      {proposal.changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{t(`proposals.field.${field}`)}</dt>
          <dd>
            {proposal.kind === 'new' ? null : (
              <>
                <Value field={field} value={before} /> <span aria-hidden>→</span> <VisuallyHidden>{t('proposals.becomes')}</VisuallyHidden>
              </>
            )}
            <Value field={field} value={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Evidence({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { t } = useTranslation();
  const { recognisedBy, misses, camera, kind } = proposal;
  return (
    <Text size="xs" c="dimmed" component="p" m={0}>
      {recognisedBy === null || kind === 'new' ? null : <>{t('proposals.by', { mark: t(`proposals.mark.${recognisedBy}`) })} · </>}
      {kind === 'gone' ? <>{t('proposals.misses', { count: misses })} · </> : null}
      {kind === 'gone' && camera.lastSeenAt !== null ? <>{t('camera.seenAt', { at: formatDateTime(camera.lastSeenAt) })} · </> : null}
      {kind === 'new' && proposal.state === 'open' ? <>{t('proposals.findings', { count: camera.findings })} · </> : null}
      <TextLink to="/scans/$id" params={{ id: proposal.lastScanId }} inherit underline="always">
        {t('proposals.said', { at: formatDateTime(proposal.saidAt) })}
      </TextLink>
    </Text>
  );
}

function Decided({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { t } = useTranslation();
  const { state, rule, decidedBy, decidedAt, reason } = proposal;
  if (state === 'open') return null;
  const at = decidedAt === null ? '' : formatDateTime(decidedAt);
  const by = rule === null ? (decidedBy ?? '') : t('proposals.ruleOf', { rule: t(`proposals.rule.${rule}`) });
  return (
    <Text size="sm" component="p" m={0} className="breakable">
      {decidedAt === null ? t(`proposals.state.${state}`) : t('proposals.decided', { state: t(`proposals.state.${state}`), by, at })}
      {reason === '' ? '' : ` – ${reason}`}
    </Text>
  );
}

/** What may be done with a proposal. */
export interface Decisions {
  readonly accept: (proposal: Proposal) => void;
  readonly refuse: (proposal: Proposal) => void;
  readonly reopen: (proposal: Proposal) => void;
  /** The proposal whose decision is on its way. */
  readonly pending: string | undefined;
}

const ACTIONS = ['accept', 'refuse', 'reopen'] as const;
const KEYS = { accept: 'a', refuse: 'r', reopen: 'u' } as const;

function Buttons({ proposal, decisions }: { readonly proposal: Proposal; readonly decisions: Decisions }): ReactNode {
  const { t } = useTranslation();
  const may = ACTIONS.filter((action) => proposal.actions.may.includes(action));
  if (may.length === 0) return null;
  return (
    <Group gap="xs">
      {may.map((action) => (
        <Button
          key={action}
          size="xs"
          variant={action === 'accept' ? 'filled' : 'default'}
          loading={decisions.pending === proposal.id}
          leftSection={action === 'accept' ? <IconCheck size={14} aria-hidden /> : undefined}
          rightSection={
            <Kbd size="xs" aria-hidden className="key-hint">
              {KEYS[action].toUpperCase()}
            </Kbd>
          }
          onClick={() => decisions[action](proposal)}
        >
          {action === 'refuse' && proposal.kind === 'new' ? t('proposals.notOurs') : t(`proposals.action.${action}`)}
        </Button>
      ))}
    </Group>
  );
}

/** Moves the focus to the proposal after or before. */
function step(from: HTMLElement, by: 'nextElementSibling' | 'previousElementSibling'): void {
  const next = from[by];
  if (next instanceof HTMLElement) next.focus();
}

interface ProposalItemProps {
  readonly proposal: Proposal;
  readonly decisions: Decisions;
  /** On the page of its camera its name says nothing new. */
  readonly ofCamera?: boolean;
}

/** One proposal: what it is about, old beside new, what it rests on, what may be done. `j` and `k` move, `a`, `r`, `u` decide. */
export function ProposalItem({ proposal, decisions, ofCamera = false }: ProposalItemProps): ReactNode {
  const { t } = useTranslation();
  function onKey(event: KeyboardEvent<HTMLLIElement>): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'j' || event.key === 'ArrowDown') step(event.currentTarget, 'nextElementSibling');
    else if (event.key === 'k' || event.key === 'ArrowUp') step(event.currentTarget, 'previousElementSibling');
    else {
      const action = ACTIONS.find((each) => KEYS[each] === event.key && proposal.actions.may.includes(each));
      if (action === undefined) return;
      decisions[action](proposal);
    }
    event.preventDefault();
  }
  const { camera } = proposal;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- keys of a list beside the buttons that do the same
    <li className="proposal" tabIndex={0} onKeyDown={onKey} data-testid="proposal" data-kind={proposal.kind} data-state={proposal.state}>
      <Group gap="xs">
        <Tag tone={KIND_TONE[proposal.kind]} icon={KIND_ICON[proposal.kind]}>
          {t(`proposals.kind.${proposal.kind}`)}
        </Tag>
        {ofCamera ? null : (
          <TextLink to="/cameras/$id" params={{ id: camera.id }} fw={600} className="breakable">
            {camera.name}
          </TextLink>
        )}
        {ofCamera || camera.address === null || camera.address === camera.name ? null : (
          <span className="mono small">{camera.address}</span>
        )}
        {ofCamera || proposal.unit === null ? null : <span className="quiet small">{proposal.unit}</span>}
      </Group>
      <Changes proposal={proposal} />
      <Evidence proposal={proposal} />
      <Decided proposal={proposal} />
      <Buttons proposal={proposal} decisions={decisions} />
    </li>
  );
}
