import { type CaseServices, sayInstant } from '@liuhen/contract';
import { Button, Card, Tag } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAsk } from '../../api.ts';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Answered, Blank } from '../../parts/PageState.tsx';
import { useTerms } from '../../shell/language.ts';
import { CaseHead } from './CaseHead.tsx';
import { AddressForm } from './ServiceActs.tsx';
import { ServiceCard } from './ServiceCard.tsx';
import { ServiceForm } from './ServiceForm.tsx';

interface Shown {
  caseId: string;
  known: CaseServices;
}

function Addresses({ caseId, known, enter }: Shown & { enter: () => void }) {
  const { t, nameOf } = useTerms();
  return (
    <Card
      size="small"
      title={t('services.addresses')}
      extra={
        <span className="row">
          {known.addresses.length > 0 && <ExportButton small list="addresses" filter={{ id: caseId }} />}
          {known.abilities.change && (
            <Button size="small" className="no-print" onClick={enter}>
              {t('services.enterAddress')}
            </Button>
          )}
        </span>
      }
    >
      {known.addresses.length === 0 && <p className="quiet">{t('services.noAddresses')}</p>}
      <ol className="steps">
        {known.addresses.map((one) => (
          <li key={one.id}>
            <div className="row">
              <strong>{one.party}</strong>
              <Tag color={one.consents ? 'green' : 'default'}>
                {one.consents && one.channel
                  ? `${t('services.consents')}${t('shell.word.colon')}${nameOf('services.channel', one.channel)} ${one.account ?? ''}`
                  : t('services.refuses')}
              </Tag>
            </div>
            <div>{[one.address, one.receiver, one.phone].filter(Boolean).join(' · ')}</div>
            <div className="quiet">
              {t('services.signedAt')} {sayInstant(one.signedAt)} ·{' '}
              {t('goods.enteredBy', { by: one.statedBy, at: sayInstant(one.statedAt) })}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Served({ caseId, known }: Shown) {
  const { t } = useTerms();
  const [entering, setEntering] = useState<'service' | 'address' | null>(null);
  const { change } = known.abilities;
  const enter = (
    <Button type="primary" className="no-print" onClick={() => setEntering('service')}>
      {t('services.enter')}
    </Button>
  );
  return (
    <>
      <CaseHead caseId={caseId} title={t('services.page')}>
        {known.services.length > 0 && <ExportButton list="services" filter={{ id: caseId }} />}
        {change && enter}
      </CaseHead>
      <div className="columns">
        <div className="stack">
          {known.services.length === 0 && (
            <Card size="small">
              <Blank
                title={t('services.emptyTitle')}
                line={t('services.emptyLine')}
                action={change && enter}
              />
            </Card>
          )}
          {known.services.map((row) => (
            <ServiceCard key={row.id} row={row} change={change} />
          ))}
        </div>
        <Addresses caseId={caseId} known={known} enter={() => setEntering('address')} />
      </div>
      {entering === 'service' && <ServiceForm caseId={caseId} close={() => setEntering(null)} />}
      {entering === 'address' && <AddressForm caseId={caseId} close={() => setEntering(null)} />}
    </>
  );
}

/** What was served in a case, what was tried, and where its parties want to be served. */
export default function ServicesPage() {
  const { id = '' } = useParams();
  const asked = useAsk('caseServices', { id });
  return (
    <div className="page">
      <Answered asked={asked} rows={8}>
        {(known) => <Served caseId={id} known={known} />}
      </Answered>
    </div>
  );
}
