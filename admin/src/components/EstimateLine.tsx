import { Typography } from '@strapi/design-system';
import { useFormats } from '../hooks/useFormats';
import type { Loaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Estimate } from '../services/api';
import type { FormGap } from '../services/request';
import { ProblemMessage } from './ProblemMessage';

const useSentence = () => {
  const t = useTranslate();
  const { count, size } = useFormats();
  return ({ rows, bytes, mode, isTooLarge, maxRows }: Estimate): string => {
    if (rows === 0) return t('estimate.none');
    const many = t('rows', { count: rows });
    if (isTooLarge && maxRows !== null) return t('estimate.too-large', { rows: many, limit: count(maxRows) });
    const about = bytes === null ? many : t('estimate.size', { rows: many, size: size(bytes) });
    return `${about}. ${t(`estimate.${mode}`)}`;
  };
};

const gapValues = (gap: FormGap): Record<string, string> =>
  gap.kind === 'no-filter' ? { names: gap.labels.join(', ') } : {};

interface EstimateLineProps {
  readonly gap: FormGap | null;
  /** Labels of wrong fields, where all that is wrong is told beside them. */
  readonly toldAbove: readonly string[];
  readonly estimate: Loaded<Estimate>;
}

/** What the export would be, in a sentence that is always true. */
export const EstimateLine = ({ gap, toldAbove, estimate }: EstimateLineProps) => {
  const t = useTranslate();
  const sentence = useSentence();
  if (gap !== null) return <Typography textColor="neutral600">{t(`gap.${gap.kind}`, gapValues(gap))}</Typography>;
  if (toldAbove.length > 0) {
    return <Typography textColor="neutral600">{t('estimate.told-above', { names: toldAbove.join(', ') })}</Typography>;
  }
  if (estimate.state === 'loading') return <Typography textColor="neutral600">{t('estimate.counting')}</Typography>;
  if (estimate.state === 'failed') {
    // It stands where changes are read aloud.
    return <ProblemMessage problem={estimate.problem} again={estimate.again} isAlert={false} />;
  }
  // What the caller's role closes is told beside the columns.
  const color = estimate.data.isTooLarge ? 'danger600' : 'neutral800';
  return <Typography textColor={color}>{sentence(estimate.data)}</Typography>;
};
