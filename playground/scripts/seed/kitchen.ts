import type { Core } from '@strapi/strapi';

import { documentStamps, plainStamps } from './dates';
import { bigIntegerOf, isPublishedSink, KITCHEN_ITEMS, kitchenSinkData } from './kitchen-documents';
import { documentIdOf } from './random';
import { restamp } from './restamp';
import { KITCHEN_ITEM, KITCHEN_SINK, LONG_NAME } from './uids';

const LONG_NAMES = 5;

// Strapi salts every password hash anew: a fixed one keeps the rows the same. It is no hash of any password.
const FIXED_PASSWORD_HASH = `$2a$10$${'playground'.repeat(5)}abc`;

const writeItems = async (strapi: Core.Strapi): Promise<number[]> => {
  const ids: number[] = [];

  for (let index = 0; index < KITCHEN_ITEMS; index += 1) {
    const documentId = documentIdOf('kitchen-item', index);
    const item = await strapi.documents(KITCHEN_ITEM).create({
      data: { documentId, name: `Item ${index}, "kitchen"`, secret: `secret ${index}`, quantity: index },
    });
    await restamp(strapi, KITCHEN_ITEM, documentId, plainStamps(index));
    ids.push(Number(item.id));
  }

  return ids;
};

// The inverse of a morphToMany finds only join rows which carry its name in `field`: they are written from its own side.
const linkFromInverseSide = async (strapi: Core.Strapi) => {
  const documentId = documentIdOf('kitchen-item', KITCHEN_ITEMS - 1);
  const sink = { __type: KITCHEN_SINK, documentId: documentIdOf('kitchen-sink', 0) };
  await strapi.documents(KITCHEN_ITEM).update({ documentId, data: { thing_of: [sink] } });
  await restamp(strapi, KITCHEN_ITEM, documentId, plainStamps(KITCHEN_ITEMS - 1));
};

/**
 * Gives a sink's rows what the Document Service could not: fixed moments, a fixed hash, and exact big integers.
 * On SQLite Strapi reads a bigint as a JavaScript number, so publishing alone turns 9007199254740993 into ...992.
 */
const settleSink = async (strapi: Core.Strapi, index: number) => {
  const documentId = documentIdOf('kitchen-sink', index);
  const { tableName } = strapi.db.metadata.get(KITCHEN_SINK);
  const rows = () => strapi.db.getConnection(tableName).where({ document_id: documentId });

  await restamp(strapi, KITCHEN_SINK, documentId, documentStamps(index, false));
  await rows().update({ a_biginteger: bigIntegerOf(index) });
  await rows().whereNotNull('a_password').update({ a_password: FIXED_PASSWORD_HASH });
};

/** Writes the kitchen sinks and the items they refer to. */
export const writeKitchen = async (
  strapi: Core.Strapi,
  count: number,
  files: readonly number[],
  firstHotel: string | null,
): Promise<void> => {
  const items = await writeItems(strapi);
  const sinks = strapi.documents(KITCHEN_SINK);

  for (let index = 0; index < count; index += 1) {
    const data = kitchenSinkData(index, { files, items });
    const documentId = documentIdOf('kitchen-sink', index);
    // The sink has no locale of its own: a relation to a localised type must name one.
    const hotel = firstHotel === null ? null : { documentId: firstHotel, locale: 'en' };
    await sinks.create({ data: { ...data, hotel } });

    if (isPublishedSink(index)) {
      await sinks.publish({ documentId });
    }
  }

  if (count > 0) {
    await linkFromInverseSide(strapi);
  }

  for (let index = 0; index < count; index += 1) {
    await settleSink(strapi, index);
  }
};

/** Writes documents of the type whose table, columns and join tables have shortened names. */
export const writeLongNames = async (strapi: Core.Strapi): Promise<void> => {
  const documents = strapi.documents(LONG_NAME);

  for (let index = 0; index < LONG_NAMES; index += 1) {
    const documentId = documentIdOf('long-name', index);
    await documents.create({
      data: {
        documentId,
        title: `Long name ${index}`,
        an_attribute_whose_name_is_much_too_long_for_the_database_to_keep_it: `Value ${index}`,
        a_relation_whose_name_is_much_too_long_for_the_database_to_keep_it: [
          documentIdOf('kitchen-item', index),
          documentIdOf('kitchen-item', index + 1),
        ],
        another_very_long_relation_name_to_the_same_content_type:
          index === 0 ? null : documentIdOf('long-name', index - 1),
        a_repeatable_component_with_a_name_which_is_far_too_long: [
          { word: 'one', weight: 1.5, secret_score: 1 },
          { word: 'two', weight: null, secret_score: 2 },
        ],
      },
    });
    await documents.publish({ documentId });
  }

  for (let index = 0; index < LONG_NAMES; index += 1) {
    await restamp(strapi, LONG_NAME, documentIdOf('long-name', index), documentStamps(index, false));
  }
};
