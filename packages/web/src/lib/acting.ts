import { useSyncExternalStore } from 'react';

/** In whose name, or for which unit, this tab works. Kept per tab: two tabs may do different work side by side. */
export interface Acting {
  readonly delegation?: { readonly id: string; readonly name: string; readonly permissions: readonly string[] };
  readonly unit?: { readonly id: string; readonly name: string };
}

const KEY = 'ancam-acting';
const changed = new EventTarget();

function read(): Acting {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

let current = read();

export function actingNow(): Acting {
  return current;
}

/** Changes in whose name this tab works; an empty choice is the own name and unit. */
export function act(acting: Acting): void {
  current = acting;
  sessionStorage.setItem(KEY, JSON.stringify(acting));
  changed.dispatchEvent(new Event('change'));
}

function subscribe(listener: () => void): () => void {
  changed.addEventListener('change', listener);
  return () => changed.removeEventListener('change', listener);
}

export function useActing(): Acting {
  return useSyncExternalStore(subscribe, actingNow);
}

/** One's own account and the sign-in are always one's own. */
const OWN = /^\/api\/(own|login|logout|session|invitation|setup)\b/;

/** Headers that tell the server in whose name a call is made. */
export function actingHeaders(url: string): Record<string, string> {
  if (OWN.test(url)) return {};
  const { delegation, unit } = current;
  return {
    ...(delegation === undefined ? {} : { 'x-ancam-delegation': delegation.id }),
    ...(unit === undefined ? {} : { 'x-ancam-unit': unit.id }),
  };
}
