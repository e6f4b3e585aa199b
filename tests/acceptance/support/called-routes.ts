import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { FORMAT_ALIASES, FORMATS } from '../../../shared/formats';

const TESTS = path.resolve(__dirname, '../..');
/** The suites that ask a running site. */
const FOLDERS = ['acceptance', 'integration', 'processes', 'rights'];
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Stands for what a template fills in. */
const HOLE = '\0';

/** An address that a test names, and the method that stands beside it in the same call. */
interface Called {
  readonly method: string;
  readonly address: string;
}

const testSources = (): ts.SourceFile[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(path.join(TESTS, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => {
        const file = path.join(TESTS, folder, name);
        return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
      }),
  );

const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => HOLE + literal.text).join('');
};

const isAddress = (text: string): boolean => /^[/\0]/.test(text) && text.includes('/');

const methodBeside = (node: ts.Node): string => {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isCallExpression(at)) continue;
    const words = at.arguments.map(textOf);
    return words.find((word) => word !== null && METHODS.includes(word)) ?? 'GET';
  }
  return 'GET';
};

const calledIn = (source: ts.SourceFile): Called[] => {
  const found: Called[] = [];
  const visit = (node: ts.Node): void => {
    const address = textOf(node);
    if (address !== null && isAddress(address)) found.push({ method: methodBeside(node), address });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const NAMES_OF_FORMATS: readonly string[] = [...FORMATS, ...Object.keys(FORMAT_ALIASES)];

/** Parameters are always filled in, and formats often are, from a table of them. */
const segmentOf = (segment: string): string => {
  if (segment.startsWith(':')) return '[^/?]+';
  return NAMES_OF_FORMATS.includes(segment) ? `(?:${segment}|${HOLE})` : segment;
};

/** What stands before a route's own last words is often a constant. */
const patternOf = (route: string): RegExp => {
  const segments = route.slice(1).split('/');
  const starts = segments.flatMap((_segment, from) => {
    const rest = segments.slice(from);
    const isTold = from === 0 || rest.every((segment) => !segment.startsWith(':'));
    const before = from === 0 ? `(?:(?:/api)?/export|${HOLE})?` : HOLE;
    return isTold ? [`${before}/${rest.map(segmentOf).join('/')}`] : [];
  });
  return new RegExp(`^(?:${starts.join('|')})(?:[?${HOLE}].*)?$`);
};

/** An address that a site answers, without the prefix. */
export interface MountedRoute {
  readonly method: string;
  readonly path: string;
}

/** Says of a route whether any test calls it. */
export const createCalledRoutes = () => {
  const called = testSources().flatMap(calledIn);
  return (route: MountedRoute): boolean => {
    const pattern = patternOf(route.path);
    return called.some(({ method, address }) => method === route.method && pattern.test(address));
  };
};
