import { sayInstant, type Volume, type VolumeFault, type VolumeLine } from '@liuhen/contract';
import { Card, Descriptions } from 'antd';
import { Link } from 'react-router';
import { useTerms } from '../../shell/language.ts';
import { pathOf } from './links.ts';

/** 案卷封面. */
export function Cover({ volume }: { volume: Volume }) {
  const { t } = useTerms();
  const { cover } = volume;
  const from = cover.periodFrom ?? '';
  const period =
    cover.period === null
      ? t('volumes.cover.unset')
      : cover.period === 'permanent'
        ? t('volumes.cover.permanent', { from })
        : t('volumes.cover.years', { n: cover.period, from, until: cover.periodUntil ?? '' });
  const rows = [
    ['name', cover.title],
    ['number', volume.number],
    ['caseNumber', cover.caseNumber],
    ['ownNumber', cover.ownNumber],
    ['decisionNumber', cover.decisionNumber],
    ['unit', cover.unit],
    ['officers', cover.officers.join(t('shell.word.comma'))],
    ['openedOn', cover.openedOn],
    ['closedOn', cover.closedOn],
    ['period', period],
    ['extent', t('volumes.cover.extentValue', { items: cover.items, pages: cover.pages })],
  ] as const;
  return (
    <Card size="small" title={`${cover.organ} · ${t('volumes.cover.title')}`}>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={rows.map(([key, children]) => ({
          key,
          label: t(`volumes.cover.${key}`),
          children: children ?? '—',
        }))}
      />
    </Card>
  );
}

const pagesOf = ({ from, to }: VolumeLine) =>
  from === null ? '—' : from === to ? String(from) : `${from}–${to}`;

/** 卷内目录 of a part. */
export function Catalogue({ part, lines }: { part: 'main' | 'internal'; lines: readonly VolumeLine[] }) {
  const { t, pick } = useTerms();
  const columns = ['place', 'number', 'responsible', 'title', 'on', 'pages', 'remark'] as const;
  return (
    <Card size="small" title={`${t('volumes.catalogue')} · ${t(`volumes.part.${part}`)}`}>
      {lines.length === 0 ? (
        <span className="quiet">{t('volumes.emptyCatalogue')}</span>
      ) : (
        <table className="volume-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column}>{t(`volumes.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.link.type}${line.link.id}${line.place}`}>
                <td>{line.place}</td>
                <td>{line.number ?? '—'}</td>
                <td>{line.responsible}</td>
                <td>
                  <Link to={pathOf(line.link)}>{pick(line.title)}</Link>
                </td>
                <td>{line.on}</td>
                <td>{pagesOf(line)}</td>
                <td>{line.remark === null ? '' : pick(line.remark)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** What is missing, or has to be told: each with the article. */
export function Faults({ faults }: { faults: readonly VolumeFault[] }) {
  const { pick } = useTerms();
  return (
    <ul className="completeness-items">
      {faults.map((fault) => (
        <li key={`${fault.code}${fault.zh}`}>
          ✗ {fault.link === null ? pick(fault) : <Link to={pathOf(fault.link)}>{pick(fault)}</Link>}{' '}
          <span className="quiet">{pick(fault.law)}</span>
        </li>
      ))}
    </ul>
  );
}

/** 卷内备考表: what each closing told, who filed it and who checked it. */
export function NoteSheet({ volume }: { volume: Volume }) {
  const { t } = useTerms();
  return (
    <Card size="small" title={t('volumes.noteSheet')}>
      {volume.versions.map((one) => (
        <div key={one.id} style={{ marginBottom: 12 }}>
          <strong>{t('volumes.version', { n: one.version })}</strong>
          <div style={{ whiteSpace: 'pre-wrap' }}>{one.note === '' ? '—' : one.note}</div>
          <div>{t('volumes.filed', { by: one.filedBy, at: sayInstant(one.closedAt) })}</div>
          <div>
            {one.checked === null
              ? t('volumes.unchecked')
              : t('volumes.checked', { ...one.checked, at: sayInstant(one.checked.at) })}
          </div>
          <div className="quiet digest">
            {t('volumes.digest')} {one.digest}
            {one.entry?.logIndex != null && ` · ${t('volumes.sealed', { n: one.entry.logIndex + 1 })}`}
          </div>
        </div>
      ))}
      {volume.toTell.length > 0 && (
        <>
          <strong>{t('volumes.toTell', { n: volume.toTell.length })}</strong>
          <Faults faults={volume.toTell} />
        </>
      )}
    </Card>
  );
}
