import type { Regulation } from '@liuhen/contract';
import { Button, Card, Checkbox, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { FactCard } from '../../parts/FactCard.tsx';
import { Answered, PageHead } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { ForceTag } from './RegulationForce.tsx';

interface Choosing {
  chosen: readonly string[];
  choose: (packId: string, wanted: boolean) => void;
}

function Row({ one, chosen, choose }: { one: Regulation } & Choosing) {
  const { t, pick, nameOf } = useTerms();
  return (
    <FactCard
      title={<Link to={`/regulations/${one.packId}`}>{pick(one.title)}</Link>}
      tags={
        <>
          <Tag>{nameOf('regulations.relation', one.relation)}</Tag>
          <ForceTag force={one.force} />
        </>
      }
      facts={[
        { key: 'issuer', label: t('regulations.issuer'), said: pick(one.issuer) },
        {
          key: 'text',
          label: t('regulations.text'),
          said: one.text ? t('regulations.version', { n: one.text.version }) : t('regulations.noText'),
        },
        {
          key: 'print',
          label: t('regulations.fingerprint'),
          said: <span className="digest">{one.fingerprint.replace('sha256:', '').slice(0, 16)}</span>,
        },
      ]}
      action={
        <Checkbox
          style={{ flex: 'none', alignSelf: 'center', whiteSpace: 'nowrap' }}
          checked={chosen.includes(one.packId)}
          onChange={({ target }) => choose(one.packId, target.checked)}
        >
          {t('regulations.choose')}
        </Checkbox>
      }
    />
  );
}

/** The regulations of the house, those that bind the organ first; some can be chosen and compared. */
export default function RegulationListPage() {
  const { t } = useTerms();
  const navigate = useNavigate();
  const asked = useAsk('listRegulations', {});
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choose = (packId: string, wanted: boolean) =>
    setChosen((all) => (wanted ? [...all, packId] : all.filter((one) => one !== packId)));
  const part = (title: string, rows: readonly Regulation[]) =>
    rows.length > 0 && (
      <Card title={title}>
        <div className="card-list">
          {rows.map((one) => (
            <Row key={one.packId} one={one} chosen={chosen} choose={choose} />
          ))}
        </div>
      </Card>
    );
  return (
    <div className="page stack">
      <PageHead title={t('shell.page.regulations')}>
        <ExportButton list="regulations" />
        <Button
          type="primary"
          disabled={chosen.length < 2}
          onClick={() => void navigate(`/regulations/compare?packs=${chosen.join(',')}`)}
        >
          {t('regulations.compare', { n: chosen.length })}
        </Button>
      </PageHead>
      <p className="quiet">{t('regulations.compareHint')}</p>
      <Answered asked={asked}>
        {(rows) => (
          <>
            {part(
              t('regulations.binding'),
              rows.filter(({ relation }) => relation !== 'other'),
            )}
            {part(
              t('regulations.others'),
              rows.filter(({ relation }) => relation === 'other'),
            )}
          </>
        )}
      </Answered>
    </div>
  );
}
