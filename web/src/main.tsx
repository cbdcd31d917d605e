import { QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode, useEffect, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { queries } from './api.ts';
import { Gate } from './shell/Gate.tsx';
import { useTerms } from './shell/language.ts';
import { PageFault } from './shell/PageFault.tsx';
// In this order: of two rules that weigh the same, the later one holds.
import './styles/page.css';
import './styles/lists.css';
import './styles/axis.css';
import './styles/duties.css';
import './styles/shell.css';
import './styles/calendar.css';
import './styles/narrow.css';
import './styles/documents.css';
import './styles/law.css';
import './styles/field.css';
import './styles/search.css';
import './styles/volumes.css';
import './styles/print.css';

const theme = {
  token: {
    ...{ colorPrimary: '#12406b', colorLink: '#0b5cad', borderRadius: 6, fontSize: 14 },
    // Shades of words that stand 4.5:1 or more against what lies under them; the kit's own fall below.
    ...{ colorError: '#c62626', colorErrorBg: '#fff2f0', colorErrorBorder: '#ffccc7' },
    colorBgMask: 'rgba(0, 0, 0, 0.6)',
    ...{ colorTextTertiary: '#5b6775', colorTextDescription: '#5b6775', colorTextPlaceholder: '#667382' },
    // Words on green and orange tags; both spellings of the kit stand for one variable.
    ...{ green7: '#1f6b12', 'green-7': '#1f6b12', orange7: '#9a4700', 'orange-7': '#9a4700' },
  },
  components: {
    Descriptions: { labelColor: '#5b6775' },
    Layout: { headerBg: '#12406b', siderBg: '#ffffff', headerHeight: 52 },
    Menu: { itemSelectedBg: '#e4edf7', itemSelectedColor: '#12406b' },
  },
};

const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the reader's system asks for pages that do not move. */
function useStillness(): boolean {
  return useSyncExternalStore(
    (changed) => {
      stillness.addEventListener('change', changed);
      return () => stillness.removeEventListener('change', changed);
    },
    () => stillness.matches,
  );
}

function House() {
  const { language } = useTerms();
  const still = useStillness();
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={{ ...theme, token: { ...theme.token, motion: !still } }}
    >
      <App className="house">
        <PageFault>
          <BrowserRouter>
            <Gate />
          </BrowserRouter>
        </PageFault>
      </App>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <House />
    </QueryClientProvider>
  </StrictMode>,
);
