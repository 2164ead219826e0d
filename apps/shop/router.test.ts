import assert from "node:assert/strict";
import { test } from "node:test";
import { routeOf, type Route } from "./router.ts";

const rows: [path: string, expected: Route][] = [
  ["/tea", { name: "stores" }],
  ["/tea/", { name: "stores" }],
  ["/tea/stores", { name: "stores" }],
  ["/tea/s/HZ001", { name: "store", code: "HZ001" }],
  ["/tea/s/%E6%B9%96", { name: "store", code: "湖" }],
  ["/tea/s/HZ001/goods", { name: "goods", code: "HZ001" }],
  ["/tea/s/HZ001/goods/p1", { name: "product", code: "HZ001", productId: "p1" }],
  ["/tea/s/HZ001/goods/p1/", { name: "product", code: "HZ001", productId: "p1" }],
  ["/tea/s/HZ001/goods/p1/x", { name: "lost" }],
  ["/tea/s/HZ001/cart/", { name: "cart", code: "HZ001" }],
  ["/tea/s/HZ001/till", { name: "till", code: "HZ001" }],
  ["/tea/c/a1b2c3d4", { name: "source" }],
  ["/tea/wallet", { name: "wallet" }],
  ["/tea/wallet/", { name: "wallet" }],
  ["/tea/wallet/v1", { name: "voucher", voucherId: "v1" }],
  ["/tea/flash/r1", { name: "flash", releaseId: "r1" }],
  ["/tea/flash", { name: "lost" }],
  ["/tea/flash/r1/more", { name: "lost" }],
  ["/tea/me", { name: "me" }],
  ["/tea/code", { name: "code" }],
  ["/tea/g", { name: "gift" }],
  ["/tea/g/x", { name: "lost" }],
  ["/tea/r", { name: "shown" }],
  ["/tea/s", { name: "lost" }],
  ["/tea/s/HZ001/else", { name: "lost" }],
  ["/tea/s/HZ001/cart/x", { name: "lost" }],
  ["/tea/wallet/v1/goods", { name: "lost" }],
  ["/tea/nothing", { name: "lost" }],
  ["/tea/wallet/v1/more", { name: "lost" }],
  ["/tea/me/more", { name: "lost" }],
];

for (const [path, expected] of rows) {
  test(`${path} is the screen ${expected.name}`, () => assert.deepEqual(routeOf(path), expected));
}
