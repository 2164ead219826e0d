import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { atRest } from "#tests/support/rest.ts";
import { noTrouble, shoot } from "./looks.ts";
import type { Scene } from "./scene.ts";

/** What a bad network leaves out, and how each page gets over it. */
export async function getOverIt(scene: Scene): Promise<void> {
  await aPartIsMissing(scene);
  await aServerIsBusy(scene);
  await scene.leave();
}

/** Someone whose phone keeps no files: each comes over the network. */
async function withoutShell(scene: Scene): Promise<Person> {
  const member = await scene.enter({ device: "phone" });
  await member.context.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, "serviceWorker");
  });
  return member;
}

/** A file of the app does not arrive: the page says so instead of turning white. */
async function aPartIsMissing(scene: Scene): Promise<void> {
  const member = await withoutShell(scene);
  const { page } = member;
  await page.goto("/tea/s/hz01");
  await page.getByRole("heading", { level: 1 }).waitFor();
  noTrouble(member, "the store's page");
  await page.route("**/assets/shop/*.js", (route) => route.abort());
  await page.getByRole("link", { name: "我的" }).tap();
  await page.getByRole("heading", { name: "这一页没有完全打开" }).waitFor();
  // What else did not arrive is told a moment later.
  await atRest(member);
  member.trouble.length = 0;
  await shoot(member, "287-shop-part-missing");
  await page.unroute("**/assets/shop/*.js");
  await page.getByRole("button", { name: "重新打开" }).tap();
  await page.getByLabel("手机号").waitFor();
  noTrouble(member, "the page opened again");
}

/** A server that is being started refuses; its answer comes by itself once it can give one. */
async function aServerIsBusy(scene: Scene): Promise<void> {
  const member = await withoutShell(scene);
  const { page } = member;
  let refused = 0;
  await page.route("**/tea/api/cities", async (route) => {
    if (refused >= 2) return route.continue();
    refused += 1;
    return route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "temporarily_unavailable", title: "正在启动", next: "请稍等。" }),
    });
  });
  await page.goto("/tea/stores");
  await page.locator("option", { hasText: "杭州" }).waitFor({ state: "attached" });
  assert.equal(refused, 2);
  assert.ok(member.trouble.every((one) => one.includes("503")), member.trouble.join("\n"));
  member.trouble.length = 0;
}
