import { Button, Checkbox, Field, Flex, Grid, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { EXPORT_EVENTS, type ExportEvent } from '../../../shared/events';
import { useSaving } from '../hooks/useSaving';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { ProblemMessage } from './ProblemMessage';
import { Section } from './Section';

interface WebhookSectionProps {
  readonly api: Api;
}

const nothing = (): void => undefined;

/** Makes a webhook for events of exports, which Strapi's own page has no boxes for. */
export const WebhookSection = ({ api }: WebhookSectionProps) => {
  const t = useTranslate();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly ExportEvent[]>(EXPORT_EVENTS);
  const clear = (): void => {
    setName('');
    setUrl('');
  };
  const { problem, isBusy, save } = useSaving(clear);
  const isOff = isBusy || name.trim() === '' || url.trim() === '' || events.length === 0;

  const create = (): Promise<void> =>
    save(async () => {
      await api.createWebhook({ name: name.trim(), url: url.trim(), headers: {}, events });
      return t('webhook.created', { name });
    });

  return (
    <Section title={t('webhook.title')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Typography textColor="neutral600">{t('webhook.hint')}</Typography>
        <Grid.Root gap={5}>
          <Grid.Item col={6} xs={12} alignItems="stretch">
            <Field.Root width="100%" required>
              <Field.Label>{t('webhook.name')}</Field.Label>
              <TextInput value={name} onChange={({ target }) => setName(target.value)} />
            </Field.Root>
          </Grid.Item>
          <Grid.Item col={6} xs={12} alignItems="stretch">
            <Field.Root width="100%" required>
              <Field.Label>{t('webhook.url')}</Field.Label>
              <TextInput dir="ltr" value={url} onChange={({ target }) => setUrl(target.value)} />
            </Field.Root>
          </Grid.Item>
        </Grid.Root>
        <Flex direction="column" alignItems="flex-start" gap={2} role="group" aria-label={t('webhook.events')}>
          {EXPORT_EVENTS.map((event) => (
            <Checkbox
              key={event}
              checked={events.includes(event)}
              onCheckedChange={(isOn) =>
                setEvents(EXPORT_EVENTS.filter((one) => (one === event ? isOn === true : events.includes(one))))
              }
            >
              {t(`webhook.${event}`)}
            </Checkbox>
          ))}
        </Flex>
        {problem !== null && <ProblemMessage problem={problem} again={nothing} />}
        <Flex>
          <Button disabled={isOff} onClick={() => void create()}>
            {t('webhook.create')}
          </Button>
        </Flex>
      </Flex>
    </Section>
  );
};
