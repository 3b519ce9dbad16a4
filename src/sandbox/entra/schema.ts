import type { JWK } from 'jose';
import { sql, type ColumnType, type Generated, type Kysely } from 'kysely';

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
    has_mfa: boolean;
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
    has_mfa: boolean;
    issued_at: Date;
    expires_at: Date;
  };
  session_account: {
    /** SHA-256 of the browser's cookie. */
    session: string;
    user_id: string;
    has_mfa: boolean;
    expires_at: Date;
  };
  consent: {
    client_id: string;
    /** Application id of the API. */
    resource: string;
    permission: string;
    /** Empty for the administrator's, which is everybody's. */
    user_id: string;
    is_given: boolean;
  };
  policy: {
    id: string;
    seq: Generated<number>;
    effect: 'second-factor' | 'enrol-second-factor' | 'block' | 'device' | 'disabled';
    user_id: string | null;
    client_id: string | null;
    resource: string | null;
  };
  /** When somebody's sessions were revoked: refresh tokens from before are worth nothing. */
  revocation: { user_id: string; at: Date };
  certificate: { client_id: string; sha1: string; sha256: string; pem: string };
  device_code: {
    /** SHA-256 of the device code. */
    hash: string;
    user_code: string;
    client_id: string;
    scope: string;
    /** Who typed the user code; null while nobody did. */
    user_id: string | null;
    expires_at: Date;
  };
}

const statements = [
  `create schema if not exists sandbox_entra`,
  `create table if not exists sandbox_entra.signing_key (
    kid text primary key, jwk jsonb not null, created_at timestamptz not null)`,
  `create table if not exists sandbox_entra.directory_user (
    id text primary key, display_name text not null, given_name text not null,
    surname text not null, mail text not null, job_title text not null,
    preferred_language text not null, time_zone text not null)`,
  `create unique index if not exists directory_user_mail
    on sandbox_entra.directory_user (lower(mail))`,
  `create table if not exists sandbox_entra.authorization_code (
    hash text primary key, client_id text not null, user_id text not null,
    redirect_uri text not null, scope text not null, nonce text, code_challenge text,
    has_mfa boolean not null, expires_at timestamptz not null, redeemed boolean not null)`,
  `create table if not exists sandbox_entra.refresh_token (
    hash text primary key, client_id text not null, user_id text not null, scope text not null,
    is_public boolean not null, has_mfa boolean not null, issued_at timestamptz not null,
    expires_at timestamptz not null)`,
  `create table if not exists sandbox_entra.session_account (
    session text not null, user_id text not null, has_mfa boolean not null,
    expires_at timestamptz not null, primary key (session, user_id))`,
  `create table if not exists sandbox_entra.consent (
    client_id text not null, resource text not null, permission text not null,
    user_id text not null, is_given boolean not null,
    primary key (client_id, resource, permission, user_id))`,
  `create table if not exists sandbox_entra.policy (
    id text primary key, seq serial, effect text not null, user_id text, client_id text,
    resource text)`,
  `create table if not exists sandbox_entra.revocation (
    user_id text primary key, at timestamptz not null)`,
  `create table if not exists sandbox_entra.certificate (
    client_id text not null, sha1 text not null, sha256 text not null, pem text not null,
    primary key (client_id, sha256))`,
  `create table if not exists sandbox_entra.device_code (
    hash text primary key, user_code text not null unique, client_id text not null,
    scope text not null, user_id text, expires_at timestamptz not null)`,
];

/** Makes the tables of schema `sandbox_entra` that are missing. */
export async function createTables(db: Kysely<never>): Promise<Kysely<EntraDatabase>> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  return (db as unknown as Kysely<EntraDatabase>).withSchema('sandbox_entra');
}
