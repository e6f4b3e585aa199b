const COUNT = /^(tests|pass|fail|cancelled|skipped|todo) (\d+)$/;

/** A reporter for `node --test` that writes the runner's own totals as one line of JSON. */
export default async function* countsReporter(source) {
  const totals = {};
  for await (const { type, data } of source) {
    if (type !== 'test:diagnostic' || data.nesting !== 0) continue;
    const [, name, number] = COUNT.exec(data.message) ?? [];
    if (name !== undefined) totals[name] = Number(number);
  }
  yield `${JSON.stringify(totals)}\n`;
}
