import { describe, expect, test } from '@jest/globals';
import { conversationHash } from '../../../src/sandbox/dataverse/mail/correlate.ts';
import { parseAddresses, readMail } from '../../../src/sandbox/dataverse/mail/message.ts';
import type { MailSettings } from '../../../src/sandbox/dataverse/mail/settings.ts';
import { subjectWords } from '../../../src/sandbox/dataverse/mail/smart-matching.ts';
import { fillTemplate } from '../../../src/sandbox/dataverse/mail/template.ts';
import { tokenIn } from '../../../src/sandbox/dataverse/mail/tracking-token.ts';
import {
  parseRights,
  rightsText,
  verbsIn,
} from '../../../src/sandbox/dataverse/security/rights-mask.ts';

const contact = {
  table: 'contact',
  id: '5f0a1c1e-6b0d-4c55-9d1e-2a7b8c3d0001',
  version: '1',
  ownerId: null,
  businessUnitId: null,
  data: { fullname: 'Ada & Byron', nickname: null },
};

describe('A mail', () => {
  test.each([
    ['"Byron, Ada" <Ada@Contoso.com>; bob@x.org', ['ada@contoso.com', 'bob@x.org']],
    ['ada@x.org, Bob <bob@x.org>', ['ada@x.org', 'bob@x.org']],
    ['', []],
    ['Ada', ['']],
  ])('to %j has the addresses %j', (list, addresses) => {
    expect(parseAddresses(list).map(({ address }) => address)).toEqual(addresses);
  });

  test('has further properties under names of any case', () => {
    const ExtraProperties = { InReplyTo: '<a@b>', conversationindex: 'AQ==' };
    expect(readMail({ ExtraProperties })).toMatchObject({
      inReplyTo: '<a@b>',
      conversationIndex: 'AQ==',
    });
    expect(readMail({ ExtraProperties: null })).not.toHaveProperty('inReplyTo');
  });
});

describe('Smart matching', () => {
  test.each([
    ['RE: AW: Offer for scales', ['offer', 'for', 'scales']],
    ['Vá: Ajánlat, ajánlat!', ['vá', 'ajánlat']],
    ['Re:', []],
    ['', []],
  ])('sees %j as %j', (subject, words) => {
    expect(subjectWords(subject, 20)).toEqual(words);
  });

  test('takes no more words than it may', () => {
    expect(subjectWords('a b c d', 2)).toEqual(['a', 'b']);
  });
});

test('All mails of a conversation have one hash, other conversations another', () => {
  const index = (head: number, tail: number[]) =>
    Buffer.concat([Buffer.alloc(22, head), Buffer.from(tail)]).toString('base64');
  expect(conversationHash(index(1, [1, 2, 3, 4, 5]))).toBe(conversationHash(index(1, [])));
  expect(conversationHash(index(2, []))).not.toBe(conversationHash(index(1, [])));
});

describe('A tracking token', () => {
  const settings = (trackingPrefix: string) => ({ trackingPrefix }) as MailSettings;
  test.each([
    ['Re: Offer CRM:0001042', 'CRM:', 'CRM:0001042'],
    ['re: offer crm:0001042 fw', 'CRM:', 'CRM:0001042'],
    ['Offer CRM:1', 'CRM:', undefined],
    ['Offer (T*0001042', '(T*', '(T*0001042'],
    ['Offer 0001042', '', undefined],
  ])('in %j with prefix %j is %j', (subject, prefix, token) => {
    expect(tokenIn(subject, settings(prefix))).toBe(token);
  });
});

describe('A template', () => {
  const xsl = (inner: string) =>
    `<?xml version="1.0" ?><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:output method="text" indent="no"/><xsl:template match="/data">${inner}</xsl:template></xsl:stylesheet>`;
  const choose = (column: string) =>
    `<xsl:choose><xsl:when test="${column}"><xsl:value-of select="${column}" /></xsl:when><xsl:otherwise>you</xsl:otherwise></xsl:choose>`;

  test.each([
    ['{!contact:fullname;Customer}', 'Ada & Byron'],
    ['{!Contact : Nickname ; friend}!', ' friend!'],
    ['{!account:name;your company}', 'your company'],
    ['No field at all', 'No field at all'],
    [xsl(`<![CDATA[<b>]]>${choose('contact/fullname')}<![CDATA[</b>]]>`), '<b>Ada & Byron</b>'],
    [xsl(choose('contact/nickname')), 'you'],
    [xsl('<xsl:value-of select="systemuser/fullname" />'), ''],
  ])('%s becomes %j', (template, text) => {
    expect(fillTemplate(template, contact)).toBe(text);
  });
});

describe('Access rights', () => {
  test('are read as names or as their sum, and written in the order of the bits', () => {
    expect(rightsText(verbsIn(parseRights('ShareAccess, ReadAccess')))).toBe(
      'ReadAccess, ShareAccess',
    );
    expect(rightsText(verbsIn(parseRights(3)))).toBe('ReadAccess, WriteAccess');
    expect(rightsText(verbsIn(parseRights('None')))).toBe('None');
  });

  test.each(['CreateAccess', 'Read', '', 32, 1.5, -1, null])('are refused as %j', (value) => {
    expect(() => parseRights(value)).toThrow('are not valid for sharing');
  });
});
