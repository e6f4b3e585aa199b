import type { Format } from '../../../shared/formats';
import { kindOf, textIn } from '../services/column-formats';
import type { ColumnPick } from '../services/column-picks';
import { useTranslate } from './useTranslate';

/** Says in a few words what was chosen for a column; nothing where nothing was. */
export const useColumnNote = () => {
  const t = useTranslate();
  const ofFormat = ({ format }: ColumnPick): string => {
    const kind = kindOf(format);
    switch (kind) {
      case null:
        return '';
      case 'date':
        return textIn(format, 'pattern');
      case 'boolean':
        return `${textIn(format, 'true')} / ${textIn(format, 'false')}`;
      case 'money':
        return `${t('columns.format.money')} ${textIn(format, 'currency')}`.trim();
      default:
        return t(`columns.format.${kind}`);
    }
  };
  return (pick: ColumnPick, format: Format): string => {
    const { toMany } = pick;
    const isShared = toMany === undefined || toMany === 'join' || (toMany === 'sheet' && format !== 'xlsx');
    return [isShared ? '' : t(`columns.to-many.${toMany}`), ofFormat(pick)].filter((text) => text !== '').join(' · ');
  };
};
