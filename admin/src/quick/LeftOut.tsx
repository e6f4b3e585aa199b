import { Flex, Typography } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import { useTranslate } from '../hooks/useTranslate';

interface LeftOutProps {
  /** What the caller may not export. */
  readonly locked: readonly string[];
  /** What no file has. */
  readonly unknown: readonly string[];
}

/** Which columns the file does not have, and why. */
export const LeftOut = ({ locked, unknown }: LeftOutProps) => {
  const t = useTranslate();
  return (
    <>
      {locked.length > 0 && (
        <Flex gap={2} alignItems="flex-start">
          <Lock fill="neutral500" aria-hidden style={{ flexShrink: 0, marginTop: '0.2rem' }} />
          <Typography tag="p" textColor="neutral600">
            {t('quick.left-out', { count: locked.length, names: locked.join(', ') })}
          </Typography>
        </Flex>
      )}
      {unknown.length > 0 && (
        <Typography tag="p" textColor="neutral600">
          {t('quick.left-out.unknown', { count: unknown.length, names: unknown.join(', ') })}
        </Typography>
      )}
    </>
  );
};
