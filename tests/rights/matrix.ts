import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { type Answer, errorOf } from '../support/http';
import { type Attempt, isAllowed, isNever, leadsToSeveralKinds, OF_SEVERAL_KINDS } from './attempts';
import type { Fixture } from './tree';
import { hopCount, rootsOf, textsAt } from './oracle';
import type { Caller, Expected } from './role';
import { namesPeople } from './roles-api';
import type { RootName } from './universe';
import type { Written } from './write-content';

const HIDDEN_CODES = [
  ...['EXPORT_UNKNOWN_COLUMN', 'EXPORT_INVALID_FILTER', 'EXPORT_INVALID_SORT', 'EXPORT_FIELD_FORBIDDEN'],
  'EXPORT_INVALID_REQUEST',
];

/** What Strapi fills in, and the fixtures do not say. */
const STRAPIS_OWN = ['createdBy'];
const JSON_FIELDS = ['a_json', 'a_blocks'];
/** A single thing is not counted. */
const LISTS = [
  ...['hours', 'zone', 'gallery', 'one_way_items', 'owned_items', 'tagged_items', 'children', 'neighbours'],
  ...['neighbour_of', 'related_things', 'shelf_sinks', 'tagged_sinks', 'subject_of_many', 'thing_of', 'contacts'],
  ...['localizations', 'a_relation_whose_name_is_much_too_long_for_the_database_to_keep_it'],
];

const leadsOverList = (path: string): boolean =>
  path
    .split('.')
    .slice(0, -1)
    .some((name) => LISTS.includes(name) || OF_SEVERAL_KINDS.includes(name) || name === 'keywords');

const REFUSED = 'refused';
const FORBIDDEN = '403 EXPORT_FIELD_FORBIDDEN';

/** The way to a document's other languages, by which nobody can filter; `null` where a path does not lead there. */
const wayToLanguages = (path: string): string | null => /^(?:.*\.)?localizations(?=\.|$)/.exec(path)?.[0] ?? null;

const canGo = ({ values }: Expected, way: string): boolean => values.some((path) => path.startsWith(`${way}.`));

/** What must be answered: `200`, or a status and a code. `null` where any refusal will do. */
/** What no request can say, whoever sends it. */
const isRefusedAtTheDoor = ({ path, use }: Attempt): boolean =>
  (use === 'sort' && path.includes('::')) || (path.includes('__proto__') && use !== 'column' && use !== 'sort');

const expectedAnswer = (caller: Caller, attempt: Attempt): string => {
  const { root, path, use } = attempt;
  if (isRefusedAtTheDoor(attempt)) return REFUSED;
  const grant = caller.roots[root];
  if (grant === undefined) return '403 EXPORT_FORBIDDEN';
  if (use === 'search') return '200';
  if (isNever(attempt) || (caller.neverNamesPeople === true && namesPeople(path))) return REFUSED;
  if (use === 'sort') {
    if (JSON_FIELDS.includes(path)) return '400 EXPORT_INVALID_SORT';
    if (!isAllowed(caller, attempt)) return leadsOverList(path) ? REFUSED : FORBIDDEN;
    return leadsOverList(path) ? '400 EXPORT_INVALID_SORT' : '200';
  }
  if (use !== 'column' && use !== 'count' && leadsToSeveralKinds(attempt)) {
    return grant.hops.includes(path.split('.')[0] ?? '') ? '400 EXPORT_INVALID_FILTER' : FORBIDDEN;
  }
  const languages = wayToLanguages(path);
  if (languages !== null && use !== 'column' && use !== 'count') {
    return canGo(grant, languages) ? '400 EXPORT_INVALID_FILTER' : FORBIDDEN;
  }
  if (!isAllowed(caller, attempt)) return FORBIDDEN;
  return use === 'count' && !LISTS.includes(path) ? '400 EXPORT_INVALID_REQUEST' : '200';
};

/** A search looks in a type's own texts. */
const isFound = (caller: Caller, root: RootName, document: Fixture, canary: string): boolean =>
  (caller.roots[root]?.values ?? []).some(
    (path) => !path.includes('.') && textsAt(caller, document, path)?.some((text) => text.includes(canary)) === true,
  );

/** Documents whose row the caller is shown and that answer the attempt; `null` where the fixtures do not say. */
const expectedDocuments = (caller: Caller, attempt: Attempt): readonly Fixture[] | null => {
  const { root, path, use, leaf } = attempt;
  const shown = rootsOf(caller, root);
  switch (use) {
    case 'filter':
    case 'other filter':
    case 'search': {
      if (use === 'search') return shown.filter((document) => isFound(caller, root, document, leaf?.canary ?? ''));
      const text = leaf?.text ?? null;
      if (text === null) return null;
      return shown.filter((document) => textsAt(caller, document, path)?.includes(text));
    }
    case 'presence':
      return STRAPIS_OWN.includes(path) ? null : shown.filter((document) => hopCount(caller, document, path) > 0);
    case 'absence':
      return STRAPIS_OWN.includes(path) ? null : shown.filter((document) => hopCount(caller, document, path) === 0);
    case 'negation':
      return null;
    default:
      return shown;
  }
};

const cellsOf = ({ use, path }: Attempt, caller: Caller, document: Fixture): readonly string[] | null => {
  if (use === 'count') return path === 'createdBy' ? null : [String(hopCount(caller, document, path))];
  return use === 'column' ? textsAt(caller, document, path) : null;
};

const split = (cell: string): string[] => cell.split('; ').filter((part) => part !== '');

/** Only the rows of the fixtures: a site can hold others. */
const ownRows = (answer: Answer, written: Written): ReadonlyMap<string, string> => {
  const ids = new Set(written.documentIds.values());
  const [, ...rows] = parse(answer.body, { bom: true });
  return new Map(
    rows.flatMap(([documentId = '', cell = '']): [string, string][] =>
      ids.has(documentId) ? [[documentId, cell]] : [],
    ),
  );
};

const describe = ({ root, path, use }: Attempt, { code }: Caller): string => `${code}: ${root}.${path} as ${use}`;

const sorted = (texts: readonly string[]): string[] => [...texts].sort();

const checkRefusal = (answer: Answer, { field, path }: Attempt, what: string): void => {
  const error = errorOf(answer);
  assert.ok(HIDDEN_CODES.includes(error.code ?? ''), `${what}: ${error.code}`);
  assert.ok(error.field?.startsWith(field.split('.')[0] ?? '') === true, `${what} is placed at ${error.field}`);
  const names = path.split('.').filter((name) => !name.startsWith('$'));
  assert.ok(names.length === 0 || names.some((name) => error.message.includes(name)), `${what}: ${error.message}`);
};

/** Compares one answer with the table. */
export const checkAnswer = (caller: Caller, attempt: Attempt, answer: Answer, written: Written): void => {
  const what = describe(attempt, caller);
  const expected = expectedAnswer(caller, attempt);
  const actual = answer.status === 200 ? '200' : `${answer.status} ${errorOf(answer).code}`;
  if (caller.isStoppedByStrapi === true) {
    assert.equal(answer.status, 403, what);
    return;
  }
  if (expected === REFUSED) assert.ok(answer.status === 400 || answer.status === 403, `${what}: ${actual}`);
  else assert.equal(actual, expected, `${what}: ${answer.body.toString().slice(0, 300)}`);
  if (answer.status !== 200) {
    if (caller.roots[attempt.root] !== undefined) checkRefusal(answer, attempt, what);
    return;
  }
  const rows = ownRows(answer, written);
  const documents = expectedDocuments(caller, attempt);
  if (documents === null) return;
  const idOf = ({ name }: Fixture): string => written.documentIds.get(name) ?? '';
  assert.deepEqual(sorted([...rows.keys()]), sorted(documents.map(idOf)), `${what}: documents`);
  for (const document of documents) {
    const cells = cellsOf(attempt, caller, document);
    if (cells === null) continue;
    const actualCells = attempt.path === 'documentId' ? [] : split(rows.get(idOf(document)) ?? '');
    assert.deepEqual(sorted(actualCells), sorted(cells), `${what}: cells of ${document.name}`);
  }
};
