import type { Lock, Requester } from '../access/access';
import { attributeOf, displayName, isContent } from '../access/schema';
import { ExportError, problem } from '../errors/export-error';
import type { ColumnLock } from '../../../shared/contracts/exporters';
import { canEnter, leavesOf, type Place, type Rights } from './hop';

/** Who it is that may not: people have roles, tokens have rights of their own. */
const SUBJECTS: Readonly<Record<Requester['kind'], string>> = {
  'admin-session': 'Your role',
  'end-user': 'Your role',
  'admin-token': 'Your token',
  'api-token': 'Your token',
  operator: 'The command line',
};

const SENTENCES: Readonly<Record<Lock, (subject: string, thing: string) => string>> = {
  'no-read-right': (subject, thing) => `${subject} may not read ${thing}.`,
  'no-export-right': (subject, thing) => `${subject} may not export ${thing}.`,
  'no-find-right': (subject, thing) => `${subject} may not find ${thing}.`,
  'site-rule': (_subject, thing) => `A rule of this site does not let you export ${thing}.`,
};

const toLock = (reason: Lock | null, { requester }: Rights['access'], thing: string): ColumnLock | null =>
  reason === null ? null : { reason, message: SENTENCES[reason](SUBJECTS[requester.kind], thing) };

/**
 * Why a field cannot be read that is not readable.
 *
 * @returns `null` when nobody who asks in this way may ever read it, so that there is nothing to tell
 */
export const fieldLock = ({ access }: Rights, { grant, prefix }: Place, name: string): ColumnLock | null =>
  toLock(grant.lockOf(prefix + name), access, 'this field');

/** Why there is no grant on a type; `null` likewise. */
export const typeLock = async ({ schema, access }: Rights, uid: string): Promise<ColumnLock | null> => {
  const model = schema.model(uid);
  if (model === undefined || !isContent(model)) return null;
  return toLock(await access.lockOf(uid), access, displayName(model));
};

/** The refusal of a type on which there is no grant. */
export const forbidden = async (rights: Rights, uid: string): Promise<ExportError> => {
  const lock = await typeLock(rights, uid);
  if (lock === null) return new ExportError('EXPORT_FORBIDDEN');
  return problem('EXPORT_FORBIDDEN', 'exporter', lock.reason.replaceAll('-', '_'), lock.message);
};

/** Why an attribute that leads somewhere cannot be followed; `null` likewise. */
export const hopLock = async (rights: Rights, place: Place, name: string): Promise<ColumnLock | null> => {
  const { schema, access } = rights;
  const attribute = attributeOf(place.model, name);
  if (canEnter(schema, place, name)) return typeLock(rights, attribute?.target ?? '');
  if (attribute?.component === undefined) return fieldLock(rights, place, name);
  const model = schema.model(attribute.component);
  if (model === undefined) return null;
  const leaves = leavesOf(schema, { ...place, model, prefix: `${place.prefix}${name}.` });
  const [lock = null] = leaves.map(place.grant.lockOf).filter((reason) => reason !== null);
  return toLock(lock, access, 'any field of this component');
};
