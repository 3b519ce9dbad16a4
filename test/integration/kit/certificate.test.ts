import { X509Certificate, createPrivateKey } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sandboxCertificate } from '../../../src/sandbox/kit/certificate.ts';

const now = new Date('2026-11-22T09:30:00Z');
const day = 24 * 60 * 60 * 1000;
const later = (days: number): Date => new Date(now.getTime() + days * day);

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'regarding-kit-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('The authority signed a certificate for localhost and for nothing else', async () => {
  const { ca, cert, key } = await sandboxCertificate(dir, now);
  const [authority, server] = [new X509Certificate(ca), new X509Certificate(cert)];
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.checkIssued(authority)).toBe(true);
  expect(server.subjectAltName).toBe('DNS:localhost');
  expect([authority.ca, server.ca]).toEqual([true, false]);
  expect(server.checkPrivateKey(createPrivateKey(key))).toBe(true);
});

test('It lives less than the 398 days browsers allow', async () => {
  const { cert } = await sandboxCertificate(dir, now);
  const { validFrom, validTo } = new X509Certificate(cert);
  const days = (new Date(validTo).getTime() - new Date(validFrom).getTime()) / day;
  expect(days).toBeLessThan(398);
});

test("Only the server's key is kept, for its owner alone", async () => {
  await sandboxCertificate(dir, now);
  expect((await readdir(dir)).sort()).toEqual(['ca.pem', 'localhost.key', 'localhost.pem']);
  expect((await stat(join(dir, 'localhost.key'))).mode & 0o777).toBe(0o600);
});

test('The next start finds the same certificate', async () => {
  const first = await sandboxCertificate(dir, now);
  expect(await sandboxCertificate(dir, later(300))).toEqual(first);
});

test('Thirty days before its end it is made anew, with other serial numbers', async () => {
  const first = await sandboxCertificate(dir, now);
  const second = await sandboxCertificate(dir, later(370));
  expect(second.spki).not.toBe(first.spki);
  const serials = [first, second].flatMap(({ ca, cert }) =>
    [ca, cert].map((pem) => new X509Certificate(pem).serialNumber),
  );
  expect(new Set(serials).size).toBe(4);
  expect(await sandboxCertificate(dir, later(371))).toEqual(second);
});

test.each(['ca.pem', 'localhost.pem', 'localhost.key'])(
  'Where %s is missing all three are made anew',
  async (name) => {
    const first = await sandboxCertificate(dir, now);
    await unlink(join(dir, name));
    expect((await sandboxCertificate(dir, now)).spki).not.toBe(first.spki);
  },
);
