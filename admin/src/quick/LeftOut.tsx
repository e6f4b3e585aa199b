import { Flex, Typography } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import { useTranslate } from '../hooks/useTranslate';
import type { LockedColumn } from './list-columns';

interface LeftOutProps {
  readonly locked: readonly LockedColumn[];
  /** What no file has. */
  readonly unknown: readonly string[];
}

/** Which columns the file does not have, and why. */
export const LeftOut = ({ locked, unknown }: LeftOutProps) => {
  const t = useTranslate();
  const right = locked.every(({ reason }) => reason === 'no-read-right') ? 'read' : 'export';
  const lockedNames = locked.map(({ label }) => label).join(', ');
  return (
    <>
      {locked.length > 0 && (
        <Flex gap={2} alignItems="flex-start">
          <Lock fill="neutral500" aria-hidden style={{ flexShrink: 0, marginTop: '0.2rem' }} />
          <Typography tag="p" textColor="neutral600">
            {t('quick.left-out', { count: locked.length, right, names: lockedNames })}
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
