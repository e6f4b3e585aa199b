import { it } from 'node:test';
import type { Site } from '../support/site';

/** What one line of the requirements asks for, as it can be seen from outside. */
export interface Entry {
  /** The line's number, such as `A1`. A line can have several entries. */
  readonly id: string;
  readonly title: string;
  check(site: Site): Promise<void>;
}

/** Defines a test for each entry, named by its line. */
export const defineEntries = (entries: readonly Entry[], site: () => Site): void => {
  for (const { id, title, check } of entries) it(`${id} ${title}`, () => check(site()));
};
