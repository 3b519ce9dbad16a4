import type { Stop } from './stops.ts';
import type { PaneTour } from './pane-tour.ts';

/** One of the tabs of the page *Insert*. */
const part = async (tour: PaneTour, key: string): Promise<void> => {
  await tour.button(`insert.part.${key}`).click();
};

const writing: readonly Stop[] = [
  {
    name: 'compose',
    go: async ({ tour }) => {
      await tour.toItem();
      await tour.at('#/mail/inbox');
      await tour.closePane();
      await tour.page.locator('[data-command=new]').click();
      await tour.page.locator('[data-command=send]').waitFor();
      await tour.openPane();
      await tour.status('status.not-tracked');
      await tour.button('page.recipients').waitFor();
    },
  },
  {
    name: 'recipients',
    go: async ({ tour }) => {
      await tour.button('page.recipients').click();
      await tour.pane.getByRole('searchbox').fill('Helen');
      await tour.button('recipients.add').click();
      await tour.shown('recipients.isOn');
    },
  },
  {
    name: 'insert-template',
    go: async ({ tour }) => {
      await tour.toItem();
      await tour.button('page.insert').click();
      await tour.pageOpened('insert');
      await tour.pane.getByRole('button', { name: /Thank you for your enquiry/ }).click();
      await tour.pane.getByText('Dear Helen').waitFor();
    },
  },
  {
    name: 'insert-article',
    go: async ({ tour }) => {
      await part(tour, 'article');
      await tour.pane.getByRole('button', { name: /Connecting a gateway/ }).click();
      await tour.button('insert.insertText').waitFor();
    },
  },
  {
    name: 'insert-brochure',
    go: async ({ tour }) => {
      await part(tour, 'literature');
      await tour.pane.getByRole('button', { name: /Instruments for plants/ }).click();
      await tour.button('insert.attach').waitFor();
    },
  },
  {
    name: 'insert-link',
    go: async ({ tour }) => {
      await part(tour, 'link');
      await tour.pane.getByRole('combobox').fill('Contoso ren');
      await tour.pane
        .getByRole('option', { name: /Contoso renewal/ })
        .first()
        .click();
      await tour.button('insert.insertLink').waitFor();
    },
  },
  {
    name: 'compose-marked',
    go: async ({ tour }) => {
      await tour.toItem();
      await tour.button('action.setRegarding').click();
      await tour.pane.getByRole('combobox').fill('Contoso ren');
      await tour.pane
        .getByRole('option', { name: /Contoso renewal/ })
        .first()
        .click();
      await tour.status('status.waiting');
    },
    leave: async ({ tour }) => {
      await tour.closePane();
      await tour.page.locator('[data-command=close]').click();
      const dialog = tour.page.getByRole('alertdialog').or(tour.page.getByRole('dialog'));
      if ((await dialog.count()) > 0) await dialog.getByRole('button').first().click();
    },
  },
];

/** Writing a mail; phones offer no add-ins there. */
export const composeStops = writing.map((stop) => ({ ...stop, isDesktopOnly: true }));
