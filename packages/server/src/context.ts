import type { KnowledgeIndex } from '@ancam/knowledge';
import type { Law } from '@ancam/law';
import type { Logger } from 'pino';
import type { Access } from './access.ts';
import type { Store } from './db/actor.ts';
import type { MailSettings } from './features/mails/mail-settings.ts';
import type { Demonstration } from './demo/marker.ts';
import type { ServerKnowledge } from './own-knowledge.ts';
import type { Files } from './files/files.ts';

/** What every service of a running server works with. */
export interface Context extends Store {
  readonly knowledge: KnowledgeIndex;
  /** Records of the operator's own, where the data folder holds any. */
  readonly ownKnowledge?: NonNullable<ServerKnowledge['ownKnowledge']>;
  /** The statute book; read when first asked for. */
  readonly law: Law;
  /** Former administrative units imported into the data folder, where there can be any. */
  readonly formerPlaces?: string;
  /** Set where the register is made up: every page says so. */
  readonly demonstration?: Demonstration | null;
  /** Who gets in, and how. */
  readonly access: Access;
  readonly log: Logger;
  /** Set where the database is part of this process and does one thing at a time: long work leaves room for requests. */
  readonly embedded?: boolean;
  /** Name and version, as written into results. */
  readonly software: string;
  /** Where evidence lies and how it is judged. */
  readonly files: Files;
  /** How mail leaves; absent where no server is set. */
  readonly mail?: MailSettings;
}
