import { Box, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { Pagination } from '@strapi/strapi/admin';
import { type ReactNode, useRef } from 'react';
import { styled } from 'styled-components';
import { useFocusRescue } from '../hooks/useFocusRescue';
import { type Listed, PAGE_SIZE } from '../hooks/useList';
import { useTranslate } from '../hooks/useTranslate';
import { Busy } from './Busy';
import { ProblemMessage } from './ProblemMessage';
import { Section } from './Section';

/** Strapi's arrows point to the left and to the right, whatever is before and after. */
const Pages = styled.div`
  &:dir(rtl) svg {
    transform: scaleX(-1);
  }
`;

interface ListSectionProps<Row> {
  readonly title: string;
  /** What the table is called where it is read aloud. */
  readonly table: string;
  /** What is said when there is nothing. */
  readonly none: string;
  /** Beside the title. */
  readonly action?: ReactNode;
  readonly listed: Listed<Row>;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A page of a list, in a card. */
export const ListSection = <Row,>({ title, table, none, action, listed, children }: ListSectionProps<Row>) => {
  const t = useTranslate();
  const heading = useRef<HTMLHeadingElement>(null);
  const focus = useFocusRescue(heading);
  const { list, problem, reload } = listed;
  const pagination = list?.meta.pagination;
  return (
    <Section title={title} headingRef={heading} action={action}>
      {problem !== null && (
        <Box paddingBottom={4}>
          <ProblemMessage problem={problem} around={(message) => t('jobs.stale', { message })} again={reload} />
        </Box>
      )}
      {list === null && problem === null && <Busy />}
      {pagination?.total === 0 && (
        <EmptyStateLayout shadow="none" icon={<EmptyDocuments width="16rem" />} content={none} />
      )}
      {list !== null && list.data.length > 0 && (
        // Wider than a small window: to be scrolled with the keyboard as well.
        <Box overflow="auto" role="region" aria-label={table} tabIndex={0} {...focus}>
          {children(list.data)}
        </Box>
      )}
      {pagination !== undefined && pagination.pageCount > 1 && (
        <Pages>
          <Pagination.Root {...pagination} defaultPageSize={PAGE_SIZE}>
            <Pagination.Links />
          </Pagination.Root>
        </Pages>
      )}
    </Section>
  );
};
