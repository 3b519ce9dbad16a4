import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { MailMessage } from '../../../src/domain/mail/message.ts';
import type { judge } from '../../../src/domain/sync/judge.ts';
import type { MailHeaders, SeenMail } from '../../../src/domain/sync/seen-mail.ts';
import type { judgeMails } from '../../../src/sync/judge-mails.ts';
import { headersOf } from '../../support/seen-mail.ts';

type Ports = Parameters<typeof judgeMails>[0];
type Judged = Parameters<typeof judge>[0];
/** What a mail holds besides its headers. */
type Content = 'body' | 'attachments' | 'bodyPreview' | 'uniqueBody';
type Has<T, Key extends PropertyKey> = Extract<keyof T, Key> extends never ? false : true;

describe('Who decides about arriving mail (V-11)', () => {
  test('is given headers; the compiler knows no way from them to a body', () => {
    // Each line is an error for `tsc` where a type gains a way to content.
    const headers: Has<MailHeaders, Content> = false;
    const seen: Has<SeenMail, Content> = false;
    const judged: Has<Judged['headers'], Content> = false;
    const ports: Has<Ports, 'mailbox' | 'mailChanges' | 'calendar' | 'library'> = false;
    // @ts-expect-error -- a mail's text is no header.
    expect(headersOf().body).toBeUndefined();
    // @ts-expect-error -- a mail with its text is not what is judged: it lacks the thread's headers.
    const whole: MailHeaders = {} as MailMessage;
    expect([headers, seen, judged, ports, whole]).toEqual([false, false, false, false, {}]);
  });

  test('cannot name what reads mail: not in its own files, nor in what they run', () => {
    const files = [...reached('src/sync/judge-mails.ts'), ...reached('src/domain/sync/judge.ts')];
    expect(files).toContain('src/sync/judging/gather.ts');
    expect(files).toContain('src/domain/sync/correlate.ts');
    const readers =
      /^src\/(?:adapters|ports\/(?:mailbox|mail-changes)|domain\/mail\/(?:message\.ts|sanitize-html|plain-text))/;
    expect(files.filter((file) => readers.test(file))).toEqual([]);
    const judging = files.filter((file) => /^src\/(?:sync|domain\/sync)\//.test(file));
    const named = judging.filter((file) =>
      /\b(?:MailMessage|MailAttachment|MailChanges|Mailbox|readMessage)\b/.test(code(file)),
    );
    expect(named).toEqual([]);
  });
});

const code = (file: string): string =>
  readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/** The files a file runs, with itself: what it imports, but for types. */
function reached(start: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(start)) return seen;
  seen.add(start);
  for (const [, kind, path] of code(start).matchAll(/^import (type )?[^;]*?'(\.[^']+)';/gms)) {
    if (kind || !path) continue;
    const file = relative('.', resolve(dirname(start), path));
    if (existsSync(file)) reached(file, seen);
  }
  return seen;
}
