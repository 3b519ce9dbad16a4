import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anna, arrive, mime, startTestGraph, type TestGraph } from '../../support/graph.ts';
import { describeWith, sharedText } from '../../support/oracles.ts';

const csdl = 'oracles/graph/graph-v1.0.csdl.xml';

interface Property {
  Name: string;
  Type: string;
}
interface Type {
  Name: string;
  BaseType?: string;
  Property?: Property[];
  NavigationProperty?: Property[];
}

/** Types of Microsoft's metadata: properties with their types, inherited ones included. */
function readTypes(): Map<string, Map<string, string>> {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => /^(Property|NavigationProperty|EntityType|ComplexType|Schema)$/.test(name),
  });
  const document = parser.parse(sharedText(csdl)) as {
    'edmx:Edmx': {
      'edmx:DataServices': {
        Schema: { Namespace: string; EntityType: Type[]; ComplexType: Type[] }[];
      };
    };
  };
  const schema = document['edmx:Edmx']['edmx:DataServices'].Schema.find(
    (one) => one.Namespace === 'microsoft.graph',
  )!;
  const types = new Map(
    [...schema.EntityType, ...schema.ComplexType].map((one) => [one.Name, one]),
  );
  const propertiesOf = (name: string): [string, string][] => {
    const type = types.get(name);
    if (!type) return [];
    const own = [...(type.Property ?? []), ...(type.NavigationProperty ?? [])];
    const base = type.BaseType?.replace(/^(graph|microsoft\.graph)\./, '');
    return [
      ...own.map((one): [string, string] => [one.Name, one.Type]),
      ...(base ? propertiesOf(base) : []),
    ];
  };
  return new Map([...types.keys()].map((name) => [name, new Map(propertiesOf(name))]));
}

/** Names in `value` that its type, or the type inside, does not declare. */
function undeclared(
  types: Map<string, Map<string, string>>,
  type: string,
  value: unknown,
): string[] {
  const name = type
    .replace(/^Collection\((.*)\)$/, '$1')
    .replace(/^(graph|microsoft\.graph)\./, '');
  const properties = types.get(name);
  if (!properties) return [];
  if (Array.isArray(value)) return value.flatMap((one) => undeclared(types, name, one));
  if (typeof value !== 'object' || value === null) return [];
  const named = (value as { '@odata.type'?: string })['@odata.type'];
  const actual = named ? types.get(named.replace('#microsoft.graph.', '')) : properties;
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key.includes('@')) return [];
    const inside = actual?.get(key);
    return inside ? undeclared(types, inside, inner) : [`${name}.${key}`];
  });
}

describeWith(csdl, 'Microsoft’s metadata declares every property served', () => {
  let graph: TestGraph;
  let types: ReturnType<typeof readTypes>;
  let ids: { message: string; event: string; contact: string };
  beforeAll(async () => {
    types = readTypes();
    graph = await startTestGraph();
    const inner = mime({ Subject: 'Inner' }, 'inside').toString();
    const body = `--b\r\nContent-Type: text/plain\r\n\r\nouter\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Disposition: inline\r\nContent-ID: <a>\r\n\r\nx\r\n--b--\r\n`;
    const mail = await arrive(
      graph,
      { 'Content-Type': 'multipart/mixed; boundary=b' },
      { text: body },
    );
    await graph.call('PATCH', `/me/messages/${mail.id}`, {
      body: {
        singleValueExtendedProperties: [
          { id: 'String {8c1a3b1e-0000-4000-8000-000000000001} Name A', value: 'x' },
        ],
      },
    });
    await graph.call('POST', '/me/outlook/masterCategories', {
      body: { displayName: 'A', color: 'preset0' },
    });
    const event = await graph.door.importMeeting(anna.id, {
      iCalUId: 'a',
      subject: 'A',
      bodyHtml: '',
      location: 'here',
      start: new Date('2026-12-01T09:00:00Z'),
      end: new Date('2026-12-01T10:00:00Z'),
      isAllDay: false,
      organizer: { name: '', address: 'carl@contoso.example' },
      attendees: [{ name: '', address: anna.mail, type: 'optional' }],
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'noEnd', startDate: '2026-12-01' },
      },
    });
    const contact = await graph.door.importContact(anna.id, { givenName: 'Carl' });
    ids = { message: mail.id, event: event.id, contact: contact.id };
  }, 60_000);
  afterAll(() => graph.close());

  const headersSelected =
    "?$select=internetMessageHeaders,uniqueBody,body&$expand=attachments($expand=microsoft.graph.itemAttachment/item),singleValueExtendedProperties($filter=id eq 'String {8c1a3b1e-0000-4000-8000-000000000001} Name A')";

  test.each([
    ['user', () => '/me'],
    ['user', () => '/users?$select=id,accountEnabled,userType,proxyAddresses'],
    ['mailFolder', () => '/me/mailFolders'],
    ['message', () => '/me/messages'],
    ['message', () => `/me/messages/${ids.message}`],
    ['message', () => `/me/messages/${ids.message}${headersSelected}`],
    ['message', () => '/me/mailFolders/inbox/messages/delta'],
    ['attachment', () => `/me/messages/${ids.message}/attachments`],
    ['outlookCategory', () => '/me/outlook/masterCategories'],
    ['calendar', () => '/me/calendars'],
    ['event', () => `/me/events/${ids.event}`],
    ['event', () => '/me/calendarView?startDateTime=2026-12-01&endDateTime=2026-12-09'],
    ['contact', () => '/me/contacts'],
    ['contactFolder', () => '/me/contactFolders'],
  ])('%s %s', async (type, path) => {
    const { status, body } = await graph.call('GET', path());
    expect(status).toBe(200);
    const objects = ('value' in body ? body.value : [body]) as unknown[];
    expect(objects.length).toBeGreaterThan(0);
    expect(undeclared(types, type, objects)).toEqual([]);
  });
});
