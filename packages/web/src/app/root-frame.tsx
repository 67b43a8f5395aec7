import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ConnectionNotice } from './connection-notice.tsx';

/** What surrounds every page, signed in or not. */
export function RootFrame(): ReactNode {
  return (
    <>
      <ConnectionNotice />
      <Outlet />
    </>
  );
}
