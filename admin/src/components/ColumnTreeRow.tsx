import { Box, Flex, Typography } from '@strapi/design-system';
import { ChevronDown, Lock, WarningCircle } from '@strapi/icons';
import { memo } from 'react';
import { styled } from 'styled-components';
import { useTranslate } from '../hooks/useTranslate';
import { columnOf, type TreeRow } from '../services/column-tree';
import { ClosedArrow } from './ClosedArrow';
import { TickBox } from './TickBox';

const INDENT = 2.4;

const Line = styled.div<{ readonly $level: number }>`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  min-height: 3.2rem;
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
  padding-inline-start: ${({ $level, theme }) => `calc(${theme.spaces[2]} + ${($level - 1) * INDENT}rem)`};
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;
  scroll-margin: ${({ theme }) => theme.spaces[2]};

  &:hover {
    background: ${({ theme }) => theme.colors.primary100};
  }

  &[aria-disabled='true'] {
    cursor: default;
    background: transparent;
  }

  &:focus-visible {
    outline-offset: -2px;
  }
`;

interface ColumnTreeRowProps {
  readonly row: TreeRow;
  readonly isChosen: boolean;
  /** Whether the Tab key leads to it. */
  readonly isCurrent: boolean;
  onPress(row: TreeRow): void;
}

const ARROW = { fill: 'neutral500', width: '1.8rem', height: '1.2rem', 'aria-hidden': true } as const;

const Sign = ({ row: { isOpen, kind, node }, isChosen }: Pick<ColumnTreeRowProps, 'row' | 'isChosen'>) => {
  if (kind === 'failed') return <WarningCircle fill="danger600" aria-hidden />;
  if (kind === 'loading') return <Box width="1.8rem" />;
  if (isOpen === true) return <ChevronDown {...ARROW} />;
  if (isOpen === false) return <ClosedArrow {...ARROW} />;
  if (node.locked !== null) return <Lock fill="neutral500" width="1.8rem" height="1.4rem" aria-hidden />;
  return <TickBox isTicked={isChosen} />;
};

/** A field, what leads to fields, or what is told in place of them. */
export const ColumnTreeRow = memo(({ row, isChosen, isCurrent, onPress }: ColumnTreeRowProps) => {
  const t = useTranslate();
  const { kind, node, level, position, size, isOpen } = row;
  const column = columnOf(row);
  const isLocked = node.locked !== null;
  const label = kind === 'node' ? node.label : t(`columns.${kind}`);
  return (
    <Line
      role="treeitem"
      $level={level}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={size}
      {...(isOpen !== null && { 'aria-expanded': isOpen })}
      {...(column !== null && { 'aria-checked': isChosen })}
      {...((isLocked || kind === 'loading') && { 'aria-disabled': true })}
      tabIndex={isCurrent ? 0 : -1}
      data-key={row.key}
      onClick={() => onPress(row)}
    >
      <Sign row={row} isChosen={isChosen} />
      <Flex gap={2} wrap="wrap" alignItems="baseline" minWidth={0}>
        <Typography
          textColor={isLocked ? 'neutral600' : 'neutral800'}
          {...(kind === 'count' && { fontWeight: 'semiBold' })}
        >
          <bdi>{label}</bdi>
        </Typography>
        {node.locked !== null && (
          <Typography variant="pi" textColor="neutral600">
            {t(`columns.locked.${node.locked.reason}`)}
          </Typography>
        )}
      </Flex>
    </Line>
  );
});
ColumnTreeRow.displayName = 'ColumnTreeRow';
