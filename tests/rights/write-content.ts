import { randomUUID } from 'node:crypto';
import type { Site } from '../support/site';
import { fixture, FIXTURES, fixturesOf, UIDS } from './content';
import { type Fixture, isLeaf, isLink, isList, type Tree, type TypeName } from './tree';

/** What the fixtures are in the database. */
export interface Written {
  readonly documentIds: ReadonlyMap<string, string>;
}

interface Made {
  readonly documentId: string;
  readonly id: number;
}

type Data = Record<string, unknown>;

interface Documents {
  create(params: object): Promise<Made>;
  update(params: object): Promise<Made>;
  publish(params: object): Promise<unknown>;
}

/** Attributes that lead to other sinks, which must all be there first. */
const SELF = ['parent', 'twin', 'neighbours'];
const BY_ROW = ['subject'];
const OF_SEVERAL_TYPES = ['related_things'];

class Writer {
  readonly made = new Map<string, Made>();

  constructor(private readonly site: Site) {}

  documents(type: TypeName): Documents {
    return this.site.strapi.documents(UIDS[type] as never) as unknown as Documents;
  }

  private reference(attribute: string, name: string): unknown {
    const { documentId, id } = this.made.get(name) as Made;
    const { type } = fixture(name);
    if (type === 'file') return id;
    if (BY_ROW.includes(attribute)) return { __type: UIDS[type], id };
    return OF_SEVERAL_TYPES.includes(attribute) ? { __type: UIDS[type], documentId } : documentId;
  }

  private value(attribute: string, node: Tree[string]): unknown {
    if (isLeaf(node)) return node.sent;
    if (isLink(node)) {
      const targets = node.to.map((name) => this.reference(attribute, name));
      return targets.length === 1 && !attribute.endsWith('s') ? targets[0] : targets;
    }
    return isList(node) ? node.map((tree) => this.data(tree)) : this.data(node);
  }

  data(tree: Tree, isWanted: (attribute: string) => boolean = () => true): Data {
    const entries = Object.entries(tree).filter(
      ([attribute, node]) => isWanted(attribute) && !(isLink(node) && node.isInverse),
    );
    return Object.fromEntries(entries.map(([attribute, node]) => [attribute, this.value(attribute, node)]));
  }

  async file({ name, tree }: Fixture): Promise<void> {
    const data = {
      ...{ documentId: randomUUID().replaceAll('-', '').slice(0, 24), hash: `hash_${name}`, ext: '.png' },
      ...{ mime: 'image/png', size: 1, provider: 'local', ...this.data(tree) },
    };
    this.made.set(name, (await this.site.strapi.db.query(UIDS.file).create({ data })) as Made);
  }

  async document({ name, type, tree }: Fixture, more: Data = {}): Promise<void> {
    const data = { ...this.data(tree, (attribute) => !SELF.includes(attribute)), ...more };
    this.made.set(name, await this.documents(type).create({ data }));
  }

  async hotel(): Promise<void> {
    await this.document(fixture('hotel-en'));
    const { documentId } = this.made.get('hotel-en') as Made;
    const data = this.data(fixture('hotel-fr').tree);
    this.made.set('hotel-fr', await this.documents('hotel').update({ documentId, locale: 'fr', data }));
  }

  async linkSinks(): Promise<void> {
    for (const { name, tree } of fixturesOf('sink')) {
      const { documentId } = this.made.get(name) as Made;
      const data = this.data(tree, (attribute) => SELF.includes(attribute));
      if (Object.keys(data).length > 0) await this.documents('sink').update({ documentId, data });
    }
  }
}

/** @param creators of sinks, by name: the id of an administrator */
export const writeContent = async (site: Site, creators: Readonly<Record<string, number>>): Promise<Written> => {
  const writer = new Writer(site);
  for (const file of fixturesOf('file')) await writer.file(file);
  for (const one of [...fixturesOf('item'), ...fixturesOf('country')]) await writer.document(one);
  await writer.hotel();
  for (const contact of fixturesOf('contact')) await writer.document(contact);
  for (const sink of fixturesOf('sink')) await writer.document(sink, { createdBy: creators[sink.name] });
  await writer.linkSinks();
  const publish = (name: string, type: TypeName) => {
    const { documentId } = writer.made.get(name) as Made;
    return writer.documents(type).publish({ documentId, locale: '*' });
  };
  await publish('hotel-en', 'hotel');
  for (const { name } of fixturesOf('sink')) await publish(name, 'sink');
  // Publishing reads relations of the target's published row: a second time, now that all of them are.
  for (const { name } of fixturesOf('sink')) await publish(name, 'sink');
  return { documentIds: new Map(FIXTURES.map(({ name }) => [name, writer.made.get(name)?.documentId ?? ''])) };
};
