import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CameraDetail } from '@ancam/contract';
import { useChange } from '../lib/api.ts';
import { DataTable } from './data-table.tsx';
import { Facts } from './facts.tsx';
import { TextLink } from './link.tsx';
import { NamedPicker } from './named-picker.tsx';
import type { NamedKind } from './named-picker.tsx';
import { Section } from './section.tsx';
import { Fault } from './states.tsx';

const KINDS = ['system', 'site', 'group', 'recorder'] as const satisfies readonly NamedKind[];

interface OfCamera {
  readonly camera: CameraDetail;
}

function LinksForm({ camera, close }: OfCamera & { readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const [ids, setIds] = useState<Readonly<Record<NamedKind, string | null>>>({
    system: camera.system?.id ?? null,
    site: camera.site?.id ?? null,
    group: camera.group?.id ?? null,
    recorder: camera.recorder?.id ?? null,
  });
  const [channel, setChannel] = useState(camera.channel === null ? '' : String(camera.channel));
  const update = useChange(api.updateCamera, close);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const { system: systemId, site: siteId, group: groupId, recorder: recorderId } = ids;
    const body = { systemId, siteId, groupId, recorderId, channel: recorderId === null || channel === '' ? null : Number(channel) };
    update.mutate({ params: { id: camera.id }, body });
  }
  const kinds = camera.kind === 'recorder' ? KINDS.filter((kind) => kind !== 'recorder') : KINDS;
  return (
    <form onSubmit={submit}>
      <Stack>
        {kinds.map((kind) => {
          const named = camera[kind];
          return (
            <NamedPicker
              key={kind}
              kind={kind}
              label={t(`links.${kind}`)}
              value={ids[kind]}
              onChange={(id) => setIds((before) => ({ ...before, [kind]: id }))}
              chosen={named === null ? undefined : { value: named.id, label: named.name }}
            />
          );
        })}
        {ids.recorder === null || camera.kind === 'recorder' ? null : (
          <TextInput
            label={t('links.channel')}
            inputMode="numeric"
            maxLength={4}
            value={channel}
            onChange={(event) => setChannel(event.currentTarget.value.replaceAll(/\D/g, ''))}
          />
        )}
        {update.isError ? <Fault error={update.error} fix={t('links.fix')} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={update.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function EditLinks({ camera }: OfCamera): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={open}>
        {t('links.edit')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('links.edit')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <LinksForm camera={camera} close={close} />
      </Modal>
    </>
  );
}

/** What a camera belongs to: system, site, group, recorder and channel. */
export function CameraLinks({ camera }: OfCamera): ReactNode {
  const { t } = useTranslation();
  const { system, site, group, recorder, channel } = camera;
  const none = t('links.none');
  return (
    <Section title={t('links.title')} actions={camera.actions.may.includes('edit') ? <EditLinks camera={camera} /> : undefined}>
      <Facts
        rows={[
          [
            t('links.system'),
            system === null ? (
              none
            ) : (
              <TextLink to="/systems/$id" params={{ id: system.id }}>
                {system.name}
              </TextLink>
            ),
          ],
          [
            t('links.site'),
            site === null ? (
              none
            ) : (
              <TextLink to="/cameras" search={{ site: site.id }}>
                {site.name}
              </TextLink>
            ),
          ],
          [
            t('links.group'),
            group === null ? (
              none
            ) : (
              <TextLink to="/cameras" search={{ group: group.id }}>
                {group.name}
              </TextLink>
            ),
          ],
          [
            t('links.recorder'),
            recorder === null ? null : (
              <TextLink to="/cameras/$id" params={{ id: recorder.id }}>
                {recorder.name}
              </TextLink>
            ),
          ],
          [t('links.channel'), channel],
        ]}
      />
    </Section>
  );
}

/** What a recorder records, by channel. */
export function RecorderChannels({ camera }: OfCamera): ReactNode {
  const { t } = useTranslation();
  if (camera.channels.length === 0) return null;
  return (
    <Section title={t('links.channels')} flush>
      <DataTable
        label={t('links.channels')}
        rows={camera.channels}
        rowKey={(each) => each.id}
        columns={[
          { key: 'channel', header: t('links.channel'), numeric: true, cell: (each) => each.channel ?? '–' },
          {
            key: 'name',
            header: t('camera.name'),
            cell: (each) => (
              <TextLink to="/cameras/$id" params={{ id: each.id }} className="breakable">
                {each.name}
              </TextLink>
            ),
          },
          { key: 'status', header: t('camera.status'), cell: (each) => t(`cameraStatus.${each.status}`) },
        ]}
      />
    </Section>
  );
}
