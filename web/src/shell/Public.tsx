import { GlobalOutlined } from '@ant-design/icons';
import { Button, Layout, Skeleton } from 'antd';
import { Suspense, useMemo } from 'react';
import { Route, Routes } from 'react-router';
import { Missing } from '../parts/Missing.tsx';
import { chooseLanguage, useTerms } from './language.ts';
import { later } from './later.ts';
import { PageFault } from './PageFault.tsx';

const matters = later(() => import('../pages/law/MatterPublicPage.tsx'));

/** Pages that are open to everybody: no menu, no session is asked for. */
export function Public() {
  const { t, language } = useTerms();
  const Matters = useMemo(() => matters(), []);
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Layout.Header className="head">
        <span className="brand spring">{t('shell.product')}</span>
        <Button
          type="text"
          icon={<GlobalOutlined />}
          onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {t('shell.otherLanguage')}
        </Button>
      </Layout.Header>
      <Layout.Content id="content">
        <PageFault>
          <Suspense fallback={<Skeleton className="page" active paragraph={{ rows: 8 }} />}>
            <Routes>
              <Route path="/public/:organ/matters" element={<Matters />} />
              <Route path="*" element={<Missing />} />
            </Routes>
          </Suspense>
        </PageFault>
      </Layout.Content>
    </Layout>
  );
}
