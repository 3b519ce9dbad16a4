import { permissions as may } from '../permissions.ts';
import { route, type Route } from '../route.ts';
import {
  addTaskAttachment,
  deleteTaskAttachment,
  getTaskAttachment,
  getTaskAttachmentValue,
  listTaskAttachments,
} from './attachments.ts';
import { checklistProperties, readChecklistItem } from './checklist-items.ts';
import { linkedProperties, readLinkedResource } from './linked-resources.ts';
import { createList, deleteList, getList, listLists, listsDelta, updateList } from './lists.ts';
import { taskPartHandlers, type TaskParts } from './task-parts.ts';
import { createTask, deleteTask, getTask, listTasks, tasksDelta, updateTask } from './tasks.ts';

const task = 'todo/lists/*/tasks/*';

const partRoutes = (parts: TaskParts): Route[] => {
  const { list, get, create, update, remove } = taskPartHandlers(parts);
  const path = `${task}/${parts.name}`;
  return [
    route('GET', path, may.tasksRead, list),
    route('POST', path, may.tasksWrite, create),
    route('GET', `${path}/*`, may.tasksRead, get),
    route('PATCH', `${path}/*`, may.tasksWrite, update),
    route('DELETE', `${path}/*`, may.tasksWrite, remove),
  ];
};

/** To Do below a mailbox (wire facts, 2.9). */
export const todoRoutes: Route[] = [
  route('GET', 'todo/lists', may.tasksRead, listLists),
  route('POST', 'todo/lists', may.tasksWrite, createList),
  route('GET', 'todo/lists/delta', may.taskListsDelta, listsDelta),
  route('GET', 'todo/lists/*', may.tasksRead, getList),
  route('PATCH', 'todo/lists/*', may.tasksWrite, updateList),
  route('DELETE', 'todo/lists/*', may.tasksWrite, deleteList),
  route('GET', 'todo/lists/*/tasks', may.tasksRead, listTasks),
  route('POST', 'todo/lists/*/tasks', may.tasksWrite, createTask),
  route('GET', 'todo/lists/*/tasks/delta', may.tasksRead, tasksDelta),
  route('GET', task, may.tasksRead, getTask),
  route('PATCH', task, may.tasksWrite, updateTask),
  route('DELETE', task, may.tasksWrite, deleteTask),
  ...partRoutes({
    name: 'checklistItems',
    type: 'checklistItem',
    properties: checklistProperties,
    read: readChecklistItem,
  }),
  ...partRoutes({
    name: 'linkedResources',
    type: 'linkedResource',
    properties: linkedProperties,
    read: readLinkedResource,
  }),
  route('GET', `${task}/attachments`, may.tasksRead, listTaskAttachments),
  route('POST', `${task}/attachments`, may.tasksWrite, addTaskAttachment),
  route('GET', `${task}/attachments/*`, may.tasksRead, getTaskAttachment),
  route('GET', `${task}/attachments/*/$value`, may.tasksRead, getTaskAttachmentValue),
  route('DELETE', `${task}/attachments/*`, may.tasksWrite, deleteTaskAttachment),
];
