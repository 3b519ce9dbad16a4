import type { Stop } from './stops.ts';
import { openMessage } from './tracking-stops.ts';

/** Who is on a mail, and their records. */
export const peopleStops: readonly Stop[] = [
  {
    name: 'people-several-matches',
    isAlone: true,
    go: async (guide) => {
      await openMessage(guide, 'Who signs for the delivery?');
      const choose = new RegExp(`^${guide.tour.text('who.chooseOne')}`);
      await guide.tour.pane.getByRole('button', { name: choose }).first().waitFor();
    },
  },
  {
    name: 'people-unknown',
    isAlone: true,
    go: async (guide) => {
      await openMessage(guide, 'Do you repair older units?');
      await guide.tour.button('addPerson.asContact').waitFor();
    },
  },
  {
    name: 'add-contact',
    go: async ({ tour }) => {
      await tour.button('addPerson.asContact').click();
      await tour.pageOpened('addPerson');
      await tour.pane.getByRole('textbox').first().waitFor();
    },
  },
  {
    name: 'record-contact',
    isAlone: true,
    go: async (guide) => {
      const { tour } = guide;
      await openMessage(guide, 'Contoso renewal');
      await tour.pane
        .getByRole('listitem')
        .getByRole('button', { name: /Philippa Moss/ })
        .click();
      await tour.pageOpened('record');
      await tour.shown('record.past');
    },
  },
  {
    name: 'record-account',
    go: async ({ tour }) => {
      await tour.pane
        .getByRole('button', { name: /^Contoso/ })
        .first()
        .click();
      await tour.pane.getByRole('heading', { level: 2, name: /^Contoso/ }).waitFor();
      await tour.shown('record.past');
    },
  },
  {
    name: 'connect',
    go: async ({ tour }) => {
      await tour.button('connection.add').click();
      await tour.pane.getByRole('combobox').fill('north');
      await tour.pane.getByRole('option').first().click();
      await tour.button('connection.save').waitFor();
    },
  },
  {
    name: 'connected',
    go: async ({ tour }) => {
      await tour.button('connection.save').click();
      await tour.button('connection.add').waitFor();
      await tour.shown('connection.heading');
    },
  },
  {
    name: 'create-call',
    isAlone: true,
    go: async (guide) => {
      const { tour } = guide;
      await openMessage(guide, 'Contoso renewal');
      await tour.pane
        .getByRole('listitem')
        .getByRole('button', { name: /Philippa Moss/ })
        .click();
      await tour.pageOpened('record');
      await tour.button('record.newActivity').click();
      await tour.pageOpened('create');
      await tour.pane.getByRole('button', { name: 'Phone Call' }).click();
      const list = tour.pane.locator('[data-column="to"]');
      await list.getByRole('button').last().click();
      await list.getByRole('searchbox').fill('con');
      await list.getByRole('listitem').nth(1).waitFor();
    },
  },
  {
    name: 'find-record',
    go: async ({ tour }) => {
      await tour.toItem();
      await tour.button('page.recent').click();
      await tour.pageOpened('recent');
      await tour.shown('recent.recent');
    },
  },
  {
    name: 'find-record-results',
    go: async ({ tour }) => {
      await tour.pane.getByRole('combobox').fill('north');
      await tour.pane.getByRole('option').first().waitFor();
    },
  },
];
