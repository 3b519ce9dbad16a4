import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseResource } from '../../../src/sandbox/odata/parse.ts';

const dir = join(process.env['REGARDING_SHARED'] ?? '../shared', 'oracles');
const isPresent = existsSync(dir);
const describeOracle = isPresent ? describe : describe.skip;
const title = 'Every documented request address can be read';

interface Sample {
  http: string;
}

/** Below the service root, as the servers hand it to the parser. */
const belowRoot = (url: string): string =>
  url
    .replace(/^(?:\[[^\]]*\]|https?:\/\/[^/]+)+/, '')
    .replace(/^\/?(?:\w+\/)?api\/data\/v[\d.]+\//, '')
    .replace(/^\/(?:v1\.0|beta)/, '')
    .replace(/[{<][\w |.-]+[}>]/g, '1');

const requestLine = /^(?:GET|POST|PATCH|PUT|DELETE)\s+(\S.*?)(?:\s+HTTP\/1\.1)?\s*$/gm;

/** Placeholders, a GUID with a group missing, and values that are names of values. */
const isNoAddress = (url: string): boolean =>
  /-value[,)]|\(0{8}(?:-0000){2}-0{12}\d?\)|-0000-000000000003\)|discovery|TargetFieldType/.test(
    url,
  );

const addresses = (file: string): string[] =>
  (JSON.parse(readFileSync(join(dir, file), 'utf8')) as Sample[])
    .flatMap(({ http }) =>
      [...http.matchAll(requestLine)].map((match) => belowRoot(match[1] ?? '')),
    )
    .filter((url) => !isNoAddress(url));

const unreadable = (urls: string[], isDollarOptional: boolean): string[] =>
  urls.flatMap((url) => {
    try {
      parseResource(url, { isDollarOptional });
      return [];
    } catch (error) {
      return [`${url}: ${String(error)}`];
    }
  });

describeOracle(isPresent ? title : `${title} (skipped: ../shared/oracles is absent)`, () => {
  test('of the Dataverse Web API', () => {
    const urls = addresses('dataverse/webapi-http-samples.json');
    expect(urls.length).toBeGreaterThan(150);
    expect(unreadable(urls, false)).toEqual([]);
  });

  test('of Microsoft Graph', () => {
    const urls = addresses('graph/http-samples.json');
    expect(urls.length).toBeGreaterThan(500);
    expect(unreadable(urls, true)).toEqual([]);
  });
});
