import type { ColumnType } from '../../../shared/columns';
import { ADMIN_USER, type Model } from '../access/schema';

/** What the content manager calls a document: never published, published, or changed since. */
export const STATUS = '__status';

/** Which of a document's rows this one is, `draft` or `published`. */
export const PUBLICATION = '__publication';

/** Whether a field tells of a document's versions; no table holds it, and only the exported type itself has it. */
export const isVersionField = (name: string): boolean => name === STATUS || name === PUBLICATION;

/** What a document's status can be, in the order in which the content manager sorts them. */
export const STATUSES = ['draft', 'modified', 'published'] as const;

export type DocumentStatus = (typeof STATUSES)[number];

export const hasDrafts = ({ options }: Model): boolean => options?.draftAndPublish === true;

/** The type of a field that no table holds but every reader expects, or `undefined`. */
export const virtualType = (model: Model, name: string): ColumnType | undefined => {
  if (name === STATUS || name === PUBLICATION) return hasDrafts(model) ? 'text' : undefined;
  return name === 'displayName' && model.uid === ADMIN_USER ? 'text' : undefined;
};
