/** A message of PostgreSQL's wire protocol. */
export const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5, type);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** The body of a DataRow message. */
export const rowBody = (fields: readonly (string | null)[]): Buffer => {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(fields.length);
  const parts = fields.flatMap((field) => {
    const length = Buffer.alloc(4);
    const bytes = Buffer.from(field ?? '');
    length.writeInt32BE(field === null ? -1 : bytes.length);
    return [length, bytes];
  });
  return Buffer.concat([count, ...parts]);
};

export const dataRow = (fields: readonly (string | null)[]): Buffer => message('D', rowBody(fields));
