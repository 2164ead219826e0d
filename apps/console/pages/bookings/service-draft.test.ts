import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOfService, newService, serviceBody, type ServiceDraft } from "./service-draft.ts";

const draft: ServiceDraft = { ...newService, name: "品茶" };

test("amounts go out in minor units, and what is empty as nothing", () => {
  const body = serviceBody({ ...draft, price: 168, deposit: 50.5, depositProductId: "p" }, "CNY");
  assert.equal(body.priceMinor, 16_800);
  assert.equal(body.depositMinor, 5_050);
  assert.equal(body.depositProductId, "p");
  assert.equal(body.nameEn, null);
});

test("without a deposit there is no product for it", () => {
  const body = serviceBody({ ...draft, deposit: null, depositProductId: "p" }, "CNY");
  assert.deepEqual([body.depositMinor, body.depositProductId], [null, null]);
});

test("a service read and sent again is the same", () => {
  const body = serviceBody({ ...draft, price: 20 }, "JPY");
  const read = { ...body, unitId: "u", serviceId: "s", resources: 2, productId: null };
  assert.deepEqual(serviceBody(draftOfService(read, "JPY"), "JPY"), body);
});
