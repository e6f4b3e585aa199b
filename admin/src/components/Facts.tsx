import { Box, Flex, Grid, Typography } from '@strapi/design-system';

interface FactsProps {
  /** What it is, and how it is; several lines for lists. */
  readonly facts: readonly (readonly [name: string, value: string | readonly string[]])[];
}

/** Names and values, side by side where there is room. */
export const Facts = ({ facts }: FactsProps) => (
  <Grid.Root tag="dl" gap={5}>
    {facts.map(([name, value]) => (
      <Grid.Item key={name} col={4} s={6} xs={12} direction="column" alignItems="flex-start">
        <Typography tag="dt" variant="sigma" textColor="neutral600">
          {name}
        </Typography>
        <Box tag="dd" paddingTop={1}>
          <Flex direction="column" alignItems="flex-start">
            {[value].flat().map((line, at) => (
              // Names of files, addresses and the like have a direction of their own.
              <Typography key={`${at} ${line}`} tag="bdi" textColor="neutral800">
                {line}
              </Typography>
            ))}
          </Flex>
        </Box>
      </Grid.Item>
    ))}
  </Grid.Root>
);
