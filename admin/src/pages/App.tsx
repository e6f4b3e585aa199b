import { Page } from '@strapi/strapi/admin';
import { ACCESS } from '../services/permissions';
import { ExportsPage } from './ExportsPage';

const App = () => (
  <Page.Protect permissions={[...ACCESS]}>
    <ExportsPage />
  </Page.Protect>
);

// Strapi asks for a default export.
export default App;
