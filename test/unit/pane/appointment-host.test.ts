import { describe, expect, test } from '@jest/globals';
import type { OpenItem } from '../../../src/pane/host/read-item.ts';
import { readOfficeItem } from '../../../src/pane/host/read-item.ts';

type Done = (result: { status: string; value: unknown }) => void;

const details = (displayName: string, emailAddress: string) => ({ displayName, emailAddress });
const maria = details('Maria Kovács', 'maria@fabrikam.com');
const mia = details('Mia Novak', 'mia@contoso.com');

const mailbox = {
  userProfile: mia,
  convertToRestId: (id: string) => id.replaceAll('/', '-').replaceAll('+', '_'),
} as unknown as Office.Mailbox;

const getter = (value: unknown, status = 'succeeded') => ({
  getAsync: (done: Done) => done({ status, value }),
});

const read = (item: object) => readOfficeItem(mailbox, item as OpenItem, 'open');

const readAppointment = {
  itemType: 'appointment',
  itemId: 'A/1',
  subject: 'Review',
  organizer: maria,
  requiredAttendees: [mia],
  optionalAttendees: [],
  seriesId: null,
  recurrence: null,
};

const written = {
  itemType: 'appointment',
  subject: getter('Review'),
  requiredAttendees: getter([maria]),
  optionalAttendees: getter([]),
  recurrence: getter(null),
  seriesId: null,
};

describe('A meeting that is open to read (A-04)', () => {
  test('can be tracked, under the id Graph knows it by', async () => {
    expect(await read(readAppointment)).toMatchObject({
      kind: 'appointment',
      obstacle: null,
      reference: {
        kind: 'appointment',
        itemId: 'A-1',
        internetMessageId: '',
        from: 'maria@fabrikam.com',
        mailbox: 'mia@contoso.com',
      },
      people: [{ role: 'organizer' }, { role: 'required' }],
    });
  });

  test('and belongs to a series tells the series and how it repeats (A-05)', async () => {
    const recurrence = {
      recurrenceType: 'weekly',
      recurrenceProperties: { interval: 2, days: ['mon', 'fri'] },
    };
    const item = await read({ ...readAppointment, seriesId: 'S/1', recurrence });
    expect(item.reference?.seriesId).toBe('S-1');
    expect(item.repeats).toEqual({ every: 'week', interval: 2, days: ['mon', 'fri'] });
  });

  test.each([
    ['daily', 'day'],
    ['weekday', 'weekday'],
    ['monthly', 'month'],
    ['yearly', 'year'],
  ])('%s is said to repeat every %s', async (recurrenceType, every) => {
    const { repeats } = await read({ ...readAppointment, recurrence: { recurrenceType } });
    expect(repeats).toEqual({ every, interval: 1, days: [] });
  });

  test('from a file has no id, and cannot be tracked', async () => {
    const item = await read({ ...readAppointment, itemId: undefined });
    expect(item).toMatchObject({ obstacle: 'unsupported', reference: null });
  });
});

describe('A meeting its organizer has open (A-01)', () => {
  test('is known by the id it was saved under, and its organizer is one of its people', async () => {
    const getItemIdAsync = (done: Done) => done({ status: 'succeeded', value: 'A/2' });
    const item = await read({ ...written, getItemIdAsync });
    expect(item).toMatchObject({
      obstacle: null,
      reference: { itemId: 'A-2', from: 'mia@contoso.com', mailbox: 'mia@contoso.com' },
      people: [
        { role: 'organizer', address: 'mia@contoso.com' },
        { role: 'required', address: 'maria@fabrikam.com' },
      ],
    });
    expect(item.repeats).toBeUndefined();
  });

  test('and never saved has no id yet', async () => {
    const getItemIdAsync = (done: Done) => done({ status: 'failed', value: undefined });
    expect((await read({ ...written, getItemIdAsync })).reference?.itemId).toBe('');
    expect((await read(written)).reference?.itemId).toBe('');
  });

  test('and repeats tells how', async () => {
    const recurrence = getter({
      recurrenceType: 'weekly',
      recurrenceProperties: { interval: 1, days: ['tue'] },
    });
    expect((await read({ ...written, recurrence })).repeats).toMatchObject({ days: ['tue'] });
    const refused = getter(null, 'failed');
    expect((await read({ ...written, recurrence: refused })).repeats).toBeUndefined();
  });
});
