import {
  AuditOutlined,
  BookOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CloudUploadOutlined,
  DashboardOutlined,
  FileProtectOutlined,
  FolderOpenOutlined,
  OrderedListOutlined,
  TeamOutlined,
  VideoCameraAddOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons';
import type { Permission, TermKey } from '@liuhen/contract';
import type { ComponentType, LazyExoticComponent, ReactNode } from 'react';
import { later } from './shell/later.ts';

/** One page of the site: where it is, what it is called, who sees it, and its place in the menu. */
export interface Place {
  path: string;
  title: TermKey;
  permission: Permission;
  /** Its code, fetched when the page is first shown. */
  page: () => LazyExoticComponent<ComponentType>;
  /** Icon in the menu; pages without one are reached from others. */
  icon?: ReactNode;
}

/** The site map. */
export const places: readonly Place[] = [
  {
    path: '/',
    title: 'shell.page.workbench',
    permission: 'any',
    page: later(() => import('./pages/workbench/WorkbenchPage.tsx')),
    icon: <DashboardOutlined />,
  },
  {
    path: '/upload',
    title: 'shell.page.upload',
    permission: 'recording.upload',
    page: later(() => import('./pages/recordings/UploadPage.tsx')),
    icon: <CloudUploadOutlined />,
  },
  {
    path: '/recordings',
    title: 'shell.page.recordings',
    permission: 'recording.readOwn',
    page: later(() => import('./pages/recordings/RecordingListPage.tsx')),
    icon: <VideoCameraOutlined />,
  },
  {
    path: '/recordings/:id',
    title: 'shell.page.recording',
    permission: 'recording.readOwn',
    page: later(() => import('./pages/recordings/RecordingPage.tsx')),
  },
  {
    path: '/acts',
    title: 'shell.page.acts',
    permission: 'act.read',
    page: later(() => import('./pages/cases/ActListPage.tsx')),
    icon: <AuditOutlined />,
  },
  {
    path: '/acts/new',
    title: 'shell.page.newAct',
    permission: 'act.manage',
    page: later(() => import('./pages/cases/ActFormPage.tsx')),
  },
  {
    path: '/acts/:id/edit',
    title: 'shell.page.act',
    permission: 'act.manage',
    page: later(() => import('./pages/cases/ActFormPage.tsx')),
  },
  {
    path: '/acts/:id',
    title: 'shell.page.act',
    permission: 'act.read',
    page: later(() => import('./pages/cases/ActPage.tsx')),
  },
  {
    path: '/cases',
    title: 'shell.page.cases',
    permission: 'case.read',
    page: later(() => import('./pages/cases/CaseListPage.tsx')),
    icon: <FolderOpenOutlined />,
  },
  {
    path: '/cases/new',
    title: 'shell.page.newCase',
    permission: 'case.manage',
    page: later(() => import('./pages/cases/CaseFormPage.tsx')),
  },
  {
    path: '/cases/:id/edit',
    title: 'shell.page.case',
    permission: 'case.manage',
    page: later(() => import('./pages/cases/CaseFormPage.tsx')),
  },
  {
    path: '/cases/:id',
    title: 'shell.page.case',
    permission: 'case.read',
    page: later(() => import('./pages/cases/CasePage.tsx')),
  },
  {
    path: '/obligations',
    title: 'shell.page.obligations',
    permission: 'any',
    page: later(() => import('./pages/obligations/ObligationListPage.tsx')),
    icon: <CheckSquareOutlined />,
  },
  {
    path: '/regulations',
    title: 'shell.page.regulations',
    permission: 'any',
    page: later(() => import('./pages/law/RegulationListPage.tsx')),
    icon: <BookOutlined />,
  },
  {
    path: '/regulations/compare',
    title: 'shell.page.compareRegulations',
    permission: 'any',
    page: later(() => import('./pages/law/RegulationComparePage.tsx')),
  },
  {
    path: '/regulations/:packId',
    title: 'shell.page.regulation',
    permission: 'any',
    page: later(() => import('./pages/law/RegulationPage.tsx')),
  },
  {
    path: '/matters',
    title: 'shell.page.matters',
    permission: 'any',
    page: later(() => import('./pages/law/MattersPage.tsx')),
    icon: <OrderedListOutlined />,
  },
  {
    path: '/matters/:id/edit',
    title: 'shell.page.matterList',
    permission: 'matter.draft',
    page: later(() => import('./pages/law/MatterEditPage.tsx')),
  },
  {
    path: '/matters/:id',
    title: 'shell.page.matterList',
    permission: 'any',
    page: later(() => import('./pages/law/MatterPage.tsx')),
  },
  {
    path: '/devices',
    title: 'shell.page.devices',
    permission: 'roster.read',
    page: later(() => import('./pages/devices/DevicesPage.tsx')),
    icon: <VideoCameraAddOutlined />,
  },
  {
    path: '/people',
    title: 'shell.page.people',
    permission: 'roster.read',
    page: later(() => import('./pages/roster/PeoplePage.tsx')),
    icon: <TeamOutlined />,
  },
  {
    path: '/calendar',
    title: 'shell.page.calendar',
    permission: 'any',
    page: later(() => import('./pages/law/CalendarPage.tsx')),
    icon: <CalendarOutlined />,
  },
  {
    path: '/log',
    title: 'shell.page.log',
    permission: 'log.read',
    page: later(() => import('./pages/custody/LogPage.tsx')),
    icon: <FileProtectOutlined />,
  },
];
