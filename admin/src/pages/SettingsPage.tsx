import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Busy } from '../components/Busy';
import { Directed } from '../components/Directed';
import { HealthSection } from '../components/HealthSection';
import { ProblemMessage } from '../components/ProblemMessage';
import { SettingsSections } from '../components/SettingsSections';
import { WebhookSection } from '../components/WebhookSection';
import { useApi } from '../hooks/useApi';
import { useHealth } from '../hooks/useHealth';
import { useHolds } from '../hooks/useHolds';
import { useLoaded } from '../hooks/useLoaded';
import { useTranslate } from '../hooks/useTranslate';
import { CREATE_WEBHOOK, SETTINGS } from '../services/permissions';

const Content = () => {
  const t = useTranslate();
  const api = useApi();
  const { health } = useHealth(api);
  const loaded = useLoaded(api.settings);
  const mayCreateWebhook = useHolds(CREATE_WEBHOOK);
  return (
    <>
      <Page.Title>{t('settings.title')}</Page.Title>
      <Layouts.Header title={t('settings.title')} subtitle={t('settings.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          <HealthSection health={health} />
          {loaded.state === 'loading' && <Busy />}
          {loaded.state === 'failed' && <ProblemMessage problem={loaded.problem} again={loaded.again} />}
          {loaded.state === 'ready' && <SettingsSections settings={loaded.data} />}
          {mayCreateWebhook && <WebhookSection api={api} />}
        </Flex>
      </Layouts.Content>
    </>
  );
};

const SettingsPage = () => (
  <Page.Protect permissions={[...SETTINGS]}>
    <Page.Main>
      <Directed>
        <Content />
      </Directed>
    </Page.Main>
  </Page.Protect>
);

// Strapi asks for a default export.
export default SettingsPage;
