/** File formats an export can be written in, by their canonical names. */
export const FORMATS = ['csv', 'json', 'ndjson', 'xlsx'] as const;

export type Format = (typeof FORMATS)[number];

/** Names accepted wherever a format is asked for, beside the canonical ones. */
export const FORMAT_ALIASES: Readonly<Record<string, Format>> = { excel: 'xlsx' };

/** The canonical format a caller means, or `undefined` when the name is unknown. */
export const toFormat = (name: string): Format | undefined =>
  FORMATS.find((format) => format === name) ?? (Object.hasOwn(FORMAT_ALIASES, name) ? FORMAT_ALIASES[name] : undefined);
