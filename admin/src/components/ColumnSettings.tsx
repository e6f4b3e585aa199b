import { Box, Flex } from '@strapi/design-system';
import type { ToManyChoice } from '../../../shared/contracts/exporters';
import type { Format } from '../../../shared/formats';
import { useTranslate } from '../hooks/useTranslate';
import type { Settings } from '../services/column-edits';
import { formatFamily } from '../services/column-formats';
import { type ColumnPick, listChoices } from '../services/column-picks';
import { type FoundColumn, typeOf } from '../services/column-tree';
import { FormatFields } from './FormatFields';
import { SelectField } from './SelectField';

interface ColumnSettingsProps {
  readonly id: string;
  readonly label: string;
  readonly pick: ColumnPick;
  readonly found: FoundColumn;
  readonly format: Format;
  onChange(settings: Settings): void;
}

/** The choices for a list that there is more than one of. */
const choicesFor = ({ node }: FoundColumn, format: Format): readonly ToManyChoice[] => {
  const choices = listChoices(node, format);
  return choices.length > 1 ? choices : [];
};

/** Whether there is anything to choose for a column. */
export const hasSettings = (pick: ColumnPick, found: FoundColumn | undefined, format: Format): boolean =>
  found !== undefined && (choicesFor(found, format).length > 0 || formatFamily(typeOf(pick, found)) !== null);

/** What becomes of a column's list, and how its values are shown. */
export const ColumnSettings = ({ id, label, pick, found, format, onChange }: ColumnSettingsProps) => {
  const t = useTranslate();
  const choices = choicesFor(found, format);
  const type = typeOf(pick, found);
  const chosen = choices.find((one) => one === pick.toMany) ?? 'join';
  return (
    <Box
      id={id}
      role="group"
      aria-label={t('columns.settings', { label })}
      background="neutral100"
      hasRadius
      padding={4}
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        {choices.length > 0 && (
          <SelectField<ToManyChoice>
            label={t('columns.to-many')}
            value={chosen}
            options={choices.map((value) => ({ value, label: t(`columns.to-many.${value}`) }))}
            onChange={(toMany) => onChange({ toMany: toMany === 'join' ? undefined : toMany })}
          />
        )}
        {type !== null && (
          <FormatFields type={type} value={pick.format} onChange={(value) => onChange({ format: value })} />
        )}
      </Flex>
    </Box>
  );
};
