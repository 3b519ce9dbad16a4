import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../../..');
const shared = resolve(root, process.env['REGARDING_SHARED'] ?? '../shared');
const schema = resolve(shared, 'oracles/manifest-xsd/OfficeAppManifestV1_1.xsd');

const validate = (...more: string[]) =>
  spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, ...more], {
    cwd: root,
    encoding: 'utf8',
  });

const absent = !existsSync(schema)
  ? `skipped: no schemas at ${schema}`
  : spawnSync('xmllint', ['--version']).error
    ? 'skipped: no xmllint on this machine'
    : '';
const check = absent ? test.skip : test;

check(`The manifest is valid against Microsoft's schemas ${absent}`.trim(), () => {
  const { status, stderr } = validate('manifest.xml');
  expect(stderr.trim()).toBe('manifest.xml validates');
  expect(status).toBe(0);
});
