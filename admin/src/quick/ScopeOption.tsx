import { Radio } from '@strapi/design-system';
import { useFormats } from '../hooks/useFormats';
import type { Loaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Api, Estimate } from '../services/api';
import { type QuickContext, toQuickBody } from './quick-body';
import type { Scope } from './scopes';
import { type Count, useCount } from './useCount';
import { useScopeText } from './useScopeText';

interface ScopeOptionProps {
  readonly api: Api;
  readonly context: QuickContext;
  readonly scope: Scope;
  /** What is known of the option that is chosen; `null` for the others. */
  readonly chosen: Loaded<Estimate> | null;
}

const useCountText = () => {
  const t = useTranslate();
  const { count } = useFormats();
  return (value: Count): string => (typeof value === 'number' ? count(value) : t(`quick.count.${value}`));
};

/** Which rows, and how many they are. */
export const ScopeOption = ({ api, context, scope, chosen }: ScopeOptionProps) => {
  const scopeText = useScopeText(context.list);
  const countText = useCountText();
  const count = useCount(api, context.exporter.name, toQuickBody(scope, 'plain-csv', context), chosen);
  return <Radio.Item value={scope}>{`${scopeText(scope)} (${countText(count)})`}</Radio.Item>;
};
