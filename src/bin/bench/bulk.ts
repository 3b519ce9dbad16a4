import type { SandboxUrls } from '../../sandbox/kit/deps.ts';
import { bareLoop } from './bare-loop.ts';
import { figure, type Figure } from './figure.ts';
import type { MeasuredService } from './measured-service.ts';
import type { Tracker } from './tracker.ts';
import { forgetRequests, upstreamRequests } from './upstream.ts';

const mails = 100;
const withFiles = 20;

interface Bulk {
  urls: SandboxUrls;
  service: MeasuredService;
  /** Who writes, and whose mailbox is read. */
  sender: Tracker;
  reader: Tracker;
}

/** Exchange lets nobody send so much in a minute; here it is not what is measured. */
const allowMuchMail = ({ urls }: Bulk): Promise<unknown> =>
  fetch(`${urls.graph}/_sandbox/limits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: 10 * mails }),
  });

async function sendMails({ urls, sender, reader }: Bulk): Promise<void> {
  const token = await sender.token(`${urls.graph}/Mail.Send`);
  const address = { emailAddress: { address: reader.mail } };
  const file = {
    '@odata.type': '#microsoft.graph.fileAttachment',
    name: 'offer.pdf',
    contentType: 'application/pdf',
    contentBytes: Buffer.alloc(20_000, 65).toString('base64'),
  };
  for (let number = 0; number < mails; number += 1) {
    const message = {
      subject: `Offer ${number}`,
      body: { contentType: 'HTML', content: `<p>${'An offer you cannot refuse. '.repeat(40)}</p>` },
      toRecipients: [address],
      ...(number < withFiles && { attachments: [file] }),
    };
    const answer = await fetch(`${urls.graph}/v1.0/me/sendMail`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message, saveToSentItems: false }),
    });
    if (!answer.ok) throw new Error(`sendMail: ${answer.status}`);
  }
}

async function untilQuiet({ service, reader }: Bulk): Promise<void> {
  const userId = await reader.userId();
  for (let cycle = 0; cycle < 20; cycle += 1) {
    const { items, isMore } = await service.cycle(userId);
    if (items === 0 && !isMore) return;
  }
  throw new Error('the mailbox does not become quiet');
}

const requests = (what: string, value: number, minimum: number): Figure =>
  figure(
    {
      id: 'P7',
      what,
      value,
      unit: 'requests',
      anchor: 'minimum',
      anchorValue: minimum,
      target: 'at most the minimum',
    },
    ({ ratio }) => ratio <= 1,
  );

/**
 * P7 and P6 of a mailbox's cycle: what a hundred new mails cost, a quiet mailbox, and the processor
 * time a mail beside a bare loop that sends the same requests.
 */
export async function bulkFigures(bulk: Bulk): Promise<Figure[]> {
  const { urls, service, reader } = bulk;
  const userId = await reader.userId();
  await allowMuchMail(bulk);
  await untilQuiet(bulk);
  // Once unmeasured, until the code is compiled.
  await sendMails(bulk);
  await untilQuiet(bulk);
  await sendMails(bulk);
  await forgetRequests(urls);
  const before = await service.cpu();
  await service.cycle(userId);
  const used = (await service.cpu()) - before;
  const logged = await upstreamRequests(urls);
  await untilQuiet(bulk);
  await forgetRequests(urls);
  await service.cycle(userId);
  const idle = await upstreamRequests(urls);
  const tokenFor = (origin: string) =>
    reader.token(`${origin}/${origin === urls.graph ? 'Mail.ReadWrite' : 'user_impersonation'}`);
  await bareLoop(logged, tokenFor, 1);
  const bare = await bareLoop(logged, tokenFor, 1);
  return [
    requests(`upstream requests of a cycle with ${mails} new mails`, logged.length, 10),
    requests('upstream requests of a cycle of a quiet mailbox', idle.length, 1),
    figure(
      {
        id: 'P6',
        what: `processor time a mail tracked in bulk with the embedded database, ${mails} mails`,
        value: used / mails / 1_000,
        unit: 'CPU-ms',
        anchor: 'bare loop sending the same requests',
        anchorValue: bare / mails / 1_000,
        target: 'at most 4 times the bare loop',
      },
      ({ ratio }) => ratio <= 4,
    ),
  ];
}
