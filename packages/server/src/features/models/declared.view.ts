import type { DeclaredInterface } from '@ancam/contract';
import { TRANSPORTS } from '@ancam/contract';
import type { DeclaredRecord } from './declared.store.ts';

/** An interface of the list as it is shown. */
export function viewDeclared(row: DeclaredRecord): DeclaredInterface {
  const { id, port, service, purpose, document, entered_by: enteredBy, entered_at: enteredAt } = row;
  return {
    id,
    transport: TRANSPORTS.find((each) => each === row.transport) ?? 'tcp',
    port,
    service,
    purpose,
    document,
    enteredBy,
    enteredAt,
  };
}
