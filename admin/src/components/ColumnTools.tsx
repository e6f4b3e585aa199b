import { Box, Flex } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Cog, Cross } from '@strapi/icons';
import { useTranslate } from '../hooks/useTranslate';
import { RowButton } from './RowButton';

interface ColumnToolsProps {
  readonly label: string;
  readonly index: number;
  readonly isLast: boolean;
  /** What is opened and closed; `null` where there is nothing to choose. */
  readonly settings: { readonly id: string; readonly isOpen: boolean; toggle(): void } | null;
  /** The button that the Tab key leads to, or `null` where it leads past all of them. */
  readonly stop: string | null;
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: (index: number) => void;
}

const TOOLS = ['settings', 'up', 'down', 'remove'] as const;

type Tool = (typeof TOOLS)[number];

/** What can be done with one column: a toolbar, one stop for the Tab key. */
export const ColumnTools = ({ label, index, isLast, settings, stop, onMove, onRemove }: ColumnToolsProps) => {
  const t = useTranslate();
  const tools = TOOLS.filter((tool) => tool !== 'settings' || settings !== null);
  const stopped = stop === null ? null : (tools.find((tool) => tool === stop) ?? tools[0]);
  const tool = (name: Tool) => ({
    ...{ 'data-tool': name, tabIndex: name === stopped ? 0 : -1 },
    ...{ label: t(`columns.${name}`, { label }), hint: t(`columns.${name}.hint`) },
  });
  return (
    <Flex role="toolbar" aria-label={t('columns.tools', { label })}>
      {settings === null ? (
        // The names stay below each other.
        <Box width="3.2rem" />
      ) : (
        <RowButton
          {...tool('settings')}
          aria-expanded={settings.isOpen}
          {...(settings.isOpen && { 'aria-controls': settings.id })}
          onClick={settings.toggle}
        >
          <Cog />
        </RowButton>
      )}
      <RowButton {...tool('up')} isOff={index === 0} onClick={() => onMove(index, index - 1)}>
        <ArrowUp />
      </RowButton>
      <RowButton {...tool('down')} isOff={isLast} onClick={() => onMove(index, index + 1)}>
        <ArrowDown />
      </RowButton>
      <RowButton {...tool('remove')} onClick={() => onRemove(index)}>
        <Cross />
      </RowButton>
    </Flex>
  );
};
