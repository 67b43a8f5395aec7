import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Scrolls to the element that the address names after `#`, and opens it if it is a folded one. */
export function useOpenHash(): void {
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash === '') return;
    const target = document.querySelector(`#${CSS.escape(hash)}`);
    if (target instanceof HTMLDetailsElement) target.open = true;
    target?.scrollIntoView({ block: 'start' });
  }, [hash]);
}
