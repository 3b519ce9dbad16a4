import type { Stop } from './stops.ts';
import { openMessage } from './tracking-stops.ts';

/** The pages of the menu. */
export const listStops: readonly Stop[] = [
  {
    name: 'menu',
    isAlone: true,
    go: async (guide) => {
      await openMessage(guide, 'Lunch on');
      await guide.tour.button('page.menu').click();
      await guide.tour.button('page.selfCheck').waitFor();
    },
  },
  {
    name: 'create-chooser',
    go: async ({ tour }) => {
      await tour.menu('create');
      await tour.button('table.opportunity').waitFor();
    },
  },
  {
    name: 'create-opportunity',
    go: async ({ tour }) => {
      await tour.button('table.opportunity').click();
      await tour.pane.getByRole('textbox').first().waitFor();
    },
  },
  {
    name: 'several',
    go: async (guide) => {
      await openMessage(guide, 'Offer for');
      await guide.tour.menu('several');
      await guide.tour.pane.getByRole('checkbox').nth(1).waitFor();
      await guide.tour.pane.getByRole('checkbox').first().check();
    },
  },
  {
    name: 'several-tracked',
    go: async ({ tour }) => {
      await tour.pane.getByRole('button', { name: /\d/ }).last().click();
      await tour.pane.getByRole('progressbar').waitFor();
      await tour.button('several.undoAll').waitFor();
    },
  },
  {
    name: 'history',
    go: async ({ tour }) => {
      await tour.menu('history');
      await tour.button('action.undo').waitFor();
    },
  },
  {
    name: 'failed-items',
    go: async ({ tour }) => {
      await tour.menu('failed');
      await tour.button('failed.retry').waitFor();
    },
  },
  {
    name: 'rules-empty',
    isAlone: true,
    go: async ({ tour }) => {
      await tour.menu('rules');
      await tour.shown('rules.none');
    },
  },
  {
    name: 'rules',
    go: async (guide) => {
      const { tour } = guide;
      await openMessage(guide, 'Do you repair older units?');
      await tour.button('action.more').click();
      await tour.button('more.always.conversation').click();
      await tour.shown('more.removeRule');
      await tour.menu('rules');
      await tour.button('rules.remove').waitFor();
    },
  },
  {
    name: 'folders',
    isAlone: true,
    go: async ({ tour }) => {
      await tour.menu('folders');
      const folder = tour.pane.getByLabel(tour.text('folders.folder'), { exact: true });
      await folder.selectOption({ index: 1 });
      await tour.button('folders.map').waitFor();
      await tour.pane
        .getByText(/ tracked\.$/)
        .filter({ visible: true })
        .first()
        .waitFor();
    },
  },
  {
    name: 'folders-mapped',
    go: async ({ tour }) => {
      const folder = tour.pane.getByLabel(tour.text('folders.folder'), { exact: true });
      // The last one has little in it.
      const options = await folder.locator('option').count();
      await folder.selectOption({ index: options - 1 });
      // It waits for what mapping would do.
      const map = { name: tour.text('folders.map'), exact: true, disabled: false };
      await tour.pane.getByRole('button', map).click();
      await tour.button('folders.pause').waitFor();
      await tour.shown('folders.saidMapped');
    },
    leave: async ({ tour }) => {
      const remove = tour.button('folders.remove');
      if ((await remove.count()) === 0) return;
      await remove.click();
      await tour.shown('folders.saidRemoved');
    },
  },
  {
    name: 'contacts',
    isAlone: true,
    go: async ({ tour }) => {
      await tour.menu('contacts');
      await tour.pane.getByText('Ilona Nagy').waitFor();
    },
  },
  {
    name: 'contacts-selected',
    go: async ({ tour }) => {
      for (const name of [/Ilona Nagy/, /Béla Kis/]) {
        await tour.pane.getByRole('checkbox', { name }).check();
      }
      await tour.pane.getByRole('button', { name: /^Zoë/ }).click();
    },
  },
  {
    name: 'contacts-crm',
    go: async ({ tour }) => {
      await tour.pane.getByRole('tab').nth(1).click();
      await tour.pane.getByRole('checkbox').nth(3).waitFor();
    },
  },
  {
    name: 'tasks',
    isAlone: true,
    go: async ({ tour }) => {
      await tour.menu('tasks');
      await tour.pane.getByRole('button', { name: /^Send the offer/ }).click();
    },
  },
  {
    name: 'settings',
    isAlone: true,
    go: async ({ tour }) => {
      await tour.menu('settings');
      await tour.shown('settings.language.title');
    },
  },
  {
    name: 'self-check',
    isAlone: true,
    go: async ({ tour }) => {
      await tour.menu('selfCheck');
      await tour.button('selfCheck.copy').waitFor();
    },
  },
];
