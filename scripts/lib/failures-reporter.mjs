/** Longest text printed of one failure: a comparison of two tables can have thousands of lines. */
const MAX_TEXT = 4_000;

const cut = (text) => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}\n… (${text.length} characters)` : text);

/** Objects without a prototype have no text of their own, and this reporter must not fail over what failed. */
const plainText = (value) => {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
};

const textOf = (error) => {
  const cause = error?.cause ?? error;
  if (typeof cause !== 'object' || cause === null) return plainText(cause);
  const stack = String(cause.stack ?? '');
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('node:internal'));
  return `${cut(plainText(cause.message ?? cause))}\n${frames.slice(0, 8).join('\n')}`;
};

/** A reporter for `node --test` that prints what failed, with its way through the suites, and nothing else. */
export default async function* failuresReporter(source) {
  const names = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      names.length = data.nesting;
      names[data.nesting] = data.name;
    } else if (type === 'test:stderr') {
      yield data.message;
    } else if (type === 'test:fail') {
      const { error } = data.details;
      // A suite fails with its tests, which have been printed.
      if (error?.failureType === 'subtestsFailed') continue;
      const path = [...names.slice(0, data.nesting), data.name].join(' › ');
      yield `✖ ${path}\n${textOf(error).replace(/^/gm, '    ')}\n\n`;
    }
  }
}
