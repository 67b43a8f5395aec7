import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** A column: on a phone each row becomes a card with the header beside its value. */
export interface Column<T> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: T) => ReactNode;
  readonly numeric?: boolean;
}

interface DataTableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
}

/** A table that scrolls inside its own box and turns into cards on narrow screens. Roles are spelled out: display:block drops them. */
export function DataTable<T>({ label, columns, rows, rowKey }: DataTableProps<T>): ReactNode {
  return (
    <div className="table-box">
      <Table role="table" aria-label={label} className="data-table" verticalSpacing="xs" highlightOnHover>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map((column) => (
              <Table.Th key={column.key} role="columnheader" scope="col" data-numeric={column.numeric}>
                {column.header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)} role="row">
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
