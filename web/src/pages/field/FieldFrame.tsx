import { ArrowLeftOutlined, CloudSyncOutlined, GlobalOutlined } from '@ant-design/icons';
import { sayRun } from '@liuhen/contract';
import { Alert, Badge, Button, Tag } from 'antd';
import { Link, Route, Routes, useLocation } from 'react-router';
import { setBack } from '../../field/clock-check.ts';
import { type Phone, readMoment, usePhone } from '../../field/phone.ts';
import { takeUpdate, useOffline, useUpdate } from '../../field/worker.ts';
import { useNow } from '../../shell/clock.ts';
import { chooseLanguage, useTerms } from '../../shell/language.ts';
import { PageFault } from '../../shell/PageFault.tsx';
import { FieldActPage } from './FieldActPage.tsx';
import { FieldBegin } from './FieldBegin.tsx';
import { FieldHome } from './FieldHome.tsx';
import { FieldLine } from './FieldLine.tsx';
import { Outward } from './Outward.tsx';

const waitingOf = ({ entries }: Phone) => entries.filter(({ state }) => state === 'waiting').length;
const refusedOf = ({ entries }: Phone) => entries.filter(({ state }) => state === 'refused').length;

/** How the line to the house is: a word with its colour. */
function Net({ phone }: { phone: Phone }) {
  const { t } = useTerms();
  if (phone.signedOut) return <Tag color="error">{t('field.net.signedOut')}</Tag>;
  if (phone.reached === null) return <Tag>{t('field.net.asking')}</Tag>;
  return phone.reached ? (
    <Tag color="green">{t('field.net.online')}</Tag>
  ) : (
    <Tag color="orange">{t('field.net.offline')}</Tag>
  );
}

function Head({ phone }: { phone: Phone }) {
  const { t, language } = useTerms();
  const { pathname } = useLocation();
  const home = pathname === '/field';
  const [waiting, refused] = [waitingOf(phone), refusedOf(phone)];
  const said =
    refused > 0
      ? t('field.net.refused', { n: refused })
      : waiting > 0
        ? t('field.net.waiting', { n: waiting })
        : t('field.net.allSent');
  return (
    <header className="field-head">
      {home ? (
        <Outward to="/" aria-label={t('field.page.leave')}>
          <Button type="text" icon={<ArrowLeftOutlined />} tabIndex={-1} />
        </Outward>
      ) : (
        <Link to="/field" aria-label={t('field.page.title')}>
          <Button type="text" icon={<ArrowLeftOutlined />} tabIndex={-1} />
        </Link>
      )}
      <strong className="spring">{t('field.page.title')}</strong>
      <Net phone={phone} />
      <Link to="/field/line" aria-label={said} data-testid="line">
        <Badge count={waiting + refused} size="small" {...(refused > 0 ? {} : { color: '#8a5a00' })}>
          <Button type="text" icon={<CloudSyncOutlined />} tabIndex={-1} />
        </Badge>
      </Link>
      <Button
        type="text"
        icon={<GlobalOutlined />}
        aria-label={t('shell.otherLanguage')}
        onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
      />
    </header>
  );
}

/** Off by more than this is worth a line. */
const offMillis = 60_000;

function Clock({ phone }: { phone: Phone }) {
  const saying = useTerms();
  const { t } = saying;
  useNow();
  const { compared } = phone;
  if (setBack(compared, readMoment()) > 0)
    return <Alert type="warning" showIcon title={t('field.net.clockSet')} />;
  if (compared === null || Math.abs(compared.offsetMs) < offMillis) return null;
  const how = t(compared.offsetMs > 0 ? 'field.net.fast' : 'field.net.slow');
  const length = sayRun(compared.offsetMs, saying);
  return <Alert type="info" showIcon title={t('field.net.clockOff', { how, length })} />;
}

/** What the officer has to know of the phone and the line before going on. */
function Notices({ phone, signIn }: { phone: Phone; signIn: () => void }) {
  const { t } = useTerms();
  const offline = useOffline();
  const update = useUpdate();
  const { others, unreadable } = phone;
  return (
    <div className="field-notices" role="status">
      {phone.signedOut && (
        <Alert
          type="warning"
          showIcon
          title={t('field.net.signedOutLine')}
          action={<Button onClick={signIn}>{t('field.net.signIn')}</Button>}
        />
      )}
      {!phone.signedOut && phone.reached === false && (
        <Alert type="info" showIcon title={t('field.net.offlineLine')} />
      )}
      {offline === 'insecure' && <Alert type="warning" showIcon title={t('field.net.insecure')} />}
      {offline === 'none' && <Alert type="warning" showIcon title={t('field.net.noWorker')} />}
      {offline === 'failed' && <Alert type="info" showIcon title={t('field.net.failed')} />}
      {update && (
        <Alert
          type="info"
          showIcon
          title={t('field.net.update')}
          action={<Button onClick={() => takeUpdate(update)}>{t('field.net.takeUpdate')}</Button>}
        />
      )}
      {phone.full && <Alert type="error" showIcon title={t('field.net.full')} />}
      {others > 0 && <Alert type="warning" showIcon title={t('field.net.others', { n: others })} />}
      {unreadable.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('field.net.unreadable', {
            n: unreadable.length,
            list: unreadable.join(t('shell.word.comma')),
          })}
        />
      )}
      <Clock phone={phone} />
    </div>
  );
}

/** The phone page: head, what has to be known, and one of its four views. */
export function FieldFrame({ signIn }: { signIn: () => void }) {
  const phone = usePhone();
  const { pathname } = useLocation();
  return (
    <div className="field">
      <Head phone={phone} />
      <PageFault key={pathname}>
        <Notices phone={phone} signIn={signIn} />
        <Routes>
          <Route path="/field" element={<FieldHome phone={phone} />} />
          <Route path="/field/begin" element={<FieldBegin phone={phone} />} />
          <Route path="/field/line" element={<FieldLine phone={phone} />} />
          <Route path="/field/:id" element={<FieldActPage phone={phone} />} />
        </Routes>
      </PageFault>
    </div>
  );
}
