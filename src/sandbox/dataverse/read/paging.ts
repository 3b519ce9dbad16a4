import { DataverseError } from '../errors.ts';

/** Where a page starts. */
export interface PageStart {
  /** 1-based. */
  number: number;
  /** Rows before it. */
  offset: number;
}

export const firstPage: PageStart = { number: 1, offset: 0 };

const cookie = ({ number, offset }: PageStart): string => {
  const inner = encodeURIComponent(`<cookie page="${number - 1}" offset="${offset}" />`);
  return `<cookie pagenumber="${number}" pagingcookie="${inner}" istracking="False" />`;
};

/** Reads a `$skiptoken`, decoded. */
export function parseSkipToken(token: string | undefined): PageStart {
  if (token === undefined) return firstPage;
  const inner = /pagingcookie="([^"]*)"/.exec(token)?.[1] ?? '';
  const number = /pagenumber="(\d+)"/.exec(token)?.[1];
  const offset = /offset="(\d+)"/.exec(decodeURIComponent(inner))?.[1];
  if (!number || !offset) {
    throw new DataverseError('InvalidArgument', 'Malformed XML in the paging cookie.');
  }
  return { number: Number(number), offset: Number(offset) };
}

/** The same request with the token of another page; `path` is below `root`. */
export function nextLink(root: string, path: string, page: PageStart): string {
  const [resource = '', query = ''] = path.replace(/^\//, '').split('?', 2);
  const kept = query
    .split('&')
    .filter((pair) => pair !== '' && !/^(?:\$|%24)skiptoken=/i.test(pair));
  const token = `$skiptoken=${encodeURIComponent(cookie(page))}`;
  return `${root}/${resource}?${[...kept, token].join('&')}`;
}
