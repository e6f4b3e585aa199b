import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { PageFrame } from '../components/PageFrame';
import { ACCESS } from '../services/permissions';
import { ExportsPage } from './ExportsPage';
import { LogPage } from './LogPage';
import { PointsPage } from './PointsPage';
import { PresetsPage } from './PresetsPage';
import { SchedulesPage } from './SchedulesPage';

const App = () => (
  <Page.Protect permissions={[...ACCESS]}>
    <PageFrame>
      <Routes>
        <Route index element={<ExportsPage />} />
        <Route path="presets" element={<PresetsPage />} />
        <Route path="log" element={<LogPage />} />
        <Route path="points" element={<PointsPage />} />
        <Route path="schedules" element={<SchedulesPage />} />
        <Route path="*" element={<Page.Error />} />
      </Routes>
    </PageFrame>
  </Page.Protect>
);

// Strapi asks for a default export.
export default App;
