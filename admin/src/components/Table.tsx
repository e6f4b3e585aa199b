import type { ReactNode } from 'react';
import { styled } from 'styled-components';

/** The design system's table is a grid that is walked with the arrow keys; this one has buttons to be reached with Tab. */
const StyledTable = styled.table<{ readonly $hasActions: boolean }>`
  width: 100%;
  border-collapse: collapse;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[3]}`};
    text-align: start;
    vertical-align: top;
  }

  thead th {
    font-size: 1.1rem;
    font-weight: 600;
    letter-spacing: 0.02em;
    text-transform: uppercase;
    white-space: nowrap;
    color: ${({ theme }) => theme.colors.neutral600};
  }

  thead th:last-child {
    text-align: ${({ $hasActions }) => ($hasActions ? 'end' : 'start')};
  }

  tbody th {
    font-weight: 400;
  }

  tbody tr {
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  .state {
    min-width: 26rem;
  }

  .figures {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;

interface TableProps {
  /** Headings of the columns. */
  readonly columns: readonly string[];
  /** Whether the last column has buttons, which stand at its end. Default: true. */
  readonly hasActions?: boolean;
  /** Rows. */
  readonly children: ReactNode;
}

/** A table of things that something can be done to. */
export const Table = ({ columns, hasActions = true, children }: TableProps) => (
  <StyledTable $hasActions={hasActions}>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </StyledTable>
);
