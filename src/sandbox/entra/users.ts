import type { Kysely, Selectable } from 'kysely';
import type { DirectoryUser } from './door.ts';
import type { EntraDatabase } from './schema.ts';

type Row = Selectable<EntraDatabase['directory_user']>;

const fromRow = (row: Row): DirectoryUser => ({
  id: row.id,
  displayName: row.display_name,
  givenName: row.given_name,
  surname: row.surname,
  mail: row.mail,
  jobTitle: row.job_title,
  preferredLanguage: row.preferred_language,
  timeZone: row.time_zone,
});

const toRow = (user: DirectoryUser): Row => ({
  id: user.id.toLowerCase(),
  display_name: user.displayName,
  given_name: user.givenName,
  surname: user.surname,
  mail: user.mail,
  job_title: user.jobTitle,
  preferred_language: user.preferredLanguage,
  time_zone: user.timeZone,
});

/** The people of the tenant. */
export class Directory {
  readonly #db: Kysely<EntraDatabase>;

  constructor(db: Kysely<EntraDatabase>) {
    this.#db = db;
  }

  async all(): Promise<DirectoryUser[]> {
    const rows = await this.#db
      .selectFrom('directory_user')
      .selectAll()
      .orderBy('display_name')
      .orderBy('id')
      .execute();
    return rows.map(fromRow);
  }

  async byId(id: string): Promise<DirectoryUser | undefined> {
    const row = await this.#db
      .selectFrom('directory_user')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst();
    return row && fromRow(row);
  }

  async byMail(mail: string): Promise<DirectoryUser | undefined> {
    const row = await this.#db
      .selectFrom('directory_user')
      .selectAll()
      .where((on) => on.fn('lower', ['mail']), '=', mail.toLowerCase())
      .executeTakeFirst();
    return row && fromRow(row);
  }

  /** Adds people; whoever is there already, by id, is brought up to date. */
  async add(users: DirectoryUser[]): Promise<void> {
    for (const user of users) {
      const { id, ...rest } = toRow(user);
      await this.#db
        .insertInto('directory_user')
        .values({ id, ...rest })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute();
    }
  }
}
