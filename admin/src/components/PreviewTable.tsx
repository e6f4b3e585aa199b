import { Box, Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { styled } from 'styled-components';
import type { ColumnType } from '../../../shared/columns';
import { useTranslate } from '../hooks/useTranslate';
import type { Preview } from '../services/api';
import { changesOf } from '../services/preview-changes';
import { warningText } from '../services/warning-texts';
import { ChangeIcon, ChangeMark } from './ChangeMark';

const NUMBERS: readonly ColumnType[] = ['integer', 'biginteger', 'decimal', 'float'];

/** Characters of a value that are shown; a text can be a book. */
const MOST_CHARACTERS = 300;

const shortened = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text;

const Table = styled.table`
  border-collapse: collapse;
  min-width: 100%;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral800};

  caption {
    text-align: start;
    padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
    color: ${({ theme }) => theme.colors.neutral600};
  }

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
    text-align: start;
    vertical-align: top;
    border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  th {
    font-weight: 600;
    white-space: nowrap;
    background: ${({ theme }) => theme.colors.neutral100};
  }

  td > div {
    display: flex;
    align-items: flex-start;
    max-width: 28rem;
    max-height: 5.4rem;
    overflow: hidden;
    overflow-wrap: anywhere;
    min-width: max-content;
  }

  td[data-number] > div {
    justify-content: flex-end;
  }

  td[data-long] > div {
    min-width: 20rem;
  }

  td[data-number] {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  td[data-changed] {
    background: ${({ theme }) => theme.colors.warning100};
  }
`;

/** From so many characters on, a value has several lines. */
const LONG = 30;

/** The first rows of a file, with the values that the file changes marked, and told of in words. */
export const PreviewTable = ({ preview }: { readonly preview: Preview }) => {
  const t = useTranslate();
  const id = useId();
  const { columns, rows } = preview;
  const { at, counts } = changesOf(preview.changes);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Box
        role="region"
        aria-labelledby={id}
        tabIndex={0}
        overflow="auto"
        maxHeight="60rem"
        borderColor="neutral200"
        hasRadius
      >
        <Table>
          <caption id={id}>{t('preview.caption')}</caption>
          <thead>
            <tr>
              {columns.map(({ header }, index) => (
                // A file may have two columns with one name.
                <th key={index} scope="col">
                  <bdi>{header}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => {
                  const kinds = at(row, column);
                  const text = shortened(cell ?? '');
                  return (
                    <td
                      key={column}
                      {...(NUMBERS.includes(columns[column]?.type ?? 'text') && { 'data-number': true })}
                      {...(text.length > LONG && { 'data-long': true })}
                      {...(kinds.length > 0 && { 'data-changed': true })}
                    >
                      <div>
                        {kinds.length > 0 && <ChangeMark kinds={kinds} />}
                        <span dir="auto">{text}</span>
                      </div>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </Table>
      </Box>
      {counts.map(([kind, count]) => (
        <Flex key={kind} gap={2} alignItems="flex-start">
          <ChangeIcon />
          <Typography variant="pi" textColor="neutral800">
            {t(warningText(kind), { count })}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
};
