import { ensureMembers } from "#modules/members/index.ts";
import { newId, randomToken } from "#platform/ids.ts";
import { keyedHash } from "#platform/secrets.ts";
import type { ApiAnswer, TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";

const hour = 3_600_000;

/** Members with a session each, without the way through one-time codes. */
async function manyMembers(app: TestApp, brandId: string, ids: readonly string[]) {
  const tokens = ids.map(() => randomToken(32));
  await app.databases.ownerPool.query(
    `insert into members.sessions (brand_id, session_id, token_hash, member_id, created_at,
       expires_at) select $1, s.id, s.hash, s.member, now() - interval '9 days',
       now() + interval '9 days'
     from unnest($2::uuid[], $3::bytea[], $4::uuid[]) as s(id, hash, member)`,
    [brandId, ids.map(() => newId()), tokens.map((t) => keyedHash("members.session", t)), ids],
  );
  return ids.map((memberId, at): LoopMember => ({
    memberId,
    cookie: `bihuan_member=${tokens[at]}`,
  }));
}

/** As if the brand had been there for days: its members act before the clock's time. */
async function sinceLong(app: TestApp, brandId: string): Promise<void> {
  for (const table of ["grants", "unit_places", "unit_ancestors"]) {
    await app.databases.ownerPool.query(
      `update organisation.${table} set valid_from = valid_from - interval '9 days'
       where brand_id = $1`,
      [brandId],
    );
  }
}

const ok = (answer: ApiAnswer): ApiAnswer["body"] => {
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body;
};

const path = (releaseId: string, rest = "") => `/releases/${releaseId}${rest}`;

/** What members do. */
function stepsOf(shop: LoopBrand) {
  return {
    enter: (member: LoopMember, releaseId: string, slotId: string, body: object = {}) =>
      shop.shop(member, "POST", path(releaseId, `/slots/${slotId}/entries`), body),
    join: (member: LoopMember, releaseId: string, slotId: string, body: object = {}) =>
      shop.shop(member, "POST", path(releaseId, `/slots/${slotId}/wait-list`), body),
    mine: async (member: LoopMember, releaseId: string) =>
      ok(await shop.shop(member, "GET", path(releaseId, "/mine"))),
    confirm: (member: LoopMember, releaseId: string, entryId: string) =>
      shop.shop(member, "POST", path(releaseId, `/entries/${entryId}/confirm`), {}),
    giveUp: (member: LoopMember, releaseId: string, entryId: string) =>
      shop.shop(member, "POST", path(releaseId, `/entries/${entryId}/give-up`), {}),
  };
}

/** A brand with an offer, and the steps of a release; time starts an hour before the clock's. */
export async function releaseBrand(app: TestApp) {
  const shop = await loopBrand(app);
  const { t, api } = shop;
  await sinceLong(app, t.brandId);
  const base = Temporal.Instant.fromEpochMilliseconds(
    Math.floor(Temporal.Now.instant().epochMilliseconds / 1000) * 1000 - hour,
  );
  let made = 0;
  const announce = (releaseId: string, body: object = {}) =>
    api("POST", path(releaseId, "/announce"), body);
  return {
    ...shop,
    ...stepsOf(shop),
    base,
    /** Seconds after the start, for all that follows. */
    time: (seconds: number | null) => app.setNow(seconds === null ? null : base.add({ seconds })),
    async members(count: number): Promise<LoopMember[]> {
      made += 1;
      const names = Array.from({ length: count }, (_, at) => `m${made}-${at}`);
      const ensured = await t.ctx((ctx) => ensureMembers(ctx, names));
      return manyMembers(app, t.brandId, ensured.map((one) => one.memberId));
    },
    /** A draft; what is not given is a rush from the start on, for two hours, 60 s to confirm. */
    body: (offerId: string, more: object = {}) => ({
      unitId: shop.root, offerId, name: "秋茶秒杀", mode: "rush", kind: "slots", gate: "none",
      warmUpAt: base.epochMilliseconds - 600_000, holdSeconds: 60,
      slots: [{
        startsAt: base.epochMilliseconds, endsAt: base.epochMilliseconds + 2 * hour, stock: 2,
      }],
      ...more,
    }),
    async drafted(more: object = {}, offer: object = {}) {
      const offerId = await shop.offer({ totalStock: 10_000, perMember: 1, ...offer });
      const body = this.body(offerId, more);
      return { offerId, releaseId: ok(await api("POST", "/releases", body)).releaseId as string };
    },
    announce,
    /** Announced ten minutes before the start; time then stands there. */
    async announced(more: object = {}, offer: object = {}) {
      this.time(-600);
      const { offerId, releaseId } = await this.drafted(more, offer);
      ok(await announce(releaseId));
      const { slots } = ok(await api("GET", path(releaseId)));
      const slotIds = slots.map((slot: { slotId: string }) => slot.slotId) as string[];
      return { offerId, releaseId, slotIds, slotId: slotIds[0]! };
    },
    staffView: async (releaseId: string) => ok(await api("GET", path(releaseId))),
    open: async (releaseId: string) =>
      ok(await app.request("GET", `/${t.key}/api${path(releaseId)}`)),
    /** What the jobs do at the clock's time: ends holds, passes their units on, draws, settles. */
    async jobs(slotId?: string) {
      const payload = { brandId: t.brandId };
      await app.runJob("limits.expire_holds", payload);
      await app.settle();
      if (slotId) await app.runJob("releases.turn", { ...payload, slotId });
      await app.settle();
    },
    ok,
  };
}

export type ReleaseBrand = Awaited<ReturnType<typeof releaseBrand>>;
