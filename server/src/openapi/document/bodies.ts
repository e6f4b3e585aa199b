import type { DescribedSite } from '../site';
import type { Json } from './json-schema';
import { bodySchemas, requestBody } from './parameters';
import { componentOf, share } from './share';

const propertiesIn = ({ properties }: Json): readonly (readonly [string, Json])[] =>
  Object.entries(properties as Readonly<Record<string, Json>>);

/** The bodies of requests by exporter, and what their schemas share. */
export const bodiesOf = ({ exporters }: DescribedSite): { readonly bodies: Json; readonly schemas: Json } => {
  const all = exporters.map((open) => ({ open, name: open.exporter.name, schemas: bodySchemas(open) }));
  const shared = share(
    'schemas',
    all.flatMap(({ name, schemas }) =>
      schemas.flatMap((schema) =>
        propertiesIn(schema).map(([key, value]) => ({ exporter: name, name: `request.${key}`, value })),
      ),
    ),
  );
  const bodies = all.map(({ open, name, schemas }) => {
    const short = schemas.map((schema) => ({
      ...schema,
      properties: Object.fromEntries(propertiesIn(schema).map(([key, value]) => [key, shared.of(value)])),
    }));
    return [componentOf(name), requestBody(open, short)] as const;
  });
  return { bodies: Object.fromEntries(bodies), schemas: shared.components };
};
