import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";

let app: TestApp;
let shop: LoopBrand;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());
afterEach(() => app.setNow(null));

const english = { headers: { "accept-language": "en" } };

/** Shows, previews and, where it is allowed, commits; answers the refusal's code or "done". */
async function redeem(
  brand: LoopBrand,
  member: Awaited<ReturnType<LoopBrand["member"]>>,
  voucherId: string,
  bill: number | null = null,
  storeId = brand.first,
) {
  const shown = await brand.shop(member, "POST", `/rights/voucher/${voucherId}/show`);
  if (shown.status !== 200) return shown.body;
  const prepared = await brand.prepare(shown.body.link, storeId);
  if (!prepared.body.allowed) return prepared.body.refusal;
  return (await brand.commit(prepared.body.prepareToken, bill)).body;
}

test("each reason has a code of its own, in both languages", async () => {
  const member = await shop.member();
  const city = await shop.offer({ stores: { unitId: shop.east } });
  const inCity = await shop.voucher(member, city);
  const wrong = await redeem(shop, member, inCity, null, shop.far);
  assert.equal(wrong.code, "wrong_store");
  assert.match(wrong.title, /东城/);
  assert.equal((await redeem(shop, member, inCity, null, shop.second)).storeName, "二号店");

  const listed = await shop.offer({ stores: { storeIds: [shop.first, shop.far] } });
  const inList = await shop.voucher(member, listed);
  const { link } = await shop.show(member, inList);
  const other = await shop.prepare(link, shop.second, english);
  assert.equal(other.body.refusal.code, "wrong_store");
  assert.equal(other.body.refusal.params.count, 2);
  assert.equal(other.body.refusal.params.names.length, 2);
  assert.match(other.body.refusal.title, /not for this store/);

  const from50 = await shop.voucher(member, await shop.offer({ thresholdMinor: 5000 }));
  const short = await redeem(shop, member, from50, 4999);
  assert.equal(short.code, "below_threshold");
  assert.equal(short.params.missingMinor, 1);
  assert.match(short.title, /¥0\.01/);
  assert.equal((await redeem(shop, member, from50, null)).code, "bill_needed");
  assert.equal((await redeem(shop, member, from50, 5000)).discountMinor, 1000);

  const half = { kind: "percent_off", bps: 5000, capMinor: null };
  const percent = await shop.voucher(member, await shop.offer({ benefit: half }));
  assert.equal((await redeem(shop, member, percent, null)).code, "bill_needed");
  assert.equal((await redeem(shop, member, percent, 3001)).discountMinor, 1501);
});

for (const timeZone of ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"]) {
  test(`valid to 23:59:59.999 of the last day in ${timeZone}, not a moment longer`, async () => {
    const brand = await loopBrand(app, { timeZone });
    const member = await brand.member();
    const now = Temporal.Now.instant().toZonedDateTimeISO(timeZone);
    const today = now.toPlainDate();
    const from = today.add({ days: 2 });
    const to = today.add({ days: 3 });
    const start = from.toZonedDateTime(timeZone).toInstant();
    const end = to.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
    const validity = { kind: "fixed", fromDay: String(from), toDay: String(to) };
    const offerId = await brand.offer({ validity, usesTotal: 3 });
    const voucherId = await brand.voucher(member, offerId);
    const wallet = await brand.shop(member, "GET", "/wallet");
    assert.equal(wallet.body.items[0].validTo, end.epochMilliseconds);
    assert.equal(wallet.body.items[0].state, "not_yet");

    app.setNow(start.subtract({ milliseconds: 1 }));
    assert.equal((await redeem(brand, member, voucherId)).code, "voucher_not_yet_valid");
    app.setNow(start);
    assert.ok((await redeem(brand, member, voucherId)).redemptionId);
    app.setNow(end.subtract({ milliseconds: 1 }));
    const { link } = await brand.show(member, voucherId);
    const last = (await brand.prepare(link, brand.first)).body;
    const late = (await brand.prepare(link, brand.first)).body;
    assert.ok((await brand.commit(last.prepareToken, null)).body.redemptionId);
    const again = await brand.show(member, voucherId);
    const overnight = (await brand.prepare(again.link, brand.first)).body;
    app.setNow(end);
    assert.equal((await brand.commit(overnight.prepareToken, null)).body.code, "voucher_expired");
    assert.equal((await brand.commit(late.prepareToken, null)).body.code, "code_spent");
    const refused = await redeem(brand, member, voucherId);
    assert.equal(refused.code, "voucher_expired");
    assert.match(refused.title, new RegExp(`${to} 23:59:59`));
  });
}

test("a permanent code only where the offer says bearer; hashed, made anew on asking", async () => {
  const member = await shop.member();
  const plain = await shop.voucher(member, await shop.offer());
  const none = await shop.api("POST", `/vouchers/${plain}/code`);
  assert.equal(none.body.code, "no_permanent_code");
  const voucherId = await shop.voucher(member, await shop.offer({ bearer: true }));
  const first = (await shop.api("POST", `/vouchers/${voucherId}/code`)).body;
  const second = (await shop.api("POST", `/vouchers/${voucherId}/code`)).body;
  assert.match(second.code, /^(?!1[0-5]|2[5-9]|30)\d{16}$/);
  assert.equal((await shop.prepare(first.code, shop.first)).body.code, "code_unknown");
  const spaced = second.code.replace(/(\d{4})(?=\d)/g, "$1 ");
  const prepared = await shop.prepare(spaced, shop.first);
  assert.equal(prepared.body.right.id, voucherId);
  assert.equal((await shop.commit(prepared.body.prepareToken, null)).status, 200);
  const used = await shop.prepare(second.code, shop.second);
  assert.equal(used.body.refusal.code, "voucher_used");
  const { rows } = await app.databases.ownerPool.query(
    `select v::text || coalesce(
       (select string_agg(i::text, '') from platform.idempotency i), '') as text
     from wallet.vouchers v where voucher_id = $1`,
    [voucherId],
  );
  assert.ok(!rows[0].text.includes(second.code));
});

test("recall gives back stock and the member's limit exactly", async () => {
  const member = await shop.member();
  const offerId = await shop.offer({ totalStock: 1, perMember: 1 });
  const voucherId = await shop.voucher(member, offerId);
  assert.equal((await shop.claim(member, offerId)).body.code, "offer_member_limit");
  assert.equal((await shop.api("POST", `/vouchers/${voucherId}/recall`)).status, 204);
  const twice = await shop.api("POST", `/vouchers/${voucherId}/recall`);
  assert.equal(twice.body.code, "voucher_not_recallable");
  assert.equal((await redeem(shop, member, voucherId)).code, "voucher_recalled");
  assert.equal((await shop.claim(member, offerId)).status, 200);
});

test("a wallet is its member's own, in pages", async () => {
  const member = await shop.member();
  const stranger = await shop.member();
  const offerId = await shop.offer();
  const ids = [];
  for (let index = 0; index < 3; index += 1) ids.push(await shop.voucher(member, offerId));
  const first = await shop.shop(member, "GET", "/wallet?limit=2");
  const second = await shop.shop(member, "GET", `/wallet?limit=2&cursor=${first.body.next}`);
  const listed = [...first.body.items, ...second.body.items];
  assert.deepEqual(listed.map((one) => one.voucherId), ids.reverse());
  assert.equal(second.body.next, null);
  const theirs = await shop.shop(stranger, "GET", `/wallet/${ids[0]}`);
  assert.equal(theirs.body.code, "voucher_not_found");
  const shown = await shop.shop(stranger, "POST", `/rights/voucher/${ids[0]}/show`);
  assert.equal(shown.body.code, "right_unknown");
  assert.equal((await shop.shop(member, "GET", "/wallet?cursor=WzFd")).status, 400);
});

test("an erased member's open vouchers go back to the stock", async () => {
  const member = await shop.member();
  const offerId = await shop.offer({ totalStock: 1 });
  const voucherId = await shop.voucher(member, offerId);
  const exported = await shop.shop(member, "GET", "/me/export");
  assert.equal(exported.body.parts.vouchers[0].title, "满减券");
  const erased = await shop.shop(member, "DELETE", "/me");
  assert.ok(erased.status < 300, JSON.stringify(erased.body));
  const next = await shop.member();
  assert.equal((await shop.claim(next, offerId)).status, 200);
  assert.ok(voucherId);
});
