import { ListSection } from '../components/ListSection';
import { PresetRow } from '../components/PresetRow';
import { Table } from '../components/Table';
import { useApi } from '../hooks/useApi';
import { useLastPage } from '../hooks/useLastPage';
import { useList } from '../hooks/useList';
import { usePage } from '../hooks/usePage';
import { useTranslate } from '../hooks/useTranslate';

const COLUMNS = ['name', 'content', 'owner', 'actions'] as const;

/** Others can share one at any time, and nothing here happens by itself. */
const never = (): null => null;

/** Requests that are kept under a name: the caller's own, and those shared with them. */
export const PresetsPage = () => {
  const t = useTranslate();
  const api = useApi();
  const { page, show } = usePage();
  const presets = useList(api.presets, page, never);
  useLastPage(presets.list, show);
  return (
    <ListSection title={t('presets.title')} table={t('presets.table')} none={t('presets.none')} listed={presets}>
      {(rows) => (
        <Table columns={COLUMNS.map((column) => t(`presets.column.${column}`))}>
          {rows.map((preset) => (
            <PresetRow key={preset.id} api={api} preset={preset} reload={presets.reload} />
          ))}
        </Table>
      )}
    </ListSection>
  );
};
