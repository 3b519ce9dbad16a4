import {
  booleans,
  createOnly,
  datetimes,
  guids,
  integers,
  lookup,
  memos,
  picklists,
  readOnly,
  texts,
} from '../columns.ts';
import { audit } from '../common.ts';
import { table } from '../define.ts';
import { componentStates } from '../option-sets.ts';

/** A model-driven app: which tables, forms and views people work with. */
export const appmodule = table({
  schemaName: 'AppModule',
  label: 'Model-driven App',
  objectTypeCode: 9700,
  primaryName: 'name',
  ownership: 'organization',
  required: 'name uniquename',
  columns: {
    ...audit,
    ...texts({ 100: 'Name UniqueName', 48: 'AppModuleVersion' }),
    ...memos({ 2000: 'Description' }),
    ...texts({ 500: 'URL' }),
    ...guids('AppModuleId AppModuleIdUnique', createOnly),
    ...integers('ClientType FormFactor NavigationType'),
    ...booleans('IsDefault IsFeatured', false),
    ...booleans('IsManaged', false, ['Unmanaged', 'Managed'], readOnly),
    ...picklists({ ComponentState: componentStates }, readOnly),
    ...datetimes('PublishedOn', readOnly),
  },
});

/** What an app is made of. `AddAppComponents`, which is not built, would write it. */
export const appmodulecomponent = table({
  schemaName: 'AppModuleComponent',
  label: 'App Module Component',
  objectTypeCode: 9007,
  ownership: 'organization',
  privilege: 'AppModule',
  refuses: ['POST', 'PATCH', 'DELETE'],
  messages: [],
  columns: {
    ...guids('AppModuleComponentId AppModuleComponentIdUnique ObjectId', createOnly),
    ...picklists(
      {
        ComponentType: {
          1: 'Entities',
          26: 'Views',
          29: 'Business Process Flows',
          48: 'Command (Ribbon) for Forms, Grids, sub grids',
          59: 'Charts',
          60: 'Forms',
          62: 'Sitemap',
        },
        RootComponentBehavior: {
          0: 'Include Subcomponents',
          1: 'Do not include subcomponents',
          2: 'Include As Shell Only',
        },
      },
      createOnly,
    ),
    ...booleans('IsDefault IsMetadata', false),
    ...lookup('AppModuleIdUnique', { appmoduleidunique: 'appmodule' }, createOnly),
    ...datetimes('CreatedOn ModifiedOn', readOnly),
  },
});
