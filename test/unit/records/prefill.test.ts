import { describe, expect, test } from '@jest/globals';
import { filled, problemsOf } from '../../../src/domain/records/check.ts';
import type { FormField } from '../../../src/domain/records/form.ts';
import { prefill } from '../../../src/domain/records/prefill.ts';
import { companyFromDomain } from '../../../src/domain/records/person-values.ts';
import { fromLocal, toLocal } from '../../../src/pane/text/from-local.ts';

const field = (column: string, more: Partial<FormField> = {}): FormField => ({
  column,
  label: column,
  type: 'text',
  required: false,
  ...more,
});
const lookup = (column: string, ...targets: string[]): FormField =>
  field(column, { type: 'lookup', targets });
const table = (name: string, isActivity = false) => ({
  table: name,
  label: name,
  collectionLabel: name,
  isActivity,
  canBeRegarding: !isActivity,
});
const account = { table: 'account', id: 'a' };
const contact = { table: 'contact', id: 'c' };

describe('What an activity begins with', () => {
  const list = (column: string, ...targets: string[]): FormField =>
    field(column, { type: 'parties', targets });

  test('is the person it is about, in the list for them (UI-07)', () => {
    const call = [list('from', 'contact'), list('to', 'contact', 'account')];
    expect(prefill(table('phonecall', true), call, { parent: contact })).toEqual({ to: [contact] });
    const visit = [list('requiredattendees', 'contact')];
    expect(prefill(table('visit', true), visit, { parent: contact })).toEqual({
      requiredattendees: [contact],
    });
    expect(prefill(table('visit', true), visit, { parent: account })).toEqual({});
  });
});

describe('What a new record begins with (L-03)', () => {
  test('is the subject without its prefixes, as long as the column is', () => {
    const fields = [field('title', { maxLength: 10 })];
    const values = prefill(table('incident'), fields, { subject: 'RE: FW: Vá: Broken pump seal' });
    expect(values).toEqual({ title: 'Broken pum' });
  });

  test('is the customer first, then the contact', () => {
    const fields = [
      lookup('parentcontactid', 'contact'),
      lookup('customerid', 'account', 'contact'),
    ];
    const values = prefill(table('opportunity'), fields, { people: [account, contact] });
    expect(values).toEqual({ customerid: account, parentcontactid: contact });
  });

  test('refers to a record by table and id alone, whatever else is known of it', () => {
    const shown = { ...contact, name: 'Philippa Moss', detail: '', url: '' };
    const values = prefill(table('incident'), [lookup('customerid', 'contact')], {
      people: [shown],
    });
    expect(values).toEqual({ customerid: contact });
  });

  test('is, of an activity, only what it is regarding (UI-07)', () => {
    const fields = [lookup('regardingobjectid', 'account', 'contact')];
    expect(prefill(table('task', true), fields, { parent: contact, people: [account] })).toEqual({
      regardingobjectid: contact,
    });
  });

  test('is the parent where a look-up takes it, also of a custom table', () => {
    const fields = [lookup('new_accountid', 'account'), field('new_name')];
    expect(prefill(table('new_project'), fields, { parent: account, subject: 'Dam' })).toEqual({
      new_name: 'Dam',
      new_accountid: account,
    });
  });

  test('is, of a person, not the subject of their mail', () => {
    expect(prefill(table('account'), [field('name')], { subject: 'Hello' })).toEqual({});
  });
});

describe('Values', () => {
  test('are checked by what their column takes', () => {
    const fields = [
      field('a', { required: true }),
      field('b', { type: 'email' }),
      field('c', { type: 'number', precision: 0, min: 0, max: 9 }),
      field('d', { type: 'date' }),
      field('e', { type: 'multichoice', options: [{ value: 1, label: 'One' }] }),
    ];
    const values = { a: ' ', b: 'no', c: 1.5, d: '2026-13-40', e: [2], f: 1 };
    expect(problemsOf(fields, values)).toEqual([
      { column: 'a', problem: 'required' },
      { column: 'b', problem: 'invalid' },
      { column: 'c', problem: 'invalid' },
      { column: 'd', problem: 'invalid' },
      { column: 'e', problem: 'invalid' },
      { column: 'f', problem: 'not-allowed' },
    ]);
    expect(problemsOf(fields, { a: 'x', b: 'a@b.example', c: 9, d: '2026-11-22', e: [1] })).toEqual(
      [],
    );
  });

  test('lose their blanks and what is empty', () => {
    expect(filled({ a: ' x ', b: '  ', c: [], d: 0, e: false })).toEqual({
      a: 'x',
      d: 0,
      e: false,
    });
  });

  test('name a company by its domain', () => {
    expect(companyFromDomain('acme-widgets.com')).toBe('Acme Widgets');
    expect(companyFromDomain('mail.example.co.uk')).toBe('Example');
    expect(companyFromDomain('')).toBe('');
  });

  test('of times are on the mailbox’s clock, also around a change of the clocks', () => {
    const change = Date.parse('2026-03-29T01:00:00Z');
    const budapest = (instant: Date): Date =>
      new Date(instant.getTime() + (instant.getTime() >= change ? 2 : 1) * 3_600_000);
    expect(fromLocal('2026-03-29T01:30', budapest)).toBe('2026-03-29T00:30:00.000Z');
    expect(fromLocal('2026-03-29T03:30', budapest)).toBe('2026-03-29T01:30:00.000Z');
    expect(toLocal('2026-03-29T01:30:00.000Z', budapest)).toBe('2026-03-29T03:30');
    expect(fromLocal('soon', budapest)).toBeNull();
  });
});
