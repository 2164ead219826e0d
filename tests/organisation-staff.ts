import assert from "node:assert/strict";
import type { TestApp, TestBrand } from "#tests/support/app.ts";
import { newId } from "#platform/ids.ts";

export interface Joined {
  readonly cookie: string;
  readonly staffId: string;
  readonly email: string;
  readonly password: string;
}

export async function roleId(t: TestBrand, key: string): Promise<string> {
  const { body } = await t.api("GET", `/api/${t.key}/roles`);
  const role = body.items.find((one: { key: string }) => one.key === key);
  assert.ok(role, `role ${key}`);
  return role.roleId;
}

export const cookieOf = (headers: Record<string, unknown>): string =>
  String([headers["set-cookie"]].flat()[0]).split(";")[0] ?? "";

/** Invites and accepts: staff with one built-in role over one unit, signed in. */
export async function joinAs(
  app: TestApp,
  t: TestBrand,
  key: string,
  unitId: string,
  grantValidToAt: number | null = null,
): Promise<Joined> {
  const role = await roleId(t, key);
  const invited = await t.api("POST", `/api/${t.key}/invites`, {
    roleId: role,
    unitId,
    grantValidToAt,
  });
  assert.equal(invited.status, 201, JSON.stringify(invited.body));
  const email = `${newId()}@example.test`;
  const password = "a long password";
  const accepted = await app.request("POST", "/api/invites/accept", {
    token: invited.body.token,
    email,
    password,
    name: `员工 ${key}`,
  });
  assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
  const cookie = cookieOf(accepted.headers);
  const me = await app.request("GET", "/api/session", undefined, { cookie });
  return { cookie, staffId: me.body.brands[0].staffId, email, password };
}
