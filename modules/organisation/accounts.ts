import { createHmac, timingSafeEqual } from "node:crypto";
import { betterAuth } from "better-auth";
import type { FastifyRequest } from "fastify";
import type pg from "pg";
import { Refusal, refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { remembered } from "#platform/remembered.ts";
import { accountsDatabase } from "./accounts-database.ts";
import { noteAccountChange } from "./accounts-journal.ts";

export const staffCookie = "bihuan_staff";
/** A token of 32 characters and its signature take 77; a longer one is nobody's. */
const longestCookie = 200;
const sessionSeconds = 30 * 24 * 3600;
const times = { createdAt: "created_at", updatedAt: "updated_at" };

export interface AccountsOptions {
  /** The owner's pool: the app role cannot read schema accounts. */
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly baseUrl: string;
  readonly secureCookies: boolean;
  /** Another keeping of passwords than the library's, which is slow on purpose: for tests. */
  readonly passwords?: PasswordKeeping | undefined;
}

export interface PasswordKeeping {
  hash(password: string): Promise<string>;
  verify(held: { readonly hash: string; readonly password: string }): Promise<boolean>;
}

const sessionSettings = {
  modelName: "sessions",
  fields: {
    userId: "identity_id",
    expiresAt: "expires_at",
    ipAddress: "ip_address",
    userAgent: "user_agent",
    ...times,
  },
  expiresIn: sessionSeconds,
  disableSessionRefresh: true,
  cookieCache: { enabled: false },
};

const identitySettings = {
  modelName: "identities",
  fields: { emailVerified: "email_verified", ...times },
};

const hooks = {
  session: {
    create: { after: (made: SessionRow) => noteAccountChange("staff_signed_in", made) },
    delete: { after: (gone: SessionRow) => noteAccountChange("staff_signed_out", gone) },
  },
};

function settings({ pool, secret, baseUrl, secureCookies, passwords }: AccountsOptions) {
  return {
    appName: "Bihuan",
    secret,
    baseURL: baseUrl,
    basePath: "/api/auth",
    database: {
      db: accountsDatabase(pool),
      type: "postgres" as const,
      schemaName: "accounts",
      transaction: true,
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      ...(passwords ? { password: passwords } : {}),
    },
    user: identitySettings,
    session: sessionSettings,
    account: { modelName: "credentials", fields: credentialFields },
    verification: { modelName: "verifications", fields: { expiresAt: "expires_at", ...times } },
    // Sign-in is throttled by our own counts, which a restart does not forget.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: "error" as const },
    advanced: {
      useSecureCookies: false,
      // It would believe any forwarded header; the address is counted by our throttle alone.
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId(), joins: true },
      cookies: { session_token: { name: staffCookie } },
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: "lax" as const,
        path: "/api",
        secure: secureCookies,
      },
    },
    databaseHooks: hooks,
  };
}

const credentialFields = {
  accountId: "account_id",
  providerId: "provider_id",
  userId: "identity_id",
  accessToken: "access_token",
  refreshToken: "refresh_token",
  idToken: "id_token",
  accessTokenExpiresAt: "access_token_expires_at",
  refreshTokenExpiresAt: "refresh_token_expires_at",
  ...times,
};

interface SessionRow {
  readonly id: string;
  readonly userId: string;
}

export interface AccountSession {
  readonly sessionId: string;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly userAgent: string | null;
}

export interface SignedIn {
  /** Values for `set-cookie` headers. */
  readonly setCookie: string[];
  readonly accountId: string;
}

export interface Accounts {
  readonly baseUrl: string;
  /** Refuses `sign_in_failed`, the same for an unknown e-mail and a wrong password. */
  signIn(email: string, password: string, meta: { userAgent?: string }): Promise<SignedIn>;
  /** Ends the request's session; answers the headers that remove its cookie. */
  signOut(request: FastifyRequest): Promise<string[]>;
  /** Account and session of the request's cookie; null without a living session. */
  sessionOf(request: FastifyRequest): Promise<{ accountId: string; sessionId: string } | null>;
  accountOf(request: FastifyRequest): Promise<string | null>;
  /** The token that the request's cookie carries; null without one that we signed. */
  tokenOf(request: FastifyRequest): string | null;
  /** Makes an identity; refuses `email_taken`. Answers its id. */
  createAccount(input: NewAccount): Promise<string>;
  passwordFits(accountId: string, password: string): Promise<boolean>;
  /** Sets the password and ends every session but the given one. */
  changePassword(accountId: string, password: string, keepSessionId?: string): Promise<void>;
  listSessions(accountId: string): Promise<AccountSession[]>;
  /** True when the account had that session. */
  revokeSession(accountId: string, sessionId: string): Promise<boolean>;
}

export interface NewAccount {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly sample?: boolean;
}

type Auth = ReturnType<typeof authOf>;
const authOf = (options: AccountsOptions) => betterAuth(settings(options));

const headersOf = (request: FastifyRequest): Headers =>
  new Headers({ cookie: request.headers.cookie ?? "" });

const statusOf = (error: unknown): number =>
  Number((error as { statusCode?: number } | null)?.statusCode ?? 500);

async function signInWith(auth: Auth, email: string, password: string, userAgent: string) {
  try {
    const { headers, response } = await auth.api.signInEmail({
      body: { email: email.trim().toLowerCase(), password },
      headers: new Headers({ "user-agent": userAgent.slice(0, 300) }),
      returnHeaders: true,
    });
    return { setCookie: headers.getSetCookie(), accountId: response.user.id };
  } catch (error) {
    if (statusOf(error) >= 500) throw error;
    throw refuse("sign_in_failed");
  }
}

async function sessionWith(auth: Auth, request: FastifyRequest) {
  if (!request.headers.cookie?.includes(`${staffCookie}=`)) return null;
  try {
    const found = await auth.api.getSession({ headers: headersOf(request) });
    return found ? { accountId: found.user.id, sessionId: found.session.id } : null;
  } catch {
    // The library hides why; a session that cannot be read is no sign-out.
    throw new Refusal("temporarily_unavailable");
  }
}

/** The library's signed cookie, `token.signature`, read without its round trip. */
function tokenIn(secret: string, value: string): string | null {
  const end = value.lastIndexOf(".");
  if (end < 1) return null;
  const token = value.slice(0, end);
  const signature = Buffer.from(value.slice(end + 1));
  const wanted = Buffer.from(createHmac("sha256", secret).update(token).digest("base64"));
  const fits = signature.length === wanted.length && timingSafeEqual(signature, wanted);
  return fits ? token : null;
}

async function createWith(auth: Auth, pool: pg.Pool, input: NewAccount): Promise<string> {
  const context = await auth.$context;
  const password = await context.password.hash(input.password);
  const id = newId();
  const made = await pool.query(
    `with identity as (
       insert into accounts.identities
         (id, name, email, email_verified, sample, created_at, updated_at)
       values ($1, $2, $3, false, $4, now(), now()) on conflict (email) do nothing returning id)
     insert into accounts.credentials
       (id, identity_id, provider_id, account_id, password, created_at, updated_at)
     select $5, id, 'credential', id::text, $6, now(), now() from identity`,
    [id, input.name, input.email.trim().toLowerCase(), input.sample ?? false, newId(), password],
  );
  if (made.rowCount !== 1) throw refuse("email_taken");
  return id;
}

async function sessionsOf(pool: pg.Pool, accountId: string): Promise<AccountSession[]> {
  const { rows } = await pool.query(
    `select id as "sessionId", created_at as "createdAt", expires_at as "expiresAt",
       nullif(user_agent, '') as "userAgent" from accounts.sessions
     where identity_id = $1 and expires_at > now() order by created_at desc limit 200`,
    [accountId],
  );
  return rows;
}

interface Which {
  readonly only?: string;
  readonly except?: string | undefined;
}

async function endSessions(auth: Auth, pool: pg.Pool, accountId: string, which: Which) {
  const { rows } = await pool.query(
    `select token from accounts.sessions where identity_id = $1
     and ($2::uuid is null or id = $2) and ($3::uuid is null or id <> $3)`,
    [accountId, which.only ?? null, which.except ?? null],
  );
  const { internalAdapter } = await auth.$context;
  for (const { token } of rows) await internalAdapter.deleteSession(token);
  return rows.length;
}

async function passwordFits(auth: Auth, accountId: string, password: string): Promise<boolean> {
  const context = await auth.$context;
  const held = await context.internalAdapter.findCredentialAccount(accountId);
  if (!held?.password) return false;
  return context.password.verify({ hash: held.password, password });
}

async function changePassword(auth: Auth, accountId: string, password: string): Promise<void> {
  const context = await auth.$context;
  await context.internalAdapter.updatePassword(accountId, await context.password.hash(password));
  await noteAccountChange("password_changed", { id: "", userId: accountId });
}

async function signOutWith(auth: Auth, request: FastifyRequest): Promise<string[]> {
  const { headers } = await auth.api.signOut({ headers: headersOf(request), returnHeaders: true });
  return headers.getSetCookie();
}

/** Staff identities by e-mail and password, kept in schema accounts by a maintained library. */
export function createAccounts(options: AccountsOptions): Accounts {
  const { pool } = options;
  const auth = authOf(options);
  // A counter sends the same cookie all day.
  const tokens = remembered<string | null>(1_000);
  const sessionOf = (request: FastifyRequest) => sessionWith(auth, request);
  return {
    baseUrl: options.baseUrl,
    signIn: (email, password, meta) => signInWith(auth, email, password, meta.userAgent ?? ""),
    signOut: (request) => signOutWith(auth, request),
    sessionOf,
    tokenOf: (request) => {
      const value = request.cookies[staffCookie];
      if (!value || value.length > longestCookie) return null;
      return tokens(value, () => tokenIn(options.secret, value));
    },
    accountOf: async (request) => (await sessionOf(request))?.accountId ?? null,
    createAccount: (input) => createWith(auth, pool, input),
    passwordFits: (accountId, password) => passwordFits(auth, accountId, password),
    async changePassword(accountId, password, keepSessionId) {
      await changePassword(auth, accountId, password);
      await endSessions(auth, pool, accountId, { except: keepSessionId });
    },
    listSessions: (accountId) => sessionsOf(pool, accountId),
    revokeSession: async (accountId, sessionId) =>
      (await endSessions(auth, pool, accountId, { only: sessionId })) > 0,
  };
}
