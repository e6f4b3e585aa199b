const REQUIREMENT = /^([A-D]\d+) /;

/** A reporter for `node --test` that writes a line of JSON for each test named by a requirement. */
export default async function* requirementsReporter(source) {
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const [, id] = REQUIREMENT.exec(data.name) ?? [];
    if (id === undefined || data.skip !== undefined) continue;
    const error = data.details?.error?.cause?.message ?? data.details?.error?.message ?? null;
    yield `${JSON.stringify({ id, title: data.name.slice(id.length + 1), isPassed: type === 'test:pass', error })}\n`;
  }
}
