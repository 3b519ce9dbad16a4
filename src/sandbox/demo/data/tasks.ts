import { ALICE, BENCE, NORA } from './users.ts';

/** A task of somebody's To Do; days are working days from today. */
export interface TaskFacts {
  owner: string;
  title: string;
  text?: string;
  due?: number;
  isImportant?: boolean;
  isDone?: boolean;
  isWeekly?: boolean;
}

const tasksOf = (owner: { id: string }, tasks: readonly Omit<TaskFacts, 'owner'>[]): TaskFacts[] =>
  tasks.map((task) => ({ owner: owner.id, ...task }));

export const TASKS: readonly TaskFacts[] = [
  ...tasksOf(ALICE, [
    {
      title: 'Ask Contoso who signs the renewal',
      text: 'Before the meeting, so that the paper has the right name on it.',
      due: 1,
      isImportant: true,
    },
    { title: 'Update the forecast', text: 'For the sales meeting.', due: 2, isWeekly: true },
    { title: 'Call Grace Pemberton back about spring deliveries', due: 4 },
    { title: 'Book the train to Leeds' },
    { title: 'Read the new price list', isDone: true },
  ]),
  ...tasksOf(BENCE, [
    {
      title: 'Helyszíni bejárás jegyzőkönyvének elküldése',
      text: 'A fényképekkel együtt.',
      due: 1,
      isImportant: true,
    },
    { title: 'Ajánlat a Sipos Gépiparnak', due: 3 },
    { title: 'Heti jelentés', due: 4, isWeekly: true },
    { title: 'Új névjegyek rendelése', isDone: true },
  ]),
  ...tasksOf(NORA, [
    { title: 'Check that the replacement parts arrived', due: 1 },
    { title: 'Review open cases with Martin', due: 2, isWeekly: true },
  ]),
];
