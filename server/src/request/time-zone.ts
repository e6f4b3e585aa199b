import { z } from '@strapi/utils';

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** The name of a time zone that this Node.js knows. */
export const timeZone = z.string().refine(isTimeZone, { error: 'Expected an IANA time zone, such as Europe/Berlin' });
