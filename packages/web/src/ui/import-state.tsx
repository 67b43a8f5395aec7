import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleMinus, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { TableImport } from '@ancam/contract';
import { TableImportState } from '@ancam/contract';
import { Tag } from './badges.tsx';

const LOOK = {
  uploaded: { tone: 'info', icon: IconCircleDashed },
  mapped: { tone: 'info', icon: IconCircleDashed },
  checking: { tone: 'busy', icon: IconProgress },
  checked: { tone: 'low', icon: IconCircleCheck },
  applying: { tone: 'busy', icon: IconProgress },
  done: { tone: 'good', icon: IconCircleCheck },
  failed: { tone: 'critical', icon: IconAlertTriangle },
  cancelled: { tone: 'medium', icon: IconCircleMinus },
} as const;

/** The state of an import, in words. */
export function stateOf(each: TableImport): keyof typeof LOOK {
  return TableImportState.parse(each.actions.state);
}

/** Where an import stands, in a word. */
export function ImportState({ each }: { readonly each: TableImport }): ReactNode {
  const { t } = useTranslation();
  const state = stateOf(each);
  return <Tag {...LOOK[state]}>{t(`importTable.state.${state}`)}</Tag>;
}
