import {
  createAccountFor, createUnit, insertGrant, insertStaff, rootUnit,
} from "#modules/organisation/index.ts";
import { createStore } from "#modules/stores/index.ts";
import { newId } from "#platform/ids.ts";
import { sql } from "kysely";
import type { ApiOptions, TestApp, TestBrand } from "./app.ts";

export interface LoopMember {
  readonly memberId: string;
  readonly cookie: string;
}

let phones = 0;

async function signIn(app: TestApp, t: TestBrand): Promise<LoopMember> {
  phones += 1;
  const phone = `138${String(10_000_000 + phones)}`;
  const asked = await app.request("POST", `/${t.key}/api/sign-in/code`, { phone });
  const body = { phone, code: asked.body.demoCode, consents: [] };
  const signed = await app.request("POST", `/${t.key}/api/sign-in`, body);
  if (signed.status !== 200) throw new Error(JSON.stringify([asked.body, signed.body]));
  const cookie = String([signed.headers["set-cookie"]].flat()[0]).split(";")[0] ?? "";
  return { memberId: signed.body.memberId, cookie };
}

/** A staff identity with a built-in role over a unit; answers the cookie. */
async function staff(app: TestApp, t: TestBrand, roleKey: string, unitId: string): Promise<string> {
  const email = `${newId()}@example.test`;
  const password = "long-enough-for-tests";
  const accountId = await createAccountFor(email, password, "员工");
  await t.ctx(async (ctx) => {
    const staffId = await insertStaff(ctx, { staffId: newId(), accountId, name: "员工", email });
    const { rows } = await sql<{ role_id: string }>`select role_id from organisation.roles
      where brand_id = ${t.brandId} and key = ${roleKey}`.execute(ctx.tx);
    const roleId = rows[0]?.role_id ?? "";
    await insertGrant(ctx, { staffId, roleId, unitId, validTo: null });
  });
  const signed = await app.request("POST", "/api/auth/sign-in", { email, password });
  return String([signed.headers["set-cookie"]].flat()[0]).split(";")[0] ?? "";
}

const terms = {
  title: "满减券",
  benefit: { kind: "amount_off", amountMinor: 1000 },
  payers: [{ party: "group", bps: 10_000 }],
  validity: { kind: "days", days: 30 },
};

/** A brand with two stores in one city and one in another, and the steps of the first loop. */
export async function loopBrand(app: TestApp, options: { timeZone?: string } = {}) {
  const t = await app.brand({ sample: true, ...options });
  const places = await t.ctx(async (ctx) => {
    const root = await rootUnit(ctx);
    const east = await createUnit(ctx, { parentId: root, kind: "city", code: "E", name: "东城" });
    const west = await createUnit(ctx, { parentId: root, kind: "city", code: "W", name: "西城" });
    const store = (code: string, name: string, parentId: string) =>
      createStore(ctx, { code, name, nameEn: `Store ${code}`, role: "sales", parentId });
    return {
      root,
      east,
      west,
      first: await store("S1", "一号店", east),
      second: await store("S2", "二号店", east),
      far: await store("S3", "三号店", west),
    };
  });
  const api = (method: string, path: string, body?: unknown, more: ApiOptions = {}) =>
    t.api(method, `/api/${t.key}${path}`, body, more);
  const shop = (member: LoopMember, method: string, path: string, body?: unknown, key?: string) =>
    app.request(method, `/${t.key}/api${path}`, body, {
      cookie: member.cookie,
      ...(key ? { key } : {}),
    });
  const expect = (answer: { status: number; body: unknown }) => {
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer.body as never;
  };
  return {
    ...places,
    t,
    api,
    shop,
    member: () => signIn(app, t),
    staff: (role: string, unitId: string) => staff(app, t, role, unitId),
    /** A draft; the terms not given are 10 off without a threshold, in every store, for 30 days. */
    async draft(more: object = {}, unitId = places.root): Promise<string> {
      const body = { unitId, stores: { unitId }, ...terms, ...more };
      return (expect(await api("POST", "/offers", body)) as { offerId: string }).offerId;
    },
    async offer(more: object = {}, unitId = places.root): Promise<string> {
      const offerId = await this.draft(more, unitId);
      expect(await api("POST", `/offers/${offerId}/publish`));
      return offerId;
    },
    claim: (member: LoopMember, offerId: string, storeId: string | null = null) =>
      shop(member, "POST", `/offers/${offerId}/claim`, { storeId }),
    async voucher(member: LoopMember, offerId: string): Promise<string> {
      const claimed = await shop(member, "POST", `/offers/${offerId}/claim`, {});
      return (expect(claimed) as { voucherId: string }).voucherId;
    },
    async show(member: LoopMember, voucherId: string) {
      return expect(await shop(member, "POST", `/rights/voucher/${voucherId}/show`)) as {
        codeId: string;
        link: string;
        spoken: string;
        shownUntil: number;
        acceptedUntil: number;
        spokenUntil: number;
      };
    },
    prepare: (code: string, storeId: string | null, more: ApiOptions = {}) =>
      api("POST", "/redemptions/prepare", { code, storeId }, more),
    commit: (prepareToken: string, billMinor: number | null, more: ApiOptions = {}) =>
      api("POST", "/redemptions/commit", { prepareToken, billMinor }, more),
  };
}

export type LoopBrand = Awaited<ReturnType<typeof loopBrand>>;
