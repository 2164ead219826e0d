import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { type ReleaseBrand, releaseBrand } from "./releases.fixture.ts";

let app: TestApp;
let shop: ReleaseBrand;

before(async () => {
  app = await startTestApp();
  shop = await releaseBrand(app);
});
after(() => app.close());
afterEach(() => app.setNow(null));

/** A member who came by a channel, for a campaign where one is given. */
async function cameBy(channelId: string, campaignId: string | null): Promise<LoopMember> {
  const [member] = await shop.members(1);
  await app.databases.ownerPool.query(
    `insert into channels.touches (brand_id, touch_id, visitor_id, member_id, source_code_id,
       channel_id, campaign_id, page, touched_at, day, bot, staff)
     values ($1, $2, $3, $4, $5, $6, $7, 'store', $8, current_date, false, false)`,
    [shop.t.brandId, newId(), `visitor-${newId()}`, member!.memberId, newId(), channelId,
      campaignId, shop.base.subtract({ hours: 1 }).toString()],
  );
  return member!;
}

const sign = async (method: "PUT" | "DELETE", target: string) =>
  assert.equal((await shop.api(method, `/stops/${target}`)).status, 204);

test("whom a stopped store, campaign or channel would refuse is refused at the door", async () => {
  const [campaignId, own, channelId] = [newId(), newId(), newId()];
  const { releaseId, slotId } = await shop.announced({}, { campaignId });
  const [plain] = await shop.members(1);
  const guest = await cameBy(channelId, own);
  const code = async (member: LoopMember, body: object = {}) => {
    const { status, body: answer } = await shop.enter(member, releaseId, slotId, body);
    return status === 200 ? answer.state : answer.code;
  };
  await sign("PUT", `campaign/${campaignId}`);
  assert.equal(await code(plain!), "stopped_campaign");
  // The campaign that a member came for goes before the offer's: theirs is not stopped.
  await sign("PUT", `campaign/${own}`);
  assert.equal(await code(guest), "stopped_campaign");
  await sign("DELETE", `campaign/${own}`);
  await sign("PUT", `channel/${channelId}`);
  assert.equal(await code(guest), "stopped_channel");
  await sign("DELETE", `channel/${channelId}`);
  assert.equal(await code(guest), "queued");
  await sign("DELETE", `campaign/${campaignId}`);
  await sign("PUT", `store/${shop.first}`);
  assert.equal(await code(plain!, { storeId: shop.first }), "stopped_store");
  const list = `/${shop.t.key}/api/releases?storeId=`;
  const shown = async (storeId: string) =>
    (await app.request("GET", list + storeId)).body.items.find(
      (one: { releaseId: string }) => one.releaseId === releaseId).stopped;
  assert.deepEqual([await shown(shop.first), await shown(shop.second)], [true, false]);
  assert.equal(await code(plain!, { storeId: shop.second }), "queued");
  // The wait-list has the same door.
  shop.time(0);
  const [late] = await shop.members(1);
  await shop.mine(late!, releaseId);
  const join = await shop.join(late!, releaseId, slotId, { storeId: shop.first });
  assert.equal(join.body.code, "stopped_store");
  await sign("DELETE", `store/${shop.first}`);
});

test("the list of stop signs names releases and draws", async () => {
  const { releaseId } = await shop.announced();
  await shop.api("PUT", `/releases/${releaseId}/stop`);
  const draw = await shop.api("POST", "/draws", {
    unitId: shop.root, name: "周年抽奖", rules: "", prizes: [], limits: [], whenGone: "next",
  });
  await shop.api("PUT", `/draws/${draw.body.drawId}/stop`);
  const { items } = shop.ok(await shop.api("GET", "/stops"));
  assert.deepEqual(
    items.map((one: Record<string, unknown>) => [one.kind, one.targetId, one.name]).sort(),
    [["draw", draw.body.drawId, "周年抽奖"], ["release", releaseId, "秋茶秒杀"]],
  );
});
