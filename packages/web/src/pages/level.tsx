import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { Async } from '../ui/async.tsx';
import { Sheet } from '../ui/levels/sheet.tsx';

/** The level of a system. */
export function SystemLevelPage(): ReactNode {
  const { id } = useParams({ from: '/app/systems/$id/level' });
  return <Async query={useRead(api.getSystemLevel, { params: { id } })}>{(sheet) => <Sheet key={id} sheet={sheet} />}</Async>;
}

/** How a group of cameras is treated. */
export function GroupLevelPage(): ReactNode {
  const { id } = useParams({ from: '/app/camera-groups/$id/level' });
  return <Async query={useRead(api.getGroupLevel, { params: { id } })}>{(sheet) => <Sheet key={id} sheet={sheet} />}</Async>;
}
