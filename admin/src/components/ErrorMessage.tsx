import { Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';

/** A sentence that says what went wrong, where it went wrong. */
export const ErrorMessage = ({ children }: { readonly children: string }) => (
  <Flex gap={2} alignItems="flex-start" role="alert">
    <WarningCircle fill="danger600" aria-hidden style={{ flexShrink: 0, marginTop: '0.2rem' }} />
    <Typography textColor="danger600">{children}</Typography>
  </Flex>
);
