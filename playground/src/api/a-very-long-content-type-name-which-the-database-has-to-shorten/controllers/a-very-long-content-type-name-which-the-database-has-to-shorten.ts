import { factories } from '@strapi/strapi';

export default factories.createCoreController(
  'api::a-very-long-content-type-name-which-the-database-has-to-shorten.a-very-long-content-type-name-which-the-database-has-to-shorten',
);
