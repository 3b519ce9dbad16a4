import { simulateClock, usualWorld } from '../simulation/simulate-clock.ts';
import { figure, type Figure } from './figure.ts';

/** P10: the clocks of 1,000 mailboxes over a virtual day. */
export async function clockFigures(): Promise<Figure[]> {
  const { longestGap, busyGap95, requestShare } = await simulateClock({ ...usualWorld, seed: 1 });
  const { mailboxes, hours } = usualWorld;
  const world = `${mailboxes} mailboxes, ${hours} virtual hours`;
  const everyTwoMinutes = mailboxes * hours * 30;
  return [
    figure(
      {
        id: 'P10',
        what: `longest time between two cycles of a mailbox (${world})`,
        value: longestGap,
        unit: 'min',
        anchor: 'what was promised',
        anchorValue: 12,
        target: 'never over 12 minutes',
      },
      ({ ratio }) => ratio <= 1,
    ),
    figure(
      {
        id: 'P10',
        what: 'time between two cycles of a busy mailbox, 95th percentile',
        value: busyGap95,
        unit: 'min',
        anchor: 'what was promised',
        anchorValue: 2,
        target: 'at most 2 minutes',
      },
      ({ ratio }) => ratio <= 1,
    ),
    figure(
      {
        id: 'P10',
        what: 'requests of polling',
        value: requestShare * everyTwoMinutes,
        unit: 'requests',
        anchor: 'asking every two minutes',
        anchorValue: everyTwoMinutes,
        target: 'at most 0.6 times as many',
      },
      ({ ratio }) => ratio <= 0.6,
    ),
  ];
}
