import type { JWK } from 'jose';
import { sql, type ColumnType, type Kysely } from 'kysely';

export interface EntraDatabase {
  signing_key: {
    kid: string;
    /** Private JWK. Written as JSON text, read as an object. */
    jwk: ColumnType<JWK, string, never>;
    created_at: Date;
  };
  directory_user: {
    id: string;
    display_name: string;
    given_name: string;
    surname: string;
    mail: string;
    job_title: string;
    preferred_language: string;
    time_zone: string;
  };
  authorization_code: {
    /** SHA-256 of the code. */
    hash: string;
    client_id: string;
    user_id: string;
    redirect_uri: string;
    scope: string;
    nonce: string | null;
    code_challenge: string | null;
    expires_at: Date;
    redeemed: boolean;
  };
  refresh_token: {
    /** SHA-256 of the token. */
    hash: string;
    client_id: string;
    user_id: string;
    scope: string;
    /** Issued to a client that showed no secret: it needs none to use it either. */
    is_public: boolean;
    expires_at: Date;
  };
}

/** Makes the tables of schema `sandbox_entra` that are missing. */
export async function createTables(db: Kysely<never>): Promise<Kysely<EntraDatabase>> {
  await sql`create schema if not exists sandbox_entra`.execute(db);
  await sql`create table if not exists sandbox_entra.signing_key (
    kid text primary key, jwk jsonb not null, created_at timestamptz not null)`.execute(db);
  await sql`create table if not exists sandbox_entra.directory_user (
    id text primary key, display_name text not null, given_name text not null,
    surname text not null, mail text not null, job_title text not null,
    preferred_language text not null, time_zone text not null)`.execute(db);
  await sql`create unique index if not exists directory_user_mail
    on sandbox_entra.directory_user (lower(mail))`.execute(db);
  await sql`create table if not exists sandbox_entra.authorization_code (
    hash text primary key, client_id text not null, user_id text not null,
    redirect_uri text not null, scope text not null, nonce text, code_challenge text,
    expires_at timestamptz not null, redeemed boolean not null)`.execute(db);
  await sql`create table if not exists sandbox_entra.refresh_token (
    hash text primary key, client_id text not null, user_id text not null, scope text not null,
    is_public boolean not null, expires_at timestamptz not null)`.execute(db);
  return (db as unknown as Kysely<EntraDatabase>).withSchema('sandbox_entra');
}
