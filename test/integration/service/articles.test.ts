import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anna, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

const id = (last: number): string => `a27c0000-0000-4000-8000-00000000000${last}`;
const megabyte = 1024 * 1024;

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
  const owner = regarding.systemUsers[anna.id]!;
  const article = (last: number, values: Record<string, unknown>) => ({
    table: 'knowledgearticle',
    id: id(last),
    owner,
    values: {
      articlepublicnumber: `KA-0100${last}`,
      languagelocaleid: 1033,
      statecode: 3,
      statuscode: 7,
      ...values,
    },
  });
  const file = (last: number, values: Record<string, unknown>) => ({
    table: 'salesliteratureitem',
    id: id(last),
    owner,
    values: { salesliteratureid: { table: 'salesliterature', id: id(5) }, ...values },
  });
  await regarding.dataverse.load([
    article(1, {
      title: 'Zero point',
      keywords: 'flow meter',
      content: '<p>Hold <b onclick="x()">SET</b> for 5 s.</p><script>x()</script>',
    }),
    article(2, { title: 'Gateway', content: '<p>Open a port.</p>', isinternal: true }),
    article(3, { title: 'Flow meter, new', statecode: 0, statuscode: 2, content: 'draft' }),
    {
      table: 'salesliterature',
      id: id(5),
      owner,
      values: { name: 'Instruments', keywords: 'pressure', literaturetypecode: 1 },
    },
    {
      table: 'salesliterature',
      id: id(6),
      owner,
      values: { name: 'Instruments 2019', expirationdate: '2020-01-01T00:00:00Z' },
    },
    file(7, {
      title: 'Brochure',
      filename: 'brochure.txt',
      mimetype: 'text/plain',
      documentbody: Buffer.from('Flow').toString('base64'),
    }),
    file(8, {
      title: 'Film',
      filename: 'film.mp4',
      documentbody: Buffer.alloc(21 * megabyte).toString('base64'),
    }),
  ]);
}, 60_000);
afterAll(() => regarding.close());

const get = (path: string) => regarding.call(anna, path);
const titles = async (query: string): Promise<string[]> => {
  const { body } = await get(`/api/articles${query}`);
  return (body.articles as { title: string }[]).map(({ title }) => title).sort();
};

describe('Knowledge articles (CMP-03, L-05)', () => {
  test('are the published ones, by words in title, keywords, number and text', async () => {
    expect(await titles('')).toEqual(['Gateway', 'Zero point']);
    expect(await titles('?q=flow%20meter')).toEqual(['Zero point']);
    expect(await titles('?q=KA-01002')).toEqual(['Gateway']);
    expect(await titles('?q=Open%20a%20port')).toEqual(['Gateway']);
    expect(await titles('?q=nothing')).toEqual([]);
  });

  test('say which are not for customers', async () => {
    const { body } = await get('/api/articles?q=gateway');
    expect(body.articles).toEqual([
      { id: id(2), title: 'Gateway', number: 'KA-01002', language: 'en', isInternal: true },
    ]);
  });

  test('have a page and a text without anything that runs', async () => {
    expect((await get(`/api/articles/${id(1)}`)).body).toEqual({
      title: 'Zero point',
      url: `${regarding.urls.dataverse}/main.aspx?pagetype=entityrecord&etn=knowledgearticle&id=${id(1)}`,
      html: '<p>Hold <b>SET</b> for 5 s.</p>',
      text: 'Hold SET for 5 s.',
    });
  });

  test('that are gone are said to be', async () => {
    expect((await get(`/api/articles/${id(9)}`)).status).toBe(404);
  });
});

describe('Sales literature (CMP-02, L-05)', () => {
  test('is what has not expired, with its files and their sizes', async () => {
    const { body } = await get('/api/literature?q=instru');
    expect(body.literature).toMatchObject([{ name: 'Instruments', kind: 'Product Sheet' }]);
    expect(body.literature[0].files).toEqual(
      expect.arrayContaining([
        { id: id(7), name: 'brochure.txt', size: 4 },
        { id: id(8), name: 'film.mp4', size: 21 * megabyte },
      ]),
    );
  });

  test('gives its files to attach, but none that Outlook could not take (H-11)', async () => {
    const { body } = await get(`/api/literature/files/${id(7)}`);
    expect(body).toEqual({ name: 'brochure.txt', content: Buffer.from('Flow').toString('base64') });
    await regarding.forget();
    expect((await get(`/api/literature/files/${id(8)}`)).status).toBe(422);
    expect(await regarding.requests('dataverse')).toHaveLength(1);
  });
});
