import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './paths.mjs';

const FOLDER = path.join(ROOT, 'coverage');
/** Where processes leave V8's figures, a folder for each step. */
const RAW = path.join(FOLDER, 'raw');
/** The same without other people's code: a process that boots Strapi leaves 17 MB, of which we need some kilobytes. */
const OWN = path.join(FOLDER, 'own');

const ROOT_URL = pathToFileURL(`${ROOT}${path.sep}`).href;
// A bundle has several files where a part of it is only loaded when it is needed.
const OWN_CODE = ['server/src/', 'dist/server/', 'dist/cli/', 'dist/exporter/'].map((part) => ROOT_URL + part);
const isOwn = (url) => OWN_CODE.some((start) => url.startsWith(start));

export const resetCoverage = () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(RAW, { recursive: true });
  mkdirSync(OWN, { recursive: true });
};

/** The folder for the figures of a step. */
export const rawFolder = (step) => {
  const folder = path.join(RAW, step.replaceAll(/\W+/g, '-'));
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** Keeps what is ours of a step's figures; called after each, so that they do not pile up. */
export const collectCoverage = (folder) => {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    let figures;
    try {
      figures = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      // A process that was killed while it wrote; its figures are lost, which can only lower the result.
      figures = { result: [] };
    }
    const result = figures.result.filter(({ url }) => isOwn(url));
    if (result.length > 0) {
      const maps = Object.entries(figures['source-map-cache'] ?? {}).filter(([url]) => isOwn(url));
      const kept = { result, 'source-map-cache': Object.fromEntries(maps) };
      writeFileSync(path.join(OWN, name), JSON.stringify(kept));
    }
    rmSync(file);
  }
};

/** Files of types alone have no line that could run. */
const hasCode = (typescript, file) => {
  const { outputText } = typescript.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: {
      module: typescript.ModuleKind.ESNext,
      target: typescript.ScriptTarget.ES2022,
      removeComments: true,
    },
  });
  return outputText.replace(/export \{\s*\};?/g, '').trim() !== '';
};

/**
 * Merges the figures of every process, mapped back to `server/src` from the bundles and from tsx's output.
 *
 * @returns {Promise<{ lines: number, worst: readonly { file: string, lines: number }[] }>} percent of lines that ran;
 *   blank lines and comments do not count, files that nothing loaded count as 0
 */
export const reportCoverage = async () => {
  const { CoverageReport } = await import('monocart-coverage-reports');
  const { default: typescript } = await import('typescript');
  const report = new CoverageReport({
    name: 'server/src',
    outputDir: path.join(FOLDER, 'report'),
    baseDir: ROOT,
    logging: 'error',
    entryFilter: ({ url }) => isOwn(url),
    sourceFilter: (source) => /(^|\/)server\/src\//.test(source),
    all: { dir: ['server/src'], filter: (source) => source.endsWith('.ts') && hasCode(typescript, source) },
    reports: ['v8', 'v8-json'],
  });
  await report.addFromDir(OWN);
  const { summary, files } = await report.generate();
  const worst = files
    .map(({ sourcePath, summary: { lines } }) => ({ file: sourcePath, lines: Number(lines.pct) || 0 }))
    .sort((left, right) => left.lines - right.lines);
  return { lines: Number(summary.lines.pct) || 0, worst };
};
