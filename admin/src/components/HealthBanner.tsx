import { Box, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useTranslate } from '../hooks/useTranslate';
import type { Health } from '../services/api';

const Warning = ({ problems }: Pick<Health, 'problems'>) => {
  const t = useTranslate();
  return (
    <Flex
      gap={3}
      alignItems="flex-start"
      padding={4}
      marginBottom={6}
      hasRadius
      background="warning100"
      borderColor="warning200"
    >
      <WarningCircle fill="warning600" aria-hidden style={{ flexShrink: 0 }} />
      <Flex direction="column" alignItems="flex-start" gap={1}>
        <Typography fontWeight="bold">{t('health.title')}</Typography>
        {problems.map((problem) => (
          <Typography key={problem} tag="bdi">
            {problem}
          </Typography>
        ))}
        <Typography textColor="neutral600">{t('health.advice')}</Typography>
      </Flex>
    </Flex>
  );
};

/** Says before anything is started that jobs would not run now. Always there, since only what changes in it is read aloud. */
export const HealthBanner = ({ health }: { readonly health: Health | null }) => (
  <Box role="status">{health?.isHealthy === false && <Warning problems={health.problems} />}</Box>
);
