import { parseArgs } from 'node:util';
import { simulateClock, usualWorld } from './simulate-clock.ts';

/** `npm run simulate -- --seed 7`: replays the day that has this seed. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    mailboxes: { type: 'string', default: String(usualWorld.mailboxes) },
    hours: { type: 'string', default: String(usualWorld.hours) },
  },
});
const [seed, mailboxes, hours] = [values.seed, values.mailboxes, values.hours].map(Number);
if (!seed || !mailboxes || !hours) {
  console.error('--seed, --mailboxes and --hours are whole numbers above 0.');
  process.exit(1);
}
console.log(
  JSON.stringify({ seed, ...(await simulateClock({ ...usualWorld, seed, mailboxes, hours })) }),
);
