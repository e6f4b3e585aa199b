import { Box, Typography } from '@strapi/design-system';
import { type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from 'react';
import type { ChangeForm } from '../hooks/useExportForm';
import { useDirection } from '../hooks/useDirection';
import { useTranslate } from '../hooks/useTranslate';
import { type Chosen, isChosen, toggled } from '../services/column-edits';
import { columnOf, type KnownTree, mirrored, rowAt, rowWith, type TreeRow, visibleRows } from '../services/column-tree';
import { ColumnTreeRow } from './ColumnTreeRow';

interface ColumnTreeProps {
  readonly tree: KnownTree;
  readonly chosen: Chosen;
  readonly search: string;
  readonly labelledBy: string;
  load(path: string): void;
  readonly change: ChangeForm;
}

const isTicked = (chosen: Chosen, row: TreeRow): boolean => {
  const column = columnOf(row);
  return column !== null && isChosen(chosen, column.text, column.isWhole);
};

/** What opens and closes nodes; they are read when they are opened first. */
const useOpenNodes = (load: (path: string) => void) => {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const setIsOpen = useCallback(
    ({ node }: TreeRow, isOpen: boolean) => {
      if (isOpen && node.children === null && node.hasChildren) load(node.path);
      setOpen((last) => {
        const next = new Set(last);
        if (isOpen) next.add(node.path);
        else next.delete(node.path);
        return next;
      });
    },
    [load],
  );
  return [open, setIsOpen] as const;
};

/**
 * All that can be chosen, as a tree after the WAI-ARIA pattern: one stop for the Tab key however many fields there are,
 * the arrow keys within. The rows are siblings that tell their level, so that hundreds of them stay cheap.
 */
export const ColumnTree = memo(({ tree, chosen, search, labelledBy, load, change }: ColumnTreeProps) => {
  const t = useTranslate();
  const isMirrored = useDirection() === 'rtl';
  const [open, setIsOpen] = useOpenNodes(load);
  const rows = useMemo(() => visibleRows({ ...tree, open, search }), [tree, open, search]);
  const [current, setCurrent] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const active = rows.find(({ key }) => key === current) ?? rows[0];

  const press = useCallback(
    (row: TreeRow): void => {
      // The line of a failure goes when it is tried again, and with it would go the keyboard's focus.
      const key = row.kind === 'failed' ? row.node.path : row.key;
      setCurrent(key);
      box.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
      const column = columnOf(row);
      if (column !== null) change({ kind: 'columns', edit: toggled(column.text, column.isWhole) });
      else if (row.kind === 'failed') load(row.node.path);
      else if (row.isOpen !== null) setIsOpen(row, !row.isOpen);
    },
    [change, load, setIsOpen],
  );

  const go = (row: TreeRow | null): void => {
    if (row === null) return;
    setCurrent(row.key);
    box.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[rows.indexOf(row)]?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { altKey, ctrlKey, metaKey } = event;
    const key = isMirrored ? mirrored(event.key) : event.key;
    if (active === undefined || altKey || ctrlKey || metaKey || key === 'Tab') return;
    if (key === 'Enter' || key === ' ') press(active);
    else if (key === 'ArrowRight' && active.isOpen === false) setIsOpen(active, true);
    else if (key === 'ArrowLeft' && active.isOpen === true && open.has(active.node.path)) setIsOpen(active, false);
    else if (key.length === 1) go(rowWith(rows, active, key));
    else go(rowAt(rows, active, key));
    if (key.length === 1 || key === 'Enter' || /^(?:Arrow|Home$|End$)/.test(key)) event.preventDefault();
  };

  return (
    <>
      <Box
        ref={box}
        role="tree"
        aria-multiselectable
        aria-labelledby={labelledBy}
        onKeyDown={onKeyDown}
        onFocus={({ target }: { target: Element }) => setCurrent(target.getAttribute('data-key'))}
      >
        {rows.map((row) => (
          <ColumnTreeRow
            key={row.key}
            row={row}
            isChosen={isTicked(chosen, row)}
            isCurrent={row === active}
            onPress={press}
          />
        ))}
      </Box>
      {rows.length === 0 && (
        <Box padding={3}>
          <Typography textColor="neutral600">{t('columns.none-found')}</Typography>
        </Box>
      )}
    </>
  );
});
ColumnTree.displayName = 'ColumnTree';
