import { anna, arrive, bela, mime, startTestGraph, type TestGraph } from './graph.ts';
import { startWebhook, type Webhook } from './webhook.ts';

type Json = Record<string, unknown>;

/** A Graph with everything in Anna's mailbox that a request may name, made as it is named. */
export interface World {
  graph: TestGraph;
  webhook: Webhook;
  /**
   * A path with real ids where it has placeholders or ids of others: the objects are made for it.
   * `hint` is what the request is about; it decides between kinds of messages and events.
   */
  resolve(path: string, hint?: string): Promise<string>;
  /** Makes something in the collection that a resolved path names. */
  populate(path: string, hint?: string): Promise<void>;
  /** A body with ids, addresses and times that exist here. */
  fill(body: unknown): Promise<unknown>;
  make(method: string, path: string, body?: unknown): Promise<Json & { id: string }>;
  close(): Promise<void>;
}

const wellKnown =
  /^(inbox|drafts|sentitems|deleteditems|junkemail|archive|outbox|msgfolderroot|searchfolders)$/i;
const when = { dateTime: '2026-12-01T09:00:00', timeZone: 'UTC' };
const until = { dateTime: '2026-12-01T10:00:00', timeZone: 'UTC' };

let count = 0;
const name = (what: string): string => `${what} ${(count += 1)}`;

const attachmentOf = (hint: string): Json => {
  if (/item/i.test(hint)) {
    const item = {
      '@odata.type': '#microsoft.graph.message',
      subject: 'Inner',
      body: { contentType: 'text', content: 'x' },
    };
    return { '@odata.type': '#microsoft.graph.itemAttachment', name: 'Inner', item };
  }
  return { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'YQ==' };
};

const multipart = [
  '--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello <b>Anna</b></p>',
  `--b\r\nContent-Type: message/rfc822\r\n\r\n${mime({ Subject: 'Inner', Cc: 'Béla <Bela@fabrikam.example>' }, 'inside').toString()}`,
  '--b\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx',
  '--b--\r\n',
].join('\r\n');

/** What the makers need: the graph, and the way to call it. */
interface Tools {
  graph: TestGraph;
  webhook: Webhook;
  make: World['make'];
  belas: string;
}

/** An invitation of Béla's to Anna; answers the start of its subject. */
async function invite({ graph, belas }: Tools): Promise<string> {
  const subject = name('Invitation');
  const attendees = [{ emailAddress: { address: anna.mail }, type: 'required' }];
  const location = { displayName: 'There' };
  const body = { subject, start: when, end: until, attendees, location };
  const { status, body: answer } = await graph.call('POST', '/me/events', { body, token: belas });
  if (status !== 201) throw new Error(`Béla cannot invite: ${JSON.stringify(answer)}`);
  return subject;
}

async function found(tools: Tools, collection: string, subject: string): Promise<string> {
  const path = `/me/${collection}?$filter=subject eq '${subject}'`;
  const { body } = await tools.graph.call('GET', path);
  const [first] = (body.value ?? []) as { id: string }[];
  if (!first) throw new Error(`Nothing in ${collection} is about ${subject}.`);
  return first.id;
}

async function messageFor(tools: Tools, parent: string, hint: string): Promise<string> {
  if (/eventmessage/i.test(hint)) return found(tools, 'messages', await invite(tools));
  if (
    /draft|message-send|message-update|attachments$|createuploadsession|post-attachments/i.test(
      hint,
    )
  ) {
    const toRecipients = [{ emailAddress: { address: 'carl@contoso.example' } }];
    const body = {
      subject: name('Draft'),
      toRecipients,
      body: { contentType: 'html', content: 'x' },
    };
    return (await tools.make('POST', '/me/messages', body)).id;
  }
  const folder = /archive/i.test(parent) ? 'archive' : 'inbox';
  const lines = { 'Content-Type': 'multipart/mixed; boundary=b', Cc: `Béla <${bela.mail}>` };
  const { id } = await arrive(tools.graph, lines, { text: multipart, folder });
  const [, property] = /singleValueExtendedProperties\(\$filter=id%20eq%20'(.*?)'/.exec(hint) ?? [];
  if (property) {
    const properties = [{ id: decodeURIComponent(property), value: 'Green' }];
    await tools.make('PATCH', `/me/messages/${id}`, { singleValueExtendedProperties: properties });
  }
  if (!/mailFolders/i.test(parent) || wellKnown.test(parent.split('/').at(-1) ?? '')) {
    const message = await tools.graph.call('GET', `/me/messages/${id}`);
    return String(message.body.id);
  }
  const destinationId = parent.split('/').at(-1);
  return (await tools.make('POST', `/me/messages/${id}/move`, { destinationId })).id;
}

/** An event of Anna's for which Béla proposed another time. */
async function proposedFor(tools: Tools): Promise<string> {
  const subject = name('Proposal');
  const attendees = [{ emailAddress: { address: bela.mail, name: 'Béla' }, type: 'required' }];
  const location = { displayName: 'There' };
  const body = { subject, start: when, end: until, attendees, location };
  const { id } = await tools.make('POST', '/me/events', body);
  const token = tools.belas;
  const path = `/me/events?$filter=subject eq '${subject}'`;
  const [his] = (await tools.graph.call('GET', path, { token })).body.value as { id: string }[];
  const at = (hour: string) => ({ dateTime: `2026-12-02T${hour}:00:00`, timeZone: 'UTC' });
  await tools.graph.call('POST', `/me/events/${his?.id}/tentativelyAccept`, {
    body: { sendResponse: true, proposedNewTime: { start: at('09'), end: at('10') } },
    token,
  });
  return id;
}

async function eventFor(tools: Tools, parent: string, hint: string): Promise<string> {
  if (/meeting-proposals 4/.test(hint)) return proposedFor(tools);
  if (/accept|decline|tentative/i.test(hint)) return found(tools, 'events', await invite(tools));
  const attendees = [{ emailAddress: { address: bela.mail, name: 'Béla' }, type: 'required' }];
  const days = /2019-04-08/.test(hint) ? '2019-04-08' : '2026-12-01';
  const recurrence = {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: days, numberOfOccurrences: 5 },
  };
  const at = (hour: string) => ({ dateTime: `${days}T${hour}:00:00`, timeZone: 'UTC' });
  const body = {
    subject: name('Event'),
    body: { contentType: 'html', content: 'x' },
    start: at('09'),
    end: at('10'),
    location: { displayName: 'Here' },
    ...(!/instances/i.test(hint) && { attendees }),
    ...(/instances/i.test(hint) && { recurrence }),
    ...(/online/i.test(hint) && {
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
    }),
  };
  return (await tools.make('POST', `${parent}/events`, body)).id;
}

const address = { street: 'A 1', city: 'B', state: 'C', countryOrRegion: 'D', postalCode: '1000' };

const contact = () => ({
  businessAddress: address,
  homeAddress: address,
  otherAddress: address,
  birthday: '1974-07-22T00:00:00Z',
  fileAs: 'Fischer, Carl',
  initials: 'C.F.',
  companyName: 'Contoso',
  givenName: 'Carl',
  surname: name('Fischer'),
  emailAddresses: [{ address: 'carl@contoso.example', name: 'Carl' }],
  businessPhones: ['+36 1 555 0100'],
});

const rule = () => ({
  displayName: name('Rule'),
  sequence: 2,
  isEnabled: true,
  conditions: { senderContains: ['carl'], subjectContains: ['offer'] },
  actions: {
    stopProcessingRules: true,
    delete: true,
    forwardTo: [{ emailAddress: { name: 'Béla', address: bela.mail } }],
  },
});

const task = () => ({
  title: name('Task'),
  dueDateTime: { dateTime: '2026-12-01T00:00:00', timeZone: 'UTC' },
  linkedResources: [
    { webUrl: 'https://a.example', applicationName: 'A', displayName: 'B', externalId: 'c' },
  ],
});

type Maker = (tools: Tools, parent: string, hint: string) => Promise<string>;

const posting =
  (collection: string, body: () => Json): Maker =>
  async ({ make }, parent) =>
    (await make('POST', `${parent}/${collection}`, body())).id;

const makers: Record<string, Maker> = {
  users: () => Promise.resolve(anna.id),
  messages: messageFor,
  events: eventFor,
  instances: async ({ graph }, parent) => {
    const window = 'startDateTime=2026-12-01&endDateTime=2026-12-31';
    const { body } = await graph.call('GET', `${parent}/instances?${window}`);
    return String(body.value[0].id);
  },
  mailfolders: posting('mailFolders', () => ({ displayName: name('Folder') })),
  childfolders: posting('childFolders', () => ({ displayName: name('Child') })),
  attachments: async ({ make, graph }, parent, hint) => {
    const { body } = await graph.call('GET', `${parent}/attachments`);
    const wanted = /item/i.test(hint) ? 'item' : /reference/i.test(hint) ? 'reference' : 'file';
    const known = (body.value ?? []) as { id: string; '@odata.type': string }[];
    const first = known.find((one) => one['@odata.type'].endsWith(`${wanted}Attachment`));
    return first?.id ?? (await make('POST', `${parent}/attachments`, attachmentOf(hint))).id;
  },
  contacts: posting('contacts', contact),
  contactfolders: posting('contactFolders', () => ({ displayName: name('Folder') })),
  calendars: async ({ make }, parent, hint) => {
    if (/accept|decline/i.test(hint)) return (await make('GET', '/me/calendar')).id;
    return (await make('POST', `${parent}/calendars`, { name: name('Calendar') })).id;
  },
  calendargroups: posting('calendarGroups', () => ({ name: name('Group') })),
  calendarpermissions: async ({ graph, make }, parent) => {
    const body = {
      emailAddress: { name: 'Béla', address: bela.mail },
      isInsideOrganization: true,
      isRemovable: true,
      role: 'read',
    };
    const path = `${parent}/calendarPermissions`;
    const listed = await graph.call('GET', path);
    const known = ((listed.body?.value ?? []) as { id: string; isRemovable: boolean }[]).find(
      (one) => one.isRemovable,
    );
    return known?.id ?? (await make('POST', path, body)).id;
  },
  mastercategories: posting('masterCategories', () => ({
    displayName: name('Category'),
    color: 'preset1',
  })),
  messagerules: posting('messageRules', rule),
  lists: posting('lists', () => ({ displayName: name('List') })),
  tasks: posting('tasks', task),
  linkedresources: posting('linkedResources', () => ({
    applicationName: 'A',
    displayName: name('Link'),
    externalId: name('x'),
  })),
  checklistitems: posting('checklistItems', () => ({ displayName: name('Step') })),
  overrides: posting('overrides', () => ({
    classifyAs: 'focused',
    senderEmailAddress: { address: `${name('a').replace(' ', '')}@contoso.example`, name: 'A' },
  })),
  attachmentsessions: () => Promise.resolve('x'),
  photos: () => Promise.resolve('48x48'),
  subscriptions: async ({ make, webhook }) =>
    (
      await make('POST', '/subscriptions', {
        changeType: 'created',
        notificationUrl: webhook.url,
        resource: 'me/messages',
        expirationDateTime: '2026-11-23T00:00:00Z',
        clientState: 'x',
      })
    ).id,
  extensions: async ({ make }, parent) => {
    const extensionName = name('Com.Contoso').replace(' ', '');
    await make('POST', `${parent}/extensions`, {
      '@odata.type': 'microsoft.graph.openTypeExtension',
      extensionName,
      a: 1,
    });
    return extensionName;
  },
};

/** `a('b')` as two segments. */
const segmentsOf = (path: string): string[] =>
  path
    .split('/')
    .filter(Boolean)
    .flatMap((segment) => {
      const keyed = /^(\w+)\('([^']*)'\)$/.exec(segment);
      return keyed && !/=/.test(segment) ? [keyed[1] ?? '', keyed[2] ?? ''] : [segment];
    });

const isName = (segment: string): boolean =>
  /^(delta|createUploadSession|\$count|getByIds|\$value)$/i.test(segment) ||
  /^microsoft\.graph\./.test(segment) ||
  /\(/.test(segment);

async function resolvePath(tools: Tools, path: string, hint: string): Promise<string> {
  const mark = path.indexOf('?');
  const query = mark < 0 ? '' : path.slice(mark);
  const segments = segmentsOf(mark < 0 ? path : path.slice(0, mark));
  let done = '';
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index] ?? '';
    const next = segments[index + 1];
    const maker = makers[segment.toLowerCase()];
    if (!maker || next === undefined || isName(next)) {
      done += `/${segment}`;
      continue;
    }
    index += 1;
    const isKept = /^mailfolders$/i.test(segment) && wellKnown.test(next);
    const id = isKept
      ? next
      : await maker(tools, done, `${hint} ${segments.slice(index + 1).join('/')}${query}`);
    done += `/${segment}/${id}`;
  }
  return done + query;
}

const replacements: Record<string, (tools: Tools, value: unknown) => unknown> = {
  destinationid: async ({ make }) =>
    (await make('POST', '/me/mailFolders', { displayName: name('Folder') })).id,
  movetofolder: async ({ make }) =>
    (await make('POST', '/me/mailFolders', { displayName: name('Folder') })).id,
  sourcefolderids: async ({ make }) => [
    (await make('POST', '/me/mailFolders', { displayName: name('Folder') })).id,
  ],
  inputids: async (tools) => [await messageFor(tools, '', '')],
  notificationurl: ({ webhook }) => `${webhook.url}/notify`,
  lifecyclenotificationurl: ({ webhook }) => `${webhook.url}/lifecycle`,
  expirationdatetime: () => '2026-11-23T00:00:00Z',
  '@odata.type': (_tools, value) =>
    String(value)
      .replace('#Microsoft.OutlookServices.ItemAttachment', '#microsoft.graph.itemAttachment')
      .replace(/^#?Microsoft\.OutlookServices\./, '#microsoft.graph.'),
  birthday: (_tools, value) => (/-value$/.test(String(value)) ? '1974-07-22T00:00:00Z' : value),
  // Printed as a text on one page.
  sendresponse: (_tools, value) => String(value) === 'true',
  returnsuggestionreasons: (_tools, value) => String(value) === 'true',
  isorganizeroptional: (_tools, value) => String(value) === 'true',
  transactionid: () => name('transaction'),
  emailaddresses: (_tools, value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string')
      ? [anna.mail, bela.mail]
      : value,
  schedules: () => [anna.mail, bela.mail],
  timezone: (_tools, value) => (/-value$/.test(String(value)) ? 'UTC' : value),
  datetime: (_tools, value) => (/-value$/.test(String(value)) ? '2026-12-01T10:00:00' : value),
  address: (_tools, value) => (/-value$/.test(String(value)) ? 'carl@contoso.example' : value),
  contenttype: (_tools, value) => (value === '' || /-value$/.test(String(value)) ? 'text' : value),
  contentbytes: (_tools, value) => (/^[\w+/=]+$/.test(String(value)) ? value : 'YQ=='),
};

async function fillBody(tools: Tools, value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => fillBody(tools, one)));
  if (typeof value !== 'object' || value === null) return value;
  const filled: Json = {};
  for (const [key, inner] of Object.entries(value)) {
    const replace = replacements[key.toLowerCase()];
    // One page prints names as an older version wrote them.
    const name = key.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
    filled[name] = replace ? await replace(tools, inner) : await fillBody(tools, inner);
  }
  return filled;
}

/** Starts a world; `scopes` of Anna's and Béla's tokens come from `startTestGraph`. */
export async function startWorld(): Promise<World> {
  const graph = await startTestGraph();
  const webhook = await startWebhook(graph.entra.deps.tls);
  const belas = await graph.userToken(
    bela.mail,
    'Calendars.ReadWrite',
    'Mail.ReadWrite',
    'Mail.Send',
  );
  const make: World['make'] = async (method, path, body) => {
    const reply = await graph.call(method, path, body === undefined ? {} : { body });
    if (reply.status < 300) return reply.body as Json & { id: string };
    throw new Error(`${method} ${path}: ${reply.status} ${reply.body?.error?.message ?? ''}`);
  };
  const tools: Tools = { graph, webhook, make, belas };
  return {
    graph,
    webhook,
    make,
    resolve: (path, hint = '') => resolvePath(tools, path, hint),
    async populate(path, hint = '') {
      const whole = (path.split('?')[0] ?? '').replace(/\/delta$/, '');
      const end = whole.replace(/\/$/, '').lastIndexOf('/');
      const collection = whole
        .slice(end + 1)
        .replace(/\/$/, '')
        .toLowerCase();
      const isReadOnly = ['instances', 'users', 'calendarpermissions'].includes(collection);
      if (!isReadOnly) await makers[collection]?.(tools, whole.slice(0, end), hint);
    },
    fill: (body) => fillBody(tools, body),
    async close() {
      await webhook.close();
      await graph.close();
    },
  };
}
