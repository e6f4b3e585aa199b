import { Modal } from '@strapi/design-system';
import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { Busy } from '../components/Busy';
import { ProblemMessage } from '../components/ProblemMessage';
import { useApi } from '../hooks/useApi';
import type { Api } from '../services/api';
import type { DialogProps } from './dialog-props';
import { withoutLanguage } from './list-query';
import { type FileColumns, type ListColumn, toFileColumns } from './list-columns';
import { QuickForm } from './QuickForm';
import { useListState } from './useListState';
import { type QuickExporter, useQuickExporter } from './useQuickExporter';

interface ContentProps extends DialogProps {
  readonly listColumns: readonly ListColumn[];
}

/** Of one document, everything that is its own, as the exporter has it. */
const DEFAULT_COLUMNS: FileColumns = { paths: [], locked: [], unknown: [] };

interface ReadyProps extends ContentProps, QuickExporter {
  readonly api: Api;
}

const Ready = ({ api, uid, target, listColumns, exporter, tree, onClose }: ReadyProps) => {
  const { locale: language } = useIntl();
  const shown = useListState(uid);
  const context = useMemo(() => {
    const columns = target.kind === 'document' ? DEFAULT_COLUMNS : toFileColumns(listColumns, tree);
    const list = exporter.locales === null ? withoutLanguage(shown) : shown;
    return { exporter, tree, target, list, columns, language };
  }, [exporter, tree, target, shown, listColumns, language]);
  return <QuickForm api={api} context={context} onClose={onClose} />;
};

/** What can be chosen, as soon as the server has told what may be exported. */
export const QuickContent = (props: ContentProps) => {
  const api = useApi();
  const loaded = useQuickExporter(api, props.uid, props.listColumns);
  if (loaded.state === 'ready') return <Ready {...props} {...loaded.data} api={api} />;
  return (
    <Modal.Body>
      {loaded.state === 'loading' ? <Busy /> : <ProblemMessage problem={loaded.problem} again={loaded.again} />}
    </Modal.Body>
  );
};
