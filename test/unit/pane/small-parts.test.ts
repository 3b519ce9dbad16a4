import { describe, expect, test } from '@jest/globals';
import { backOffMs, readItems } from '../../../src/pane/api/event-stream.ts';
import { cardsOf, suggestionsOf } from '../../../src/pane/app/people-of.ts';
import { initialsOf } from '../../../src/pane/components/initials.tsx';
import { formatWhen } from '../../../src/pane/text/use-text.ts';
import { context, deal, fabrikam, maria, tracked } from '../../support/pane/samples.ts';

const streamOf = (chunks: string[]) => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
};

const collect = async (chunks: string[]) => {
  const events = [];
  for await (const event of readItems(streamOf(chunks))) if (event) events.push(event);
  return events;
};

describe('The event stream', () => {
  const event = { key: '00000000-0000-4000-8000-000000000001', state: 'tracked' };
  const text = `event: item\ndata: ${JSON.stringify(event)}\n\n`;

  test('Is read however the network cuts it', async () => {
    for (let at = 1; at < text.length; at++) {
      expect(await collect([text.slice(0, at), text.slice(at)])).toEqual([event]);
    }
  });

  test('Skips heartbeats and other events, and takes both line ends', async () => {
    const other = 'event: other\ndata: {}\n\n';
    expect(await collect([': heartbeat\n\n', other, text.replaceAll('\n', '\r\n')])).toEqual([
      event,
    ]);
  });

  test('Drops an event that was cut off', async () => {
    expect(await collect([text.trimEnd()])).toEqual([]);
  });

  test('Is tried again after one second, doubling to a minute, half of it by chance', () => {
    expect([0, 1, 2, 10].map((attempt) => backOffMs(attempt, 1))).toEqual([
      1_000, 2_000, 4_000, 60_000,
    ]);
    expect(backOffMs(3, 0)).toBe(4_000);
  });
});

describe('Initials', () => {
  test.each([
    ['Maria Kovács', 'MK'],
    ['Kovács, Mária (Contoso)', 'KM'],
    ['élő@példa.hu', 'É'],
    ['first.last@example.com', 'FL'],
    ['田中 太郎', '田太'],
    ['+36 1 234 5678', '+'],
    ['', ''],
  ])('Of "%s" are "%s"', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('Dates', () => {
  const now = new Date('2026-11-22T15:00:00Z');
  const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');
  test('Have the year only where it is another one', () => {
    expect(formatWhen('hu-HU', new Date('2026-03-01T08:05:00Z'), now)).toBe(
      unbroken('márc. 1. 8:05'),
    );
    expect(formatWhen('hu-HU', new Date('2025-12-31T23:59:00Z'), now)).toBe(
      unbroken('2025. dec. 31. 23:59'),
    );
  });
});

describe('People', () => {
  test('An address is one card with all its roles, however it is written', () => {
    expect(
      cardsOf([
        { name: 'Maria', address: 'maria@fabrikam.com', role: 'from' },
        { name: 'Maria K', address: 'Maria@Fabrikam.com', role: 'cc' },
        { name: 'Maria K', address: 'Maria@Fabrikam.com', role: 'cc' },
      ]),
    ).toMatchObject([{ name: 'Maria', roles: ['from', 'cc'] }]);
  });

  test('Records offered before a search are those of the people, without users and the present one', () => {
    expect(suggestionsOf(context())).toEqual([{ record: maria }, { record: fabrikam }]);
    expect(suggestionsOf(context({ item: tracked({ regarding: fabrikam }) }))).toEqual([
      { record: maria },
    ]);
    expect(suggestionsOf(context({ item: tracked({ regarding: deal }), people: [] }))).toEqual([]);
  });

  test('Records the service suggests are offered instead, with their reasons (UI-13)', () => {
    const suggestions = [{ record: deal, reason: 'open' as const }];
    expect(suggestionsOf(context({ suggestions }))).toEqual(suggestions);
  });
});
