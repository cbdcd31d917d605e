import { type Recording, sayInstant } from '@liuhen/contract';
import { Button, Popconfirm } from 'antd';
import { useChange } from '../../api.ts';
import { FaultLine } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';

/** Who received the recording and when, or the button to receive it. */
export function HandoverLine({ recording }: { recording: Recording }) {
  const { t } = useTerms();
  const change = useChange('receiveHandover', ['getRecording', 'listRecordings', 'workbench']);
  const { handover, abilities, id } = recording;
  return (
    <div className="row">
      <span className="quiet">
        {t('recordings.fact.handover')}
        {t('shell.word.colon')}
        {handover === null
          ? t('recordings.handover.none')
          : t('recordings.handover.received', { by: handover.receivedBy, at: sayInstant(handover.at) })}
      </span>
      {handover === null && abilities.receive && (
        <Popconfirm
          title={t('recordings.handover.title')}
          description={t('recordings.handover.line', { n: 1 })}
          onConfirm={() => change.mutate({ recordingIds: [id] })}
        >
          <Button size="small" className="no-print" loading={change.isPending}>
            {t('recordings.handover.one')}
          </Button>
        </Popconfirm>
      )}
      {change.error !== null && <FaultLine fault={change.error} />}
    </div>
  );
}
