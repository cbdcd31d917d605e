import type { PackComparison } from '@liuhen/contract';
import { Button, Checkbox, Tag } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { articlePath } from '../../parts/ArticleLink.tsx';
import { Answered, Blank, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { ForceTag } from './RegulationForce.tsx';

type Value = PackComparison['rows'][number]['values'][number];

function Said({ value, packId }: { value: Value; packId: string }) {
  const { t, pick } = useTerms();
  if (value === null) return <span className="quiet">{t('regulations.comparison.silent')}</span>;
  return (
    <>
      {pick(value.value)}
      <div className="digest">
        {value.articles.map((article) => (
          <Link key={article} to={articlePath(packId, article)} className="law-count">
            {article}
          </Link>
        ))}
      </div>
    </>
  );
}

function ComparisonTable({ compared }: { compared: PackComparison }) {
  const { t, pick } = useTerms();
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const different = compared.rows.filter(({ differs }) => differs);
  const rows = onlyDifferent ? different : compared.rows;
  return (
    <>
      <div className="row">
        {t('regulations.comparison.counted', { n: compared.rows.length, m: different.length })}
        <Checkbox
          className="no-print"
          checked={onlyDifferent}
          onChange={({ target }) => setOnlyDifferent(target.checked)}
        >
          {t('regulations.comparison.onlyDifferent')}
        </Checkbox>
      </div>
      <p className="quiet">{t('regulations.comparison.own')}</p>
      <div className="law-scroll">
        <table className="law-table">
          <thead>
            <tr>
              <th scope="col">{t('regulations.comparison.parameter')}</th>
              {compared.packs.map(({ packId, title, force }) => (
                <th key={packId} scope="col">
                  <Link to={`/regulations/${packId}`}>{pick(title)}</Link> <ForceTag force={force} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, values, differs }) => (
              <tr key={key} className={differs ? 'is-different' : ''}>
                <th scope="row">
                  {pick(name)}{' '}
                  <Tag>
                    {differs
                      ? `≠ ${t('regulations.comparison.differs')}`
                      : `= ${t('regulations.comparison.same')}`}
                  </Tag>
                </th>
                {compared.packs.map(({ packId }, at) => (
                  <td key={packId}>
                    <Said value={values[at] ?? null} packId={packId} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Compared({ packs }: { packs: string }) {
  const asked = useAsk('compareRegulations', { packs });
  return <Answered asked={asked}>{(compared) => <ComparisonTable compared={compared} />}</Answered>;
}

/** Regulations side by side, one line for each parameter, computed from their packs; can be printed. */
export default function RegulationComparePage() {
  const { t } = useTerms();
  const [search] = useSearchParams();
  const packs = search.get('packs') ?? '';
  return (
    <div className="page stack">
      <PageHead title={t('shell.page.compareRegulations')}>
        <Button className="no-print" onClick={() => window.print()}>
          {t('shell.word.print')}
        </Button>
      </PageHead>
      {packs.includes(',') ? (
        <Compared packs={packs} />
      ) : (
        <Blank
          title={t('regulations.comparison.tooFew')}
          action={<Link to="/regulations">{t('regulations.comparison.back')}</Link>}
        />
      )}
    </div>
  );
}
