import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const folder = new URL('../../../src/pane/', import.meta.url).pathname;
const files = globSync('**/*.{ts,tsx}', { cwd: folder });

/** The lines of the pane's code that match, with their file. */
const linesWith = (pattern: RegExp, isAllowed: (file: string) => boolean = () => false) =>
  files
    .filter((file) => !isAllowed(file))
    .flatMap((file) => {
      const lines = readFileSync(`${folder}${file}`, 'utf8').split('\n');
      return lines.filter((line) => pattern.test(line)).map((line) => `${file}: ${line.trim()}`);
    });

describe('The styles of the pane', () => {
  test('Take every colour from the theme; phones have two of Outlook’s own (quality 8, 11)', () => {
    expect(
      linesWith(/['"\s]#[0-9a-f]{3,8}\b['"]|\brgba?\(/i, (file) => /theme\.ts$/.test(file)),
    ).toEqual([]);
  });

  test('Name sides by the direction of writing, never left and right (quality 19)', () => {
    const sided =
      /\b(margin|padding|border)(Left|Right)|\b(left|right): ['"0-9]|textAlign: '(left|right)'/;
    expect(linesWith(sided)).toEqual([]);
  });

  test('Move nothing for those who want no motion (quality 31)', () => {
    const moving = new Set(
      linesWith(/animationName|transitionDuration|animationDuration/).map(
        (line) => line.split(':')[0],
      ),
    );
    for (const file of moving) {
      expect(readFileSync(`${folder}${file}`, 'utf8')).toContain('prefers-reduced-motion');
    }
  });
});

test('The page can be zoomed, and is called by the add-in’s name alone (quality 4, 9)', () => {
  const page = readFileSync(`${folder}pane.html`, 'utf8');
  expect(page).not.toMatch(/user-scalable|maximum-scale/);
  expect(page).toContain('<title>Regarding</title>');
});
