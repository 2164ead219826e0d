import assert from "node:assert/strict";
import type { ApiAnswer, ApiOptions, TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopMember } from "#tests/support/loop.ts";
import { verifyApplications } from "./verify-applications.ts";

export function ok(answer: ApiAnswer, status = 200) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.body;
}

export function refused(answer: ApiAnswer, code: string) {
  assert.equal(answer.body?.code, code, JSON.stringify(answer.body));
  return answer.body;
}

const plain = { labelEn: null, required: true, choices: [] };
const choices = [
  { label: "当天", labelEn: "Same day" },
  { label: "三天内", labelEn: "Within three days" },
];
export const fields = [
  { ...plain, key: "name", kind: "text", label: "姓名", labelEn: "Name" },
  { ...plain, key: "phone", kind: "phone", label: "手机号", labelEn: "Phone" },
  { ...plain, key: "wanted", kind: "date", label: "希望日期", required: false },
  { ...plain, key: "speed", kind: "choice", label: "加急", labelEn: "Speed", choices },
];

export const form = {
  fields,
  template: "兹证明 {name} 的申请 {number} 已办完。\n办理速度：{speed}\n结果：{result}\n{store} {day}",
  templateEn: "Application {number} of {name} is done ({speed}).\n{result}\n{store}, {day}",
  keepDays: 30,
  active: true,
};

export const answers = [
  { key: "name", value: "王小茶" },
  { key: "phone", value: null },
  { key: "speed", value: "当天" },
];

/** A brand with a business that is applied for, at ten o'clock of a day. */
export async function applyBrand(app: TestApp) {
  const shop = await loopBrand(app);
  const { api } = shop;
  const start = Temporal.Instant.from("2027-03-01T02:00:00Z");
  const setDay = (days: number) => app.setNow(start.add({ hours: 24 * days }));
  setDay(0);
  const product = { externalCode: "B1", name: "过户", nameEn: "Transfer" };
  const made = await api("POST", "/products", product);
  const { productId } = made.body as { productId: string };
  const shape = { kind: "business", handling: "print_in_store" };
  ok(await api("PATCH", `/products/${productId}/form`, shape), 204);
  ok(await api("PUT", `/products/${productId}/application-form`, form), 204);
  return {
    ...shop,
    productId,
    setDay,
    apply: (member: LoopMember, more: object = {}) =>
      shop.shop(member, "POST", "/applications", {
        productId, storeId: shop.first, answers, ...more,
      }),
    act: (member: LoopMember, id: string, what: string, body?: object) =>
      shop.shop(member, "POST", `/applications/${id}/${what}`, body),
    mine: async (member: LoopMember, id: string) =>
      ok(await shop.shop(member, "GET", `/applications/${id}`)),
    work: (id: string, what: string, body?: object, more: ApiOptions = {}) =>
      api("POST", `/applications/${id}/${what}`, body, more),
    list: async (storeId: string, more = "") =>
      ok(await api("GET", `/applications?storeId=${storeId}${more}`)),
    find: (code: string, storeId: string, more: ApiOptions = {}) =>
      api("GET", `/application-by-code?code=${encodeURIComponent(code)}&storeId=${storeId}`,
        undefined, more),
    async verify() {
      const verdict = await verifyApplications(app.databases.ownerPool, shop.t.brandId);
      assert.equal(verdict.wrong, null, JSON.stringify(verdict));
    },
    /** A job of the module at the test's time: the worker's own is the wall clock's. */
    async tidy(applicationId: string) {
      const job = app.jobs.find((one) => one.name === "applications.tidy");
      assert.ok(job);
      await shop.t.ctx((ctx) => job.handle(ctx, { applicationId }));
    },
  };
}

export type ApplyBrand = Awaited<ReturnType<typeof applyBrand>>;
