import assert from "node:assert/strict";
import type { Person } from "#tests/support/browser.ts";
import { asked } from "./asked.ts";
import { openPlace, signInAtConsole } from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";
const asks = { labelEn: null, required: true, choices: [] };

/** Applied for on a phone, seen to from the worklist, printed; the second print is marked. */
export async function applyAndPrint(scene: Scene): Promise<void> {
  const boss = await scene.enter({ device: "desk" });
  await signInAtConsole(boss, "boss@demo.bihuan");
  const { productId, storeId } = await offers(boss);
  await openPlace(boss, `tea/products/${productId}`);
  await boss.page.getByText("文书模板", { exact: true }).waitFor();
  await shoot(boss, "277-console-application-form", { whole: true });
  const member = await scene.enter({ device: "phone" });
  await applies(member, productId);
  await works(boss, storeId);
  await printsTwice(boss);
  await member.page.reload();
  await member.page.getByRole("heading", { level: 1, name: "已办完" }).waitFor();
  await member.page.getByText(/重印（第 1 次）/).waitFor();
  await shoot(member, "283-shop-application-done", { whole: true });
  await scene.leave();
}

async function offers(boss: Person) {
  const made = await asked<{ productId: string }>(boss, "POST", "products", {
    externalCode: "APPLY1", name: "茶席场地使用证明", nameEn: "Tea room certificate",
  });
  const path = `products/${made.productId}`;
  await asked(boss, "PATCH", `${path}/form`, { kind: "business", handling: "print_in_store" });
  await asked(boss, "PUT", `${path}/application-form`, {
    fields: [
      { ...asks, key: "name", kind: "text", label: "姓名", labelEn: "Name" },
      { ...asks, key: "phone", kind: "phone", label: "手机号", labelEn: "Phone" },
      {
        ...asks, key: "room", kind: "choice", label: "茶室", labelEn: "Room",
        choices: [{ label: "竹间", labelEn: "Bamboo" }, { label: "松间", labelEn: "Pine" }],
      },
    ],
    template: "兹证明 {name} 可使用{room}茶室。\n\n{result}\n\n{store}\n{day}",
    templateEn: null,
    keepDays: 90,
    active: true,
  });
  const { items } = await asked<{ items: { storeId: string; code: string }[] }>(
    boss, "GET", "stores?limit=200",
  );
  const found = items.find((one) => one.code === store);
  return { productId: made.productId, storeId: found?.storeId ?? assert.fail("no such store") };
}

async function applies(member: Person, productId: string): Promise<void> {
  const { page } = member;
  await shop.scan(member, `${member.url}/tea/s/${store}/goods/${productId}`);
  await page.getByRole("link", { name: "网上申请" }).waitFor();
  await shoot(member, "278-shop-product-apply");
  await page.getByRole("link", { name: "网上申请" }).tap();
  await shop.signInOnPage(member, newPhone());
  await page.getByText(/^已有 .+，不用再填$/).waitFor();
  await page.getByLabel("姓名").fill("王小茶");
  await page.getByLabel("茶室").selectOption("竹间");
  await shoot(member, "279-shop-apply-form", { whole: true });
  await page.getByRole("button", { name: "提交申请" }).tap();
  await page.getByRole("heading", { level: 1, name: "已提交，等待受理" }).waitFor();
  await page.locator("svg.b-qr").waitFor();
  await shoot(member, "280-shop-application", { whole: true });
}

async function works(boss: Person, storeId: string): Promise<void> {
  const { page } = boss;
  await openPlace(boss, `tea/applications?storeId=${storeId}`);
  await page.getByText("王小茶 · ").waitFor();
  await shoot(boss, "281-console-applications");
  await page.getByRole("row", { name: /茶席场地使用证明/ }).getByRole("button").click();
  await page.getByRole("button", { name: /^受\s?理$/ }).click();
  await page.getByRole("button", { name: /^办\s?完$/ }).click();
  await page.getByLabel("办理结果（写进文书）").fill("已登记，凭此证明入场。");
  await page.getByRole("button", { name: "办完并出具文书" }).click();
  await page.getByText(/兹证明 王小茶 可使用竹间茶室/).waitFor();
}

async function printsTwice(boss: Person): Promise<void> {
  const { page } = boss;
  await page.getByRole("button", { name: "打印文书" }).click();
  await page.getByRole("link", { name: "打开 PDF", exact: true }).waitFor();
  await page.getByRole("button", { name: /^重\s?印$/ }).click();
  const file = page.getByRole("link", { name: "打开 PDF（有重印标记）" });
  await file.waitFor();
  await page.getByText(/第 1 次重印/).waitFor();
  const path = await file.getAttribute("href");
  const kind = await page.evaluate(
    async (where) => (await fetch(where)).headers.get("content-type"), path ?? "",
  );
  assert.equal(kind, "application/pdf");
  await shoot(boss, "282-console-application-printed");
}
