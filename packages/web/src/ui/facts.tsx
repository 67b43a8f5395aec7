import type { ReactNode } from 'react';

interface FactsProps {
  /** Names and values; what is empty or not known is left out. */
  readonly rows: readonly (readonly [label: string, value: ReactNode])[];
}

/** Names with their values. */
export function Facts({ rows }: FactsProps): ReactNode {
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="breakable">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
