import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

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

describe.each(others)('Messages in %s', (file) => {
  const messages = read(file);

  test('Cover every English message, and nothing else', () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('Keep the places of names, times and numbers', () => {
    for (const [key, text] of messages) {
      expect(`${key} ${holes(text).join()}`).toBe(`${key} ${holes(english.get(key)).join()}`);
    }
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

  test('Every problem has a title and a sentence that ends, and none shows a code', () => {
    for (const [key, text] of english) {
      if (!key.startsWith('problem.')) continue;
      expect(text).not.toMatch(/\b\d{3}\b|0x|error code/i);
      if (key.endsWith('.text')) expect(text).toMatch(/\.$/);
    }
  });
});
