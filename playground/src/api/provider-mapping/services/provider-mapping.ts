import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::provider-mapping.provider-mapping');
