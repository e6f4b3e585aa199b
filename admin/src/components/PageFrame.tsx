import { Box, Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';
import { Directed } from './Directed';
import { useHolds } from '../hooks/useHolds';
import { type TextId, useTranslate } from '../hooks/useTranslate';
import { EXPORTS_PAGE } from '../services/form-link';
import { AUDIT, POINTS } from '../services/permissions';

const Tab = styled(NavLink)`
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[1]}`};
  border-bottom: 2px solid transparent;
  color: ${({ theme }) => theme.colors.neutral600};
  font-size: 1.4rem;
  font-weight: 600;
  text-decoration: none;

  &:hover {
    color: ${({ theme }) => theme.colors.neutral800};
  }

  &[aria-current='page'] {
    color: ${({ theme }) => theme.colors.primary600};
    border-bottom-color: ${({ theme }) => theme.colors.primary600};
  }
`;

interface Tabbed {
  readonly to: string;
  readonly text: TextId;
}

const TABS: readonly Tabbed[] = [
  { to: EXPORTS_PAGE, text: 'tab.exports' },
  { to: `${EXPORTS_PAGE}/presets`, text: 'tab.presets' },
  { to: `${EXPORTS_PAGE}/schedules`, text: 'tab.schedules' },
];

const POINTS_TAB: Tabbed = { to: `${EXPORTS_PAGE}/points`, text: 'tab.points' };

const LOG_TAB: Tabbed = { to: `${EXPORTS_PAGE}/log`, text: 'tab.log' };

/** What all pages have around what they show. */
export const PageFrame = ({ children }: { readonly children: ReactNode }) => {
  const t = useTranslate();
  const hasPoints = useHolds(POINTS);
  const hasLog = useHolds(AUDIT);
  const tabs = [...TABS, ...(hasPoints ? [POINTS_TAB] : []), ...(hasLog ? [LOG_TAB] : [])];
  return (
    <Page.Main>
      <Directed>
        <Page.Title>{t('page.title')}</Page.Title>
        <Layouts.Header title={t('page.title')} subtitle={t('page.subtitle')} />
        <Layouts.Content>
          <Flex tag="nav" aria-label={t('tabs')} gap={6} paddingBottom={6}>
            {tabs.map(({ to, text }) => (
              <Tab key={to} to={to} end>
                {t(text)}
              </Tab>
            ))}
          </Flex>
          <Box paddingBottom={8}>{children}</Box>
        </Layouts.Content>
      </Directed>
    </Page.Main>
  );
};
