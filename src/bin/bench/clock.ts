import { simulateBacklog } from '../simulation/simulate-backlog.ts';
import { simulateMail } from '../simulation/simulate-mail.ts';
import { usualWorld } from '../simulation/world.ts';
import { figure, type Figure } from './figure.ts';

/** P10: mail, people and faults around the mailboxes' clocks over a virtual day. */
export async function clockFigures(): Promise<Figure[]> {
  const world = { ...usualWorld, mailboxes: 200, seed: 1 };
  const report = await simulateMail(world);
  const { mails, crashes, faults, requestShare, violations, lateWrites } = report;
  const about = `${world.mailboxes} mailboxes, ${world.hours} virtual hours, ${mails} mails, ${crashes} crashes, ${faults} faults`;
  const within = (what: string, value: number, most: number, target: string): Figure =>
    figure(
      {
        id: 'P10',
        what,
        value,
        unit: 'min',
        anchor: 'what was promised',
        anchorValue: most,
        target,
      },
      ({ ratio }) => ratio <= 1,
    );
  const none = (what: string, value: number, unit: string): Figure =>
    figure(
      { id: 'P10', what, value, unit, anchor: 'what is allowed', anchorValue: 1, target: 'none' },
      () => value === 0,
    );
  const everyTwoMinutes = world.mailboxes * world.hours * 30;
  return [
    within(
      `longest time between two cycles of a mailbox (${about})`,
      report.longestGap,
      12,
      'never over 12 minutes',
    ),
    within(
      'time between two cycles of a busy mailbox, 95th percentile',
      report.busyGap95,
      2,
      'at most 2 minutes',
    ),
    within(
      'longest that a person’s track or category took where the first try failed',
      report.longestTrack,
      12,
      'at most 12 minutes',
    ),
    none('mails lost, doubled, left pending or tracked unasked', violations.length, 'mails'),
    none('writes after everything had come to rest', lateWrites, 'writes'),
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

/** P8: 50,000 mails of one mailbox against the limits of Exchange, in virtual time. */
export async function backlogFigures(): Promise<Figure[]> {
  const mails = 50_000;
  const report = await simulateBacklog(mails);
  const hours = report.hours.toFixed(1);
  return [
    figure(
      {
        id: 'P8',
        what: `mails of a backlog of ${mails} that were tracked (${hours} virtual hours)`,
        ...{ value: Math.min(mails, report.tracked), unit: 'mails' },
        ...{ anchor: 'all of them', anchorValue: mails, target: 'all' },
      },
      ({ ratio }) => ratio >= 1,
    ),
    figure(
      {
        id: 'P8',
        what: 'requests Exchange answered meanwhile (10,000 in ten minutes, four at once)',
        ...{ value: report.ofCeiling * 100, unit: '%' },
        ...{ anchor: 'all it would have answered', anchorValue: 100, target: 'at least 95 %' },
      },
      ({ ratio }) => ratio >= 0.95,
    ),
    figure(
      {
        id: 'P8',
        what: 'requests it refused (429)',
        ...{ value: report.refusedShare * 100, unit: '%' },
        ...{ anchor: 'what is allowed', anchorValue: 1, target: 'at most 1 %' },
      },
      ({ ratio }) => ratio <= 1,
    ),
    figure(
      {
        id: 'P8',
        what: `a person’s track meanwhile, median (95th percentile ${Math.round(report.track95Ms)} ms)`,
        ...{ value: report.trackMs, unit: 'ms' },
        ...{ anchor: 'while nothing else goes on', anchorValue: report.quietTrackMs },
        target: 'as P5: at most 1.10 times + 30 ms',
      },
      ({ value }) => value <= 1.1 * report.quietTrackMs + 30,
    ),
  ];
}
