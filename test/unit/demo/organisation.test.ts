import { describe, expect, test } from '@jest/globals';
import { USERS } from '../../../src/sandbox/demo/data/users.ts';
import { makeOrganisation } from '../../../src/sandbox/demo/organisation.ts';
import type { DemoRow } from '../../../src/sandbox/demo/types.ts';

const now = new Date('2026-11-20T14:30:00Z');
const demo = makeOrganisation(1, now);
const { accounts, contacts, leads, opportunities, cases, mails, meetings } = demo;
const rows = [...accounts, ...contacts, ...leads, ...opportunities, ...cases];
const textOf = (row: DemoRow, column: string) => row.values[column] as string;

describe('The demo organisation', () => {
  test('has as many of everything as promised, whatever the seed', () => {
    for (const seed of [1, 2, 77, 4_000_000_000]) {
      const made = makeOrganisation(seed, now);
      const counts = Object.entries(made).map(([name, items]) => [
        name,
        (items as unknown[]).length,
      ]);
      expect(Object.fromEntries(counts)).toEqual({
        users: 5,
        accounts: 40,
        contacts: 200,
        leads: 30,
        opportunities: 60,
        cases: 40,
        library: 24,
        mails: 176,
        sealedMails: 2,
        meetings: 25,
        outlookContacts: 12,
        tasks: 11,
      });
    }
  });

  test('is the same for the same seed and time', () => {
    expect(makeOrganisation(1, now)).toEqual(demo);
  });

  test('differs for another seed', () => {
    expect(makeOrganisation(2, now).contacts).not.toEqual(contacts);
  });

  test('keeps its ids and people when only the time differs', () => {
    const later = makeOrganisation(1, new Date('2027-03-03T09:00:00Z'));
    expect(later.contacts.map(({ id }) => id)).toEqual(contacts.map(({ id }) => id));
    expect(later.mails.map(({ messageId }) => messageId).sort()).toEqual(
      mails.map(({ messageId }) => messageId).sort(),
    );
  });

  test('gives every row an id of its own', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test('refers only to rows that exist', () => {
    const known = new Set(rows.map(({ table, id }) => `${table}/${id}`));
    const references = rows.flatMap(({ values }) =>
      Object.values(values).filter((value) => typeof value === 'object' && value !== null),
    );
    expect(references.length).toBeGreaterThan(300);
    expect(references.filter(({ table, id }) => !known.has(`${table}/${id}`))).toEqual([]);
  });

  test('gives every row to one of the five users', () => {
    const users = new Set(USERS.map(({ id }) => id));
    expect(rows.filter(({ owner }) => !users.has(owner))).toEqual([]);
  });

  test('uses reserved domains only', () => {
    const addresses = rows.flatMap(({ values }) => [
      values['emailaddress1'],
      values['emailaddress2'],
    ]);
    const people = mails.flatMap(({ from, to, cc }) => [from, ...to, ...cc]);
    const all = [...addresses, ...people.map(({ address }) => address)].filter(Boolean);
    expect(
      all.filter((address) => !/^[a-z0-9'.-]+@[a-z0-9.-]+\.example$/.test(address as string)),
    ).toEqual([]);
  });

  test('has the Contoso renewal open at Contoso', () => {
    const account = accounts.find((row) => row.values['name'] === 'Contoso');
    const deal = opportunities.find((row) => row.values['name'] === 'Contoso renewal');
    expect(account?.values['websiteurl']).toBe('https://www.contoso.example');
    expect(deal?.values).toMatchObject({ statecode: 0, customerid: { id: account?.id } });
  });

  test('has names in English and in Hungarian', () => {
    const names = contacts.map((row) => textOf(row, 'fullname'));
    expect(names.filter((name) => /[áéíóöőúüű]/i.test(name)).length).toBeGreaterThan(40);
    expect(names.filter((name) => /^[A-Za-z' ]+$/.test(name)).length).toBeGreaterThan(80);
    expect(new Set(names).size).toBe(names.length);
  });

  test('numbers its cases as Dynamics does', () => {
    const numbers = cases.map((row) => textOf(row, 'ticketnumber'));
    expect(numbers.every((number) => /^CAS-010[0-3]\d-[0-9A-F]{6}$/.test(number))).toBe(true);
    expect(new Set(numbers).size).toBe(40);
  });

  test('has opportunities that are open, won and lost', () => {
    const states = opportunities.map((row) => row.values['statecode']);
    expect(new Set(states)).toEqual(new Set([0, 1, 2]));
    expect(states.filter((state) => state === 0).length).toBeGreaterThan(30);
  });
});

describe('Its addresses make resolution interesting (behaviour §1.5.2)', () => {
  const writers = new Set(mails.map(({ from }) => from.address));
  const byAddress = (address: string) =>
    [...contacts, ...accounts, ...leads].filter(
      (row) => row.values['emailaddress1'] === address || row.values['emailaddress2'] === address,
    );
  const outside = [...writers].filter((address) => !USERS.some(({ mail }) => mail === address));
  const matches = outside.map((address) => byAddress(address));
  const tablesOf = (found: DemoRow[]) =>
    found
      .map(({ table }) => table)
      .sort()
      .join();

  test('a mail comes from an address that is a contact’s and an account’s', () => {
    expect(matches.map(tablesOf)).toContain('account,contact');
  });

  test('a mail comes from an address that two contacts of different owners have', () => {
    const twins = matches.find((found) => tablesOf(found) === 'contact,contact');
    expect(new Set(twins?.map(({ owner }) => owner)).size).toBe(2);
  });

  test('a mail comes from an inactive contact', () => {
    expect(
      matches.flat().some(({ table, values }) => table === 'contact' && values['statecode'] === 1),
    ).toBe(true);
  });

  test('a mail comes from a contact’s second address', () => {
    expect(
      matches.flat().some(({ values }) => outside.includes(values['emailaddress2'] as string)),
    ).toBe(true);
  });

  test('a mail comes from a lead, and some from nobody the CRM knows', () => {
    expect(matches.map(tablesOf)).toContain('lead');
    expect(matches.filter((found) => found.length === 0).length).toBeGreaterThan(4);
  });

  test('colleagues write to each other, and one of them is a contact as well', () => {
    const ours = new Set(USERS.map(({ mail }) => mail));
    const isInternal = ({ from, to, cc }: (typeof mails)[number]) =>
      [from, ...to, ...cc].every(({ address }) => ours.has(address));
    expect(mails.filter(isInternal).length).toBeGreaterThan(8);
    expect(USERS.flatMap(({ mail }) => byAddress(mail)).map(({ table }) => table)).toEqual([
      'contact',
    ]);
  });
});

describe('Its meetings', () => {
  test('have one of ours and somebody else', () => {
    const ours = new Set(USERS.map(({ mail }) => mail));
    for (const { organizer, attendees } of meetings) {
      const people = [organizer, ...attendees].map(({ address }) => address);
      expect(people.some((address) => ours.has(address))).toBe(true);
      expect(new Set(people).size).toBe(people.length);
      expect(people.length).toBeGreaterThan(1);
    }
  });

  test('lie within a month around now, some of them series or whole days', () => {
    const days = meetings.map(({ start }) => (start.getTime() - now.getTime()) / 86_400_000);
    expect(Math.max(...days.map(Math.abs))).toBeLessThan(20);
    expect(meetings.filter(({ recurrence }) => recurrence !== null)).toHaveLength(5);
    expect(meetings.filter(({ isAllDay }) => isAllDay)).toHaveLength(2);
    expect(meetings.every(({ start, end }) => start < end)).toBe(true);
  });

  test('are sometimes the customer’s, so that ours are attendees', () => {
    expect(meetings.some(({ organizer }) => !organizer.address.endsWith('@fabrikam.example'))).toBe(
      true,
    );
  });
});
