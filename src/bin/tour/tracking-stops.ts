import type { Guide, Stop } from './stops.ts';
import { spoilCrm } from './world.ts';

/** Not for one time only: what is still pending would take it. */
const refusal = {
  match: { path: '/emails' },
  respond: { status: 400, body: { error: { code: '0x80040265', message: 'A rule refuses it.' } } },
};
const off = { respond: { status: 503, body: { error: { code: '0', message: 'Off' } } } };

/** Opens the message whose subject holds `text`, known to the CRM. */
export async function openMessage(
  { tour, mailbox }: Guide,
  text: string,
  hasFiles = false,
): Promise<void> {
  await tour.item(await mailbox.message(text, hasFiles));
  await tour.pane.getByRole('heading', { level: 1, name: text }).waitFor();
  await tour.status(...['not-tracked', 'pending', 'tracked'].map((state) => `status.${state}`));
}

const more = async ({ tour }: Guide) => {
  const button = tour.button('action.more');
  await button.waitFor();
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  await tour.pane.getByRole('group', { name: tour.text('more.heading') }).waitFor();
};

/** What the card says of a mail, and what opens in it. */
export const trackingStops: readonly Stop[] = [
  {
    name: 'not-tracked',
    isAlone: true,
    go: (guide) => openMessage(guide, 'Lunch on'),
  },
  {
    name: 'suggestion',
    isAlone: true,
    go: (guide) => openMessage(guide, 'Contoso renewal'),
  },
  {
    name: 'regarding-suggested',
    go: async ({ tour }) => {
      await tour.button('action.setRegarding').click();
      await tour.pane.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'regarding-search',
    go: async ({ tour }) => {
      await tour.pane.getByRole('combobox').fill('Contoso');
      await tour.pane
        .getByRole('option', { name: /Contoso renewal/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'tracked-now',
    go: async ({ tour }) => {
      await tour.pane
        .getByRole('option', { name: /Contoso renewal/ })
        .first()
        .click();
      await tour.status('status.trackedRegarding');
      await tour.button('action.undo').waitFor();
    },
  },
  {
    name: 'untrack-choice',
    go: async ({ tour }) => {
      await tour.button('action.untrack').click();
      await tour.button('untrack.keep').waitFor();
    },
  },
  {
    name: 'tracked',
    go: async (guide) => {
      await openMessage(guide, 'Lunch on');
      await openMessage(guide, 'Contoso renewal');
      await guide.tour.status('status.trackedRegarding');
    },
  },
  {
    name: 'more-actions',
    go: async (guide) => {
      await more(guide);
      await guide.tour.button('more.history').waitFor();
      await guide.tour.pane.getByText(guide.tour.text('more.rulesHeading')).first().waitFor();
    },
  },
  {
    name: 'item-history',
    go: async ({ tour }) => {
      await tour.button('more.history').click();
      await tour.pageOpened('history');
      await tour.shown('history.ofItem');
    },
  },
  {
    name: 'audience',
    go: async (guide) => {
      await openMessage(guide, 'Contoso renewal');
      await more(guide);
      await guide.tour.button('more.audience').click();
      await guide.tour.pageOpened('audience');
    },
  },
  {
    name: 'attachments',
    isAlone: true,
    go: async (guide) => {
      await openMessage(guide, 'Application as a sales', true);
      await more(guide);
      await guide.tour.button('more.attachments').click();
      await guide.tour.pageOpened('attachments');
    },
  },
  {
    name: 'pending',
    go: async (guide) => {
      await openMessage(guide, 'Site visit before we order');
      guide.mend = await spoilCrm(guide.urls, off);
      await guide.tour.button('action.track').click();
      await guide.tour.status('status.pending');
    },
  },
  {
    name: 'failed',
    go: async (guide) => {
      await openMessage(guide, 'Invoice does not match');
      guide.mend = await spoilCrm(guide.urls, refusal);
      await guide.tour.button('action.track').click();
      await guide.tour.status('status.failed');
    },
  },
];
