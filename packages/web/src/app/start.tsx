import './styles.ts';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut, queryClient } from '../lib/api.ts';
import { translateFieldMessages } from '../lib/language.ts';
import { dropSession } from '../lib/session.ts';
import { router } from './router.tsx';
import { theme } from './theme.ts';

function nonce(): string {
  return document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
}

/** Draws the application. The nonce lets the style elements of the component library pass the content policy. */
export function startApp(): void {
  // Read by the scroll lock of dialogues, which makes a style element of its own.
  Object.assign(globalThis, { __webpack_nonce__: nonce() });
  translateFieldMessages();
  onSignedOut(() => {
    dropSession();
    void router.invalidate();
  });
  const root = document.querySelector('#root');
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
