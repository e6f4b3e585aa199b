import { Box, Flex, Typography } from '@strapi/design-system';
import { type ReactNode, type RefObject, useId } from 'react';

interface SectionProps {
  readonly title: string;
  readonly headingRef?: RefObject<HTMLHeadingElement>;
  /** Beside the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A white card with a heading. */
export const Section = ({ title, headingRef, action, children }: SectionProps) => {
  const id = useId();
  return (
    <Box tag="section" aria-labelledby={id} background="neutral0" hasRadius shadow="tableShadow" padding={6}>
      <Flex paddingBottom={4} justifyContent="space-between" gap={4}>
        <Typography tag="h2" variant="delta" id={id} tabIndex={-1} {...(headingRef && { ref: headingRef })}>
          {title}
        </Typography>
        {action}
      </Flex>
      {children}
    </Box>
  );
};
