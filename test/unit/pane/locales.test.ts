import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../src/pane/text/languages.ts';

const folder = new URL('../../../src/pane/locales/', import.meta.url);

interface Messages {
  [key: string]: string | Messages;
}

const read = (file: string): Map<string, string> => {
  const flatten = (messages: Messages, path: string): [string, string][] =>
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`),
    );
  return new Map(flatten(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), ''));
};

const holes = (text = ''): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

const english = new Map([...read('en.json'), ...read('en.pages.json')]);
const others = readdirSync(folder).filter((file) => !file.startsWith('en.'));

/** Forms of a message that counts: `results_one`, `results_few`. */
const counting = /_(zero|one|two|few|many|other)$/;
const isCounting = (key: string): boolean =>
  counting.test(key) && english.has(key.replace(counting, '_other'));

/** The keys a language needs: each message, and of those that count each form it has. */
const keysIn = (language: string): string[] => {
  const usual = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const formOf = (key: string, form: string) => key.replace(counting, `_${form}`);
  const keys = [...english.keys()].flatMap((key) => {
    if (!isCounting(key)) return [key];
    // Nothing at all may have words of its own in every language.
    const forms = english.has(formOf(key, 'zero')) ? [...usual, 'zero'] : usual;
    return forms.map((form) => formOf(key, form));
  });
  return [...new Set(keys)].sort();
};

describe.each(others)('Messages in %s', (file) => {
  const messages = read(file);
  const language = file.replace('.json', '');

  test('Cover every English message, and nothing else', () => {
    expect([...messages.keys()].sort()).toEqual(keysIn(language));
  });

  test('Keep the places of names, times and numbers', () => {
    for (const [key, text] of messages) {
      const wanted = holes(english.get(key) ?? english.get(key.replace(counting, '_other')));
      // `Two messages` needs no number.
      const sayable = (name: string) => isCounting(key) && name === '{{count}}';
      const missing = wanted.filter((name) => !holes(text).includes(name) && !sayable(name));
      const strange = holes(text).filter((name) => !wanted.includes(name));
      expect([key, missing, strange]).toEqual([key, [], []]);
    }
  });

  test('Can be chosen in the settings (UI-18)', () => {
    expect(languages[language]).toBeTruthy();
  });

  test('Are not empty', () => {
    expect([...messages].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

describe('Messages', () => {
  test('Hungarian is complete and uses the words of the field', () => {
    const hungarian = read('hu.json');
    expect(hungarian.get('action.track')).toBe('Nyomon követés');
    expect(hungarian.get('action.setRegarding')).toBe('Kapcsolódó rekord beállítása');
    expect(
      ['contact', 'account', 'lead', 'opportunity', 'incident'].map((table) =>
        hungarian.get(`table.${table}`),
      ),
    ).toEqual(['Kapcsolattartó', 'Partner', 'Érdeklődő', 'Lehetőség', 'Eset']);
  });

  test('Buttons are verbs; those that only show more say so (quality 12)', () => {
    const verbs =
      /^(Add|Attach|Back|Cancel|Change|Choose|Connect|Copy|Delete|Done|Insert|Keep|Leave|Link|Map|Pause|Remove|Resume|Set|Show|Sign|Stop|Take|Track|Try|Undo|Untrack|View|Always|Never|Open|Use|Close|Retry|Stay)\b/;
    const labels = [...english].filter(([key]) => key.startsWith('action.'));
    const others = [
      'map',
      'changeRecord',
      'takeRecordOff',
      'pause',
      'resume',
      'undo',
      'remove',
    ].map((key): [string, string] => [key, english.get(`folders.${key}`) ?? '']);
    const unlike = [...labels, ...others].filter(([, text]) => !verbs.test(text));
    expect(unlike).toEqual([['action.more', 'More actions']]);
  });

  test('Every problem has a title and a sentence that ends, and none shows a code', () => {
    for (const [key, text] of english) {
      if (!key.startsWith('problem.')) continue;
      expect(text).not.toMatch(/\b\d{3}\b|0x|error code/i);
      if (key.endsWith('.text')) expect(text).toMatch(/\.$/);
    }
  });
});

test('Every language that can be chosen has a file', () => {
  const files = ['en', ...others.map((file) => file.replace('.json', ''))];
  expect(Object.keys(languages).sort()).toEqual(files.sort());
});
