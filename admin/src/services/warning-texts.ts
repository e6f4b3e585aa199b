import type { TextId } from '../hooks/useTranslate';

interface WarningTexts {
  /** Of so many cells of a finished file. */
  readonly ofFile: TextId;
  /** Of one cell of a preview. */
  readonly ofCell?: TextId;
}

const TEXTS: Readonly<Record<string, WarningTexts>> = {
  'formulas-neutralised': { ofFile: 'warning.formulas', ofCell: 'preview.change.formulas' },
  'cells-cut': { ofFile: 'warning.cut', ofCell: 'preview.change.cut' },
  'characters-replaced': { ofFile: 'warning.characters', ofCell: 'preview.change.characters' },
  'items-left-out': { ofFile: 'warning.items', ofCell: 'preview.change.items' },
  'groups-merged': { ofFile: 'warning.groups' },
  'distinct-limited': { ofFile: 'warning.distinct' },
  'sheets-merged': { ofFile: 'warning.sheets' },
};

export const warningText = (kind: string): TextId => TEXTS[kind]?.ofFile ?? 'warning.other';

export const changeText = (kind: string): TextId => TEXTS[kind]?.ofCell ?? 'preview.change.other';
