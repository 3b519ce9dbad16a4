import { fixedId } from './fixed-ids.ts';
import { findTable } from './metadata/index.ts';
import { metadataIdOf } from './security/roles.ts';
import { insertMissing, type Executor } from './store/rows.ts';
import { isoSeconds } from './write/values.ts';

/** `appmodulecomponent.componenttype`. */
const entity = 1;

/** The apps an organisation begins with: unique name → tables. */
const apps: Readonly<Record<string, { name: string; tables: string }>> = {
  msdynce_saleshub: {
    name: 'Sales Hub',
    tables: 'account contact lead opportunity activitypointer email task phonecall appointment',
  },
};

/** Apps and what is in them, as rows of `appmodule` and `appmodulecomponent`. */
export async function seedApps(db: Executor, now: Date): Promise<void> {
  const at = isoSeconds(now);
  for (const [uniquename, { name, tables }] of Object.entries(apps)) {
    const id = fixedId(`app ${uniquename}`);
    await insertMissing(db, 'appmodule', [
      {
        id,
        data: { name, uniquename, appmoduleidunique: id, clienttype: 4, publishedon: at },
      },
    ]);
    const found = tables.split(' ').flatMap((table) => findTable(table) ?? []);
    await insertMissing(
      db,
      'appmodulecomponent',
      found.map((table) => ({
        id: fixedId(`app ${uniquename} ${table.name}`),
        data: {
          objectid: metadataIdOf(table.name),
          componenttype: entity,
          rootcomponentbehavior: 0,
          appmoduleidunique: { table: 'appmodule', id },
          createdon: at,
          modifiedon: at,
        },
      })),
    );
  }
}
