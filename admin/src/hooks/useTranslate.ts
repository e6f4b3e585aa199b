import { useCallback } from 'react';
import { type PrimitiveType, useIntl } from 'react-intl';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import en from '../translations/en.json';

/** The key of one of the plugin's own texts. */
export type TextId = keyof typeof en;

export type Translate = (id: TextId, values?: Record<string, PrimitiveType>) => string;

/** Gives the plugin's texts in the panel's language. */
export const useTranslate = (): Translate => {
  const { formatMessage } = useIntl();
  return useCallback(
    (id, values) => formatMessage({ id: `${PLUGIN_ID}.${id}`, defaultMessage: en[id] }, values),
    [formatMessage],
  );
};
