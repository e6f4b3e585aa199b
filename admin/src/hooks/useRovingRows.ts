import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { buttonFor, rowFor } from '../services/roving';

/** Marks what the keyboard leads to in each row: its text field, and the buttons of its toolbar by their names. */
export const ROW_FIELD = { 'data-row-field': '' } as const;

const FIELD = '[data-row-field]';
const TOOLBAR = '[role="toolbar"]';
const TOOL = '[data-tool]';

interface Place {
  readonly key: string;
  /** The button that had the focus last, whatever the row. */
  readonly tool: string;
}

const toolsOf = (row: Element): readonly HTMLElement[] => Array.from(row.querySelectorAll<HTMLElement>(TOOL));

/** The same button in another row, or the last one where that row does not have it. */
const sameTool = (row: Element, tool: string): HTMLElement | undefined =>
  toolsOf(row).find((one) => one.dataset.tool === tool) ?? toolsOf(row).at(-1);

/**
 * Two stops for the Tab key in a list however long: the text field and the toolbar of the row that had the focus last.
 * Within, the arrow keys lead on, after the WAI-ARIA pattern of toolbars; texts keep the keys that texts need.
 *
 * @param keys of the rows, which are the children of the list that gets the handlers
 */
export const useRovingRows = (keys: readonly string[]) => {
  const [place, setPlace] = useState<Place | null>(null);
  const index = place === null ? 0 : Math.max(0, keys.indexOf(place.key));

  const onFocus = ({ target, currentTarget }: FocusEvent<HTMLElement>): void => {
    const at = Array.from(currentTarget.children).findIndex((row) => row.contains(target));
    const key = keys[at];
    const { tool } = target.dataset;
    if (key !== undefined) setPlace((last) => ({ key, tool: tool ?? last?.tool ?? '' }));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { altKey, metaKey, shiftKey, currentTarget, nativeEvent } = event;
    if (altKey || metaKey || shiftKey || nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    const toolbar = target.closest<HTMLElement>(TOOLBAR);
    if (toolbar === null && !target.matches(FIELD)) return;
    const rows = Array.from(currentTarget.children);
    const at = rows.findIndex((row) => row.contains(target));
    const to = rows[rowFor(event, at, rows.length) ?? -1];
    const next =
      to === undefined
        ? toolbar !== null && besides(toolbar, target, event)
        : toolbar === null
          ? to.querySelector<HTMLElement>(FIELD)
          : sameTool(to, target.dataset.tool ?? '');
    if (next === false || next === null || next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return {
    /** Of a row: the button of its toolbar that the Tab key leads to, or `null` where it leads past the row. */
    stopOf: (at: number): string | null => (at === index ? (place?.tool ?? '') : null),
    handlers: { onFocus, onKeyDown },
  };
};

/** The button of the same toolbar that a key leads to. */
const besides = (toolbar: HTMLElement, target: HTMLElement, event: KeyboardEvent): HTMLElement | undefined => {
  const tools = toolsOf(toolbar);
  const isRtl = getComputedStyle(toolbar).direction === 'rtl';
  return tools[buttonFor(event, tools.indexOf(target), tools.length, isRtl) ?? -1];
};
