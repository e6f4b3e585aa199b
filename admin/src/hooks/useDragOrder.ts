import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** A row that is being dragged, and before which row it would be put: as many as there are for the end. */
export interface Drag {
  readonly from: number;
  readonly gap: number;
}

/** Pixels from an edge of the list within which it scrolls, and how far each time the pointer moves. */
const EDGE = 32;
const STEP = 12;

const gapAt = (list: HTMLElement, y: number): number => {
  const rows = Array.from(list.children);
  const behind = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  });
  return behind === -1 ? rows.length : behind;
};

const scrollAt = (box: Element | null, y: number): void => {
  if (box === null) return;
  const { top, bottom } = box.getBoundingClientRect();
  if (y < top + EDGE) box.scrollBy(0, -STEP);
  else if (y > bottom - EDGE) box.scrollBy(0, STEP);
};

/**
 * Moves rows of a list with mouse, pen or finger. The browser's own drag and drop is taken: the panel's library prevents
 * every drag that it has not begun, and fingers do not have it.
 *
 * @param list whose children are the rows, and whose parent scrolls
 * @param onDrop kept with `useCallback`
 */
export const useDragOrder = (list: RefObject<HTMLElement>, onDrop: (from: number, to: number) => void) => {
  const [drag, setDrag] = useState<Drag | null>(null);
  const current = useRef<Drag | null>(null);
  const set = useCallback((next: Drag | null) => {
    current.current = next;
    setDrag(next);
  }, []);

  const isDragging = drag !== null;
  useEffect(() => {
    if (!isDragging) return undefined;
    const giveUp = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') set(null);
    };
    window.addEventListener('keydown', giveUp);
    return () => window.removeEventListener('keydown', giveUp);
  }, [isDragging, set]);

  const begin = useCallback(
    (event: PointerEvent, from: number) => {
      if (event.button !== 0) return;
      // Otherwise text would be selected on the way.
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      set({ from, gap: from });
    },
    [set],
  );

  const move = useCallback(
    ({ clientY }: PointerEvent) => {
      const { current: last } = current;
      if (last === null || list.current === null) return;
      scrollAt(list.current.parentElement, clientY);
      const gap = gapAt(list.current, clientY);
      if (gap !== last.gap) set({ ...last, gap });
    },
    [list, set],
  );

  const end = useCallback(() => {
    const { current: last } = current;
    set(null);
    if (last === null) return;
    const to = last.gap > last.from ? last.gap - 1 : last.gap;
    if (to !== last.from) onDrop(last.from, to);
  }, [onDrop, set]);

  const cancel = useCallback(() => set(null), [set]);
  return { drag, begin, move, end, cancel };
};

export type DragOrder = ReturnType<typeof useDragOrder>;
