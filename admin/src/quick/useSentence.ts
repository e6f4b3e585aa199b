import { useFormats } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';
import type { Estimate } from '../services/api';
import { roundDuration } from '../services/progress';
import { outcomeOf, type Part, partsOf } from './sentence';

/** Puts into words what an export would be. */
export const useSentence = (): ((estimate: Estimate) => string) => {
  const t = useTranslate();
  const { count, size } = useFormats();

  const partText = (part: Part): string => {
    switch (part.kind) {
      case 'rows':
        return t('rows', { count: part.count });
      case 'columns':
        return t('quick.columns', { count: part.count });
      case 'size':
        return t('quick.size', { size: size(part.bytes) });
      case 'time': {
        const { value, unit } = roundDuration(part.seconds);
        return t('quick.time', { time: t(`duration.${unit}`, { value }) });
      }
    }
  };

  return (estimate) => {
    const { rows, maxRows } = estimate;
    const outcome = outcomeOf(estimate);
    if (outcome === 'none') return t('quick.none');
    if (outcome === 'too-large') {
      return t('quick.too-large', { rows: t('rows', { count: rows }), limit: count(maxRows ?? 0) });
    }
    const parts = partsOf(estimate).map(partText);
    return t(`quick.${outcome}`, { parts: parts.reduce((before, part) => t('quick.and', { before, part })) });
  };
};
