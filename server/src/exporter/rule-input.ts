import type { Core } from '@strapi/types';
import type { Requester } from '../../../shared/requester';

export type MaybePromise<T> = T | Promise<T>;

/** What a rule of the site is asked with. */
export interface RuleInput {
  readonly requester: Requester;
  /** The site, for looking up what the requester may see. */
  readonly strapi: Core.Strapi;
}
