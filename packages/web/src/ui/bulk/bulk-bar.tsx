import { Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { BulkChange, CameraChange, ChosenCameras, Total } from '@ancam/contract';
import { BULK_KINDS } from '../../lib/bulk-change.ts';
import type { BulkKind } from '../../lib/bulk-change.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import type { Selection } from '../../lib/selection.ts';
import { BulkForm } from './bulk-form.tsx';
import { BulkPreviewStep } from './bulk-preview.tsx';
import { BulkResult } from './bulk-result.tsx';

interface DialogueProps {
  readonly kind: BulkKind;
  readonly chosen: ChosenCameras;
  readonly close: () => void;
}

/** Three steps: what is set, what that would do, what was done. */
function Dialogue({ kind, chosen, close }: DialogueProps): ReactNode {
  const { t } = useTranslation();
  const [change, setChange] = useState<CameraChange>();
  const [isShown, setIsShown] = useState(false);
  const [begun, setBegun] = useState<BulkChange>();
  // The list behind is read again when the change is made, and what is ticked may go; the choice of this dialogue stays.
  const [choice] = useState(chosen);
  const ticked = 'ids' in choice ? choice.ids.length : undefined;
  if (begun !== undefined) return <BulkResult key={begun.state} begun={begun} onBegun={setBegun} close={close} />;
  if (isShown && change !== undefined) {
    return <BulkPreviewStep body={{ chosen: choice, change }} ticked={ticked} back={() => setIsShown(false)} onBegun={setBegun} />;
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setIsShown(change !== undefined);
      }}
    >
      <Stack>
        <BulkForm kind={kind} onChange={setChange} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" disabled={change === undefined}>
            {t('bulk.look')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface BulkBarProps {
  readonly selection: Selection;
  readonly total: Total;
  /** Rows on screen are all there are. */
  readonly complete: boolean;
  readonly chosen: ChosenCameras;
  readonly chooseWhole: () => void;
  readonly clear: () => void;
}

/** What can be done with the ticked cameras. */
export function BulkBar({ selection, total, complete, chosen, chooseWhole, clear }: BulkBarProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [kind, setKind] = useState<BulkKind>();
  if (selection.keys.size === 0 && kind === undefined) return null;
  const shown = formatNumber(total.count, language);
  return (
    <div className="bulk-bar" role="region" aria-label={t('bulk.region')}>
      <Text size="sm" role="status" component="span">
        {selection.whole
          ? t(total.exact ? 'bulk.wholeChosen' : 'bulk.wholeChosenMore', { shown })
          : t('bulk.chosen', { count: selection.keys.size, shown: formatNumber(selection.keys.size, language) })}
      </Text>
      {selection.whole || complete ? null : (
        <Button variant="subtle" size="compact-sm" onClick={chooseWhole}>
          {t(total.exact ? 'bulk.chooseWhole' : 'bulk.chooseWholeMore', { shown })}
        </Button>
      )}
      <Group gap="xs" ml="auto">
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="xs" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t('bulk.change')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {BULK_KINDS.map((each) => (
              <Menu.Item key={each} onClick={() => setKind(each)}>
                {t(`bulk.kind.${each}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" size="xs" onClick={clear}>
          {t('bulk.clear')}
        </Button>
      </Group>
      <Modal
        opened={kind !== undefined}
        onClose={() => setKind(undefined)}
        title={kind === undefined ? '' : t(`bulk.kind.${kind}`)}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {kind === undefined ? null : <Dialogue kind={kind} chosen={chosen} close={() => setKind(undefined)} />}
      </Modal>
    </div>
  );
}
