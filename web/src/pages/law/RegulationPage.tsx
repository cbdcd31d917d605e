import {
  byteRoutes,
  lawTextShapes,
  type RegulationText,
  type RegulationView,
  sayExact,
  sayInstant,
} from '@liuhen/contract';
import { Alert, Button, Card, Collapse, Select, Tag } from 'antd';
import { Fragment, useEffect, useState } from 'react';
import { useLocation, useParams, useSearchParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { useMay } from '../../shell/session.ts';
import { RegulationArticle } from './RegulationArticle.tsx';
import { ForceTag } from './RegulationForce.tsx';
import { RegulationImport } from './RegulationImport.tsx';
import { NoteList } from './RegulationNotes.tsx';

interface Choice {
  regulation: RegulationView;
  /** The version that is shown; the last one unless another was chosen. */
  shown: number | undefined;
  choose: (version: number) => void;
}

/** Which text is shown, who imported it, and the file it came from. */
function Version({ regulation: { packId, versions }, shown, choose }: Choice) {
  const { t } = useTerms();
  const text = versions.find(({ version }) => version === shown) ?? versions[0];
  if (text === undefined) return null;
  const options = versions.map(({ version, importedAt }) => ({
    value: version,
    label: `${t('regulations.version', { n: version })} · ${sayInstant(importedAt)}`,
  }));
  return (
    <div>
      <div className="row no-print">
        <Select
          aria-label={t('regulations.chooseVersion')}
          style={{ minWidth: 220 }}
          options={options}
          value={text.version}
          onChange={choose}
        />
        <a href={byteRoutes.regulationFile(packId, text.version)} download={text.fileName}>
          {t('regulations.download')}
        </a>
      </div>
      {text !== versions[0] && <Alert type="warning" showIcon title={t('regulations.olderVersion')} />}
      <div className="quiet">
        {t('regulations.version', { n: text.version })}
        {t('shell.word.colon')}
        {t('regulations.importedBy', {
          ...{ who: text.importedBy, when: sayExact(text.importedAt), file: text.fileName },
        })}
      </div>
      <div className="quiet digest">SHA-256 {text.sha256}</div>
    </div>
  );
}

function Facts({ regulation, shown, choose }: Choice) {
  const { t, pick, nameOf } = useTerms();
  const { relation, force, issuer, fingerprint } = regulation;
  return (
    <div>
      <Tag>{nameOf('regulations.relation', relation)}</Tag>
      <ForceTag force={force} />
      <span className="quiet">{pick(issuer)}</span>
      <Version regulation={regulation} shown={shown} choose={choose} />
      <div className="quiet digest">
        {t('regulations.fingerprint')} {fingerprint.replace('sha256:', '').slice(0, 16)}
      </div>
    </div>
  );
}

function NoTextYet({ relation }: { relation: RegulationView['relation'] }) {
  const { t } = useTerms();
  const mayImport = useMay()('law.manage');
  const line =
    relation === 'national'
      ? t('regulations.empty.frame')
      : t(mayImport ? 'regulations.empty.may' : 'regulations.empty.mayNot');
  return <Alert type="info" showIcon title={t('regulations.empty.title')} description={line} />;
}

function Around({ body }: { body: RegulationText }) {
  const { t } = useTerms();
  const part = (key: string, label: string, lines: readonly { line: number; text: string }[]) =>
    lines.length === 0
      ? []
      : [{ key, label, children: lines.map(({ line, text }) => <p key={line}>{text}</p>) }];
  const notes = { key: 'notes', label: t('regulations.notes', { n: body.notes.length }) };
  return (
    <Collapse
      size="small"
      items={[
        ...(body.notes.length > 0 ? [{ ...notes, children: <NoteList notes={body.notes} /> }] : []),
        ...part('cover', t('regulations.cover'), body.cover?.lines ?? []),
        ...part('tail', t('regulations.tail'), body.tail),
      ]}
    />
  );
}

function Articles({ regulation: { articles, body } }: { regulation: RegulationView }) {
  const { t } = useTerms();
  const { hash } = useLocation();
  useEffect(() => {
    document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [hash]);
  const printed = new Map(body?.articles.map((one) => [one.id, one]));
  return (
    <Card className="law">
      <div className="law-row law-head">
        <strong>{t('regulations.column.text')}</strong>
        <strong>{t('regulations.column.does')}</strong>
      </div>
      {articles.map((article) => {
        const own = printed.get(article.id);
        const above = body?.chapters.filter((one) => own && one.firstArticle === own.ordinal) ?? [];
        return (
          <Fragment key={article.id}>
            {above.map((one) => (
              <h2 key={one.line} className="law-chapter" lang="zh">
                {one.mark} {one.title}
              </h2>
            ))}
            <RegulationArticle article={article} printed={own} />
          </Fragment>
        );
      })}
    </Card>
  );
}

/** A regulation beside what it makes the system do, article by article. */
export default function RegulationPage() {
  const { packId = '' } = useParams();
  const { t, pick } = useTerms();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const shown = lawTextShapes.packQuery.shape.version.safeParse(params.get('version') ?? undefined).data;
  const asked = useAsk('getRegulation', shown === undefined ? { packId } : { packId, version: shown });
  const [importing, setImporting] = useState(false);
  return (
    <div className="page stack">
      <Answered asked={asked} rows={12}>
        {(regulation) => (
          <>
            <PageHead title={pick(regulation.title)}>
              <Button className="no-print" onClick={() => window.print()}>
                {t('shell.word.print')}
              </Button>
              {may('law.manage') && regulation.level !== 'national' && (
                <Button type="primary" className="no-print" onClick={() => setImporting(true)}>
                  {t('regulations.import.button')}
                </Button>
              )}
            </PageHead>
            <Facts
              regulation={regulation}
              shown={shown}
              choose={(version) =>
                setParams(version === regulation.text?.version ? {} : { version: String(version) })
              }
            />
            {regulation.body ? (
              <Around body={regulation.body} />
            ) : (
              <NoTextYet relation={regulation.level === 'national' ? 'national' : regulation.relation} />
            )}
            <Articles regulation={regulation} />
          </>
        )}
      </Answered>
      {importing && (
        <RegulationImport
          packId={packId}
          title={asked.data?.title.zh ?? ''}
          close={() => setImporting(false)}
        />
      )}
    </div>
  );
}
