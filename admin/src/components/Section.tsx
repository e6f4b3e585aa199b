import { Box, Typography } from '@strapi/design-system';
import { type ReactNode, type RefObject, useId } from 'react';

interface SectionProps {
  readonly title: string;
  readonly headingRef?: RefObject<HTMLHeadingElement>;
  readonly children: ReactNode;
}

/** A white card with a heading. */
export const Section = ({ title, headingRef, children }: SectionProps) => {
  const id = useId();
  return (
    <Box tag="section" aria-labelledby={id} background="neutral0" hasRadius shadow="tableShadow" padding={6}>
      <Box paddingBottom={4}>
        <Typography tag="h2" variant="delta" id={id} tabIndex={-1} {...(headingRef && { ref: headingRef })}>
          {title}
        </Typography>
      </Box>
      {children}
    </Box>
  );
};
