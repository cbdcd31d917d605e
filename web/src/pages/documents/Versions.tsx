import { type DocumentContent, type DocumentVersions, type ShownDocument, sayExact } from '@liuhen/contract';
import { Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { useAsk } from '../../api.ts';
import { Answered } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { type Change, changesBetween } from './versions.ts';

interface Props {
  document: ShownDocument;
  /** Takes the content of an earlier version into the draft; not given where nothing changes any more. */
  take?: (content: DocumentContent, revision: number) => void;
}

function Changed({ changes }: { changes: readonly Change[] }) {
  const { t } = useTerms();
  return changes.map(({ field, label, before, after }) => (
    <section key={field} className="merge">
      <strong>{label}</strong>
      <div className="merge-texts">
        <div>
          <span className="quiet">{t('documents.versions.before')}</span>
          <pre>{before || t('documents.versions.empty')}</pre>
        </div>
        <div>
          <span className="quiet">{t('documents.versions.after')}</span>
          <pre>{after || t('documents.versions.empty')}</pre>
        </div>
      </div>
    </section>
  ));
}

/** Each version with what it changed of the one before, last first. */
export function VersionList({ document, take, versions }: Props & { versions: DocumentVersions }) {
  const { t, language } = useTerms();
  const { fields } = document.definition;
  return versions.map((version, at) => {
    const earlier = versions[at + 1];
    const changes =
      earlier === undefined ? [] : changesBetween(fields, earlier.content, version.content, language);
    return (
      <div key={version.revision} data-testid="version">
        <div className="row">
          <strong>{t('documents.versions.nth', { n: version.revision })}</strong>
          <span className="quiet">
            {version.by} {sayExact(version.at)}
          </span>
          {at === 0 && document.state !== 'draft' && <Tag color="green">{t('documents.versions.final')}</Tag>}
          {at > 0 && take !== undefined && (
            <Button size="small" onClick={() => take(version.content, version.revision)}>
              {t('documents.versions.take')}
            </Button>
          )}
        </div>
        {earlier === undefined && version.revision === 1 && (
          <span className="quiet">
            {t('documents.versions.begun', { n: Object.keys(version.content).length })}
          </span>
        )}
        {earlier !== undefined && changes.length === 0 && (
          <span className="quiet">{t('documents.versions.unchanged')}</span>
        )}
        <Changed changes={changes} />
      </div>
    );
  });
}

function Asked(props: Props) {
  const { id } = props.document;
  const asked = useAsk('documentVersions', { id }, { staleTime: 0, refetchOnMount: 'always' });
  return (
    <Answered asked={asked} rows={3}>
      {(versions) => <VersionList {...props} versions={versions} />}
    </Answered>
  );
}

/** The versions of a document, read when somebody wants to see them. */
export function Versions(props: Props) {
  const { t } = useTerms();
  const [open, setOpen] = useState(false);
  return (
    <Card size="small" title={t('documents.versions.section')} className="no-print">
      {open ? (
        <div className="stack">
          <Asked key={props.document.revision} {...props} />
        </div>
      ) : (
        <Button onClick={() => setOpen(true)}>{t('documents.versions.show')}</Button>
      )}
    </Card>
  );
}
