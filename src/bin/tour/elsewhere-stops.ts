import type { Guide, Stop } from './stops.ts';
import { PaneTour } from './pane-tour.ts';
import { Mailbox, spoilCrm } from './world.ts';
import { openMessage } from './tracking-stops.ts';

/** Somebody else's pane, beside the first message of their inbox. */
async function somebody(
  { browser, urls, look, lead }: Guide,
  person: string,
  isFirstStart = false,
): Promise<PaneTour> {
  const tour = await PaneTour.open(browser, urls.outlook, look, { person, isFirstStart, lead });
  const mailbox = await Mailbox.of(urls, person);
  await tour.item(await mailbox.message(''));
  return tour;
}

const nora = 'szucs.nora@fabrikam.example';
const bence = 'kovacs.bence@fabrikam.example';
const administrator = 'martin.ellery@fabrikam.example';

const nobodyMayUse = {
  match: { path: 'RetrieveUserPrivilegeByPrivilegeName', within: 'batch' },
  respond: { status: 200, body: { RolePrivileges: [] } },
};
const notApproved = {
  match: { path: 'mailboxes?', within: 'batch' },
  respond: {
    status: 200,
    body: {
      value: [{ statecode: 0, incomingemaildeliverymethod: 2, emailrouteraccessapproval: 0 }],
    },
  },
};

/** What the pane says where it cannot do its work. */
export const elsewhereStops: readonly Stop[] = [
  {
    name: 'meeting-request',
    isAlone: true,
    go: async ({ tour, mailbox }) => {
      await tour.item(await mailbox.message('Planning of the next quarter'));
      await tour.shown('obstacle.appointment');
    },
  },
  {
    name: 'encrypted',
    isDesktopOnly: true,
    isAlone: true,
    go: async ({ tour, mailbox }) => {
      await tour.toItem();
      await tour.closePane();
      await tour.at(await mailbox.message('Confidential: price ceiling'));
      // The button of the message before does not warn.
      await tour.page.getByRole('heading', { name: 'Confidential: price ceiling' }).waitFor();
      await tour.page.getByRole('button', { name: 'Regarding', exact: true }).click();
      // Outlook's own warning, before the pane shows its own.
      await tour.page.getByRole('alertdialog').getByRole('button').click();
      await tour.page.locator('aside button[aria-pressed=false]').click();
      await tour.shown('obstacle.encrypted');
    },
  },
  {
    name: 'no-item',
    isDesktopOnly: true,
    go: async (guide) => {
      await openMessage(guide, 'Lunch on');
      await guide.tour.at('#/mail/inbox');
      await guide.tour.shown('screen.noItemTitle');
    },
  },
  {
    name: 'offline',
    isDesktopOnly: true,
    go: async (guide) => {
      const { tour } = guide;
      await openMessage(guide, 'Lunch on');
      await tour.page.route(`${guide.urls.service}/api/**`, (route) => route.abort());
      const pane = await tour.frame();
      await pane.evaluate(() => {
        Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
      });
      await tour.at(await guide.mailbox.message('Contoso renewal'));
      await tour.shown('problem.offline.title');
    },
    leave: ({ tour }) => tour.page.unrouteAll(),
  },
  {
    name: 'mailbox-not-ready',
    isAlone: true,
    open: async (guide) => {
      guide.mend = await spoilCrm(guide.urls, notApproved);
      return somebody(guide, bence);
    },
    go: ({ tour }) => tour.shown('mailboxState.not-approved'),
  },
  {
    name: 'no-licence',
    isAlone: true,
    open: async (guide) => {
      guide.mend = await spoilCrm(guide.urls, nobodyMayUse);
      return somebody(guide, nora);
    },
    go: ({ tour }) => tour.shown('problem.no-licence.text'),
  },
  {
    name: 'mailboxes',
    isAlone: true,
    open: (guide) => somebody(guide, administrator),
    go: async ({ tour }) => {
      await tour.menu('settings');
      await tour.button('settings.administration.open').click();
      await tour.shown('mailboxes.hint');
    },
  },
  {
    name: 'welcome',
    isAlone: true,
    open: (guide) => somebody(guide, nora, true),
    go: ({ tour }) => tour.button('welcome.start').waitFor(),
  },
  {
    name: 'sign-in',
    isAlone: true,
    open: (guide) => somebody(guide, nora, true),
    go: async ({ tour }) => {
      await tour.button('welcome.skip').click();
      await tour.button('action.signIn').waitFor();
    },
  },
];
