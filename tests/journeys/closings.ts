import type { Person } from "#tests/support/browser.ts";
import { signInAtConsole } from "./console-steps.ts";
import { shoot } from "./looks.ts";
import { eventually, newPhone, type Scene } from "./scene.ts";
import * as shop from "./shop-steps.ts";

const store = "hz01";

/**
 * An order is handed over, cared for, and answered: first one closing, then both. The step that the
 * brand adds meanwhile is for those that begin later.
 */
export async function closeTwice(scene: Scene): Promise<void> {
  const member = await scene.enter({ device: "phone" });
  const number = await buys(member);
  const boss = await scene.enter({ device: "desk" });
  await signInAtConsole(boss, "boss@demo.bihuan");
  await choosesTrade(boss);
  await handsOver(boss, number);
  await doesTasks(boss, number);
  await answers(member);
  await seesBoth(boss, number);
  await scene.leave();
}

const spaced = (number: string) => number.replace(/(\d{4})(?=\d)/g, "$1 ");

async function buys(member: Person): Promise<string> {
  await shop.buyCup(member, store, newPhone());
  return (await member.page.locator(".order-number strong").innerText()).replaceAll(" ", "");
}

async function choosesTrade(boss: Person): Promise<void> {
  const { page } = boss;
  await page.goto("/console/tea/care");
  await page.getByRole("button", { name: "行业模板" }).click();
  await page.getByText("茶馆 / 茶饮").waitFor();
  const plan = page.getByRole("dialog");
  await plan.getByRole("button", { name: "加一个自己的步骤" }).click();
  await plan.getByLabel("步骤名称").last().fill("写一张感谢卡");
  await plan.getByRole("button", { name: "上移: 写一张感谢卡" }).click();
  await plan.getByText("自己的步骤", { exact: true }).scrollIntoViewIfNeeded();
  await shoot(boss, "270-console-care-plan");
  await plan.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

async function openOrder(boss: Person, number: string): Promise<void> {
  const { page } = boss;
  await page.goto("/console/tea/orders");
  await page.getByRole("link", { name: spaced(number) }).click();
  await page.getByRole("heading", { level: 1, name: spaced(number) }).waitFor();
}

async function handsOver(boss: Person, number: string): Promise<void> {
  const { page } = boss;
  await openOrder(boss, number);
  await page.getByRole("button", { name: "确认交付" }).click();
  await page.getByRole("tooltip").getByRole("button", { name: /确\s*定|OK/ }).click();
  await page.getByText("还有 2 步没有结束").waitFor();
  await page.locator(".c-closings").getByText("还没有").waitFor();
  await shoot(boss, "271-console-order-first-closing", { whole: true });
}

async function doesTasks(boss: Person, number: string): Promise<void> {
  const { page } = boss;
  await page.goto("/console/tea/care");
  await page.getByRole("link", { name: spaced(number) }).first().waitFor();
  await shoot(boss, "272-console-care-tasks");
  const rows = page.locator("tr, li, article").filter({ hasText: spaced(number) });
  for (const left of [1, 0]) {
    await rows.getByRole("button", { name: /^完\s*成$/ }).first().click();
    await eventually(() => rows.count(), (count) => count === left);
  }
}

async function answers(member: Person): Promise<void> {
  const { page } = member;
  await page.reload();
  await page.getByText("都好吗？").waitFor();
  await shoot(member, "273-shop-order-care", { whole: true });
  await page.getByRole("button", { name: "一切满意" }).tap();
  await page.getByText("服务已完成").waitFor();
  await shoot(member, "274-shop-order-answered", { whole: true });
}

async function seesBoth(boss: Person, number: string): Promise<void> {
  const { page } = boss;
  await openOrder(boss, number);
  await page.getByText("会员：一切满意").waitFor();
  await page.locator(".c-closing-met").nth(1).waitFor();
  await page.goto("/console/tea/loop");
  await page.getByText("合格成交率").first().waitFor();
  await shoot(boss, "275-console-loop-closings", { whole: true });
  await page.goto("/console/tea");
  await page.getByText("成交，和服务好的成交").waitFor();
  await shoot(boss, "276-console-boss-closings", { whole: true });
}
