import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainText } from '../../../src/domain/tasks/plain-text.ts';
import { toCrmTask, toTodoTask } from '../../../src/domain/tasks/task-map.ts';
import type { TodoStatus, TodoTask } from '../../../src/domain/tasks/task-map.ts';
import { readReference, writeReference } from '../../../src/domain/tasks/task-reference.ts';

const task = (change: Partial<TodoTask> = {}): TodoTask => ({
  listId: 'list',
  id: 'task',
  title: 'Call back',
  notes: '',
  status: 'notStarted',
  importance: 'normal',
  startOn: null,
  dueOn: null,
  completedOn: null,
  isRecurring: false,
  link: null,
  ...change,
});

const statuses: TodoStatus[] = [
  'notStarted',
  'inProgress',
  'completed',
  'waitingOnOthers',
  'deferred',
];

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe('The map of tasks', () => {
  test('What fits comes back as it was (TK-01…TK-03)', () => {
    const some = fc.record({
      title: fc.stringMatching(/^[a-zé]{1,20}$/),
      notes: fc.stringMatching(/^[a-zé]{0,20}$/),
      status: fc.constantFrom(...statuses),
      importance: fc.constantFrom('low' as const, 'normal' as const, 'high' as const),
      dueOn: fc.option(day),
      completedOn: day,
    });
    fc.assert(
      fc.property(some, (given) => {
        const completedOn = given.status === 'completed' ? given.completedOn : null;
        const back = toTodoTask(toCrmTask(task({ ...given, completedOn })));
        expect(back).toEqual({ ...given, startOn: null, completedOn });
      }),
    );
  });

  test.each([
    ['notStarted', 0, 2, 0],
    ['inProgress', 0, 3, undefined],
    ['waitingOnOthers', 0, 4, undefined],
    ['deferred', 0, 7, undefined],
    ['completed', 1, 5, 100],
  ] as const)(
    '%s is state %i, reason %i at %s per cent (TK-03)',
    (status, statecode, statuscode, percent) => {
      const { state, columns } = toCrmTask(task({ status }));
      expect(state).toEqual({ statecode, statuscode });
      expect(columns['percentcomplete']).toBe(percent);
    },
  );

  test('A canceled one is completed in Outlook (TK-03)', () => {
    const state = { statecode: 2, statuscode: 6 };
    expect(toTodoTask({ columns: { subject: 'x' }, state }).status).toBe('completed');
  });

  test('A start without a due date is also when it is due, on both sides (TK-05)', () => {
    expect(toCrmTask(task({ startOn: '2026-12-01' })).columns).toMatchObject({
      scheduledstart: '2026-12-01T12:00:00Z',
      scheduledend: '2026-12-01T12:00:00Z',
    });
    const columns = { scheduledstart: '2026-12-01T08:00:00Z' };
    expect(toTodoTask({ columns, state: { statecode: 0, statuscode: 2 } }).dueOn).toBe(
      '2026-12-01',
    );
  });

  test('A task that is open again has no end (TK-02)', () => {
    const open = toCrmTask(task({ status: 'inProgress', completedOn: '2026-11-20' }));
    expect(open.columns['actualend']).toBeNull();
  });

  test('Long titles and notes are cut to what the CRM takes', () => {
    const { columns } = toCrmTask(task({ title: 't'.repeat(300), notes: 'n'.repeat(3_000) }));
    expect(columns).toMatchObject({ subject: 't'.repeat(200), description: 'n'.repeat(2_000) });
  });

  test('Notes come as text, with the lines they had', () => {
    const html =
      '<html><head><style>p{}</style></head><body><p>One &amp;  two</p><div>3&#8364;</div><ul><li>4</li></ul></body></html>';
    expect(plainText(html)).toBe('One & two\n3€\n4');
  });

  test('List and task are kept as one and told apart again', () => {
    const reference = { listId: 'AAMk=', taskId: 'AQMk-_=' };
    expect(readReference(writeReference(reference))).toEqual(reference);
  });
});
