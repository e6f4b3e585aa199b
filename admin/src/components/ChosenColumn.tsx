import { Box, Flex, TextInput, Typography } from '@strapi/design-system';
import { Drag } from '@strapi/icons';
import { type KeyboardEvent, memo, useId, useState } from 'react';
import { styled } from 'styled-components';
import type { Format } from '../../../shared/formats';
import { useColumnNote } from '../hooks/useColumnNote';
import type { DragOrder } from '../hooks/useDragOrder';
import { ROW_FIELD } from '../hooks/useRovingRows';
import { useTranslate } from '../hooks/useTranslate';
import { changed, type EditColumns } from '../services/column-edits';
import { type ColumnPick, textOf } from '../services/column-picks';
import { defaultHeader, type FoundColumn } from '../services/column-tree';
import { ColumnSettings, hasSettings } from './ColumnSettings';
import { ColumnTools } from './ColumnTools';

const MOST_CHARACTERS = 1_000;

const Row = styled.li<{ readonly $isDragged: boolean; readonly $edge: 'above' | 'below' | null }>`
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
  border-block: 2px solid transparent;
  border-top-color: ${({ $edge, theme }) => ($edge === 'above' ? theme.colors.primary600 : 'transparent')};
  border-bottom-color: ${({ $edge, theme }) => ($edge === 'below' ? theme.colors.primary600 : 'transparent')};
  opacity: ${({ $isDragged }) => ($isDragged ? 0.5 : 1)};
`;

const Grip = styled.span`
  display: inline-flex;
  flex: 0 0 2rem;
  align-items: center;
  justify-content: center;
  height: 3.2rem;
  cursor: grab;
  touch-action: none;

  svg {
    fill: ${({ theme }) => theme.colors.neutral500};
  }
`;

interface ChosenColumnProps {
  readonly pick: ColumnPick;
  readonly found: FoundColumn | undefined;
  readonly index: number;
  readonly isLast: boolean;
  readonly format: Format;
  readonly edge: 'above' | 'below' | null;
  readonly isDragged: boolean;
  /** The button that the Tab key leads to, or `null` where it leads past this row. */
  readonly stop: string | null;
  readonly drag: Pick<DragOrder, 'begin' | 'move' | 'end' | 'cancel'>;
  readonly edit: (edit: EditColumns) => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: (index: number) => void;
}

/** One column of the file: its place, its name, and what is chosen for it. */
export const ChosenColumn = memo((props: ChosenColumnProps) => {
  const { pick, found, index, isLast, format, edge, isDragged, stop, drag, edit, onMove, onRemove } = props;
  const t = useTranslate();
  const note = useColumnNote();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const usual = defaultHeader(pick, found);
  const label = pick.header ?? usual;
  const noted = note(pick, format);
  const hasOptions = hasSettings(pick, found, format);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(index, event.key === 'ArrowUp' ? index - 1 : index + 1);
  };
  return (
    <Row $isDragged={isDragged} $edge={edge} data-column={textOf(pick)} onKeyDown={onKeyDown}>
      <Flex gap={1} alignItems="flex-start">
        <Grip
          aria-hidden
          title={t('columns.drag')}
          onPointerDown={(event) => drag.begin(event, index)}
          onPointerMove={drag.move}
          onPointerUp={drag.end}
          onPointerCancel={drag.cancel}
        >
          <Drag />
        </Grip>
        <Box flex="1 1 auto" minWidth={0}>
          <TextInput
            {...ROW_FIELD}
            size="S"
            tabIndex={stop === null ? -1 : 0}
            aria-label={t('columns.name', { label: usual })}
            value={pick.header ?? ''}
            placeholder={usual}
            maxLength={MOST_CHARACTERS}
            onChange={({ target }) => edit(changed(index, { header: target.value }))}
          />
          {(pick.header !== undefined || noted !== '') && (
            <Typography variant="pi" textColor="neutral600" tag="p">
              {pick.header !== undefined && <bdi>{usual}</bdi>}
              {pick.header !== undefined && noted !== '' && ' · '}
              {noted}
            </Typography>
          )}
        </Box>
        <ColumnTools
          label={label}
          index={index}
          isLast={isLast}
          settings={hasOptions ? { id, isOpen, toggle: () => setIsOpen(!isOpen) } : null}
          stop={stop}
          onMove={onMove}
          onRemove={onRemove}
        />
      </Flex>
      {isOpen && hasOptions && found !== undefined && (
        <Box paddingTop={2} paddingBottom={2}>
          <ColumnSettings
            id={id}
            label={label}
            pick={pick}
            found={found}
            format={format}
            onChange={(settings) => edit(changed(index, settings))}
          />
        </Box>
      )}
    </Row>
  );
});
ChosenColumn.displayName = 'ChosenColumn';
