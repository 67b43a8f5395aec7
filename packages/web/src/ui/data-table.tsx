import { Checkbox, Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** A column: on a phone each row becomes a card with the header beside its value. */
export interface Column<T> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: T) => ReactNode;
  readonly numeric?: boolean;
}

/** Rows that can be ticked. The labels say whose box it is. */
export interface Ticks<T> {
  readonly keys: ReadonlySet<string>;
  /** `range`: everything between this row and the one ticked last. */
  readonly toggle: (key: string, range: boolean) => void;
  readonly toggleShown: () => void;
  readonly header: string;
  readonly label: (row: T) => string;
}

interface DataTableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly ticks?: Ticks<T> | undefined;
}

function TickAll<T>({ ticks, keys }: { readonly ticks: Ticks<T>; readonly keys: readonly string[] }): ReactNode {
  const ticked = keys.filter((key) => ticks.keys.has(key)).length;
  return (
    <Checkbox
      size="sm"
      aria-label={ticks.header}
      checked={ticked > 0 && ticked === keys.length}
      indeterminate={ticked > 0 && ticked < keys.length}
      onChange={ticks.toggleShown}
    />
  );
}

function Tick<T>({ ticks, row, id }: { readonly ticks: Ticks<T>; readonly row: T; readonly id: string }): ReactNode {
  return (
    <Checkbox
      size="sm"
      aria-label={ticks.label(row)}
      checked={ticks.keys.has(id)}
      onChange={(event) => {
        const { nativeEvent } = event;
        // A press with the mouse, or the space bar, comes as a click with its modifier keys.
        ticks.toggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
      }}
    />
  );
}

/** A table that scrolls inside its own box and turns into cards on narrow screens. Roles are spelled out: display:block drops them. */
export function DataTable<T>({ label, columns, rows, rowKey, ticks }: DataTableProps<T>): ReactNode {
  return (
    <div className="table-box">
      <Table role="table" aria-label={label} className="data-table" verticalSpacing="xs" highlightOnHover>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {ticks === undefined ? null : (
              <Table.Th role="columnheader" scope="col" className="tick">
                <TickAll ticks={ticks} keys={rows.map(rowKey)} />
              </Table.Th>
            )}
            {columns.map((column) => (
              <Table.Th key={column.key} role="columnheader" scope="col" data-numeric={column.numeric}>
                {column.header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)} role="row" data-ticked={ticks?.keys.has(rowKey(row))}>
              {ticks === undefined ? null : (
                <Table.Td role="cell" data-label={ticks.header} className="tick">
                  <Tick ticks={ticks} row={row} id={rowKey(row)} />
                </Table.Td>
              )}
              {columns.map((column) => (
                <Table.Td key={column.key} role="cell" data-label={column.header} data-numeric={column.numeric}>
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
