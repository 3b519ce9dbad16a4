import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anna, arrive, startTestGraph, type TestGraph } from '../../support/graph.ts';
import { describeWith, sharedText } from '../../support/oracles.ts';

const path = 'oracles/graph/http-samples.json';

interface Sample {
  file: string;
  http: string;
}

/** JSON bodies in the documented answers of one page. */
function documented(file: string): Record<string, unknown>[] {
  const samples = JSON.parse(sharedText(path)) as Sample[];
  return samples
    .filter((sample) => sample.file.endsWith(`/${file}`))
    .flatMap(({ http }) => {
      const answer = /HTTP\/1\.1 20[0-9][^{]*(\{[^]*\})\s*$/.exec(http)?.[1];
      try {
        return answer ? [JSON.parse(answer) as Record<string, unknown>] : [];
      } catch {
        // Some samples are shortened to what is no JSON any more.
        return [];
      }
    });
}

const first = (body: Record<string, unknown>): object =>
  (Array.isArray(body['value']) ? body['value'][0] : body) as object;

describeWith(path, 'Documented answers', () => {
  let graph: TestGraph;
  let message: string;
  let event: string;
  beforeAll(async () => {
    graph = await startTestGraph();
    message = (await arrive(graph)).id;
    const meeting = {
      iCalUId: 'a',
      subject: 'A',
      bodyHtml: '',
      location: '',
      start: new Date('2026-12-01T09:00:00Z'),
      end: new Date('2026-12-01T10:00:00Z'),
      isAllDay: false,
      organizer: { name: '', address: anna.mail },
      attendees: [],
      recurrence: null,
    };
    event = (await graph.door.importMeeting(anna.id, meeting)).id;
    await graph.door.importContact(anna.id, { givenName: 'Carl' });
    await graph.call('POST', '/me/outlook/masterCategories', {
      body: { displayName: 'A', color: 'preset0' },
    });
  }, 30_000);
  afterAll(() => graph.close());

  test.each([
    ['message-get.md', () => `/me/messages/${message}`],
    ['user-list-mailfolders.md', () => '/me/mailFolders'],
    ['outlookuser-list-mastercategories.md', () => '/me/outlook/masterCategories'],
    ['event-get.md', () => `/me/events/${event}`],
    ['user-list-contacts.md', () => '/me/contacts'],
    ['user-get.md', () => '/me'],
    ['calendar-get.md', () => '/me/calendar'],
  ])('What %s shows is served', async (file, url) => {
    // The first sample of a page is the plain call; others have $select.
    const [sample] = documented(file);
    const shown = Object.keys(first(sample!)).filter((name) => !name.includes('@'));
    expect(shown.length).toBeGreaterThan(0);
    const { body } = await graph.call('GET', url());
    const served = Object.keys(first(body as Record<string, unknown>));
    expect(shown.filter((name) => !served.includes(name))).toEqual([]);
  });
});
