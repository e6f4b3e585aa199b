import { Box, Divider, Flex, Grid, Modal } from '@strapi/design-system';
import { useState } from 'react';
import { ProblemMessage } from '../components/ProblemMessage';
import { useAnswer } from '../hooks/useAnswer';
import { useTranslate } from '../hooks/useTranslate';
import type { Api } from '../services/api';
import { FILE_KINDS, kindsOf } from '../services/file-kinds';
import { modeOf } from '../services/mode';
import { KindQuestion } from './KindQuestion';
import { LeftOut } from './LeftOut';
import { leftOutOf } from './left-out';
import { Question } from './Question';
import { type QuickContext, toQuickBody } from './quick-body';
import { QuickFooter } from './QuickFooter';
import { QuickSentence } from './QuickSentence';
import { ScopeOption } from './ScopeOption';
import { type Scope, scopesOf } from './scopes';
import { Version } from './Version';
import { useFileKind } from './useFileKind';
import { useQuickStart } from './useQuickStart';

interface QuickFormProps {
  readonly api: Api;
  readonly context: QuickContext;
  onClose(): void;
}

/** Which rows, saved as what; what that would be; and the button that makes it. */
export const QuickForm = ({ api, context, onClose }: QuickFormProps) => {
  const t = useTranslate();
  const { exporter, target, list, columns } = context;
  const scopes = scopesOf(target, list);
  const [chosen, setScope] = useState<Scope | undefined>(scopes[0]);
  const scope = scopes.find((one) => one === chosen) ?? 'everything';
  const kinds = kindsOf(FILE_KINDS, exporter.formats);
  const [kind, setKind] = useFileKind(kinds);
  const body = toQuickBody(scope, kind, context);
  const estimate = useAnswer(api.estimate, exporter.name, body, 0);
  const mode = modeOf(estimate);
  const { start, isStarting, problem } = useQuickStart(api, exporter.name, onClose);
  const begin = (): void => {
    if (mode !== null && !isStarting) void start(body, mode);
  };
  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Grid.Root gap={5}>
            {scopes.length > 1 && (
              <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
                <Question<Scope> label={t('quick.what')} value={scope} values={scopes} onChange={setScope}>
                  {scopes.map((one) => (
                    <ScopeOption
                      key={one}
                      api={api}
                      context={context}
                      scope={one}
                      chosen={one === scope ? estimate : null}
                    />
                  ))}
                </Question>
              </Grid.Item>
            )}
            <Grid.Item col={scopes.length > 1 ? 6 : 12} xs={12} direction="column" alignItems="stretch">
              <KindQuestion kinds={kinds} value={kind} onChange={setKind} />
            </Grid.Item>
          </Grid.Root>
          <Divider />
          <Version target={target} />
          <Box role="status">
            <QuickSentence estimate={estimate} />
          </Box>
          <LeftOut {...leftOutOf(columns, estimate, context.tree)} />
          {problem !== null && <ProblemMessage problem={problem} again={begin} />}
        </Flex>
      </Modal.Body>
      <QuickFooter
        name={exporter.name}
        body={body}
        mode={mode}
        isStarting={isStarting}
        onBegin={begin}
        onClose={onClose}
      />
    </>
  );
};
