import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { hasValidCheckDigit } from "#packages/codes/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import {
  answers, type ApplyBrand, applyBrand, fields, form, ok, refused,
} from "./applications.fixture.ts";
import { documentPdf, documentSvg, linesOfPage, mostLines } from "./draw-document.ts";

let app: TestApp;
let shop: ApplyBrand;

before(async () => {
  app = await startTestApp();
  shop = await applyBrand(app);
});
after(() => app.close());
afterEach(async () => {
  await shop.verify();
  shop.setDay(0);
});

/** Applied for and done in the first store. */
async function done() {
  const member = await shop.member();
  const { applicationId, number } = ok(await shop.apply(member), 201);
  ok(await shop.work(applicationId, "accept"));
  ok(await shop.work(applicationId, "finish", { result: "已过户到新户主。" }));
  return { member, applicationId, number };
}

test("applied for online, it lies in the chosen store's worklist with its data", async () => {
  const member = await shop.member();
  const { offered } = ok(await shop.shop(member, "GET", `/application-forms/${shop.productId}`));
  assert.match(offered.fields[1].known, /^138\*{4}\d{4}$/);
  const mine = ok(await shop.apply(member), 201);
  assert.match(mine.number, /^\d{10}$/);
  assert.ok(hasValidCheckDigit(mine.number));
  assert.ok(mine.showText.endsWith(`/${shop.t.key}/a#${mine.number}`));
  assert.deepEqual([mine.state, mine.may], ["submitted", ["withdraw"]]);
  const { items } = await shop.list(shop.first);
  const row = items.find((one: { number: string }) => one.number === mine.number);
  assert.equal(row.answers[0].value, "王小茶");
  assert.match(row.answers[1].value, /^\+86138\d{8}$/);
  assert.deepEqual(row.may, ["accept", "return", "refuse"]);
  assert.equal((await shop.list(shop.second)).items.length, 0);
});

test("it is accepted and finished in a document of its template, in both languages", async () => {
  const { member, applicationId, number } = await done();
  const mine = await shop.mine(member, applicationId);
  assert.equal(mine.state, "done");
  assert.equal(mine.document,
    `兹证明 王小茶 的申请 ${number} 已办完。\n办理速度：当天\n结果：已过户到新户主。\n一号店 2027-03-01`);
  assert.match(mine.documentEn, /is done \(Same day\)\.[^]*Store S1, 2027-03-01$/);
  assert.deepEqual(mine.steps.map((one: { act: string }) => one.act),
    ["submit", "accept", "finish"]);
});

test("printed in any store, counted; the second print says that it is one", async () => {
  const { member, applicationId, number } = await done();
  const guide = { cookie: await shop.staff("guide", shop.far) };
  const wrong = await shop.work(applicationId, "prints", { storeId: shop.first }, guide);
  refused(wrong, "not_permitted");
  const there = ok(await shop.find(number, shop.far, guide));
  assert.deepEqual([there.answers, there.may], [[], ["print"]]);
  for (const printNo of [1, 2]) {
    const printed = ok(
      await shop.work(applicationId, "prints", { storeId: shop.far }, guide), 201);
    assert.equal(printed.printNo, printNo);
  }
  const path = `/applications/${applicationId}/document.pdf`;
  const file = await shop.api("GET", `${path}?print=2`, undefined, guide);
  assert.equal(file.headers["content-type"], "application/pdf");
  refused(await shop.api("GET", `${path}?print=3`, undefined, guide), "application_not_printed");
  const elsewhere = { cookie: await shop.staff("guide", shop.second) };
  refused(await shop.api("GET", `${path}?print=1`, undefined, elsewhere), "not_permitted");
  const { prints } = await shop.mine(member, applicationId);
  assert.deepEqual(prints.map((one: { printNo: number; storeName: string }) =>
    [one.printNo, one.storeName]), [[1, "三号店"], [2, "三号店"]]);
});

test("prints of many at once have a number each", async () => {
  const { applicationId } = await done();
  const all = await Promise.all(Array.from({ length: 5 }, () =>
    shop.work(applicationId, "prints", { storeId: shop.second })));
  assert.deepEqual(all.map((one) => ok(one, 201).printNo).sort(), [1, 2, 3, 4, 5]);
});

test("returned with a reason, answered again, then refused", async () => {
  const member = await shop.member();
  const { applicationId } = ok(await shop.apply(member), 201);
  ok(await shop.work(applicationId, "return", { reason: "请写全名" }));
  const mine = await shop.mine(member, applicationId);
  assert.deepEqual([mine.state, mine.reason, mine.may],
    ["returned", "请写全名", ["resubmit", "withdraw"]]);
  const better = [{ key: "name", value: "王小茶二" }, ...answers.slice(1)];
  const again = ok(await shop.act(member, applicationId, "resubmit", { answers: better }));
  assert.deepEqual([again.state, again.answers[0].value], ["resubmitted", "王小茶二"]);
  ok(await shop.work(applicationId, "refuse", { reason: "资料不符" }));
  assert.equal((await shop.mine(member, applicationId)).state, "refused");
});

test("steps that the table does not know are refused", async () => {
  const { member, applicationId } = await done();
  for (const what of ["accept", "finish", "return", "refuse"]) {
    const body = what === "finish" ? { result: "再办" } : { reason: "不行" };
    const answer = await shop.work(applicationId, what, what === "accept" ? undefined : body);
    refused(answer, "application_state");
  }
  refused(await shop.act(member, applicationId, "withdraw"), "application_state");
  refused(await shop.act(member, applicationId, "resubmit", { answers }), "application_state");
  const fresh = ok(await shop.apply(member), 201).applicationId;
  refused(await shop.work(fresh, "prints", { storeId: shop.first }), "application_state");
  refused(await shop.work(fresh, "finish", { result: "好" }), "application_state");
});

test("an answer that is missing or cannot be is refused by its label", async () => {
  const member = await shop.member();
  const given = async (key: string, value: string | null) =>
    shop.apply(member, {
      answers: [...answers.filter((one) => one.key !== key), { key, value }],
    });
  const missing = refused(await given("name", "  "), "application_answer_missing");
  assert.equal(missing.params.label, "姓名");
  refused(await given("phone", "12"), "application_answer_unfit");
  refused(await given("wanted", "2027-02-30"), "application_answer_unfit");
  refused(await given("speed", "明年"), "application_answer_unfit");
  refused(await given("stray", "x"), "application_answer_unfit");
});

test("a store's staff see their own only, another's when it is done", async () => {
  const member = await shop.member();
  const { applicationId, number } = ok(await shop.apply(member), 201);
  const cookie = await shop.staff("guide", shop.far);
  const list = `/applications?storeId=${shop.first}`;
  refused(await shop.api("GET", list, undefined, { cookie }), "not_permitted");
  refused(await shop.api("GET", `/applications/${applicationId}`, undefined, { cookie }),
    "not_permitted");
  refused(await shop.work(applicationId, "accept", undefined, { cookie }), "not_permitted");
  refused(await shop.find(number, shop.far, { cookie }), "application_other_store");
  const other = await shop.member();
  refused(await shop.shop(other, "GET", `/applications/${applicationId}`),
    "application_not_found");
  refused(await shop.act(other, applicationId, "withdraw"), "application_not_found");
});

test("who guesses numbers finds none, not even a right one", async () => {
  const { number } = await done();
  const cookie = await shop.staff("guide", shop.first);
  for (let round = 0; round < 20; round += 1) {
    const wrong = String(1_000_000_000 + round);
    refused(await shop.find(wrong, shop.first, { cookie }), "application_not_found");
  }
  refused(await shop.find(number, shop.first, { cookie }), "too_many_tries");
  assert.equal(ok(await shop.find(number, shop.first)).number, number);
});

test("at most ten are open of one member, also of many at once", async () => {
  const member = await shop.member();
  const all = await Promise.all(Array.from({ length: 12 }, () => shop.apply(member)));
  assert.deepEqual(all.map((one) => one.status).sort(),
    [...Array(10).fill(201), 409, 409]);
});

test("a form that cannot be is refused; a product without one is not applied for", async () => {
  const path = `/products/${shop.productId}/application-form`;
  const wrong = [
    { ...form, template: "给 {nobody}" },
    { ...form, fields: [fields[0], fields[0]] },
    { ...form, fields: [{ ...fields[0], key: "number" }] },
    { ...form, fields: [{ ...fields[3], choices: [] }] },
  ];
  for (const one of wrong) refused(await shop.api("PUT", path, one), "application_form_invalid");
  const member = await shop.member();
  ok(await shop.api("PUT", path, { ...form, active: false }), 204);
  refused(await shop.apply(member), "application_not_offered");
  ok(await shop.api("PUT", path, form), 204);
  const goods = ok(await shop.api("POST", "/products", { externalCode: "G1", name: "茶" }), 201);
  refused(await shop.api("PUT", `/products/${goods.productId}/application-form`, form),
    "application_not_offered");
});

test("what was written is forgotten in time; the database has none of it in plain", async () => {
  const { applicationId } = await done();
  const kept = async () => (await app.databases.ownerPool.query(
    "select * from applications.applications where application_id = $1", [applicationId])).rows[0];
  assert.ok(!JSON.stringify(await kept()).includes("王小茶"));
  assert.ok(!(await kept()).sealed.includes("王小茶"));
  shop.setDay(29);
  await shop.tidy(applicationId);
  assert.ok((await kept()).sealed);
  shop.setDay(30);
  await shop.tidy(applicationId);
  assert.equal((await kept()).sealed, null);
  refused(await shop.work(applicationId, "prints", { storeId: shop.first }),
    "application_forgotten");
});

test("what is returned and not answered again is withdrawn when its time is over", async () => {
  const member = await shop.member();
  const { applicationId } = ok(await shop.apply(member), 201);
  ok(await shop.work(applicationId, "return", { reason: "缺资料" }));
  shop.setDay(30);
  await shop.tidy(applicationId);
  const mine = await shop.mine(member, applicationId);
  assert.deepEqual([mine.state, mine.steps.at(-1).by], ["withdrawn", "system"]);
});

test("a member takes their applications along, and an erased one leaves none of it", async () => {
  const { member } = await done();
  const { applicationId } = ok(await shop.apply(member), 201);
  const told = ok(await shop.shop(member, "GET", "/me/export"));
  assert.match(JSON.stringify(told), /王小茶/);
  const erased = await shop.api("POST", `/members/${member.memberId}/erase`, {});
  assert.ok(erased.status < 300, JSON.stringify(erased.body));
  const row = ok(await shop.api("GET", `/applications/${applicationId}`));
  assert.deepEqual([row.state, row.answers, row.memberMasked], ["withdrawn", [], null]);
});

const sheet = {
  lang: "zh" as const, brandName: "闭环茶馆", title: "过户 <1>", number: "1234567897",
  text: "兹证明", printNo: 1, printedIn: "三号店", printedAt: "2027-03-01 10:00",
};

test("the paper says which print it is from the second on", async () => {
  assert.doesNotMatch(documentSvg(sheet), /REPRINT/);
  assert.match(documentSvg({ ...sheet, printNo: 3 }), /重印 REPRINT 第 2 次/);
  assert.match(documentSvg({ ...sheet, lang: "en", printNo: 2 }), /REPRINT 重印 no. 1/);
  const file = await documentPdf(sheet);
  assert.equal(file?.subarray(0, 5).toString(), "%PDF-");
});

test("lines end within the page; a document of more than a page is refused", async () => {
  assert.deepEqual(linesOfPage("茶".repeat(39)).map((line) => line.length), [38, 1]);
  assert.deepEqual(linesOfPage(`${"茶".repeat(38)}。。`).map((line) => line.length), [39, 1]);
  assert.deepEqual(linesOfPage("a\n\nb"), ["a", "", "b"]);
  const member = await shop.member();
  const { applicationId } = ok(await shop.apply(member), 201);
  ok(await shop.work(applicationId, "accept"));
  const result = "行\n".repeat(mostLines);
  refused(await shop.work(applicationId, "finish", { result }), "application_document_too_long");
});
