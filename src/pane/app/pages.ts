import type { PageDefinition } from '../page/page.ts';

/** Every page of the pane; each is a part of its own, loaded when it is first opened. */
export const pages: readonly PageDefinition[] = [
  {
    id: 'menu',
    load: async () => (await import(/* webpackChunkName: "menu" */ './menu-page.tsx')).MenuPage,
  },
  {
    id: 'recent',
    load: async () =>
      (await import(/* webpackChunkName: "recent" */ '../features/recent/recent-page.tsx'))
        .RecentPage,
  },
  {
    id: 'record',
    load: async () =>
      (await import(/* webpackChunkName: "record" */ '../features/record/record-page.tsx'))
        .RecordPage,
  },
  {
    id: 'create',
    load: async () =>
      (await import(/* webpackChunkName: "create" */ '../features/new-record/create-page.tsx'))
        .CreatePage,
  },
  {
    id: 'addPerson',
    aboutItem: true,
    load: async () =>
      (await import(/* webpackChunkName: "create" */ '../features/new-record/add-person-page.tsx'))
        .AddPersonPage,
  },
  {
    id: 'several',
    load: async () =>
      (await import(/* webpackChunkName: "several" */ '../features/several/several-page.tsx'))
        .SeveralPage,
  },
  {
    id: 'history',
    load: async () =>
      (await import(/* webpackChunkName: "history" */ '../features/history/history-page.tsx'))
        .HistoryPage,
  },
  {
    id: 'rules',
    load: async () =>
      (await import(/* webpackChunkName: "rules" */ '../features/rules/rules-page.tsx')).RulesPage,
  },
  {
    id: 'folders',
    load: async () =>
      (await import(/* webpackChunkName: "folders" */ '../features/folders/folders-page.tsx'))
        .FoldersPage,
  },
  {
    id: 'mailboxes',
    load: async () =>
      (await import(/* webpackChunkName: "mailboxes" */ '../features/mailboxes/mailboxes-page.tsx'))
        .MailboxesPage,
  },
  {
    id: 'failed',
    load: async () =>
      (await import(/* webpackChunkName: "failed" */ '../features/failed/failed-page.tsx'))
        .FailedPage,
  },
  {
    id: 'attachments',
    aboutItem: true,
    load: async () =>
      (
        await import(
          /* webpackChunkName: "attachments" */ '../features/attachments/attachments-page.tsx'
        )
      ).AttachmentsPage,
  },
  {
    id: 'audience',
    aboutItem: true,
    load: async () =>
      (await import(/* webpackChunkName: "audience" */ '../features/audience/audience-page.tsx'))
        .AudiencePage,
  },
  {
    id: 'insert',
    aboutItem: true,
    load: async () =>
      (await import(/* webpackChunkName: "insert" */ '../features/insert/insert-page.tsx'))
        .InsertPage,
  },
  {
    id: 'recipients',
    aboutItem: true,
    load: async () =>
      (
        await import(
          /* webpackChunkName: "recipients" */ '../features/recipients/recipients-page.tsx'
        )
      ).RecipientsPage,
  },
  {
    id: 'settings',
    load: async () =>
      (await import(/* webpackChunkName: "settings" */ '../features/settings/settings-page.tsx'))
        .SettingsPage,
  },
  {
    id: 'selfCheck',
    load: async () =>
      (
        await import(
          /* webpackChunkName: "self-check" */ '../features/self-check/self-check-page.tsx'
        )
      ).SelfCheckPage,
  },
  {
    id: 'contacts',
    load: async () =>
      (await import(/* webpackChunkName: "contacts" */ '../features/contacts/contacts-page.tsx'))
        .ContactsPage,
  },
  {
    id: 'tasks',
    load: async () =>
      (await import(/* webpackChunkName: "tasks" */ '../features/tasks/tasks-page.tsx')).TasksPage,
  },
];
