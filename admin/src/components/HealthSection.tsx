import { Box, Flex, Status, Typography } from '@strapi/design-system';
import { useFormats } from '../hooks/useFormats';
import { useTranslate } from '../hooks/useTranslate';
import type { Health } from '../services/api';
import { Busy } from './Busy';
import { Facts } from './Facts';
import { Section } from './Section';

const useFacts = ({ jobs, workers, storage }: Health): readonly (readonly [string, string])[] => {
  const t = useTranslate();
  const { count, size, moment } = useFormats();
  const { alive, lastHeartbeatAt } = workers;
  return [
    [t('health.workers'), count(alive)],
    [t('health.heartbeat'), lastHeartbeatAt === null ? t('health.never') : moment(lastHeartbeatAt)],
    [t('health.waiting'), count(jobs.waiting)],
    [t('health.running'), count(jobs.running)],
    [t('health.stored'), size(storage.storedBytes)],
    ...(storage.freeBytes === null ? [] : ([[t('health.free'), size(storage.freeBytes)]] as const)),
  ];
};

const Healthy = ({ health }: { readonly health: Health }) => {
  const t = useTranslate();
  const { isHealthy, problems } = health;
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Flex direction="column" alignItems="flex-start" gap={2} role="status">
        <Status variant={isHealthy ? 'success' : 'danger'} size="S">
          <Typography tag="span" variant="omega" fontWeight="bold">
            {t(isHealthy ? 'health.good' : 'health.bad')}
          </Typography>
        </Status>
        {problems.map((problem) => (
          <Typography key={problem} tag="p" textColor="danger600">
            <bdi>{problem}</bdi>
          </Typography>
        ))}
      </Flex>
      <Box>
        <Facts facts={useFacts(health)} />
      </Box>
    </Flex>
  );
};

/** Whether jobs run, and what they have to run with. */
export const HealthSection = ({ health }: { readonly health: Health | null }) => {
  const t = useTranslate();
  return <Section title={t('health.section')}>{health === null ? <Busy /> : <Healthy health={health} />}</Section>;
};
