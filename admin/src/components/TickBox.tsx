import { Flex } from '@strapi/design-system';
import { Check } from '@strapi/icons';

interface TickBoxProps {
  readonly isTicked: boolean;
  readonly isOff?: boolean;
}

/** Looks like the design system's checkbox, and is none: the row that it stands in is what is ticked and told of. */
export const TickBox = ({ isTicked, isOff = false }: TickBoxProps) => (
  <Flex
    aria-hidden
    justifyContent="center"
    alignItems="center"
    width="1.8rem"
    height="1.8rem"
    flex="0 0 1.8rem"
    hasRadius
    borderColor={isTicked ? 'primary600' : 'neutral300'}
    background={isTicked ? 'primary600' : isOff ? 'neutral200' : 'neutral0'}
  >
    {isTicked && <Check width="1.2rem" height="1.2rem" fill="neutral0" />}
  </Flex>
);
