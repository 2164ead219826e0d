import assert from "node:assert/strict";
import { test } from "node:test";
import { handedOver, payCodeOf, scanOf, withGoods, withQuantity } from "./sale.ts";

const tea = {
  productId: "p", variantId: null, code: "T", name: "茶", nameEn: null, options: "",
  listMinor: 1_000, left: null,
};
const token = "abcdefghijklmnopqrst";
const orderId = "0190a1b2-1111-7222-8333-123456789012";

test("the same goods again are one more of them; another variant is a line of its own", () => {
  const lines = withGoods(withGoods([], tea), tea);
  assert.deepEqual(lines.map((line) => line.quantity), [2]);
  assert.equal(withGoods(lines, { ...tea, variantId: "v" }).length, 2);
  assert.deepEqual(withQuantity(lines, "p", 0), []);
});

test("a scan is told apart: member, receipt, voucher, else the barcode of goods", () => {
  assert.equal(scanOf(`https://x.example/tea/m#${token}`).kind, "member");
  assert.deepEqual(scanOf(`https://x.example/tea/orders/${orderId}`), { kind: "order", orderId });
  assert.equal(scanOf(`https://x.example/tea/r#${token}`).kind, "voucher");
  assert.deepEqual(scanOf(" 6901234567892 "), { kind: "goods", text: "6901234567892" });
});

test("a pay code is digits alone, spaces between them or not", () => {
  assert.equal(payCodeOf("1340 0000 0000 0000 01"), "134000000000000001");
  assert.equal(payCodeOf("12345"), null);
  assert.equal(payCodeOf("https://pay.example/134000000000000001"), null);
});

test("notes that are handed over lie above the amount, the smallest first", () => {
  assert.deepEqual(handedOver(2_350, 2), [3_000, 5_000, 10_000]);
  assert.deepEqual(handedOver(10_100, 2), [11_000, 15_000, 20_000]);
  assert.deepEqual(handedOver(10_000, 2), []);
  assert.deepEqual(handedOver(980, 0), [1_000, 5_000, 10_000]);
});
