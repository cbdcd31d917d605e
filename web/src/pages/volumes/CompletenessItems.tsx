import { CheckCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { type FilmItem, type ItemState, type ProofLink, sayInstant, type TextItem } from '@liuhen/contract';
import { Button } from 'antd';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { ArticleLink } from '../../parts/ArticleLink.tsx';
import { useTerms } from '../../shell/language.ts';
import { pathOf } from './links.ts';

const icons = {
  present: <CheckCircleFilled style={{ color: '#2f7d4f' }} />,
  missing: <ExclamationCircleFilled style={{ color: '#b3261e' }} />,
  notApplicable: <MinusCircleOutlined />,
};

function Head({ item }: { item: TextItem | FilmItem }) {
  const { pick, nameOf } = useTerms();
  const { state }: { state: ItemState } = item;
  return (
    <span className="row">
      {icons[state]} <strong>{pick(item)}</strong>
      <span className={state === 'missing' ? 'part-missing' : 'quiet'}>{nameOf('volumes.state', state)}</span>
      <span className="quiet">
        <ArticleLink citation={item.citation} />
      </span>
    </span>
  );
}

function Proofs({ proofs }: { proofs: readonly ProofLink[] }) {
  const { pick } = useTerms();
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {proofs.map(({ title, at, link }) => (
        <li key={`${link.type}${link.id}${at}${title.zh}`}>
          <Link to={pathOf(link)}>{pick(title)}</Link>
          {at !== null && <span className="quiet"> {sayInstant(at)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Needs({ item }: { item: TextItem }) {
  const { t, pick } = useTerms();
  return item.needs.map((need) => (
    <div key={need.zh}>
      {need.zh !== item.zh && (
        <span className={need.met ? undefined : 'part-missing'}>
          {need.met ? '✓' : '✗'} {pick(need)}
        </span>
      )}
      {need.met ? (
        <Proofs proofs={need.proofs} />
      ) : (
        <div className="quiet">
          {need.counts.length === 0 ? (
            t('volumes.byHandOnly')
          ) : (
            <>
              {t('volumes.counts', { what: '' })}
              {need.counts.map((one, i) => (
                <Fragment key={one.zh + one.link.type}>
                  {i > 0 && t('shell.word.comma')}
                  <Link to={pathOf(one.link)}>{pick(one)}</Link>
                </Fragment>
              ))}
            </>
          )}
        </div>
      )}
    </div>
  ));
}

/** One item of the written record: what proves it, or what is missing and what would count. */
export function TextLine({
  item,
  takeBack,
}: {
  item: TextItem;
  takeBack: ((item: TextItem) => void) | null;
}) {
  const { t, nameOf } = useTerms();
  const { stated } = item;
  return (
    <li id={`item-${item.id}`}>
      <Head item={item} />
      {item.ground === 'law' ? (
        <div className="quiet">{t('volumes.nothingEntered')}</div>
      ) : (
        <Needs item={item} />
      )}
      {stated && (
        <div className="row">
          <span>
            {t('volumes.statedBy', {
              ...{ by: stated.by, at: sayInstant(stated.at), reason: stated.reason },
              what: nameOf('volumes.statement', stated.applicable ? 'present' : 'notApplicable'),
            })}
          </span>
          {takeBack && stated.versionId !== null && (
            <Button size="small" type="text" className="no-print" onClick={() => takeBack(item)}>
              {t('volumes.takeBack')}
            </Button>
          )}
        </div>
      )}
      {item.contradicted.length > 0 && (
        <div className="part-missing">
          {t('volumes.contradicted')}
          <Proofs proofs={item.contradicted} />
        </div>
      )}
      {item.atFiling && item.state === 'missing' && <div className="quiet">{t('volumes.atFiling')}</div>}
    </li>
  );
}

/** One demand on film: how it stands in each act that owes it, with the steps that show it. */
export function FilmLine({ item }: { item: FilmItem }) {
  const { t, nameOf } = useTerms();
  return (
    <li>
      <Head item={item} />
      {item.findings.length === 0 && <div className="quiet">{t('volumes.byLaw')}</div>}
      {item.findings.map((one) => (
        <div key={one.dutyId}>
          <Link to={pathOf(one.link)}>{one.title}</Link>{' '}
          <span className={one.state === 'missing' ? 'part-missing' : 'quiet'}>
            {nameOf('volumes.finding', one.state)}
            {one.reason !== null && `${t('shell.word.semicolon')}${one.reason}`}
          </span>
          {(one.state === 'missing' || one.state === 'undetermined') && (
            <Link to={pathOf({ type: 'duty', id: one.dutyId, seconds: null })}>
              {' '}
              {t('volumes.howJudged')}
            </Link>
          )}
          {item.id === 'filming' && one.state === 'present' && one.proofs.length === 0 && (
            <div className="quiet">{t('volumes.saidFilmed')}</div>
          )}
          <Proofs proofs={one.proofs} />
        </div>
      ))}
    </li>
  );
}
