import type { UID } from '@strapi/strapi';

// The site's own types are generated only by a running Strapi: without them no uid of the site is known to TypeScript.
const known = (uid: string) => uid as UID.ContentType;

export const HOTEL = known('api::hotel.hotel');
export const LOCATION = known('api::location.location');
export const CONTACT = known('api::contact.contact');
export const MAPPING = known('api::provider-mapping.provider-mapping');
export const SUPPLIER = known('api::supplier.supplier');
export const SUPPLIER_PERMISSION = known('api::supplier-permission.supplier-permission');
export const SUPPLIER_SUMMARY = known('api::supplier-summary.supplier-summary');
export const COUNTRY = known('api::country.country');
export const ORDER = known('api::order.order');
export const HOMEPAGE = known('api::homepage.homepage');
export const KITCHEN_SINK = known('api::kitchen-sink.kitchen-sink');
export const KITCHEN_ITEM = known('api::kitchen-item.kitchen-item');
export const LONG_NAME = known(
  'api::a-very-long-content-type-name-which-the-database-has-to-shorten.a-very-long-content-type-name-which-the-database-has-to-shorten',
);
export const FILE = known('plugin::upload.file');

/** Every content type of the site, in an order in which rows can be deleted. */
export const SITE_TYPES = [
  SUPPLIER_PERMISSION,
  SUPPLIER_SUMMARY,
  LOCATION,
  CONTACT,
  MAPPING,
  HOTEL,
  SUPPLIER,
  COUNTRY,
  ORDER,
  HOMEPAGE,
  KITCHEN_SINK,
  KITCHEN_ITEM,
  LONG_NAME,
] as const;
