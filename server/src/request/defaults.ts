/** What a request of the content API means where neither it nor its exporter says: what programs expect. */
export const CONTENT_API_DEFAULTS = { publication: 'published', flavor: 'plain', headers: 'paths' } as const;
