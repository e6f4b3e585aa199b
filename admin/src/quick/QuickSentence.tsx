import { Typography } from '@strapi/design-system';
import { ProblemMessage } from '../components/ProblemMessage';
import type { Loaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Estimate } from '../services/api';
import { outcomeOf } from './sentence';
import { useSentence } from './useSentence';

/** What the export would be, in a sentence that is always true. */
export const QuickSentence = ({ estimate }: { readonly estimate: Loaded<Estimate> }) => {
  const t = useTranslate();
  const sentence = useSentence();
  if (estimate.state === 'loading') return <Typography textColor="neutral600">{t('estimate.counting')}</Typography>;
  if (estimate.state === 'failed') {
    // It stands where changes are read aloud.
    return <ProblemMessage problem={estimate.problem} again={estimate.again} isAlert={false} />;
  }
  const color = outcomeOf(estimate.data) === 'too-large' ? 'danger600' : 'neutral800';
  return (
    <Typography tag="p" textColor={color}>
      {sentence(estimate.data)}
    </Typography>
  );
};
