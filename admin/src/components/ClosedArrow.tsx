import { ChevronRight } from '@strapi/icons';
import { styled } from 'styled-components';

/** Points to where what is closed would open. */
export const ClosedArrow = styled(ChevronRight)`
  &:dir(rtl) {
    transform: scaleX(-1);
  }
`;
