import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anna, bela, customer, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

const template = (last: number): string => `7e500000-0000-4000-8000-00000000000${last}`;
const contact = { table: 'contact', id: ids.contact };

/** The stylesheet Dataverse keeps a template as. */
const stylesheet = (text: string): string =>
  '<?xml version="1.0" ?><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" ' +
  'version="1.0"><xsl:output method="text" indent="no"/><xsl:template match="/data">' +
  `<![CDATA[${text}]]></xsl:template></xsl:stylesheet>`;
const field = (path: string, otherwise: string): string =>
  `]]><xsl:choose><xsl:when test="${path}"><xsl:value-of select="${path}" /></xsl:when>` +
  `<xsl:otherwise>${otherwise}</xsl:otherwise></xsl:choose><![CDATA[`;

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
  const [annaId, belaId] = [regarding.systemUsers[anna.id]!, regarding.systemUsers[bela.id]!];
  const make = (last: number, owner: string, values: Record<string, unknown>) => ({
    table: 'template',
    id: template(last),
    owner,
    values: { languagecode: 1033, ispersonal: false, mimetype: 'text/html', ...values },
  });
  await regarding.dataverse.load([
    make(1, belaId, {
      title: 'Thank you',
      description: 'For an enquiry',
      templatetypecode: 'contact',
      subject: stylesheet(`Thank you, ${field('contact/firstname', 'customer')}`),
      body: stylesheet(
        `<p>Dear ${field('contact/fullname', '')},</p><p>call ${field('contact/telephone1', '')}` +
          ` &amp; ask for {{voucher}}.</p><script>alert(1)</script><img src="x" onerror="alert(1)">`,
      ),
    }),
    make(2, annaId, { title: 'Mine alone', templatetypecode: 'contact', ispersonal: true }),
    make(3, belaId, { title: 'His alone', templatetypecode: 'contact', ispersonal: true }),
    make(4, belaId, {
      title: '100 % üdvözlet',
      templatetypecode: 'systemuser',
      languagecode: 1038,
      subject: stylesheet('Greetings'),
      body: stylesheet(`<p>Yours, ${field('systemuser/fullname', '')}</p>`),
    }),
    make(5, belaId, { title: 'Your case', templatetypecode: 'incident' }),
  ]);
}, 60_000);
afterAll(() => regarding.close());

const titles = async (query: string): Promise<string[]> => {
  const { body } = await regarding.call(anna, `/api/templates${query}`);
  return (body.templates as { title: string }[]).map(({ title }) => title);
};
const fill = (id: string, body: object) => regarding.call(anna, `/api/templates/${id}/fill`, body);

describe('E-mail templates (CMP-01, L-05)', () => {
  test('are those for the record’s table and for any, of the organisation and one’s own', async () => {
    expect(await titles('?table=contact')).toEqual(['100 % üdvözlet', 'Mine alone', 'Thank you']);
    expect(await titles('?table=incident')).toEqual(['100 % üdvözlet', 'Your case']);
    expect(await titles('')).toEqual(['100 % üdvözlet']);
  });

  test('are found by words in title and description, with signs taken as they are', async () => {
    expect(await titles('?table=contact&q=enquiry')).toEqual(['Thank you']);
    expect(await titles('?table=contact&q=100%20%25')).toEqual(['100 % üdvözlet']);
    expect(await titles(`?table=contact&q=${encodeURIComponent("o'x%")}`)).toEqual([]);
  });

  test('say their language, and whose they are', async () => {
    const { body } = await regarding.call(anna, '/api/templates?table=contact');
    expect(body.templates).toMatchObject([
      { table: null, language: 'hu', isPersonal: false },
      { table: 'contact', language: 'en', isPersonal: true },
      { description: 'For an enquiry' },
    ]);
  });
});

describe('A filled template (CMP-01)', () => {
  test('has the record’s values, in HTML without anything that runs, and as plain text', async () => {
    const { status, body } = await fill(template(1), { record: contact });
    expect(status).toBe(200);
    expect(body.subject).toBe('Thank you, Carla');
    expect(body.html).toContain(`Dear ${customer.name}`);
    expect(body.html).not.toMatch(/script|onerror/);
    expect(body.text).toBe('Dear Carla Customer,\n\ncall & ask for {{voucher}}.');
  });

  test('says which merge fields stayed empty', async () => {
    const { body } = await fill(template(1), { record: contact });
    expect(body.unresolved).toEqual(['telephone1 (contact)', '{{voucher}}']);
  });

  test('for no record is filled from the writer', async () => {
    const { body } = await fill(template(4), {});
    expect(body).toMatchObject({ text: `Yours, ${anna.displayName}`, unresolved: [] });
  });

  test('takes no record of another table', async () => {
    const record = { table: 'account', id: ids.account };
    expect((await fill(template(1), { record })).status).toBe(422);
  });

  test('is none of somebody else’s own', async () => {
    expect((await fill(template(3), { record: contact })).status).toBe(404);
  });
});
