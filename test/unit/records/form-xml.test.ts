import { describe, expect, test } from '@jest/globals';
import { formFor, orderOf } from '../../../src/adapters/dataverse/new-records/form-conditions.ts';
import { controlsOf } from '../../../src/adapters/dataverse/new-records/form-xml.ts';

const cell = (inside: string, attributes = ''): string =>
  `<cell id="{1}" ${attributes}>${inside}</cell>`;
const control = (column: string, classId = '4273EDBD'): string =>
  `<control id="${column}" classid="{${classId}}" datafieldname="${column}" />`;
const columnsOf = (xml: string): string[] => controlsOf(xml).map(({ column }) => column);

describe('The columns of a form (UI-12)', () => {
  test('come in its order, each once', () => {
    const xml = `<form>${['b', 'A', 'b'].map((name) => cell(control(name))).join('')}</form>`;
    expect(columnsOf(xml)).toEqual(['b', 'a']);
  });

  test('have the form’s own labels by language, with entities resolved', () => {
    const labels = `<labels><label description="R&amp;D &#x151;" languagecode="1038" /></labels>`;
    const [first] = controlsOf(cell(labels + control('a')) + cell(control('b')));
    expect(first?.labels.get(1038)).toBe('R&D ő');
    expect(controlsOf(cell(labels + control('a')) + cell(control('b')))[1]?.labels.size).toBe(0);
  });

  test('leave out hidden cells, sections and tabs, and what is no column', () => {
    const hidden = `<section visible="false">${cell(control('a'))}</section>`;
    const grid = cell('<control id="subgrid" classid="{E7A81278}" />');
    const quickView = cell(control('parentid', '5C5600E0-1D6E-4205-A272-BE80DA87FD42'));
    const empty = '<cell visible="false" />';
    const xml = hidden + cell(control('b'), 'visible="false"') + grid + quickView + empty;
    expect(columnsOf(xml + cell(control('c')))).toEqual(['c']);
  });
});

describe('The form somebody sees (UI-12)', () => {
  const seller = 'a1b2c3d4-0000-4000-8000-000000000001';
  const form = (name: string, conditions: string, inside = ''): string =>
    `<form name="${name}"><DisplayConditions ${conditions}>${inside}</DisplayConditions></form>`;
  const forRole = `<Role Id="{${seller.toUpperCase()}}" />`;
  const forAll = form('all', 'Order="2"', '<Everyone />');
  const own = form('own', 'Order="1" FallbackForm="false"', forRole);
  const fallback = form('fallback', 'FallbackForm="true" Order="0"');
  const seen = (forms: string[], ...roles: string[]) =>
    /name="(\w+)"/.exec(formFor(forms, new Set(roles)) ?? '')?.[1];

  test('is the first in order of those for their roles or for everybody', () => {
    expect(seen([forAll, own, fallback], seller)).toBe('own');
    expect(seen([forAll, own, fallback], 'another')).toBe('all');
    expect(seen([own, form('none', 'Order="0"', '<Everyone/>')], seller)).toBe('none');
  });

  test('is the fallback for who may see no other, and none where there is none', () => {
    expect(seen([own, fallback])).toBe('fallback');
    expect(seen([own, form('one', 'FallbackForm="1" Order="3"', forRole)])).toBe('one');
    expect(seen([own])).toBeUndefined();
  });

  test('is everybody’s where it says nothing, after those that have an order', () => {
    expect(seen(['<form name="plain" />'])).toBe('plain');
    expect(seen(['<form name="plain" />', forAll])).toBe('all');
    expect(orderOf('<form><DisplayConditions FallbackForm="true" Order="2" /></form>')).toBe(2);
    expect(orderOf('<form />')).toBe(Infinity);
  });
});
