import type { ReplyHost } from './host.ts';
import { LARGE_MAKERS } from './large-makers.ts';
import { OTHER_MAKERS, STRANGERS } from './other-makers.ts';

/** Every device that only answers. */
export const REPLY_HOSTS: readonly ReplyHost[] = [...LARGE_MAKERS, ...OTHER_MAKERS, ...STRANGERS];
