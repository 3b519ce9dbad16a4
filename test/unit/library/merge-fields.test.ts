import { describe, expect, test } from '@jest/globals';
import { mergeFieldsOf, unresolvedIn } from '../../../src/domain/library/merge-fields.ts';

const choice = (path: string, otherwise: string): string =>
  `<xsl:choose><xsl:when test="${path}"><xsl:value-of select="${path}" /></xsl:when>` +
  `<xsl:otherwise>${otherwise}</xsl:otherwise></xsl:choose>`;
const filled = { text: 'Dear Carla', table: 'contact', values: {} };

describe('Merge fields of a template (CMP-01)', () => {
  test('are found in the CRM’s own form and in the one people write, each once', () => {
    const text = `${choice('contact/firstname', 'customer')}{!Contact:Full Name;}${choice('contact/firstname', 'you')}`;
    expect(mergeFieldsOf(text)).toEqual([
      { table: 'contact', column: 'firstname', hasDefault: true },
      { table: 'contact', column: 'full name', hasDefault: false },
    ]);
  });

  test('that stayed empty are those without a value and without anything in its place', () => {
    const text = ['firstname', 'jobtitle', 'telephone1'].map((column) =>
      choice(`contact/${column}`, column === 'jobtitle' ? 'customer' : ''),
    );
    const values = { firstname: 'Carla', jobtitle: null, telephone1: null };
    expect(unresolvedIn(text.join(''), { ...filled, values })).toEqual(['telephone1 (contact)']);
  });

  test('of another record than the one it was filled from are empty; the writer’s are not', () => {
    const text = choice('opportunity/name', '') + choice('systemuser/fullname', '');
    expect(unresolvedIn(text, filled)).toEqual(['name (opportunity)']);
  });

  test('of which the values are not known are not guessed at', () => {
    expect(unresolvedIn(choice('contact/firstname', ''), { ...filled, values: null })).toEqual([]);
  });

  test('left as they stand in the text are named once', () => {
    const text = 'Dear {!Lead:Name;}, {{code}} and {{code}}';
    expect(unresolvedIn('', { ...filled, text })).toEqual(['{!Lead:Name;}', '{{code}}']);
  });
});
