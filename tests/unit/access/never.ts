/** Paths of a hotel that nobody may read: private attributes, passwords, and what does not exist. */
export const NEVER = [
  ...['key', 'note', 'hidden', 'seo.draft', 'rooms.seo.draft', 'nope', 'seo.nope', 'name.x', 'city.name', 'city.id'],
  ...['zone.text', 'zone.blocks.quote.text', '', '.', 'seo.', '.name', '__proto__', 'constructor', 'constructor.name'],
  ...['seo.constructor', 'seo.links.__proto__', 'Name'],
];

/** What nobody may export: what is missing, no content, or hidden from the content manager. */
export const CLOSED = [
  ...['api::gone.gone', 'plugin::x.hidden', 'plugin::upload.file', 'plugin::users-permissions.role', 'admin::role'],
  ...['shared.seo', 'strapi::core-store', 'constructor', '__proto__', ''],
];
