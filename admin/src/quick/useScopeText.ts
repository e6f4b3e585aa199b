import { useIntl } from 'react-intl';
import { useTranslate } from '../hooks/useTranslate';
import type { ListState } from './list-query';
import type { Scope } from './scopes';

/** Says which rows an option means. */
export const useScopeText = ({ filters, search, locale }: ListState): ((scope: Scope) => string) => {
  const t = useTranslate();
  const { formatDisplayName } = useIntl();
  return (scope) => {
    if (scope === 'filters') {
      if (search === '') return t('quick.what.filters');
      return t(filters === null ? 'quick.what.search' : 'quick.what.both', { search });
    }
    if (scope !== 'everything' || locale === null) return t(`quick.what.${scope}`);
    return t('quick.what.everything.in', { language: formatDisplayName(locale, { type: 'language' }) ?? locale });
  };
};
