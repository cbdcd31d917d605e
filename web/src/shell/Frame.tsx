import { CloudUploadOutlined, GlobalOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons';
import { sayInstant } from '@liuhen/contract';
import { App, Badge, Button, Drawer, Dropdown, Grid, Layout, Menu, Modal, Result, Skeleton } from 'antd';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { Link, matchPath, Route, Routes, useLocation, useNavigate } from 'react-router';
import { leaveSession } from '../api.ts';
import { countUnsent, wipe } from '../field/wipe.ts';
import { Missing } from '../parts/Missing.tsx';
import { usePointedAt } from '../parts/usePointedAt.ts';
import { places } from '../routes.tsx';
import { useUploads } from '../upload/queue.ts';
import { Bell } from './Bell.tsx';
import { usePrintTime } from './clock.ts';
import { chooseLanguage, useTerms } from './language.ts';
import { PageFault } from './PageFault.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { type Place, Places } from './places.ts';
import { SearchBox } from './SearchBox.tsx';
import { useMay, useWho } from './session.ts';

function SiteMenu({ chosen = () => undefined }: { chosen?: () => void }) {
  const { t } = useTerms();
  const may = useMay();
  const { pathname } = useLocation();
  const shown = places.filter((place) => place.icon && may(place.permission));
  const under = places.find(({ path }) => matchPath(path, pathname))?.under;
  const above = shown.filter(({ path }) => path === '/' || pathname.startsWith(path)).at(-1)?.path ?? '/';
  const current = under ?? above;
  return (
    <Menu
      mode="inline"
      selectedKeys={[pathname === '/' ? '/' : current]}
      onClick={chosen}
      items={shown.map(({ path, title, icon }) => ({
        key: path,
        icon,
        label: <Link to={path}>{t(title)}</Link>,
      }))}
    />
  );
}

function Guarded({ place }: { place: Place }) {
  const { t, nameOf } = useTerms();
  const may = useMay();
  const Page = useMemo(() => place.page(), [place]);
  useEffect(() => {
    document.title = `${t(place.title)} · ${t('shell.product')}`;
  }, [t, place]);
  if (!may(place.permission))
    return (
      <Result
        status="403"
        title={t('shell.fault.deniedTitle')}
        subTitle={t('shell.fault.denied', { permission: nameOf('names.permission', place.permission) })}
      />
    );
  return (
    <Suspense fallback={<Skeleton className="page" active paragraph={{ rows: 8 }} />}>
      <Page />
    </Suspense>
  );
}

function Account() {
  const { t } = useTerms();
  const who = useWho();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const { modal } = App.useApp();
  const leaveNow = async () => {
    await leaveSession();
    if (who) await wipe(who.account.id);
    void navigate('/');
  };
  /** Signing out takes all off this phone: what an officer has not sent from it would be lost. */
  const leave = async () => {
    const n = who ? await countUnsent(who.account.id) : 0;
    if (n === 0) return leaveNow();
    modal.confirm({
      ...{ title: t('field.leave.title', { n }), content: t('field.leave.line', { n }) },
      ...{ okText: t('field.leave.stay'), cancelText: t('field.leave.leave') },
      cancelButtonProps: { danger: true },
      onOk: () => void navigate('/field'),
      onCancel: () => void leaveNow(),
    });
  };
  const actions: Record<string, () => void> = {
    password: () => setChanging(true),
    out: () => void leave(),
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'password', label: t('shell.ownPassword') },
            { key: 'out', label: t('shell.signOut') },
          ],
          onClick: ({ key }) => actions[key]?.(),
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={t('shell.account')}>
          <span className="only-wide">{who?.account.displayName}</span>
        </Button>
      </Dropdown>
      <Modal
        open={changing}
        footer={null}
        title={t('shell.ownPassword')}
        onCancel={() => setChanging(false)}
        destroyOnHidden
      >
        <PasswordForm done={() => setChanging(false)} />
      </Modal>
    </>
  );
}

/** First line of every page on paper: whose it is, who printed it and when. The receipt has its own. */
function PaperLine() {
  const { t } = useTerms();
  const who = useWho();
  const printedAt = usePrintTime();
  if (!who) return null;
  return (
    <p className="paper-line">
      {t('shell.printed', {
        organ: who.organ.name,
        person: who.account.displayName,
        at: sayInstant(printedAt),
      })}
    </p>
  );
}

/** Head, menu and the page. */
export function Frame() {
  const { t, language } = useTerms();
  const who = useWho();
  const { pathname } = useLocation();
  usePointedAt();
  const [open, setOpen] = useState(false);
  const isWide = Grid.useBreakpoint().md !== false;
  const sending = useUploads().filter(({ state }) => state === 'sending' || state === 'retrying').length;
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <Layout.Header className="head">
        <Button
          className="only-narrow"
          type="text"
          icon={<MenuOutlined />}
          aria-label={t('shell.openMenu')}
          onClick={() => setOpen(true)}
        />
        <Link to="/" className="brand">
          {t('shell.product')}
        </Link>
        <span className="organ spring">
          <span className="only-wide">{who?.organ.name}</span>
        </span>
        <SearchBox wide={isWide} />
        {sending > 0 && pathname !== '/upload' && (
          <Link to="/upload" aria-label={t('shell.uploading', { n: sending })}>
            <Badge count={sending} size="small">
              <CloudUploadOutlined style={{ color: '#fff', fontSize: 20 }} />
            </Badge>
          </Link>
        )}
        <Bell />
        <Button
          type="text"
          icon={<GlobalOutlined />}
          onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {t('shell.otherLanguage')}
        </Button>
        <Account />
      </Layout.Header>
      <Layout>
        <Layout.Sider width={220} className="only-wide" theme="light">
          <nav aria-label={t('shell.menu')}>
            <SiteMenu />
          </nav>
        </Layout.Sider>
        <Drawer
          open={open}
          placement="left"
          size={240}
          title={[t('shell.menu'), who?.organ.name].filter(Boolean).join(' · ')}
          onClose={() => setOpen(false)}
          styles={{ body: { padding: 0 } }}
        >
          <SiteMenu chosen={() => setOpen(false)} />
        </Drawer>
        <Layout.Content id="content">
          {pathname !== '/upload' && <PaperLine />}
          <PageFault key={pathname}>
            <Places value={places}>
              <Routes>
                {places.map((place) => (
                  <Route key={place.path} path={place.path} element={<Guarded place={place} />} />
                ))}
                <Route path="*" element={<Missing />} />
              </Routes>
            </Places>
          </PageFault>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
