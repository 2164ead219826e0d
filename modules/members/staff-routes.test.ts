import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { areNewMembers, ensureMember, maskedMember } from "./index.ts";
import { maskExternalId, maskName } from "./masked-member.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

test("staff see members masked, page by page, and search exactly", async () => {
  const t = await app.brand();
  const phones = ["13800138001", "13800138002", "13800138003"];
  for (const phone of phones) await t.ctx((ctx) => ensureMember(ctx, { phone }));
  const first = await t.api("GET", `/api/${t.key}/members?limit=2`);
  assert.equal(first.body.items.length, 2);
  const rest = await t.api("GET", `/api/${t.key}/members?limit=2&cursor=${first.body.next}`);
  assert.equal(rest.body.items.length, 1);
  assert.equal(rest.body.next, null);
  assert.equal(rest.body.items[0].masked, "138****8001");
  const found = await t.api("GET", `/api/${t.key}/members?phone=${phones[1]}`);
  assert.deepEqual(found.body.items.map((m: { masked: string }) => m.masked), ["138****8002"]);
  const bad = await t.api("GET", `/api/${t.key}/members?cursor=WyJ4IiwieSJd`);
  assert.equal(bad.body.code, "invalid_input");
});

test("a full number is shown on demand, and the look is in the journal", async () => {
  const t = await app.brand();
  const { memberId } = await t.ctx((ctx) => ensureMember(ctx, { phone: "13800138000" }));
  const one = await t.api("GET", `/api/${t.key}/members/${memberId}`);
  assert.equal(one.body.masked, "138****8000");
  const contact = await t.api("POST", `/api/${t.key}/members/${memberId}/contact`);
  assert.equal(contact.body.phone, "+8613800138000");
  const { rows } = await app.databases.ownerPool.query(
    "select actor_kind from platform.journal where kind = 'members.contact_shown'",
  );
  assert.deepEqual(rows, [{ actor_kind: "staff" }]);
  const erase = await t.api("POST", `/api/${t.key}/members/${memberId}/erase`);
  assert.equal(erase.status, 204);
  assert.equal((await t.api("GET", `/api/${t.key}/members/${memberId}`)).body.masked, "—");
});

test("an import by external id adds each once, also when two run at once", async () => {
  const t = await app.brand();
  const members = Array.from({ length: 300 }, (_, at) => ({ externalId: `h${at % 250}` }));
  const send = () => t.api("POST", `/api/${t.key}/members/import-batch`, { members });
  const both = await Promise.all([send(), send()]);
  assert.deepEqual(both.map((a) => a.status), [200, 200], JSON.stringify(both[0]?.body));
  assert.equal(both.reduce((sum, a) => sum + a.body.created, 0), 250);
  assert.equal(both[0]?.body.members.length, 250);
  const { rows } = await app.databases.ownerPool.query(
    `select count(*)::int as n from platform.journal
     where kind = 'members.joined' and brand_id = $1`,
    [t.brandId],
  );
  assert.equal(rows[0].n, 250);
});

test("masks show enough to recognise and too little to use", () => {
  const names: [string, string][] = [["张三", "张*"], ["欧阳娜娜", "欧***"], ["A", "A*"]];
  for (const [name, masked] of names) assert.equal(maskName(name), masked);
  assert.equal(maskExternalId("1249"), "****49");
  assert.equal(maskExternalId("1"), "****");
});

test("a member is new up to 24 hours after joining", async () => {
  const t = await app.brand();
  const joined = Temporal.Instant.from("2026-11-01T04:00:00Z");
  const { memberId } = await t.ctx((ctx) => ensureMember(ctx, { phone: "13800138000" }), joined);
  const rows: [string, boolean][] = [
    ["2026-11-01T04:00:00Z",     true],
    ["2026-11-02T04:00:00Z",     true],
    ["2026-11-02T04:00:00.001Z", false],
  ];
  await t.ctx(async (ctx) => {
    const asked = rows.map(([at]) => ({ memberId, at: Temporal.Instant.from(at) }));
    assert.deepEqual(await areNewMembers(ctx, asked), rows.map(([, expected]) => expected));
    assert.equal((await maskedMember(ctx, memberId)).masked, "138****8000");
  });
});

test("an import says who lives together, and says it again without harm", async () => {
  const t = await app.brand();
  const path = `/api/${t.key}/members/import-batch`;
  const send = (members: object[]) => t.api("POST", path, { members });
  await send([{ externalId: "a", household: "h 1" }, { externalId: "b", household: "H 1" }]);
  const repeat = await send([{ externalId: "a", household: "H 1" }, { externalId: "b" }]);
  assert.equal(repeat.status, 200, JSON.stringify(repeat.body));
  const { body } = await t.api("GET", `/api/${t.key}/members?externalId=b`);
  assert.equal(body.items[0].household, "H 1", "absent: left as it was");
  const { rows } = await app.databases.ownerPool.query(
    `select count(*)::int as n from platform.journal
     where kind = 'members.household_set' and brand_id = $1`,
    [t.brandId],
  );
  assert.equal(rows[0].n, 2);
  await assert.rejects(send([{ externalId: "c", household: "x".repeat(65) }]).then((answer) => {
    if (answer.status !== 200) throw new Error(answer.body.code);
  }), /invalid_input/);
});
