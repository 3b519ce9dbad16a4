import { columnLabel } from '../definitions/labels.ts';
import { fixedId } from '../fixed-ids.ts';
import type { Column, ColumnKind, Table } from '../metadata/index.ts';

/** Class ids of the form's standard controls. */
const textBox = '4273EDBD-AC1D-40d3-9FB2-095C621B552D';
const controls: Record<ColumnKind, string> = {
  string: textBox,
  memo: 'E0DECE4B-6FC8-4a8f-A065-082708572369',
  integer: 'C6D124CA-7EDA-4a60-AEA9-7FB8D318B68F',
  bigint: textBox,
  decimal: 'C3EFE0C3-0EC6-42be-8349-CBD9079DFD8E',
  double: '0D2C745A-E5A8-4c8f-BA63-C6D3BB604660',
  money: '533B9E00-756B-4312-95A0-DC888637AC78',
  boolean: '67FAC785-CD58-4f9f-ABB3-4B7DDC6ED5ED',
  datetime: '5B773807-9FB2-42db-97C3-7A91EFF8ADFF',
  date: '5B773807-9FB2-42db-97C3-7A91EFF8ADFF',
  guid: textBox,
  picklist: '3EF39988-22BB-4f0b-BBBE-64B5A3748AEE',
  multipicklist: '4AA28AB7-9C13-4F57-A73D-AD894D048B5F',
  state: '3EF39988-22BB-4f0b-BBBE-64B5A3748AEE',
  status: '5D68B988-0661-4db2-BC3E-17598AD3BE6C',
  entityname: textBox,
  image: textBox,
  lookup: '270BD3DB-D9AF-4782-9025-509E298DEC0A',
};
const regarding = 'F3015350-44A2-4aa0-97B5-00166532B5E9';
const partyList = 'CBFB742C-14E7-4a17-96BB-1A13F7F64AA2';
const email = 'ADA2203E-B4CD-49be-9DDF-234642B43B52';
const url = '71716B6C-711E-476c-8AB8-5D11542BFB47';

const classOf = (name: string, column: Column | undefined): string => {
  if (!column) return partyList;
  if (name === 'regardingobjectid') return regarding;
  if (column.kind !== 'string') return controls[column.kind];
  if (name.includes('email')) return email;
  return name.includes('siteurl') ? url : textBox;
};

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const labels = (text: string): string =>
  `<labels><label description="${escape(text)}" languagecode="1033" /></labels>`;

const isParty = (table: Table, name: string): boolean =>
  Object.keys(table.partyLists).some((list) => list.toLowerCase() === name);

function cell(table: Table, form: string, name: string): string {
  const column = table.columns[name];
  if (!column && !isParty(table, name)) throw new Error(`${table.name} has no column ${name}.`);
  const label = columnLabel(table.name, name, column?.schemaName ?? name).en;
  return (
    `<row><cell id="{${fixedId(`cell ${form} ${name}`)}}" showlabel="true" locklevel="0">` +
    `${labels(label)}<control id="${name}" classid="{${classOf(name, column)}}" ` +
    `datafieldname="${name}" disabled="false" /></cell></row>`
  );
}

/** A part of a form that is no column: the timeline of a record's page, the like. */
const notes =
  '<row><cell id="{5E1D9A6C-2F1B-4E6B-9C11-7A3F3B1F0A01}" showlabel="false" locklevel="0" rowspan="8" colspan="1">' +
  `${labels('Timeline')}<control id="notescontrol" classid="{06375649-C143-495E-A496-C962E5B4488E}" />` +
  '</cell></row>';

function section(table: Table, form: string, [title, names]: [string, string]): string {
  const id = fixedId(`section ${form} ${title}`);
  const rows = names.split(/\s+/).map((name) => cell(table, form, name));
  const extra = form.startsWith('main') && title === 'Summary' ? notes : '';
  return (
    `<section name="${escape(title)}" showlabel="true" showbar="false" locklevel="0" id="{${id}}" ` +
    `IsUserDefined="0" layout="varwidth" columns="1" labelwidth="115" celllabelalignment="Left" ` +
    `celllabelposition="Left">${labels(title)}<rows>${rows.join('')}${extra}</rows></section>`
  );
}

/**
 * The FormXML of a form: one tab with a section for each entry of `sections` (title → columns).
 * @param form names it among all forms: `main contact`
 */
export function formXml(table: Table, form: string, sections: Record<string, string>): string {
  const parts = Object.entries(sections).map((entry) => section(table, form, entry));
  return (
    `<form><tabs><tab verticallayout="true" id="{${fixedId(`tab ${form}`)}}" IsUserDefined="1" ` +
    `name="tab_1" showlabel="true">${labels('General')}<columns><column width="100%">` +
    `<sections>${parts.join('')}</sections></column></columns></tab></tabs>` +
    `<DisplayConditions Order="0" FallbackForm="true"><Everyone /></DisplayConditions></form>`
  );
}
