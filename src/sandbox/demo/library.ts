import { ARTICLES, BROCHURES, CONNECTION_ROLES, TEMPLATES, VISITS } from './data/library.ts';
import { ALICE, BENCE, NORA } from './data/users.ts';
import { at, guidOf } from './random.ts';
import { workingDay } from './working-time.ts';
import type { Deal, DemoRow, Language } from './types.ts';

const LANGUAGES: readonly Language[] = ['en', 'hu'];
const codes: Record<Language, number> = { en: 1033, hu: 1038 };

/** The stylesheet Dataverse keeps a template as: merge fields choose between value and default. */
function stylesheet(text: string): string {
  const fields = text.replace(
    /\{([\w/]+)\|([^}]*)\}/g,
    (_all, path: string, otherwise: string) =>
      `]]><xsl:choose><xsl:when test="${path}"><xsl:value-of select="${path}" /></xsl:when>` +
      `<xsl:otherwise>${otherwise}</xsl:otherwise></xsl:choose><![CDATA[`,
  );
  return (
    '<?xml version="1.0" ?><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" ' +
    'version="1.0"><xsl:output method="text" indent="no"/><xsl:template match="/data">' +
    `<![CDATA[${fields}]]></xsl:template></xsl:stylesheet>`
  );
}

const ownerOf = (language: Language): string => (language === 'hu' ? BENCE.id : ALICE.id);

const templates = (seed: number, language: Language): DemoRow[] =>
  TEMPLATES[language].map(({ title, table, subject, body }, index) => ({
    table: 'template',
    id: guidOf(seed, `template/${language}/${index}`),
    owner: ownerOf(language),
    values: {
      title,
      templatetypecode: table,
      languagecode: codes[language],
      subject: stylesheet(subject),
      body: stylesheet(body),
      ispersonal: false,
      mimetype: 'text/html',
    },
  }));

const articles = (seed: number, language: Language): DemoRow[] =>
  ARTICLES[language].map(({ title, keywords, content }, index) => ({
    table: 'knowledgearticle',
    id: guidOf(seed, `article/${language}/${index}`),
    owner: NORA.id,
    values: {
      title,
      keywords,
      content,
      articlepublicnumber: `KA-${String(1000 + codes[language] + index).padStart(5, '0')}`,
      languagelocaleid: codes[language],
      statecode: 3,
      statuscode: 7,
    },
  }));

const brochures = (seed: number, language: Language): DemoRow[] =>
  BROCHURES[language].flatMap(({ name, text }, index) => {
    const id = guidOf(seed, `brochure/${language}/${index}`);
    const owner = ownerOf(language);
    return [
      {
        table: 'salesliterature',
        id,
        owner,
        values: { name, literaturetypecode: 1, iscustomerviewable: true, hasattachments: true },
      },
      {
        table: 'salesliteratureitem',
        id: guidOf(seed, `brochure/${language}/${index}/file`),
        owner,
        values: {
          title: name,
          filename: `${name}.txt`,
          mimetype: 'text/plain',
          documentbody: Buffer.from(text).toString('base64'),
          salesliteratureid: { table: 'salesliterature', id },
        },
      },
    ];
  });

const roleId = (seed: number, key: string): string => guidOf(seed, `connection role/${key}`);

const connectionRoles = (seed: number): DemoRow[] =>
  CONNECTION_ROLES.map(({ key, name, category }) => ({
    table: 'connectionrole',
    id: roleId(seed, key),
    owner: ALICE.id,
    values: { name, category, statecode: 0, statuscode: 1 },
  }));

/** Who decides about a deal. */
const connection = (seed: number, deal: Deal, index: number): DemoRow => ({
  table: 'connection',
  id: guidOf(seed, `connection/${index}`),
  owner: deal.owner,
  values: {
    record1id: { table: 'opportunity', id: deal.id },
    record2id: { table: 'contact', id: deal.contact.id },
    record2roleid: {
      table: 'connectionrole',
      id: roleId(seed, at(CONNECTION_ROLES, index).key),
    },
    name: deal.contact.name,
    statecode: 0,
    statuscode: 1,
  },
});

/** A visit to a customer's plant, the custom activity, about a deal. */
function siteVisit(seed: number, now: Date, deal: Deal, index: number): DemoRow {
  const { company, contact } = deal;
  const start = workingDay(now, index + 1, 0);
  return {
    table: 'new_sitevisit',
    id: guidOf(seed, `site visit/${index}`),
    owner: deal.owner,
    values: {
      subject: VISITS[company.language].replace('{company}', company.name),
      new_place: `${company.street}, ${company.city}`,
      scheduledstart: start.toISOString(),
      scheduledend: new Date(start.getTime() + 7_200_000).toISOString(),
      regardingobjectid: { table: 'opportunity', id: deal.id },
      statecode: 3,
      statuscode: 4,
    },
    parties: [{ mask: 5, address: contact.address, record: { table: 'contact', id: contact.id } }],
  };
}

/**
 * What an organisation keeps besides its customers: templates with merge fields, articles and
 * brochures in both languages, who decides about deals, and visits, the custom activity.
 */
export function makeLibrary(seed: number, now: Date, deals: readonly Deal[]): DemoRow[] {
  const open = deals.filter(({ state }) => state === 'open');
  return [
    ...LANGUAGES.flatMap((language) => [
      ...templates(seed, language),
      ...articles(seed, language),
      ...brochures(seed, language),
    ]),
    ...connectionRoles(seed),
    ...open.slice(0, 6).map((deal, index) => connection(seed, deal, index)),
    ...open.slice(0, 4).map((deal, index) => siteVisit(seed, now, deal, index)),
  ];
}
