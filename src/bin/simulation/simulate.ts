import { parseArgs } from 'node:util';
import { simulateMail } from './simulate-mail.ts';
import { shortWorld, usualWorld } from './world.ts';

/**
 * `npm run simulate -- --seed 7` replays the day that has this seed, and says what broke and for
 * which mail; `--short`: a few hours of few mailboxes in which much goes wrong.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    mailboxes: { type: 'string' },
    hours: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});
const base = values.short ? shortWorld : usualWorld;
const { seed: wanted, mailboxes: people = base.mailboxes, hours: long = base.hours } = values;
const [seed, mailboxes, hours] = [wanted, people, long].map(Number);
if (!seed || !mailboxes || !hours) {
  console.error('--seed, --mailboxes and --hours are whole numbers above 0.');
  process.exit(1);
}
const { violations, ...report } = await simulateMail({ ...base, seed, mailboxes, hours });
console.log(JSON.stringify({ seed, mailboxes, hours, ...report }));
for (const { invariant, about } of violations) console.error(`${invariant}: ${about}`);
if (violations.length > 0) process.exitCode = 1;
