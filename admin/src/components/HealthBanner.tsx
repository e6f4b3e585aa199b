import { Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useLoaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';

/** Says before anything is started that jobs would not run now. */
export const HealthBanner = ({ api }: { readonly api: Api }) => {
  const t = useTranslate();
  const health = useLoaded(api.health);
  if (health.state !== 'ready' || health.data.isHealthy) return null;
  return (
    <Flex
      role="status"
      gap={3}
      alignItems="flex-start"
      padding={4}
      hasRadius
      background="warning100"
      borderColor="warning200"
    >
      <WarningCircle fill="warning600" aria-hidden style={{ flexShrink: 0 }} />
      <Flex direction="column" alignItems="flex-start" gap={1}>
        <Typography fontWeight="bold">{t('health.title')}</Typography>
        {health.data.problems.map((problem) => (
          <Typography key={problem}>{problem}</Typography>
        ))}
        <Typography textColor="neutral600">{t('health.advice')}</Typography>
      </Flex>
    </Flex>
  );
};
