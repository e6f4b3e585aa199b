import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useProblemText } from '../hooks/useProblemText';
import { useTranslate } from '../hooks/useTranslate';
import { isPassing, isSessionOver, type Problem } from '../services/problem';
import { signInAgain } from '../services/session';

interface ProblemMessageProps {
  readonly problem: Problem;
  /** What is said around the problem's own sentence. */
  readonly around?: (message: string) => string;
  /** False where something around it reads aloud what changes. */
  readonly isAlert?: boolean;
  again(): void;
}

const Remedy = ({ onClick, children }: { readonly children: string; onClick(): void }) => (
  <Box paddingTop={1}>
    <TextButton onClick={onClick}>{children}</TextButton>
  </Box>
);

/** What went wrong, where it went wrong, and what can be done about it. */
export const ProblemMessage = ({ problem, around, isAlert = true, again }: ProblemMessageProps) => {
  const t = useTranslate();
  const message = useProblemText()(problem);
  return (
    <Flex gap={2} alignItems="flex-start" {...(isAlert && { role: 'alert' })}>
      <WarningCircle fill="danger600" aria-hidden style={{ flexShrink: 0, marginTop: '0.2rem' }} />
      <Box>
        <Typography tag="p" textColor="danger600">
          <bdi>{around?.(message) ?? message}</bdi>
        </Typography>
        {isSessionOver(problem) && <Remedy onClick={signInAgain}>{t('problem.sign-in')}</Remedy>}
        {isPassing(problem) && <Remedy onClick={again}>{t('problem.again')}</Remedy>}
      </Box>
    </Flex>
  );
};
