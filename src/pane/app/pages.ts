import type { PageDefinition } from '../page/page.ts';

/** Every page of the pane; each is a part of its own, loaded when it is first opened. */
export const pages: readonly PageDefinition[] = [
  {
    id: 'menu',
    load: async () => (await import(/* webpackChunkName: "menu" */ './menu-page.tsx')).MenuPage,
  },
];
