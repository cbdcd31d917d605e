import { BellOutlined } from '@ant-design/icons';
import { type Notice, sayInstant } from '@liuhen/contract';
import { Badge, Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAsk, useChange } from '../api.ts';
import { Blank, FaultLine } from '../parts/PageState.tsx';
import { useTerms } from './language.ts';

const pages: Readonly<Record<string, (id: string) => string>> = {
  recording: (id) => `/recordings/${id}`,
  act: (id) => `/acts/${id}#duties`,
  calendar_change: () => '/calendar',
  document: (id) => `/documents/${id}`,
  enforcement_case: (id) => `/cases/${id}`,
};

function Line({ notice, read, close }: { notice: Notice; read: () => void; close: () => void }) {
  const { t, pick } = useTerms();
  const page = pages[notice.subject.type]?.(notice.subject.id);
  return (
    <li className="card-row notice">
      <span className="quiet">{sayInstant(notice.at)}</span>
      <span>{pick(notice.said)}</span>
      <span className="row">
        {page !== undefined && (
          <Link to={page} onClick={close}>
            {t('excuses.bell.see')}
          </Link>
        )}
        <Button size="small" onClick={read}>
          {t('excuses.bell.read')}
        </Button>
      </span>
    </li>
  );
}

/** What the person has been told and has not read, on every page. */
export function Bell() {
  const { t } = useTerms();
  const [open, setOpen] = useState(false);
  const asked = useAsk('workbench', {}, { refetchInterval: 60_000 });
  const change = useChange('markNoticeRead', ['workbench']);
  const all = useChange('markAllNoticesRead', ['workbench']);
  const notices = asked.data?.notices ?? [];
  const newest = notices[0];
  const unread = asked.data?.unread ?? 0;
  return (
    <>
      <Button
        type="text"
        aria-label={t('excuses.bell.open', { n: unread })}
        icon={
          <Badge count={unread} overflowCount={99} size="small">
            <BellOutlined style={{ color: '#fff', fontSize: 18 }} />
          </Badge>
        }
        onClick={() => setOpen(true)}
      />
      <Drawer
        open={open}
        placement="right"
        size="min(420px, 100vw)"
        title={t('excuses.bell.title')}
        extra={
          newest !== undefined &&
          unread > 1 && (
            <Button size="small" loading={all.isPending} onClick={() => all.mutate({ until: newest.at })}>
              {t('excuses.bell.readAll', { n: unread })}
            </Button>
          )
        }
        onClose={() => setOpen(false)}
      >
        {asked.error !== null && <FaultLine fault={asked.error} again={() => void asked.refetch()} />}
        {[change, all].map(
          ({ error }, at) => error !== null && <FaultLine key={at === 0 ? 'one' : 'all'} fault={error} />,
        )}
        {notices.length === 0 && asked.error === null && <Blank title={t('excuses.bell.none')} />}
        <ul className="notices">
          {notices.map((notice) => (
            <Line
              key={notice.id}
              notice={notice}
              read={() => change.mutate({ id: notice.id })}
              close={() => setOpen(false)}
            />
          ))}
        </ul>
      </Drawer>
    </>
  );
}
