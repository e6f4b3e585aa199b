import { useNotifyAT } from '@strapi/design-system';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Format } from '../../../shared/formats';
import type { FoundColumns } from '../hooks/useColumnTree';
import { type Drag, useDragOrder } from '../hooks/useDragOrder';
import type { ChangeForm } from '../hooks/useExportForm';
import { useRovingRows } from '../hooks/useRovingRows';
import { useTranslate } from '../hooks/useTranslate';
import type { EditColumns } from '../services/column-edits';
import { type ColumnPick, textOf } from '../services/column-picks';
import { defaultHeader } from '../services/column-tree';
import { moved, without } from '../services/list-edits';
import { ChosenColumn } from './ChosenColumn';

interface ChosenColumnsProps {
  readonly picks: readonly ColumnPick[];
  readonly found: FoundColumns;
  readonly format: Format;
  readonly labelledBy: string;
  readonly change: ChangeForm;
}

/** Where the line is shown before which the dragged row would be put. */
const edgeOf = (drag: Drag | null, index: number, count: number): 'above' | 'below' | null => {
  if (drag === null || drag.gap === drag.from || drag.gap === drag.from + 1) return null;
  if (drag.gap === index) return 'above';
  return drag.gap === count && index === count - 1 ? 'below' : null;
};

/** What tells rows apart while they move: a request may name a column twice. */
const keysOf = (picks: readonly ColumnPick[]): readonly string[] => {
  const seen = new Map<string, number>();
  return picks.map(({ path }) => {
    const before = seen.get(path) ?? 0;
    seen.set(path, before + 1);
    return `${path} ${before}`;
  });
};

/** The columns of the file, in its order. */
export const ChosenColumns = ({ picks, found, format, labelledBy, change }: ChosenColumnsProps) => {
  const t = useTranslate();
  const { notifyStatus } = useNotifyAT();
  const list = useRef<HTMLOListElement>(null);
  const latest = useRef({ picks, found });
  useEffect(() => {
    latest.current = { picks, found };
  });

  const labelOf = useCallback((index: number): string => {
    const pick = latest.current.picks[index];
    return pick === undefined ? '' : (pick.header ?? defaultHeader(pick, latest.current.found.get(textOf(pick))));
  }, []);
  const edit = useCallback((made: EditColumns) => change({ kind: 'columns', edit: made }), [change]);
  const move = useCallback(
    (from: number, to: number) => {
      const total = latest.current.picks.length;
      if (to < 0 || to >= total) return;
      notifyStatus(t('columns.moved', { label: labelOf(from), position: to + 1, total }));
      edit(moved(from, to));
    },
    [edit, labelOf, notifyStatus, t],
  );

  // The row that comes after a removed one is where whoever uses the keyboard goes on.
  const removed = useRef<number | null>(null);
  const remove = useCallback(
    (index: number) => {
      notifyStatus(t('columns.removed', { label: labelOf(index) }));
      removed.current = index;
      edit(without(index));
    },
    [edit, labelOf, notifyStatus, t],
  );
  useEffect(() => {
    if (removed.current === null) return;
    const row = list.current?.children[Math.min(removed.current, picks.length - 1)];
    removed.current = null;
    (row?.querySelector<HTMLElement>('[data-tool="remove"]') ?? list.current)?.focus();
  }, [picks]);

  const { drag, begin, move: moveDrag, end, cancel } = useDragOrder(list, move);
  const handlers = useMemo(() => ({ begin, move: moveDrag, end, cancel }), [begin, moveDrag, end, cancel]);
  const keys = keysOf(picks);
  const roving = useRovingRows(keys);
  return (
    <ol ref={list} role="list" aria-labelledby={labelledBy} tabIndex={-1} {...roving.handlers}>
      {picks.map((pick, index) => (
        <ChosenColumn
          key={keys[index]}
          pick={pick}
          found={found.get(textOf(pick))}
          index={index}
          isLast={index === picks.length - 1}
          format={format}
          edge={edgeOf(drag, index, picks.length)}
          isDragged={drag?.from === index}
          stop={roving.stopOf(index)}
          drag={handlers}
          edit={edit}
          onMove={move}
          onRemove={remove}
        />
      ))}
    </ol>
  );
};
