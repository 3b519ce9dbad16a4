import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../../..');
const shared = resolve(root, process.env['REGARDING_SHARED'] ?? '../shared');
const schema = resolve(shared, 'oracles/manifest-xsd/OfficeAppManifestV1_1.xsd');

/** Documented by Microsoft since, but newer than the schemas that can be had. */
const newer = /<ExtensionPoint xsi:type="MobileLogEventAppointmentAttendee">.*?<\/ExtensionPoint>/s;

const validate = (xml: string) =>
  spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, '-'], {
    input: xml,
    encoding: 'utf8',
  });

const absent = !existsSync(schema)
  ? `skipped: no schemas at ${schema}`
  : spawnSync('xmllint', ['--version']).error
    ? 'skipped: no xmllint on this machine'
    : '';
const check = absent ? test.skip : test;

check(`The manifest is valid against Microsoft's schemas ${absent}`.trim(), () => {
  const manifest = readFileSync(resolve(root, 'manifest.xml'), 'utf8');
  expect(manifest).toMatch(newer);
  const { status, stderr } = validate(manifest.replace(newer, ''));
  expect(stderr.trim()).toBe('- validates');
  expect(status).toBe(0);
});
