import { factories } from '@strapi/strapi';

export default factories.createCoreRouter(
  'api::a-very-long-content-type-name-which-the-database-has-to-shorten.a-very-long-content-type-name-which-the-database-has-to-shorten',
);
