import { Flex, Loader } from '@strapi/design-system';
import { useTranslate } from '../hooks/useTranslate';

/** In place of what is being read. */
export const Busy = () => {
  const t = useTranslate();
  return (
    <Flex justifyContent="center" padding={4}>
      <Loader small>{t('loading')}</Loader>
    </Flex>
  );
};
